package national

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// RowView is a staged row as people see it.
type RowView struct {
	N        int          `json:"n"`
	Line     int          `json:"line" doc:"of the file or sheet"`
	Sheet    string       `json:"sheet"`
	Cells    []string     `json:"cells" doc:"in the order of the export's headings"`
	State    string       `json:"state" enum:"good,bad,ignored,outside"`
	Mended   bool         `json:"mended"`
	Problems []rowProblem `json:"-"`
	Record   Record       `json:"record" doc:"as read; incomplete where the row is bad"`
}

// Problems of the row as fields of a refusal, named by heading, worded by who shows them.
func (v *RowView) Fields(headings []string) []problem.Field {
	fields := make([]problem.Field, len(v.Problems))
	for i, p := range v.Problems {
		name := p.Field
		if p.Column >= 0 && p.Column < len(headings) {
			name = headings[p.Column]
		}
		fields[i] = problem.Field{Row: v.N, Field: name, Key: p.Key, Params: p.Params, Value: p.Value}
	}
	return fields
}

// Rows lists rows of an export in the reader's area, by state ("" for all), after a number,
// one more than the limit when more follow. Errors: problem.BadParameter for an unknown
// state, problem.Forbidden, problem.NotFound.
func (s *Store) Rows(ctx context.Context, by actor.Actor, id uuid.UUID, state string, after, limit int) (Export, []RowView, error) {
	if err := oneOf("state", state, rowStates); err != nil {
		return Export{}, nil, err
	}
	x, err := s.Export(ctx, by, id)
	if err != nil {
		return x, nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("row_list"), id, state, by.Area, after, limit+1)
	if err != nil {
		return x, nil, data.Problem(err)
	}
	views, err := pgx.CollectRows(rows, pgx.RowToStructByPos[RowView])
	return x, views, data.Problem(err)
}

// oneOf refuses a parameter that is neither empty nor allowed.
func oneOf(name, value string, allowed []string) error {
	if value == "" || slices.Contains(allowed, value) {
		return nil
	}
	list := strings.Join(allowed, ", ")
	err := problem.New(problem.BadParameter, "problem.unknown_value", "allowed", list)
	err.Fields = []problem.Field{problem.Bad(name, "problem.unknown_value", "allowed", list)}
	return err
}

// Mend is what a person does about a row: new texts by heading, or whether to ignore it.
type Mend struct {
	N      int               `json:"n" minimum:"1"`
	Values map[string]string `json:"values,omitempty" doc:"heading → text; the other cells stay"`
	Ignore *bool             `json:"ignore,omitempty" doc:"true: leave it out; false: read it again"`
}

// maxMends is how many rows are mended at once.
const maxMends = 1000

// Mend mends rows of an export; each is read again, and the export is stale until it is
// compared. Errors: problem.Invalid for unknown rows and headings; problem.Forbidden for
// rows outside the author's area, problem.NotFound; nothing is changed then.
func (s *Store) Mend(ctx context.Context, c data.Change, id uuid.UUID, mends []Mend) ([]RowView, error) {
	var views []RowView
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		x, err := lockExport(ctx, tx, c.Actor, id)
		if err != nil {
			return err
		}
		rows, err := x.lockRows(ctx, tx, c.Actor, mends)
		if err != nil {
			return err
		}
		reader, err := x.reader(ctx, tx)
		if err != nil {
			return err
		}
		var b pgx.Batch
		for i, r := range rows {
			if err := r.mend(mends[i], x.Headings); err != nil {
				return err
			}
			if r.read(reader, x.AreaCode); r.State == rowGood || r.State == rowOutside {
				if err := c.Actor.Check(actor.TendNames, r.record.AreaCode); err != nil {
					return err
				}
			}
			b.Queue(queries.Get("row_mend"), x.ID, r.N, r.Cells, asJSON(r.Faults), r.State, asJSON(r.problems), asJSON(r.record), r.identity(), r.record.AreaCode)
			views = append(views, RowView{r.N, r.Line, r.Sheet, r.Cells, r.State, true, r.problems, r.record})
		}
		b.Queue(queries.Get("export_stale"), x.ID)
		return tx.SendBatch(ctx, &b).Close()
	})
	return views, err
}

// reader reads single rows: it knows the place codes of the others.
func (x *Export) reader(ctx context.Context, tx pgx.Tx) (*recordReader, error) {
	m, err := findMapping(ctx, tx, "mapping_get", x.MappingID, "", "")
	if err != nil {
		return nil, err
	}
	areas, classes, err := surroundings(ctx, tx)
	if err != nil {
		return nil, err
	}
	rows, err := tx.Query(ctx, queries.Get("row_codes"), x.ID)
	if err != nil {
		return nil, err
	}
	codes := map[string]int{}
	var code string
	var n int
	_, err = pgx.ForEachRow(rows, []any{&code, &n}, func() error { codes[code] = n; return nil })
	return &recordReader{rules: m.Rules, columns: m.places(x.Headings), areas: areas, classes: classes, codes: codes}, err
}

// lockRows reads the rows to be mended, in the order of the mends.
func (x *Export) lockRows(ctx context.Context, tx pgx.Tx, by actor.Actor, mends []Mend) ([]*storedRow, error) {
	if len(mends) == 0 || len(mends) > maxMends {
		return nil, problem.InvalidFields(problem.Bad("rows", "problem.out_of_range", "min", 1, "max", maxMends))
	}
	var numbers []int
	for _, m := range mends {
		if slices.Contains(numbers, m.N) {
			return nil, problem.InvalidFields(problem.Bad("rows", "national.row_twice", "row", m.N))
		}
		numbers = append(numbers, m.N)
	}
	rows, err := tx.Query(ctx, queries.Get("row_some"), x.ID, numbers)
	if err != nil {
		return nil, err
	}
	found := map[int]*storedRow{}
	var areas []string
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (int, error) {
		var r storedRow
		err := row.Scan(&r.N, &r.Line, &r.Sheet, &r.Cells, &r.Faults, &r.State, &r.Mended, &r.record.AreaCode)
		if found[r.N] = &r; r.record.AreaCode != "" {
			areas = append(areas, r.record.AreaCode)
		}
		return r.N, err
	})
	if err != nil {
		return nil, err
	}
	ordered := make([]*storedRow, len(mends))
	for i, n := range numbers {
		if ordered[i] = found[n]; ordered[i] == nil {
			return nil, problem.InvalidFields(problem.Bad("rows", "national.unknown_row", "row", n))
		}
	}
	return ordered, by.Check(actor.TendNames, areas...)
}

// mend writes new texts into the cells; what could not be read of the row is forgotten then.
func (r *storedRow) mend(m Mend, headings []string) error {
	for heading, text := range m.Values {
		i := slices.IndexFunc(headings, func(h string) bool { return plainHeading(h) == plainHeading(heading) })
		if i < 0 || i >= len(r.Cells) {
			return problem.InvalidFields(problem.Bad("values", "national.unknown_heading", "heading", heading))
		}
		if len(text) > maxCell {
			return problem.InvalidFields(problem.Bad("values", "import.field_too_long", "maximum", maxCell))
		}
		if strings.ContainsRune(text, 0) {
			return problem.InvalidFields(problem.Bad("values", "problem.control_characters"))
		}
		r.Cells[i] = strings.TrimSpace(text)
		r.Faults = slices.DeleteFunc(r.Faults, func(f fault) bool { return f.Column == i || f.Column < 0 })
	}
	if m.Ignore != nil {
		if r.State = rowBad; *m.Ignore {
			r.State = rowIgnored
		}
	}
	return nil
}
