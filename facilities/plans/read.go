package plans

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// Upload is a file with a table of projects: CSV (UTF-8 or GB18030) or a workbook (.xlsx).
type Upload struct {
	In   interchange.File
	Size int64
	Name string
}

// ReadRow is a project as a file names it, to be mended by a person where it has faults.
type ReadRow struct {
	Project
	Sheet    string          `json:"sheet" doc:"empty in CSV"`
	Line     int             `json:"line"`
	AreaText string          `json:"area_text" doc:"county and township as written"`
	KindText string          `json:"kind_text" doc:"kind as written"`
	Facility string          `json:"facility" doc:"name of the facility on record that it may be"`
	Faults   []problem.Field `json:"-"`
}

// Reading is a table as it was read: nothing of it is written yet.
type Reading struct {
	Rows     []ReadRow `json:"rows"`
	Totals   int       `json:"totals" doc:"totals and notes that were left out"`
	Skipped  []string  `json:"skipped_sheets"`
	Headings []string  `json:"headings" doc:"as found"`
}

// Limits of a file.
const (
	maxRows    = 5000
	maxColumns = 100
	maxCell    = 2000
)

// Read reads a table of projects for a plan. Errors: problem.Unauthorized, Forbidden,
// NotFound; problem.Invalid for a file without such a table, TooLarge.
func (s *Store) Read(ctx context.Context, by actor.Actor, id uuid.UUID, u Upload) (Reading, error) {
	p, err := s.Get(ctx, id)
	if err != nil {
		return Reading{}, err
	}
	if err := by.Check(actor.PlanFacility, p.AreaCode); err != nil {
		return Reading{}, err
	}
	tables, err := interchange.ReadTables(u.In, u.Size, u.Name, "", interchange.TableLimits{Rows: maxRows, Columns: maxColumns, Field: maxCell})
	if err != nil {
		return Reading{}, err
	}
	ref, err := s.references(ctx, s.db.Read(), p)
	if err != nil {
		return Reading{}, data.Problem(err)
	}
	out, err := ref.read(tables)
	if err != nil {
		return Reading{}, err
	}
	return out, data.Problem(recognise(ctx, s.db.Read(), p, out.Rows))
}

// read finds the tables of projects among those of a file. Error: problem.Invalid.
func (r references) read(tables []interchange.Table) (Reading, error) {
	out := Reading{Rows: []ReadRow{}, Skipped: []string{}, Headings: []string{}}
	for _, t := range tables {
		l, ok := findLayout(t, r.plan.YearFrom, r.plan.YearTo)
		if !ok {
			if t.Name != "" && len(t.Rows) > 0 {
				out.Skipped = append(out.Skipped, t.Name)
			}
			continue
		}
		out.Headings = append(out.Headings, l.headings...)
		carried := map[string]string{}
		for _, row := range t.Rows[l.body:] {
			found, total := r.rows(l, t.Name, row, carried)
			out.Rows = append(out.Rows, found...)
			if total {
				out.Totals++
			}
		}
	}
	if len(out.Headings) == 0 {
		return out, problem.InvalidFields(problem.Bad("file", "plans.no_table"))
	}
	if len(out.Rows) > maxProjects {
		return out, problem.InvalidFields(problem.Bad("file", "facilitylife.too_many", "max", maxProjects))
	}
	return out, nil
}

// recognise proposes the facility on record that a project may be: of its kind, in its
// area, with its name, or else the only planned one with its year as target.
func recognise(ctx context.Context, q data.Querier, p FacilityPlan, rows []ReadRow) error {
	kinds := []string{}
	for _, r := range rows {
		kinds = append(kinds, r.Kind)
	}
	found, err := q.Query(ctx, queries.Get("known"), p.AreaCode, p.ID, kinds)
	if err != nil {
		return err
	}
	known, err := pgx.CollectRows(found, pgx.RowToStructByPos[site])
	if err != nil {
		return err
	}
	for i := range rows {
		j := rows[i].find(known)
		if j < 0 {
			continue
		}
		id := known[j].ID
		rows[i].FacilityID, rows[i].Facility = &id, known[j].Name
		known = slices.Delete(known, j, j+1)
	}
	return nil
}

// site is a facility that a project may be.
type site struct {
	ID               uuid.UUID
	Name, Kind, Area string
	Target           *int
}

// find is the place of the facility among the known ones that a row means, -1 for none.
func (r ReadRow) find(known []site) int {
	fits := func(s site) bool { return r.AreaCode != "" && s.Kind == r.Kind && within(s.Area, r.AreaCode) }
	if i := slices.IndexFunc(known, func(s site) bool { return fits(s) && normal(s.Name) == normal(r.Name) }); i >= 0 {
		return i
	}
	target := func(s site) bool { return fits(s) && s.Target != nil && *s.Target == r.Year }
	i := slices.IndexFunc(known, target)
	if i >= 0 && slices.ContainsFunc(known[i+1:], target) && !strings.HasPrefix(r.Name, known[i].Name) {
		return -1 // several: a person has to say which
	}
	return i
}
