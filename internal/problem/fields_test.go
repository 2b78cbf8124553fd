package problem

import (
	"strings"
	"testing"
)

func TestFields(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		check func(*Fields)
		key   string // "" when nothing is wrong
	}{
		"required":              {func(f *Fields) { f.Required("x", "") }, "problem.required"},
		"given":                 {func(f *Fields) { f.Required("x", "文山") }, ""},
		"characters, not bytes": {func(f *Fields) { f.Line("x", strings.Repeat("山", 5), 5) }, ""},
		"too long":              {func(f *Fields) { f.Line("x", strings.Repeat("山", 6), 5) }, "problem.too_long"},
		"line end in a line":    {func(f *Fields) { f.Line("x", "a\nb", 5) }, "problem.control_characters"},
		"line end in a text":    {func(f *Fields) { f.Text("x", "a\r\n\tb", 5) }, ""},
		"bell in a text":        {func(f *Fields) { f.Text("x", "a\ab", 5) }, "problem.control_characters"},
		"no UTF-8":              {func(f *Fields) { f.Text("x", "a\xff", 5) }, "problem.control_characters"},
		"line end, short":       {func(f *Fields) { t := " a\nb "; f.Trim("x", &t, 200) }, "problem.control_characters"},
		"line end, long":        {func(f *Fields) { t := " a\nb "; f.Trim("x", &t, 201) }, ""},
		"space around":          {func(f *Fields) { t := "  山 "; f.Trim("x", &t, 1); f.OneOf("x", t, "山") }, ""},
		"allowed":               {func(f *Fields) { f.OneOf("x", "b", "a", "b") }, ""},
		"not allowed":           {func(f *Fields) { f.OneOf("x", "c", "a", "b") }, "problem.unknown_value"},
	} {
		var f Fields
		c.check(&f)
		switch err := As(f.Err()); {
		case c.key == "" && err != nil, c.key != "" && err == nil:
			t.Errorf("%s: %v", name, err)
		case c.key != "" && (err.Kind != Invalid || len(err.Fields) != 1 || err.Fields[0].Field != "x" || err.Fields[0].Key != c.key):
			t.Errorf("%s: %+v", name, err)
		}
	}
}
