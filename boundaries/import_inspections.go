package boundaries

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
)

// inspections takes in inspections.csv. A record that is on file already with other content
// is bad; fixes that look like GCJ-02 under another name are flagged and warned of.
func (t taker) inspections() imports.Kind {
	return imports.Kind{
		Name: "inspections", Files: []string{"inspections"}, KeyField: "uuid",
		Key: func(r *imports.Row) string { return r.Required("uuid") },
		Columns: map[string][]string{"uuid": {"id", "记录编号"}, "marker": {"界桩号", "界桩编号"}, "observed_at": {"检查时间"},
			"observer": {"检查人"}, "conditions": {"状况"}, "lon": {"经度"}, "lat": {"纬度"}, "note": {"备注"}},
		Take: takeInspections,
	}
}

func takeInspections(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	var rows []*imports.Row
	var visits []*visit
	for r := range run.Fresh() {
		in := readInspection(r)
		in.Normalize()
		if r.OK() {
			r.BadFields(in.Validate())
		}
		if r.OK() {
			rows, visits = append(rows, r), append(visits, &visit{in: in, origin: r.Text("origin"), imported: true})
		}
	}
	if len(visits) == 0 {
		return nil
	}
	if err := compareStored(ctx, tx, visits); err != nil {
		return err
	}
	if err := judgeVisits(ctx, tx, visits); err != nil {
		return err
	}
	if err := insertVisits(ctx, tx, visits); err != nil {
		return err
	}
	if err := compareStored(ctx, tx, visits); err != nil {
		return err
	}
	for i, v := range visits {
		report(run, rows[i], v.outcome())
	}
	return nil
}

// report tells the run what became of a row.
func report(run *imports.Run, r *imports.Row, out Outcome) {
	if out.Err != nil {
		r.BadFields(out.Err)
		return
	}
	for _, flag := range out.Inspection.Flags {
		r.Warn("crs", "boundaries."+flag)
	}
	run.Done(r, out.ID.String(), 1)
}

func readInspection(r *imports.Row) InspectionInput {
	in := InspectionInput{Kind: r.Text("kind"), Round: r.Int("round"), DeviceID: r.Text("device_id"), Observer: r.Text("observer"),
		Marker: r.Text("marker"), Conditions: r.List("conditions", ";"), AccuracyM: r.Float("accuracy_m"), CRS: r.Text("crs"),
		Note: r.Text("note"), Photos: r.List("photos", ";"), Line: r.Text("line_code"), Source: r.Text("source"),
		ChainageFromM: r.Float("chainage_from_m"), ChainageToM: r.Float("chainage_to_m")}
	var err error
	if in.ID, err = uuid.Parse(r.Key); err != nil {
		r.Bad("uuid", "boundaries.bad_uuid")
	}
	if in.ObservedAt, err = time.Parse(time.RFC3339, r.Text("observed_at")); err != nil {
		r.Bad("observed_at", "boundaries.bad_time")
	}
	if p := r.Point("lon", "lat"); p != nil {
		in.Lon, in.Lat = &p[0], &p[1]
	}
	if r.Geometry != nil {
		in.CRS = "wgs84" // converted already, from the system that the whole file is in
	}
	return in
}
