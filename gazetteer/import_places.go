package gazetteer

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/imports"
)

// placeKind takes in entries with their name forms. The key of a row is the source's own
// id, or the place code (地名代码) in files of the national database. A first load is the
// baseline: it does not count as added.
func placeKind() imports.Kind {
	return imports.Kind{
		Name: "gazetteer", Files: []string{"gazetteer"}, KeyField: "place_code",
		Key: func(r *imports.Row) string {
			if id := r.Text("id"); id != "" {
				return id
			}
			return r.Text("place_code")
		},
		Columns: map[string][]string{
			"place_code": {"地名代码"}, "name": {"标准名称", "标准地名", "地名"}, "pinyin": {"罗马字母拼写", "汉语拼音"},
			"class_code": {"类别代码", "地名类别代码"}, "area_code": {"政区代码", "区划代码"}, "division_code": {"所指政区代码"},
			"lon": {"经度", "东经"}, "lat": {"纬度", "北纬"}, "short_name": {"简称"}, "alt_names": {"别名"},
			"former_names": {"曾用名"}, "meaning": {"含义", "地名含义"}, "origin_text": {"来历", "地名来历"}, "history": {"历史沿革"},
		},
		Take: takePlaces,
	}
}

// sourceRow is a row of the file with what it says.
type sourceRow struct {
	row   *imports.Row
	draft Draft
}

func takePlaces(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	around, err := loadSurroundings(ctx, tx)
	if err != nil {
		return err
	}
	codes := map[string]int{} // place codes of the file and the rows that have them
	for chunk := range chunks(run.Fresh()) {
		rows := make([]sourceRow, 0, len(chunk))
		for _, r := range chunk {
			if d := readDraft(r, &around, codes); r.OK() {
				rows = append(rows, sourceRow{r, d})
			}
		}
		if err := around.checkAll(ctx, tx, rows); err != nil {
			return err
		}
		if err := writePlaces(ctx, tx, run, rows); err != nil {
			return err
		}
	}
	return nil
}

// readDraft reads a row and marks what is bad in it. A current entry has a position;
// historic ones are often known by name only.
func readDraft(r *imports.Row, around *surroundings, codes map[string]int) Draft {
	d := Draft{
		Name: r.Text("name"), Pinyin: r.Text("pinyin"), ShortName: r.Text("short_name"),
		AltNames: nameList(r.Text("alt_names")), FormerNames: nameList(r.Text("former_names")),
		ClassCode: r.Text("class_code"), AreaCode: r.Text("area_code"), DivisionCode: r.Text("division_code"),
		PlaceCode: r.Text("place_code"), Status: r.OneOf("status", Current, Historic),
		Meaning: r.Text("meaning"), OriginText: r.Text("origin_text"), History: r.Text("history"),
	}
	if p := r.Point("lon", "lat"); p != nil {
		d.Lon, d.Lat = &p[0], &p[1]
	} else {
		d.Geometry = r.Geometry
	}
	if !r.OK() {
		return d
	}
	d.settle()
	if err := d.Validate(); err != nil {
		r.BadFields(err)
		return d
	}
	around.check(r, &d)
	if d.PlaceCode == "" {
		return d
	}
	if other, ok := codes[d.PlaceCode]; ok {
		r.Bad("place_code", "import.duplicate_key", "other", other)
	}
	codes[d.PlaceCode] = r.Number
	return d
}

// checkAll checks the positions of rows that are points; lines and polygons may reach far.
func (s *surroundings) checkAll(ctx context.Context, q data.Querier, rows []sourceRow) error {
	var points []orb.Point
	var of []sourceRow
	for _, r := range rows {
		if p, ok := r.draft.geometry().(orb.Point); ok {
			points, of = append(points, p), append(of, r)
		}
	}
	located, err := s.whereabouts(ctx, q, points)
	for i, code := range located {
		checkPosition(of[i].row, "lon", of[i].draft.AreaCode, code)
	}
	return err
}

// writePlaces writes the rows that are still good.
func writePlaces(ctx context.Context, tx pgx.Tx, run *imports.Run, rows []sourceRow) error {
	known, err := loadKnown(ctx, tx, rows)
	if err != nil {
		return err
	}
	held, err := loadHeldCodes(ctx, tx, known.codes)
	if err != nil {
		return err
	}
	var fresh, changed []*Place
	var b pgx.Batch
	for _, s := range rows {
		old := known.find(s)
		kept := old != nil && (!s.row.Known || old.Version != s.row.Version)
		if !kept {
			held.refuse(s.row, "place_code", s.draft.PlaceCode, old)
		}
		switch {
		case !s.row.OK():
			continue
		case old == nil:
			p := s.newPlace()
			fresh = append(fresh, p)
			run.Done(s.row, p.ID.String(), p.Version)
			continue
		case kept:
			s.row.Warn("name", "gazetteer.not_overwritten", "name", old.Name)
			run.Kept(s.row)
			continue
		}
		p := s.change(old)
		if p.Version > old.Version {
			queueVersion(&b, old, p)
			changed = append(changed, p)
		}
		run.Done(s.row, p.ID.String(), p.Version)
	}
	if err := insertPlaces(ctx, tx, fresh); err != nil {
		return err
	}
	if err := tx.SendBatch(ctx, &b).Close(); err != nil {
		return err
	}
	return indexAgain(ctx, tx, changed)
}

// newPlace makes an entry of a row.
func (s *sourceRow) newPlace() *Place {
	p := &Place{ID: newID(), Ref: orNull(s.row.Text("id")), Version: 1}
	p.mark(s.row)
	p.apply(s.draft, "")
	return p
}

// mark writes what only the source says.
func (p *Place) mark(r *imports.Row) {
	p.Trap, p.PositionOrigin, p.Origin = r.Text("trap"), r.Text("position_origin"), r.Text("origin")
}

// change is the next version of an entry after its row changed in the source, the same
// version when that makes no difference.
func (s *sourceRow) change(old *Place) *Place {
	p, d, before := *old, s.draft, old.Draft()
	d.PositionReason, d.Census, d.Secrecy = before.PositionReason, before.Census, before.Secrecy
	p.mark(s.row)
	d.rename(&before)
	if d.equal(&before) && p.Trap == old.Trap && p.PositionOrigin == old.PositionOrigin && p.Origin == old.Origin {
		return old
	}
	p.apply(d, "")
	p.Version++
	return &p
}

// knownPlaces are entries on file by which rows may be told again.
type knownPlaces struct {
	byID   map[uuid.UUID]*Place
	byRef  map[string]*Place
	byCode map[string]*Place
	codes  []string // of the rows
}

// loadKnown loads the entries that the rows made before, and those that have their keys
// without having come from them.
func loadKnown(ctx context.Context, q data.Querier, rows []sourceRow) (knownPlaces, error) {
	var ids []uuid.UUID
	var refs, codes []string
	for _, s := range rows {
		if id, err := uuid.Parse(s.row.EntityID); err == nil {
			ids = append(ids, id)
		}
		refs, codes = append(refs, s.row.Text("id")), append(codes, s.draft.PlaceCode)
	}
	known := knownPlaces{map[uuid.UUID]*Place{}, map[string]*Place{}, map[string]*Place{}, codes}
	places, err := loadPlaces(ctx, q, ids, refs, codes)
	for _, p := range places {
		known.byID[p.ID] = p
		if p.Ref != nil {
			known.byRef[*p.Ref] = p
		}
		if p.PlaceCode != nil {
			known.byCode[*p.PlaceCode] = p
		}
	}
	return known, err
}

func loadPlaces(ctx context.Context, q data.Querier, ids []uuid.UUID, refs, codes []string) ([]*Place, error) {
	rows, err := q.Query(ctx, queries.Get("place_known"), ids, refs, codes)
	if err != nil {
		return nil, err
	}
	places, err := pgx.CollectRows(rows, scanPlace)
	list := make([]*Place, len(places))
	for i := range places {
		list[i] = &places[i]
	}
	return list, err
}

// find is the entry that a row speaks of, nil for a new one.
func (k *knownPlaces) find(s sourceRow) *Place {
	if id, err := uuid.Parse(s.row.EntityID); err == nil && k.byID[id] != nil {
		return k.byID[id]
	}
	if ref := s.row.Text("id"); ref != "" && k.byRef[ref] != nil {
		return k.byRef[ref]
	}
	return k.byCode[s.draft.PlaceCode]
}
