package naming

import (
	"context"
	"io"
	"reflect"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/interchange"
)

// maxListed is the most rows of a list that is taken in.
const maxListed = 20_000

// Taken says what became of the rows of a list.
type Taken struct {
	Rows    int `json:"rows"`
	Added   int `json:"added"`
	Changed int `json:"changed"`
	Same    int `json:"same"`
}

// column is a field of a row that a list shows.
type column struct {
	name  string
	index int
}

// columns are the fields of a kind of rows, without its head.
func columns[T any]() []column {
	var out []column
	t := reflect.TypeFor[T]()
	for i := range t.NumField() {
		if f := t.Field(i); !f.Anonymous {
			out = append(out, column{f.Tag.Get("json"), i})
		}
	}
	return out
}

// Export writes all rows as CSV that spreadsheets open; lists within a cell are separated
// by semicolons.
func (t Table[T, P]) Export(ctx context.Context, w io.Writer) error {
	rows, err := t.List(ctx)
	if err != nil {
		return err
	}
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	var header []string
	for _, c := range columns[T]() {
		header = append(header, c.name)
	}
	if err := out.Write(header...); err != nil {
		return err
	}
	for i := range rows {
		var cells []string
		for _, c := range columns[T]() {
			cells = append(cells, cellOf(reflect.ValueOf(rows[i]).Field(c.index)))
		}
		if err := out.Write(cells...); err != nil {
			return err
		}
	}
	return out.Flush()
}

func cellOf(v reflect.Value) string {
	switch x := v.Interface().(type) {
	case string:
		return x
	case bool:
		return strconv.FormatBool(x)
	case []string:
		return strings.Join(x, ";")
	case *int:
		if x != nil {
			return strconv.Itoa(*x)
		}
	}
	return ""
}

// Import takes a list in (CSV in UTF-8 or GB18030): rows that are there by what they speak
// of are changed, others are added, none is taken away. One bad row and nothing changes.
// Errors: problem.Invalid with an entry per bad field; problem.Forbidden.
func (t Table[T, P]) Import(ctx context.Context, c data.Change, in io.Reader) (Taken, error) {
	rows, err := readList[T, P](in)
	if err != nil {
		return Taken{}, err
	}
	taken := Taken{Rows: len(rows)}
	err = t.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := mayRule(ctx, tx, c.Actor); err != nil {
			return err
		}
		known, err := t.byKey(ctx, tx)
		if err != nil {
			return err
		}
		for i := range rows {
			old, is := known[P(&rows[i]).key()]
			*P(&rows[i]).head() = Head{uuid.Must(uuid.NewV7()), 1}
			if is {
				*P(&rows[i]).head() = *P(&old).head()
			}
			switch {
			case !is:
				taken.Added++
			case reflect.DeepEqual(old, rows[i]):
				taken.Same++
				continue
			default:
				taken.Changed++
			}
			if err := t.put(ctx, tx, &rows[i]); err != nil {
				return err
			}
		}
		return nil
	})
	return taken, err
}

// byKey are the rows that are there, by what they speak of.
func (t Table[T, P]) byKey(ctx context.Context, tx pgx.Tx) (map[string]T, error) {
	rows, err := tx.Query(ctx, queries.Get(t.name+"_list"))
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[T])
	known := make(map[string]T, len(all))
	for _, row := range all {
		known[P(&row).key()] = row
	}
	return known, err
}

// readList reads and checks the rows of a list.
func readList[T any, P Record[T]](in io.Reader) ([]T, error) {
	reader, err := interchange.NewReader(in, interchange.Options{Name: "list.csv", Format: "csv", MaxRows: maxListed})
	if err != nil {
		return nil, err
	}
	var rows []T
	var bad checker
	seen := map[string]int{}
	for source, err := range reader.All() {
		if err != nil {
			return nil, err
		}
		var row T
		var c checker
		c.Fields = append(c.Fields, source.Errors...)
		fill(&c, reflect.ValueOf(&row).Elem(), columns[T](), source)
		P(&row).settle()
		if P(&row).check(&c); seen[P(&row).key()] > 0 {
			c.Bad(columns[T]()[0].name, "naming.repeated_row", "other", seen[P(&row).key()])
		}
		seen[P(&row).key()] = source.Number
		for _, f := range c.Fields {
			f.Row = source.Number
			bad.Fields = append(bad.Fields, f)
		}
		rows = append(rows, row)
	}
	return rows, bad.Err()
}

// fill reads the cells of a row; a column that is not there leaves what is usual.
func fill(c *checker, row reflect.Value, columns []column, source *interchange.Row) {
	cells := source.Fields()
	for _, col := range columns {
		cell, there := cells[col.name]
		cell = strings.TrimSpace(cell)
		field := row.Field(col.index)
		switch field.Interface().(type) {
		case string:
			field.SetString(cell)
		case bool:
			yes, err := strconv.ParseBool(cell)
			if err != nil && cell != "" {
				c.Bad(col.name, "problem.unknown_value", "allowed", "true, false")
			}
			field.SetBool(yes || cell == "" && col.name == "enabled" || !there && col.name == "enabled")
		case []string:
			field.Set(reflect.ValueOf(strings.FieldsFunc(cell, func(r rune) bool { return r == ';' || r == '；' })))
		case *int:
			if n, err := strconv.Atoi(cell); err == nil {
				field.Set(reflect.ValueOf(&n))
			} else if cell != "" {
				c.Bad(col.name, "import.bad_number")
			}
		}
	}
}
