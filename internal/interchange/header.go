package interchange

import (
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// Mapping gives, by field, the names that its column may have in files, the
// field's own name aside: {"name": {"标准名称", "地名"}}. Case, spaces and full
// width make no difference.
type Mapping map[string][]string

func (m Mapping) byName() map[string]string {
	names := map[string]string{}
	for field, aliases := range m {
		for _, alias := range aliases {
			names[NormalName(alias)] = field
		}
	}
	for field := range m { // a field's own name goes before another's alias
		names[NormalName(field)] = field
	}
	return names
}

// NormalName is a column's name as compared: case, spaces and full width make no difference.
func NormalName(s string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(s)), ""))
}

// field is what a column's name stands for: a mapped field, or itself.
func (s *settings) field(name string) string {
	if field, ok := s.names[NormalName(name)]; ok {
		return field
	}
	return strings.TrimSpace(name)
}

// columns gives the fields of a header. Empty names at the end, which
// spreadsheets leave behind, are dropped.
func (s *settings) columns(header []string) (names, fields []string, err error) {
	for len(header) > 0 && strings.TrimSpace(header[len(header)-1]) == "" {
		header = header[:len(header)-1]
	}
	if len(header) == 0 {
		return nil, nil, s.refuse("import.no_header")
	}
	if len(header) > maxColumns {
		return nil, nil, s.refuse("import.too_many_columns", "maximum", maxColumns)
	}
	for i, name := range header {
		field := s.field(name)
		if field == "" {
			return nil, nil, s.refuse("import.empty_column", "number", i+1)
		}
		if j := slices.Index(fields, field); j >= 0 {
			return nil, nil, s.refuse("import.duplicate_column", "column", name, "other", header[j])
		}
		fields = append(fields, field)
	}
	return header, fields, s.checkRequired(fields)
}

func (s *settings) checkRequired(fields []string) error {
	var missing []string
	for _, field := range s.Required {
		if !slices.Contains(fields, field) {
			missing = append(missing, field)
		}
	}
	if missing != nil {
		return s.refuse("import.missing_columns", "columns", strings.Join(missing, ", "))
	}
	return nil
}
