package gazetteer

import (
	"cmp"
	"context"
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data/imports"
)

// editKind replays a ledger of edits in the order of seq: each makes one version of its
// entry and one row of the ledger. An edit that was replayed before and now differs in
// its dates gets the new dates; one that says something else is reported, not replayed.
func editKind() imports.Kind {
	return imports.Kind{
		Name: "gazetteer_edits", Files: []string{"gazetteer_edits"}, KeyField: "seq",
		Key: func(r *imports.Row) string { return r.Text("seq") },
		Columns: map[string][]string{"seq": {"序号"}, "date": {"日期", "变更日期"}, "op": {"变更类型"}, "entry_ref": {"地名编号"},
			"field": {"变更字段"}, "new_value": {"变更后"}, "national_on": {"入库日期"}},
		Take: takeEdits,
	}
}

// sourceEdit is a row of the ledger with what it says.
type sourceEdit struct {
	row     *imports.Row
	seq     int64
	on      string
	op      string
	ref     string
	sets    []setting
	takenIn *string
	located string // area of the new position, where there is one
}

func takeEdits(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	var all []*sourceEdit
	for r := range run.Fresh() {
		if e := readEdit(r); r.OK() {
			all = append(all, e)
		}
	}
	if len(all) == 0 {
		return nil
	}
	slices.SortStableFunc(all, func(a, b *sourceEdit) int { return cmp.Compare(a.seq, b.seq) })
	replay, err := newReplay(ctx, tx, run, all)
	if err != nil {
		return err
	}
	for _, e := range all {
		if e.row.Known {
			replay.redate(e)
		} else {
			replay.apply(e)
		}
	}
	return replay.flush(ctx)
}

// readEdit reads a row and marks what is bad in it.
func readEdit(r *imports.Row) *sourceEdit {
	e := &sourceEdit{row: r, op: r.OneOf("op", opAdd, opModify, opDelete), ref: r.Required("entry_ref")}
	if n := r.Int("seq"); n != nil {
		e.seq = int64(*n)
	}
	if r.Required("date") != "" {
		e.on = dayText(r.Date("date"))
	}
	e.takenIn = orNull(dayText(r.Date("national_on")))
	if r.Required("op") == opDelete || !r.OK() {
		return e
	}
	e.sets = settings(r, r.Required("field"), r.Text("new_value"))
	return e
}

func dayText(day *time.Time) string {
	if day == nil {
		return ""
	}
	return day.Format(time.DateOnly)
}

// point is the position that the edit sets, if it sets one.
func (e *sourceEdit) point() (orb.Point, bool) {
	var d Draft
	for _, s := range e.sets {
		s.set(&d)
	}
	p, ok := d.geometry().(orb.Point)
	return p, ok
}

// says are the fields that the edit sets, as the ledger keeps them.
func (e *sourceEdit) says() map[string]any {
	said := map[string]any{}
	for _, s := range e.sets {
		maps.Copy(said, s.said)
	}
	return said
}

// replay is the state of the entries while their edits are folded in.
type replay struct {
	tx     pgx.Tx
	run    *imports.Run
	around surroundings
	places map[string]*Place // by ref
	codes  map[string]*Place // by place code
	held   heldCodes         // of those that the edits give
	edits  map[int64]storedEdit
	added  []*Place          // as they were added
	latest map[string]*Place // the last state of those that changed
	batch  pgx.Batch
}

// storedEdit is what the ledger has of an edit.
type storedEdit struct {
	Seq   int64
	Op    string
	Ref   string
	After map[string]any
}

func newReplay(ctx context.Context, tx pgx.Tx, run *imports.Run, all []*sourceEdit) (*replay, error) {
	r := &replay{tx: tx, run: run, places: map[string]*Place{}, codes: map[string]*Place{},
		edits: map[int64]storedEdit{}, latest: map[string]*Place{}}
	var err error
	if r.around, err = loadSurroundings(ctx, tx); err != nil {
		return nil, err
	}
	var refs, codes []string
	var seqs []int64
	for _, e := range all {
		refs = append(refs, e.ref)
		if code, ok := e.says()["place_code"].(string); ok {
			codes = append(codes, code)
		}
		if e.row.Known {
			seqs = append(seqs, e.seq)
		}
	}
	places, err := loadPlaces(ctx, tx, nil, refs, codes)
	if err != nil {
		return nil, err
	}
	for _, p := range places {
		r.keep(p)
	}
	if r.held, err = loadHeldCodes(ctx, tx, codes); err != nil {
		return nil, err
	}
	if err := r.loadEdits(ctx, seqs); err != nil {
		return nil, err
	}
	return r, r.locate(ctx, all)
}

// keep makes p the present state of its entry.
func (r *replay) keep(p *Place) {
	if p.Ref != nil {
		r.places[*p.Ref] = p
	}
	if p.PlaceCode != nil {
		r.codes[*p.PlaceCode] = p
	}
}

func (r *replay) loadEdits(ctx context.Context, seqs []int64) error {
	rows, err := r.tx.Query(ctx, queries.Get("edit_known"), seqs)
	if err != nil {
		return err
	}
	edits, err := pgx.CollectRows(rows, pgx.RowToStructByPos[storedEdit])
	for _, e := range edits {
		r.edits[e.Seq] = e
	}
	return err
}

// locate finds the areas of all new positions at once.
func (r *replay) locate(ctx context.Context, all []*sourceEdit) error {
	var points []orb.Point
	var of []*sourceEdit
	for _, e := range all {
		if p, ok := e.point(); ok {
			points, of = append(points, p), append(of, e)
		}
	}
	located, err := r.around.whereabouts(ctx, r.tx, points)
	for i, code := range located {
		of[i].located = code
	}
	return err
}

// redate gives an edit that was replayed before its new dates.
func (r *replay) redate(e *sourceEdit) {
	stored, p := r.edits[e.seq], r.places[e.ref]
	if p == nil || stored.Op != e.op || stored.Ref != e.ref || !stored.said(e) {
		e.row.Warn("new_value", "gazetteer.edit_replayed")
		r.run.Kept(e.row)
		return
	}
	r.batch.Queue(queries.Get("edit_redate"), e.seq, e.on, e.takenIn)
	r.run.Done(e.row, p.ID.String(), p.Version)
}

// said reports whether the stored edit has all that the row says.
func (s *storedEdit) said(e *sourceEdit) bool {
	text, err := json.Marshal(e.says())
	var says map[string]any
	if err != nil || json.Unmarshal(text, &says) != nil {
		return false
	}
	for field, value := range says {
		if !reflect.DeepEqual(s.After[field], value) {
			return false
		}
	}
	return true
}

// apply replays one edit; what does not fit is marked on its row.
func (r *replay) apply(e *sourceEdit) {
	old := r.places[e.ref]
	switch {
	case e.op == opAdd && old != nil:
		e.row.Bad("entry_ref", "gazetteer.edit_ref_in_use", "ref", e.ref)
		return
	case e.op != opAdd && old == nil:
		e.row.Bad("entry_ref", "gazetteer.edit_ref_unknown", "ref", e.ref)
		return
	case old != nil && old.Status == Retired:
		e.row.Bad("entry_ref", "gazetteer.retired", "name", old.Name)
		return
	}
	p := r.next(e, old)
	if p == nil {
		return
	}
	if old == nil {
		r.added = append(r.added, p)
	} else {
		queueVersion(&r.batch, old, p)
	}
	record := editOf(e.op, old, p, e.on)
	record.Seq, record.TakenInOn, record.Origin = &e.seq, e.takenIn, e.row.Text("origin")
	maps.Copy(record.After, e.says())
	if _, renamed := record.After["name"]; renamed && e.op == opModify {
		record.Matter = Renaming
	}
	queueEdit(&r.batch, record)
	r.keep(p)
	r.latest[e.ref] = p
	r.run.Done(e.row, p.ID.String(), p.Version)
}

// next is the entry after the edit; nil when the edit does not fit.
func (r *replay) next(e *sourceEdit, old *Place) *Place {
	on, _ := time.Parse(time.DateOnly, e.on)
	p := &Place{ID: newID(), Ref: &e.ref, Origin: e.row.Text("origin"), ValidFrom: &on}
	var before Draft
	if old != nil {
		copied := *old
		p, before = &copied, old.Draft()
	}
	p.Version++
	if e.op == opDelete {
		p.Status, p.ValidTo = Retired, &on
		return p
	}
	d := before
	for _, s := range e.sets {
		s.set(&d)
	}
	d.rename(&before)
	d.settle()
	if !r.fits(e, &d, old) {
		return nil
	}
	p.apply(d, e.on)
	return p
}

// fits checks the entry as the edit leaves it and marks the row when it breaks a rule.
func (r *replay) fits(e *sourceEdit, d *Draft, old *Place) bool {
	if err := d.Validate(); err != nil {
		e.row.BadFields(err)
		return false
	}
	r.around.check(e.row, d)
	if holder := r.codes[d.PlaceCode]; d.PlaceCode != "" && holder != nil && (old == nil || holder.ID != old.ID) {
		e.row.Bad("new_value", "gazetteer.code_in_use", "code", d.PlaceCode, "name", holder.Name)
	} else if old == nil || old.PlaceCode == nil || *old.PlaceCode != d.PlaceCode {
		r.held.refuse(e.row, "new_value", d.PlaceCode, old)
	}
	if _, ok := e.point(); ok && r.around.shaped {
		checkPosition(e.row, "new_value", d.AreaCode, e.located)
	}
	return e.row.OK()
}

// flush writes everything: added entries as they were added, then the edits one by one in
// their order, then the search rows of the last state.
func (r *replay) flush(ctx context.Context) error {
	if err := insertRows(ctx, r.tx, r.added); err != nil {
		return err
	}
	if err := r.tx.SendBatch(ctx, &r.batch).Close(); err != nil {
		return err
	}
	return indexAgain(ctx, r.tx, slices.Collect(maps.Values(r.latest)))
}
