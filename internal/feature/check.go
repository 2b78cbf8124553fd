package feature

import (
	"slices"
	"strconv"
	"strings"

	"cairn/internal/problem"
)

// Check refuses property filters that the collection does not offer and values that the
// property cannot have. Error: problem.BadParameter with an entry for each.
func (q Query) Check(collection string, filters []Filter) error {
	var fields []problem.Field
	for name, value := range q.Props {
		i := slices.IndexFunc(filters, func(f Filter) bool { return f.Name == name })
		switch {
		case i < 0:
			fields = append(fields, problem.Bad(name, "feature.no_filter",
				"collection", collection, "field", name, "allowed", names(filters)))
		case !filters[i].takes(value):
			fields = append(fields, problem.Bad(name, "feature.bad_value", "field", name))
		}
	}
	if len(fields) == 0 {
		return nil
	}
	slices.SortFunc(fields, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
	refusal := problem.New(problem.BadParameter, fields[0].Key)
	refusal.Params, refusal.Fields = fields[0].Params, fields
	return refusal
}

// takes reports whether the value is of the filter's type. A value outside an
// enumeration is no error of type, but nothing could ever fit it: it is refused too.
func (f Filter) takes(value string) bool {
	switch f.Type {
	case "integer":
		_, err := strconv.ParseInt(value, 10, 64)
		return err == nil
	case "boolean":
		return value == "true" || value == "false"
	}
	return f.Enum == nil || slices.Contains(f.Enum, value)
}

func names(filters []Filter) string {
	all := make([]string, len(filters))
	for i, f := range filters {
		all[i] = f.Name
	}
	return strings.Join(all, ", ")
}
