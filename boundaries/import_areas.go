package boundaries

import (
	"cmp"
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/imports"
)

// areas takes in areas.geojson: the polygons of counties and townships.
func (t taker) areas() imports.Kind {
	return imports.Kind{
		Name: "areas", Files: []string{"areas"}, KeyField: "code", Columns: areaColumns,
		Key: func(r *imports.Row) string { return r.Required("code") },
		Take: func(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
			return t.takeAreas(ctx, tx, run, true)
		},
	}
}

// divisions takes in divisions.csv: names, hierarchy and seats of all areas.
func (t taker) divisions() imports.Kind {
	return imports.Kind{
		Name: "divisions", Files: []string{"divisions"}, KeyField: "code", Columns: areaColumns,
		Key: func(r *imports.Row) string { return r.Required("code") },
		Take: func(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
			return t.takeAreas(ctx, tx, run, false)
		},
	}
}

var areaColumns = map[string][]string{
	"code": {"区划代码", "代码"}, "name": {"名称", "区划名称"}, "level": {"级别", "层级"}, "parent": {"上级代码"},
	"lon": {"经度"}, "lat": {"纬度"}, "pinyin": {"拼音"}, "formal": {"是否建制"},
}

// areaRow is a row with the area it holds.
type areaRow struct {
	*imports.Row
	areaRecord
}

func (t taker) takeAreas(ctx context.Context, tx pgx.Tx, run *imports.Run, outlines bool) error {
	var rows []areaRow
	for r := range run.Fresh() {
		row := areaRow{r, readArea(r)}
		if outlines && row.Geom == nil && r.OK() {
			r.Bad("geometry", "problem.required")
		}
		r.BadFields(row.Validate(t.limits))
		if r.OK() {
			rows = append(rows, row)
		}
	}
	slices.SortStableFunc(rows, func(a, b areaRow) int { return cmp.Compare(len(a.Code), len(b.Code)) })
	if !outlines {
		if err := checkParents(ctx, tx, rows); err != nil {
			return err
		}
	}
	if err := checkEnded(ctx, tx, rows); err != nil {
		return err
	}
	rows = slices.DeleteFunc(rows, func(r areaRow) bool { return !r.OK() })
	if len(rows) == 0 {
		return nil
	}
	if err := putAreas(ctx, tx, run, rows, outlines); err != nil {
		return err
	}
	if outlines {
		return deriveClosing(ctx, tx)
	}
	if err := settlePrefecture(ctx, tx); err != nil {
		return err
	}
	return warnSeats(ctx, tx, rows)
}

func readArea(r *imports.Row) areaRecord {
	var a areaRecord
	a.Code, a.Name, a.Level = r.Key, r.Text("name"), r.Text("level")
	a.Parent = optional(r.Text("parent"))
	a.Pinyin = r.Text("pinyin")
	a.Formal = r.OneOf("formal", "1", "0", "true", "false") != "0" && r.Text("formal") != "false"
	a.Seat = r.Point("lon", "lat")
	a.Geom = multiPolygon(r)
	a.ValidFrom, a.ValidTo = optional(r.Text("valid_from")), optional(r.Text("valid_to"))
	a.Origin = r.Text("origin")
	return a
}

// checkParents refuses areas whose parent is neither on file nor in the rows before.
func checkParents(ctx context.Context, tx pgx.Tx, rows []areaRow) error {
	known, err := areaCodes(ctx, tx)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Parent != nil && !known[*r.Parent] {
			r.Bad("parent", "boundaries.unknown_area", "code", *r.Parent)
			continue
		}
		known[r.Code] = true
	}
	return nil
}

// checkEnded refuses areas that a change of areas has ended: a file of before would bring
// them back.
func checkEnded(ctx context.Context, q data.Querier, rows []areaRow) error {
	found, err := q.Query(ctx, queries.Get("import_ended"))
	if err != nil {
		return err
	}
	ended := map[string]string{}
	var code, on string
	if _, err = pgx.ForEachRow(found, []any{&code, &on}, func() error { ended[code] = on; return nil }); err != nil {
		return err
	}
	for _, r := range rows {
		if on := ended[r.Code]; on != "" {
			r.Bad("code", "areachange.ended", "code", r.Code, "name", r.Name, "on", on)
		}
	}
	return nil
}

func areaCodes(ctx context.Context, q data.Querier) (map[string]bool, error) {
	rows, err := q.Query(ctx, queries.Get("import_area_codes"))
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	var code string
	_, err = pgx.ForEachRow(rows, []any{&code}, func() error { known[code] = true; return nil })
	return known, err
}

// putAreas writes outlines (which make areas that are not there yet) or divisions.
func putAreas(ctx context.Context, tx pgx.Tx, run *imports.Run, rows []areaRow, outlines bool) error {
	batch := &pgx.Batch{}
	for _, r := range rows {
		var queued *pgx.QueuedQuery
		if outlines {
			queued = batch.Queue(queries.Get("import_outline"), r.Code, r.Name, r.Level, r.Parent,
				data.Geom{Geometry: r.Geom}, r.Origin)
		} else {
			var seat data.Geom
			if r.Seat != nil {
				seat.Geometry = *r.Seat
			}
			queued = batch.Queue(queries.Get("import_division"), r.Code, r.Name, r.Level, r.Parent, r.Formal, r.Pinyin,
				seat, r.ValidFrom, r.ValidTo, r.Origin)
		}
		queued.QueryRow(done(run, r.Row, r.Code))
	}
	return tx.SendBatch(ctx, batch).Close()
}

// done notes a written row with the version that its query returns.
func done(run *imports.Run, r *imports.Row, id string) func(pgx.Row) error {
	return func(row pgx.Row) error {
		var version int64
		err := row.Scan(&version)
		run.Done(r, id, version)
		return err
	}
}

// warnSeats warns of seats outside the polygon of the area or, for villages, of the
// township: outlines may be derived, and then the seat is the better of the two.
func warnSeats(ctx context.Context, tx pgx.Tx, rows []areaRow) error {
	byCode := make(map[string]*imports.Row, len(rows))
	codes := make([]string, len(rows))
	for i, r := range rows {
		codes[i], byCode[r.Code] = r.Code, r.Row
	}
	outside, err := tx.Query(ctx, queries.Get("import_seats_outside"), codes)
	if err != nil {
		return err
	}
	var code, within string
	_, err = pgx.ForEachRow(outside, []any{&code, &within}, func() error {
		byCode[code].Warn("lon", "import.outside_area", "area", within)
		return nil
	})
	return err
}
