package interchange

import (
	"io"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb/encoding/wkt"

	"cairn/internal/problem"
)

// errorColumns are the columns that WriteErrors adds.
var errorColumns = []string{"原行号", "错误字段", "错误"}

// wktColumn holds the geometry of features in an errors file; readers know it.
const wktColumn = "WKT"

// BadRow is a row with what is wrong with it, found by the reader or after.
type BadRow struct {
	*Row
	Problems []problem.Field
}

// WriteErrors writes rows that were refused as a CSV table: number in the file,
// fields concerned, what is wrong, and the row as it was, so that it can be
// mended in a spreadsheet and imported again. A row that could not be read has
// only the first three. Geometries stand in a column WKT, in lon/lat.
func WriteErrors(w io.Writer, rows []BadRow, lang problem.Lang) error {
	out, err := NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	header, shapes := errorsHeader(rows)
	columns := append(slices.Clone(errorColumns), header...)
	if shapes {
		columns = append(columns, wktColumn)
	}
	if err := out.Write(columns...); err != nil {
		return err
	}
	for _, row := range rows {
		cells := append(describe(row, lang), row.cells(header)...)
		if shapes {
			cells = append(cells, row.wkt())
		}
		if err := out.Write(cells...); err != nil {
			return err
		}
	}
	return out.Flush()
}

// errorsHeader is the columns of all rows, in the order in which they turn up, and
// whether there are geometries that no column holds.
func errorsHeader(rows []BadRow) (header []string, shapes bool) {
	seen := map[string]bool{}
	for _, row := range rows {
		shapes = shapes || row.Geometry != nil && row.feature
		for _, name := range row.Header {
			if !seen[name] && !ownColumn(name) {
				seen[name] = true
				header = append(header, name)
			}
		}
	}
	return header, shapes
}

func (r *Row) cells(header []string) []string {
	cells := make([]string, len(header))
	for i, name := range header {
		if j := slices.Index(r.Header, name); j >= 0 && j < len(r.Values) {
			cells[i] = r.Values[j]
		}
	}
	return cells
}

func (r *Row) wkt() string {
	if r.Geometry == nil {
		return ""
	}
	return wkt.MarshalString(r.Geometry)
}

// describe gives the cells of errorColumns.
func describe(row BadRow, lang problem.Lang) []string {
	var fields, texts []string
	for _, p := range row.Problems {
		text := p.Text(lang)
		if p.Field != "" {
			name := row.name(p.Field)
			fields = append(fields, name)
			text = name + ": " + text
		}
		texts = append(texts, text)
	}
	slices.Sort(fields)
	return []string{strconv.Itoa(row.Number), strings.Join(slices.Compact(fields), "; "), strings.Join(texts, "; ")}
}

// name is a field's column as the file calls it.
func (r *Row) name(field string) string {
	if i := slices.Index(r.Columns, field); i >= 0 {
		return r.Header[i]
	}
	return field
}
