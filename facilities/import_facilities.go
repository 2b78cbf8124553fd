package facilities

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/imports"
)

// facilityKind takes in facilities.csv. Its status and status_from make the history of a
// facility for which no status file was taken in; otherwise that file says it.
var facilityKind = imports.Kind{
	Name: "facilities", Files: []string{"facilities"}, KeyField: "id",
	Key: func(r *imports.Row) string { return r.Required("id") },
	Columns: map[string][]string{
		"id": {"编号"}, "kind": {"类别"}, "subkind": {"子类"}, "name": {"名称", "设施名称"},
		"area_code": {"区划代码", "乡镇代码"}, "village_code": {"村代码"}, "lon": {"经度"}, "lat": {"纬度"},
		"precision": {"位置精度"}, "status": {"状态"}, "status_from": {"状态起始日"}, "target_date": {"计划投用日"},
		"capacity": {"容量"}, "used": {"已用"}, "nursing_beds": {"护理型床位"}, "grade": {"等级"},
		"operator": {"管理单位"}, "approval_no": {"批准文号"}, "area_m2": {"占地面积"}, "note": {"备注"},
	},
	Take: takeFacilities,
}

// stored is what an importer needs to know of a facility that is there.
type stored struct {
	ID       uuid.UUID
	Ref      *string
	Version  int64
	Edited   bool // by somebody since the last import, or retired
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
		d := readDraft(r)
		r.BadFields(d.validate(t.ref))
		if !r.OK() {
			continue
		}
		id, version, kept := t.queue(r, d)
		if kept {
			run.Kept(r)
			continue
		}
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
	b      batch
	ref    references
	stored map[string]stored
	taken  []uuid.UUID
	rows   []*imports.Row // of taken
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
	t.stored, err = storedFacilities(ctx, tx)
	return err
}

// queue adds the writes of a row: a new facility, or the changed fields of one that nobody
// has edited since.
func (t *facilityTaker) queue(r *imports.Row, d Draft) (id uuid.UUID, version int64, kept bool) {
	old, there := t.stored[r.Key]
	if there && old.Edited {
		return old.ID, old.Version, true
	}
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
	if !old.FromFile {
		history = old.History.cut(*d.StatusFrom).then(d.Status, *d.StatusFrom)
	}
	query := "insert"
	if there {
		query = "update"
	}
	t.b.Queue(queries.Get(query), append(d.columns(id, ref, origin), true)...)
	queueHistory(&t.b.Batch, id, old.History, history, origin)
	return id, old.Version + 1, false
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
		VillageCode: r.Text("village_code"), Precision: r.Text("precision"), Status: r.Required("status"),
		StatusFrom: &Day{}, TargetDate: readDay(r, "target_date"), Capacity: r.Int("capacity"), Used: r.Int("used"),
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
	d.settle()
	return d
}

func readDay(r *imports.Row, field string) *Day {
	t := r.Date(field)
	if t == nil {
		return nil
	}
	day := dayOf(*t)
	return &day
}
