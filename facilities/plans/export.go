package plans

import (
	"context"
	"fmt"
	"io"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/interchange"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// exported are the columns of an export, as an import reads them.
var exported = []string{"plan", "plan_number", "plan_area", "plan_from", "plan_to", "version", "year", "county", "township", "kind", "name",
	"capacity", "investment_yuan", "subsidy_yuan", "state", "facility", "note", "project_id", "facility_id"}

// Export is projects as a table that can be edited and imported again.
type Export struct {
	rows []exportRow
}

type exportRow struct {
	plan FacilityPlan
	ProjectStand
}

// maxPlans bounds an export.
const maxPlans = 1000

// Export reads the projects of the plans of an area (in it or over it; all for ""), of those
// in the area, with their stand on a day, zero for today.
func (s *Store) Export(ctx context.Context, area string, on facilities.Day) (e Export, err error) {
	if on.IsZero() {
		on = s.today()
	}
	err = s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, queries.Get("list"), area, uuid.Nil, maxPlans)
		if err != nil {
			return err
		}
		all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[FacilityPlan])
		if err != nil {
			return err
		}
		for _, p := range all {
			of, err := projects(ctx, tx, p.ID, on)
			if err != nil {
				return err
			}
			for _, one := range of {
				if within(one.AreaCode, area) || within(area, one.AreaCode) {
					e.rows = append(e.rows, exportRow{p, one})
				}
			}
		}
		return nil
	})
	return e, data.Problem(err)
}

// values are the cells of a row; nil for none.
func (r exportRow) values(lang problem.Lang) []any {
	township, facility := "", ""
	if len(r.AreaCode) > len(r.CountyCode) {
		township = r.AreaName
	}
	if r.FacilityID != nil {
		facility = r.FacilityID.String()
	}
	state := problem.Text(lang, "plans.state_"+r.State, nil)
	if r.Late {
		state += problem.Text(lang, "plans.late", nil)
	}
	return []any{r.plan.Title, r.plan.Number, r.plan.AreaCode, r.plan.YearFrom, r.plan.YearTo, r.plan.Version, r.Year, r.County, township,
		r.KindName, r.Name, orNone(r.Capacity), orNone(r.Investment), orNone(r.Subsidy), state, r.Facility, r.Note, r.ID.String(), facility}
}

func orNone[T any](v *T) any {
	if v == nil {
		return nil
	}
	return *v
}

// header is the columns as an import knows them; sums of money are in yuan.
func (Export) header() (all []string) {
	for _, field := range exported {
		head := heads[field]
		if field == "investment_yuan" || field == "subsidy_yuan" {
			head += "（元）"
		}
		all = append(all, head)
	}
	return all
}

// WriteCSV writes the table, UTF-8 with a byte order mark.
func (e Export) WriteCSV(w io.Writer, lang problem.Lang) error {
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	if err := out.Write(e.header()...); err != nil {
		return err
	}
	for _, row := range e.rows {
		var cells []string
		for _, v := range row.values(lang) {
			cells = append(cells, textOf(v))
		}
		if err := out.Write(cells...); err != nil {
			return err
		}
	}
	return out.Flush()
}

func textOf(v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case int64:
		return strconv.FormatInt(v, 10)
	}
	return fmt.Sprint(v)
}

// Workbook is the table for a spreadsheet.
func (e Export) Workbook(lang problem.Lang) xlsx.Book {
	sheet := xlsx.Sheet{Name: problem.Text(lang, "plans.projects", nil), Freeze: 1}
	var head []xlsx.Cell
	for _, name := range e.header() {
		head = append(head, xlsx.Cell{Value: name})
	}
	sheet.Header = [][]xlsx.Cell{head}
	for _, row := range e.rows {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(row.values(lang)...))
	}
	return xlsx.Book{Sheets: []xlsx.Sheet{sheet}}
}
