package facilities

import (
	"io"
	"time"

	"github.com/paulmach/orb"

	"cairn/internal/chinatime"
	"cairn/internal/interchange"
	"cairn/internal/interchange/xlsx"
	"cairn/internal/problem"
)

// header is the columns of the table in the language.
func (t Table) header(lang problem.Lang) []string {
	var all []string
	before, behind := standing()
	for _, c := range before {
		all = append(all, c.label(lang))
	}
	for _, c := range t.own(lang) {
		all = append(all, c.header)
	}
	for _, c := range behind {
		all = append(all, c.label(lang))
	}
	return all
}

// cells is a row with the columns of the header: kinds, statuses and choices in words.
func (t Table) cells(row TableRow, own []own, lang problem.Lang) []any {
	var all []any
	before, behind := standing()
	for _, c := range before {
		all = append(all, t.cell(row, c.field, lang))
	}
	kind, _ := t.catalogue.Kind(row.Kind)
	for _, c := range own {
		f, _ := kind.Field(c.code)
		all = append(all, f.shown(row.Extra[c.code], lang))
	}
	for _, c := range behind {
		all = append(all, t.cell(row, c.field, lang))
	}
	return all
}

// shown is a value of the field as a person reads it; nil for none.
func (f OwnField) shown(value any, lang problem.Lang) any {
	switch v := value.(type) {
	case bool:
		return problem.Text(lang, map[bool]string{true: "facilities.yes", false: "facilities.no"}[v], nil)
	case string:
		for _, one := range f.Choices {
			if one.Code == v {
				return named(one.Name, one.NameEn, lang)
			}
		}
		return v
	}
	return value
}

// cell is the value of a standard column, nil for none.
func (t Table) cell(row TableRow, field string, lang problem.Lang) any {
	part := func(i int) any {
		if len(row.AreaPath) > i {
			return row.AreaPath[i]
		}
		return nil
	}
	switch field {
	case "id":
		return row.ID.String()
	case "kind":
		kind, _ := t.catalogue.Kind(row.Kind)
		return named(kind.Name, kind.NameEn, lang)
	case "subkind":
		return t.subkind(row, lang)
	case "county":
		return part(1)
	case "township":
		return part(2)
	case "village":
		return row.VillageName
	case "precision":
		return PrecisionName(row.Precision, lang)
	case "status":
		return problem.Text(lang, "facilities.status_"+*row.Status, nil)
	}
	return row.plain()[field]
}

func (t Table) subkind(row TableRow, lang problem.Lang) any {
	kind, _ := t.catalogue.Kind(row.Kind)
	for _, s := range kind.Subkinds {
		if s.Code == row.Subkind {
			return named(s.Name, s.NameEn, lang)
		}
	}
	return row.Subkind
}

// plain is the standard columns as codes and values.
func (row TableRow) plain() map[string]any {
	return map[string]any{"id": row.ID.String(), "ref": row.Ref, "kind": row.Kind, "subkind": row.Subkind, "name": row.Name,
		"area_code": row.AreaCode, "village_code": row.VillageCode, "lon": row.Lon, "lat": row.Lat, "precision": row.Precision,
		"status": row.Status, "status_from": dayText(row.StatusFrom), "target_date": dayText(row.TargetDate),
		"capacity": row.Capacity, "used": row.Used, "nursing_beds": row.NursingBeds, "grade": row.Grade, "operator": row.Operator,
		"approval_no": row.ApprovalNo, "area_m2": row.AreaM2, "note": row.Note, "position_reason": row.PositionReason,
		"origin": row.Origin, "version": row.Version}
}

func dayText(day *Day) *string {
	if day == nil || day.IsZero() {
		return nil
	}
	text := day.String()
	return &text
}

// WriteCSV writes the table, UTF-8 with a byte order mark.
func (t Table) WriteCSV(w io.Writer, lang problem.Lang) error {
	out, err := interchange.NewCSVWriter(w, true)
	if err != nil {
		return err
	}
	if err := out.Write(t.header(lang)...); err != nil {
		return err
	}
	own := t.own(lang)
	for _, row := range t.Rows {
		if err := out.Write(texts(t.cells(row, own, lang))...); err != nil {
			return err
		}
	}
	return out.Flush()
}

// texts are values as cells of a text file.
func texts(values []any) []string {
	all := make([]string, len(values))
	for i, value := range values {
		all[i] = textOf(value)
	}
	return all
}

// Workbook is the table for a spreadsheet, with what it is and who made it when.
func (t Table) Workbook(by string, at time.Time, lang problem.Lang) xlsx.Book {
	sheet := xlsx.Sheet{Name: problem.Text(lang, "facilities.export", nil), Freeze: 5,
		Title: problem.Text(lang, "facilities.export_title", map[string]any{"area": t.Area}),
		Note: problem.Text(lang, "facilities.export_note", map[string]any{"as_of": t.AsOf, "count": len(t.Rows), "version": t.Version,
			"at": chinatime.Minute(at), "by": by})}
	var head []xlsx.Cell
	for _, label := range t.header(lang) {
		head = append(head, xlsx.Cell{Value: label})
	}
	sheet.Header = [][]xlsx.Cell{head}
	own := t.own(lang)
	for _, row := range t.Rows {
		sheet.Rows = append(sheet.Rows, xlsx.Cells(t.cells(row, own, lang)...))
	}
	return xlsx.Book{Sheets: []xlsx.Sheet{sheet}}
}

// WriteGeoJSON writes the table as features for programs: codes instead of words, own fields
// beside the others; facilities without a position have no geometry.
func (t Table) WriteGeoJSON(w io.Writer) error {
	out := interchange.NewGeoJSONWriter(w)
	for _, row := range t.Rows {
		properties := row.plain()
		delete(properties, "id")
		for code, value := range row.Extra {
			properties[code] = value
		}
		var at orb.Geometry
		if p, placed := row.Point(); placed {
			at = p
		}
		if err := out.Write(row.ID.String(), at, properties); err != nil {
			return err
		}
	}
	return out.Close()
}
