package national

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Record is what a row says of an entry, read and put into the forms that we use.
type Record struct {
	Name        string   `json:"name"`
	Pinyin      string   `json:"pinyin,omitempty"`
	ShortName   string   `json:"short_name,omitempty"`
	AltNames    []string `json:"alt_names,omitempty"`
	FormerNames []string `json:"former_names,omitempty"`
	PlaceCode   string   `json:"place_code,omitempty"`
	ClassCode   string   `json:"class_code,omitempty"`
	AreaCode    string   `json:"area_code,omitempty"`
	Meaning     string   `json:"meaning,omitempty"`
	OriginText  string   `json:"origin_text,omitempty"`
	History     string   `json:"history,omitempty"`
	Status      string   `json:"status,omitempty"`
	Lon         *float64 `json:"lon,omitempty"`
	Lat         *float64 `json:"lat,omitempty"`
	UpdatedOn   string   `json:"updated_on,omitempty"`
}

// identity is by what the row is known again in other exports: its place code, else its
// name, class and area.
func (r *Record) identity() string {
	if r.PlaceCode != "" {
		return "code:" + r.PlaceCode
	}
	return "name:" + gazetteer.Normalise(r.Name) + "|" + r.ClassCode + "|" + r.AreaCode
}

// recordReader reads rows of one export.
type recordReader struct {
	rules   Rules
	columns map[string]int // field → column
	areas   *areaIndex
	classes *classIndex
	codes   map[string]int // place code → row that had it first
}

// rowProblem is a bad field of a row; Field is a field of a mapping, Column the one it stands in.
type rowProblem struct {
	Field  string         `json:"field"`
	Column int            `json:"column"`
	Key    string         `json:"key"`
	Params map[string]any `json:"params,omitempty"`
	Value  string         `json:"value,omitempty"`
}

// rowReading is the reading of one row.
type rowReading struct {
	*recordReader
	n        int
	cells    []string
	record   Record
	problems []rowProblem
}

// read reads row n; what is wrong with it comes back beside the record.
func (x *recordReader) read(n int, cells []string, faults []fault) (Record, []rowProblem) {
	r := rowReading{recordReader: x, n: n, cells: cells, problems: []rowProblem{}}
	for _, f := range faults {
		field := ""
		for name, column := range x.columns {
			if column == f.Column {
				field = name
			}
		}
		if field != "" || f.Column < 0 { // what is not read may be as it likes
			r.problems = append(r.problems, rowProblem{Field: field, Column: f.Column, Key: f.Key, Params: f.Params})
		}
	}
	if len(r.problems) == 0 {
		r.texts()
		r.placeCode()
		r.class()
		r.area()
		r.position()
		r.words()
	}
	return r.record, r.problems
}

func (r *rowReading) get(field string) string {
	column, ok := r.columns[field]
	if !ok || column >= len(r.cells) {
		return ""
	}
	return strings.TrimSpace(r.cells[column])
}

func (r *rowReading) bad(field, key string, params ...any) {
	column, ok := r.columns[field]
	if !ok {
		column = -1
	}
	p := problem.Bad(field, key, params...)
	r.problems = append(r.problems, rowProblem{field, column, key, p.Params, shorten(r.get(field))})
}

func shorten(text string) string {
	if r := []rune(text); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return text
}

// The longest texts, in characters, as in package gazetteer.
const (
	maxName   = 100
	maxPinyin = 300
	maxText   = 4000
	maxForms  = 50
)

func (r *rowReading) texts() {
	r.record.Name = r.line(fieldName, maxName)
	if r.record.Name == "" && !r.isBad(fieldName) {
		r.bad(fieldName, "problem.required")
	}
	r.record.Pinyin = r.line(fieldPinyin, maxPinyin)
	r.record.ShortName = r.line(fieldShort, maxName)
	r.record.AltNames, r.record.FormerNames = r.list(fieldAlt), r.list(fieldFormer)
	r.record.Meaning, r.record.OriginText, r.record.History = r.text(fieldMeaning), r.text(fieldOrigin), r.text(fieldHistory)
}

func (r *rowReading) isBad(field string) bool {
	return slices.ContainsFunc(r.problems, func(p rowProblem) bool { return p.Field == field })
}

// line is a text of one line.
func (r *rowReading) line(field string, longest int) string {
	text := strings.Join(strings.Fields(r.get(field)), " ")
	switch {
	case nothing(text):
		return ""
	case utf8.RuneCountInString(text) > longest:
		r.bad(field, "problem.too_long", "max", longest)
	case strings.ContainsFunc(text, problem.BadRune):
		r.bad(field, "problem.control_characters")
	}
	return text
}

func (r *rowReading) text(field string) string {
	text := strings.ReplaceAll(r.get(field), "\r\n", "\n")
	switch {
	case nothing(text):
		return ""
	case utf8.RuneCountInString(text) > maxText:
		r.bad(field, "problem.too_long", "max", maxText)
	case strings.ContainsFunc(text, func(c rune) bool { return problem.BadRune(c) && c != '\n' && c != '\t' }):
		r.bad(field, "problem.control_characters")
	}
	return text
}

// nothing: what people write into an empty cell.
func nothing(text string) bool {
	return slices.Contains([]string{"", "-", "--", "—", "——", "/", "无", "暂无", "N/A", "null", "NULL"}, text)
}

// list is the names of a cell, separated by ; 、 line ends or the separators of the rules.
func (r *rowReading) list(field string) []string {
	text := r.get(field)
	if nothing(text) {
		return nil
	}
	var names []string
	for _, name := range strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(";；、\n\r"+r.rules.Separators, c) }) {
		if name = strings.TrimSpace(name); !nothing(name) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	switch {
	case len(names) > maxForms:
		r.bad(field, "gazetteer.too_many_names", "max", maxForms)
	case slices.ContainsFunc(names, func(n string) bool { return utf8.RuneCountInString(n) > maxName }):
		r.bad(field, "problem.too_long", "max", maxName)
	case slices.ContainsFunc(names, func(n string) bool { return strings.ContainsFunc(n, problem.BadRune) }):
		r.bad(field, "problem.control_characters")
	}
	return names
}

var digits20 = regexp.MustCompile(`^[0-9]{20}$`)

// placeCode reads the code; a spreadsheet that took it for a number has lost its last digits.
func (r *rowReading) placeCode() {
	code := strings.Join(strings.Fields(r.get(fieldPlaceCode)), "")
	switch {
	case nothing(code):
		return
	case len(code) == 20 && strings.HasSuffix(code, "00000") && digits20.MatchString(code), strings.ContainsAny(code, "eE+"):
		r.bad(fieldPlaceCode, "national.rounded_code")
	case !digits20.MatchString(code):
		r.bad(fieldPlaceCode, "gazetteer.bad_place_code")
	case r.codes[code] > 0 && r.codes[code] != r.n:
		r.bad(fieldPlaceCode, "national.repeated_code", "row", r.codes[code])
	default:
		r.record.PlaceCode, r.codes[code] = code, r.n
	}
}

// class reads the class, by code or name; without one it follows from the place code.
func (r *rowReading) class() {
	text := r.get(fieldClass)
	if nothing(text) {
		if code := r.record.PlaceCode; code != "" {
			r.record.ClassCode = r.classes.find(code[9:14])
		}
		return
	}
	if r.record.ClassCode = r.classes.find(text); r.record.ClassCode == "" {
		r.bad(fieldClass, "national.unknown_class")
	}
}

// area reads the area, by code or name, from one column or one column per level; without
// any it follows from the place code.
func (r *rowReading) area() {
	hint := ""
	if r.record.PlaceCode != "" {
		hint = r.areas.known(r.record.PlaceCode[:9])
	}
	field, text := fieldArea, r.get(fieldArea)
	var parts []string
	for _, part := range areaParts {
		if said := r.get(part); !nothing(said) {
			parts = append(parts, said)
			if field = part; nothing(text) {
				continue
			}
			field = fieldArea
		}
	}
	if nothing(text) {
		text = strings.Join(parts, "")
	}
	if text == "" {
		if r.record.AreaCode = hint; hint == "" {
			r.bad(fieldArea, "problem.required")
		}
		return
	}
	code, count := r.areas.find(text, hint)
	if r.record.AreaCode = code; count > 1 {
		r.bad(field, "national.ambiguous_area", "name", text, "count", count)
	} else if count == 0 {
		r.bad(field, "national.unknown_area", "name", text)
	}
}
