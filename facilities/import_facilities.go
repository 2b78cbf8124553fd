package facilities

import (
	"cmp"
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/imports"
)

// facilityKind takes in facilities.csv. Its status and status_from make the history of a
// facility for which no status file was taken in; otherwise that file says it.
var facilityKind = imports.Kind{
	Name: "facilities", Files: []string{"facilities"}, KeyField: "id",
	Key: facilityKey, Total: isTotal, Columns: headers(), Take: takeFacilities,
}

// facilityKey is the source's key of a row; of a table without one, what makes it the
// facility that it is: kind, place and name.
func facilityKey(r *imports.Row) string {
	if key := cmp.Or(r.Text("id"), r.Text("ref")); key != "" {
		return key
	}
	if r.Text("name") == "" {
		return r.Required("id")
	}
	parts := []string{r.Text("kind"), cmp.Or(r.Text("area_code"), r.Text("county")+r.Text("township")),
		cmp.Or(r.Text("village_code"), r.Text("village")), r.Text("name")}
	return strings.Join(parts, "/")
}

// stored is what an importer needs to know of a facility that is there.
type stored struct {
	ID       uuid.UUID
	Ref      *string
	Version  int64
	Kind     string
	Name     string
	Area     string
	Village  *string
	Extra    Extra
	Edited   bool // by somebody since the last import, or retired
	Retired  bool
	FromFile bool // its history came from a status file
	History  History
}

// storedFacilities gives all facilities by id and by source key.
func storedFacilities(ctx context.Context, q data.Querier) (map[string]stored, error) {
	rows, err := q.Query(ctx, queries.Get("import_stored"))
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[stored])
	if err != nil {
		return nil, err
	}
	all := make(map[string]stored, len(list))
	for _, s := range list {
		all[s.ID.String()] = s
		if s.Ref != nil {
			all[*s.Ref] = s
		}
	}
	return all, nil
}

func takeFacilities(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	t := facilityTaker{b: batch{tx: tx}}
	for r := range run.Fresh() {
		if err := t.load(ctx, tx); err != nil {
			return err
		}
		d := t.read(r)
		if t.refuseTwin(r, d); !r.OK() {
			continue
		}
		if verdict, err := t.judge(ctx, tx, r, d); err != nil {
			return err
		} else if verdict != write {
			if verdict == keep {
				run.Kept(r)
			}
			continue
		}
		id, version := t.queue(r, d)
		run.Done(r, id.String(), version)
		t.taken, t.rows = append(t.taken, id), append(t.rows, r)
		if err := t.b.flush(ctx, batchSize); err != nil {
			return err
		}
	}
	if err := t.b.flush(ctx, 0); err != nil {
		return err
	}
	return t.warnOutside(ctx, tx)
}

// facilityTaker holds what taking facilities needs; it is loaded at the first row.
type facilityTaker struct {
	b       batch
	ref     references
	places  places
	twins   twins
	stored  map[string]stored
	current map[uuid.UUID]Facility // loaded when the first row of an export comes back
	taken   []uuid.UUID
	rows    []*imports.Row // of taken
}

func (t *facilityTaker) load(ctx context.Context, tx pgx.Tx) error {
	if t.stored != nil {
		return nil
	}
	if _, err := tx.Exec(ctx, queries.Get("kind_share")); err != nil {
		return err
	}
	var err error
	if t.ref.Catalogue, err = loadCatalogue(ctx, tx); err != nil {
		return err
	}
	if t.ref.areas, err = loadAreas(ctx, tx, nil); err != nil {
		return err
	}
	t.places = newPlaces(t.ref.areas)
	if t.stored, err = storedFacilities(ctx, tx); err != nil {
		return err
	}
	t.twins = newTwins(t.stored)
	return nil
}

// read reads a row and checks it; what it says of no own field, an old facility keeps.
func (t *facilityTaker) read(r *imports.Row) Draft {
	d := readDraft(r)
	old, there := t.stored[r.Key]
	t.ref.before = nil
	if there {
		t.ref.before = &Draft{Kind: old.Kind, Extra: old.Extra}
	}
	d.Kind = t.ref.kindNamed(d.Kind)
	kind, _ := t.ref.Kind(d.Kind)
	d.Subkind = kind.subkindNamed(d.Subkind)
	t.places.settle(r, &d, kind.Unit)
	values, said := readExtra(r, kind)
	if d.Extra = values; !said && there && old.Kind == d.Kind {
		d.Extra = old.Extra
	}
	d.settle()
	if r.OK() {
		r.BadFields(d.validate(t.ref))
	}
	if r.OK() {
		for _, doubt := range d.doubts(nil) {
			r.Warn(doubt.Field, doubt.Key, pairs(doubt.Params)...)
		}
	}
	return d
}

func pairs(params map[string]any) (list []any) {
	for name, value := range params {
		list = append(list, name, value)
	}
	return list
}

// verdict is what becomes of a row.
type verdict int

const (
	write verdict = iota
	keep          // the facility was edited since: it is not overwritten
	leave         // it says what is stored
)

// judge compares a row with what is stored. A row of an export carries the version that it
// was read at: it may change an edited facility, as long as nobody else has since.
func (t *facilityTaker) judge(ctx context.Context, tx pgx.Tx, r *imports.Row, d Draft) (verdict, error) {
	old, there := t.stored[r.Key]
	if !there {
		return write, nil
	}
	version := r.Int("version")
	if version == nil {
		return map[bool]verdict{true: keep, false: write}[old.Edited], nil
	}
	if int64(*version) != old.Version {
		return keep, nil
	}
	if t.current == nil {
		rows, err := tx.Query(ctx, queries.Get("import_current"))
		if err != nil {
			return keep, err
		}
		all, err := pgx.CollectRows(rows, pgx.RowToStructByNameLax[Facility])
		if err != nil {
			return keep, err
		}
		t.current = make(map[uuid.UUID]Facility, len(all))
		for _, f := range all {
			t.current[f.ID] = f
		}
	}
	f := t.current[old.ID]
	switch {
	case f.Retired:
		return keep, nil
	case d.same(f.Draft()) && old.History.has(d.Status, *d.StatusFrom):
		return leave, nil
	}
	return write, nil
}

// has reports whether the status began on the day.
func (h History) has(status string, from Day) bool {
	return slices.ContainsFunc(h, func(p Period) bool { return p.Status == status && p.From == from })
}

// queue adds the writes of a row: a new facility, or the changed fields of one.
func (t *facilityTaker) queue(r *imports.Row, d Draft) (id uuid.UUID, version int64) {
	old, there := t.stored[r.Key]
	var ref *string
	id = old.ID
	if !there {
		var err error
		if id, err = uuid.Parse(r.Key); err != nil {
			id, ref = sourceID("facility", r.Key), &r.Key
		}
	}
	origin := r.Text("origin")
	history := old.History
	if ref == nil && r.Text("ref") != "" {
		given := r.Text("ref")
		ref = &given
	}
	if !old.FromFile && !(r.Has("version") && history.has(d.Status, *d.StatusFrom)) {
		history = old.History.cut(*d.StatusFrom).then(d.Status, *d.StatusFrom)
	}
	query := "insert"
	if there {
		query = "update"
	}
	t.twins.add(id, d)
	t.b.Queue(queries.Get(query), append(d.columns(id, ref, origin), true)...)
	queueHistory(&t.b.Batch, id, old.History, history, origin)
	return id, old.Version + 1
}

// warnOutside warns of positions outside the declared township.
func (t *facilityTaker) warnOutside(ctx context.Context, tx pgx.Tx) error {
	if len(t.taken) == 0 {
		return nil
	}
	rows, err := tx.Query(ctx, queries.Get("import_outside"), t.taken)
	if err != nil {
		return err
	}
	outside, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return err
	}
	is := make(map[uuid.UUID]bool, len(outside))
	for _, id := range outside {
		is[id] = true
	}
	for i, id := range t.taken {
		if is[id] {
			t.rows[i].Warn("area_code", "import.outside_area", "area", t.rows[i].Text("area_code"))
		}
	}
	return nil
}

// readDraft reads the columns of a row. A status without a first day holds since ever.
func readDraft(r *imports.Row) Draft {
	d := Draft{
		Kind: r.Text("kind"), Subkind: r.Text("subkind"), Name: r.Text("name"), AreaCode: r.Text("area_code"),
		VillageCode: r.Text("village_code"),
		Precision:   oneOf(r.Text("precision"), precisions, words("facilities.precision_")),
		Status:      oneOf(r.Required("status"), statuses, words("facilities.status_")),
		StatusFrom:  &Day{}, TargetDate: readDay(r, "target_date"), Capacity: r.Int("capacity"), Used: r.Int("used"),
		NursingBeds: r.Int("nursing_beds"), Grade: r.Int("grade"), Operator: r.Text("operator"),
		ApprovalNo: r.Text("approval_no"), AreaM2: r.Float("area_m2"), Note: r.Text("note"),
		PositionReason: r.Text("position_reason"),
	}
	if from := readDay(r, "status_from"); from != nil {
		d.StatusFrom = from
	}
	if p := r.Point("lon", "lat"); p != nil {
		d.Lon, d.Lat = &p[0], &p[1]
		if d.Precision == "" {
			d.Precision = "surveyed"
		}
	}
	return d
}

// dayAsWritten is a day as spreadsheets save it: 2021/2/3, 2021-2-3, 2021.2.3, 2021年2月3日.
var dayAsWritten = regexp.MustCompile(`^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$`)

func readDay(r *imports.Row, field string) *Day {
	if p := dayAsWritten.FindStringSubmatch(r.Text(field)); p != nil {
		if day, err := ParseDay(p[1] + "-" + ("0" + p[2])[len(p[2])-1:] + "-" + ("0" + p[3])[len(p[3])-1:]); err == nil {
			return &day
		}
	}
	t := r.Date(field)
	if t == nil {
		return nil
	}
	day := dayOf(*t)
	return &day
}
