package boundaries

import (
	"context"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/imports"
	"cairn/internal/problem"
)

// rounds is how many rounds of joint inspection are looked for in the columns of a file.
// The first ended in 2007 and one takes five years (管理条例 art. 12).
const rounds = 20

// lines takes in lines.geojson. Areas outside the prefecture that a line names are made as
// external; closing edges are derived again when a line has changed.
func (t taker) lines() imports.Kind {
	return imports.Kind{
		Name: "lines", Files: []string{"lines"}, KeyField: "code",
		Key: func(r *imports.Row) string { return r.Required("code") },
		Columns: map[string][]string{
			"code": {"界线编号", "界线代码"}, "name": {"界线名称"}, "level": {"级别"}, "left_area": {"左侧代码"},
			"left_name": {"左侧名称"}, "right_area": {"右侧代码"}, "right_name": {"右侧名称"},
			"agreed_length_km": {"协议长度", "协议长度公里"}, "agreement": {"协议书文号"}, "agreement_on": {"协议日期", "协议签订日期"},
			"agreement_parties": {"签订单位", "协议签订方"}, "map_sheets": {"详图图幅", "详图图号"},
			"leading_area": {"牵头方代码", "牵头方"}, "cooperating_area": {"配合方代码", "配合方"},
		},
		Take: t.takeLines,
	}
}

// lineRow is a row with the line it holds; status is as the file has it, maybe empty.
type lineRow struct {
	*imports.Row
	lineRecord
	status string
}

func (t taker) takeLines(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	var rows []lineRow
	for r := range run.Fresh() {
		row := readLine(r)
		r.BadFields(row.Validate(t.limits))
		if r.OK() {
			rows = append(rows, row)
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if err := addNeighbours(ctx, tx, rows); err != nil {
		return err
	}
	for _, r := range rows {
		err := r.checkLeading(ctx, tx, r.LeftArea, r.RightArea)
		if err != nil && problem.As(err) == nil {
			return err
		}
		r.BadFields(err)
	}
	if err := putLines(ctx, tx, run, rows); err != nil {
		return err
	}
	return deriveClosing(ctx, tx)
}

func readLine(r *imports.Row) lineRow {
	row := lineRow{Row: r, status: r.Text("status")}
	row.LineInput = LineInput{Name: r.Text("name"), AgreedLengthKm: r.Float("agreed_length_km"),
		Agreement: r.Text("agreement"), Status: row.status, ShortCode: r.Text("short_code"),
		AgreementOn: optional(r.Text("agreement_on")), AgreementParties: r.List("agreement_parties", ";"),
		MapSheets: r.List("map_sheets", ";"), LeadingArea: r.Text("leading_area"), CooperatingArea: r.Text("cooperating_area")}
	row.Normalize()
	row.Code, row.Level = r.Key, r.Text("level")
	row.LeftArea, row.LeftName = r.Text("left_area"), r.Text("left_name")
	row.RightArea, row.RightName = r.Text("right_area"), r.Text("right_name")
	row.NeighbourCounties, row.Origin = r.Text("neighbour_counties"), r.Text("origin")
	row.ValidFrom, row.ValidTo = optional(r.Text("valid_from")), optional(r.Text("valid_to"))
	row.lineRecord.Geometry = lineString(r)
	for n := 1; n <= rounds; n++ {
		field := fmt.Sprintf("round%d_result", n)
		if result := r.OneOf(field, "qualified", "repaired", "follow_up"); result != "" {
			row.Results = append(row.Results, RoundResult{n, result})
		}
	}
	return row
}

// addNeighbours makes the areas outside the prefecture that lines name. A line without any
// area inside, or naming one that should be inside but is not on file, is bad.
func addNeighbours(ctx context.Context, tx pgx.Tx, rows []lineRow) error {
	home, err := Prefecture(ctx, tx)
	if err != nil {
		return err
	}
	known, err := areaCodes(ctx, tx)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if !known[r.LeftArea] && !known[r.RightArea] {
			r.Bad("left_area", "boundaries.unknown_area", "code", r.LeftArea)
			continue
		}
		for _, side := range [...]struct{ field, code, name string }{
			{"left", r.LeftArea, r.LeftName}, {"right", r.RightArea, r.RightName},
		} {
			switch {
			case known[side.code]:
				continue
			case home.Code != "" && strings.HasPrefix(side.code, home.Code):
				r.Bad(side.field+"_area", "boundaries.unknown_area", "code", side.code)
				continue
			case side.name == "":
				r.Bad(side.field+"_name", "problem.required")
				continue
			}
			known[side.code] = true
			if _, err := tx.Exec(ctx, queries.Get("import_neighbour"), side.code, side.name, levelOf(side.code), r.Origin); err != nil {
				return err
			}
		}
	}
	return nil
}

func putLines(ctx context.Context, tx pgx.Tx, run *imports.Run, rows []lineRow) error {
	versions, err := lineVersions(ctx, tx)
	if err != nil {
		return err
	}
	batch := &pgx.Batch{}
	for _, r := range rows {
		if !r.OK() {
			continue
		}
		if current, there := versions[r.Code]; there && (!r.Known || r.Version != current) {
			run.Kept(r.Row)
			continue
		}
		batch.Queue(queries.Get("import_line"), r.Code, r.Name, r.Level, r.LeftArea, r.RightArea, r.NeighbourCounties,
			r.ShortCode, r.AgreedLengthKm, r.Agreement, r.status, data.Geom{Geometry: r.lineRecord.Geometry},
			r.ValidFrom, r.ValidTo, r.Origin, r.AgreementOn, r.AgreementParties, r.MapSheets, r.LeadingArea,
			r.CooperatingArea).QueryRow(done(run, r.Row, r.Code))
		for _, result := range r.Results {
			batch.Queue(queries.Get("import_result"), r.Code, result.Round, result.Result)
		}
	}
	return tx.SendBatch(ctx, batch).Close()
}

func lineVersions(ctx context.Context, q data.Querier) (map[string]int64, error) {
	rows, err := q.Query(ctx, queries.Get("import_line_versions"))
	if err != nil {
		return nil, err
	}
	versions := map[string]int64{}
	var code string
	var version int64
	_, err = pgx.ForEachRow(rows, []any{&code, &version}, func() error { versions[code] = version; return nil })
	return versions, err
}
