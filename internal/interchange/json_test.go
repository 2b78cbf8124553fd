package interchange

import (
	"fmt"
	"strings"
	"testing"
)

func TestJSONRecords(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct{ text, want string }{
		"list":          {`[{"code":"a","名称":"甲"},{"code":"b"}]`, "code=a name=甲|code=b"},
		"items":         {byteOrderMark + `{"total":2,"skip":[1,{"items":3}],"items":[{"code":"a"}],"next":null}`, "code=a"},
		"values":        {`[{"n":1.50,"yes":true,"none":null,"list":[1, {"a": "b"}]}]`, `n=1.50 yes=true none= list=[1,{"a":"b"}]`},
		"empty":         {`[]`, ""},
		"twice":         {`[{"name":"a","名称":"b"}]`, "import.duplicate_column"},
		"no object":     {`[1]`, "import.bad_json"},
		"cut off":       {`[{"a":1}`, "import.bad_json"},
		"cut in object": {`[{"a":`, "import.bad_json"},
		"items no list": {`{"items":3}`, "import.bad_json"},
	} {
		rows, err := read(tc.text, Options{Name: "kinds.json", Mapping: Mapping{"name": {"名称"}}})
		var got []string
		for _, row := range rows {
			var cells []string
			for i, value := range row.Values {
				cells = append(cells, row.Columns[i]+"="+value)
			}
			got = append(got, strings.Join(cells, " "))
			if len(row.Errors) > 0 {
				got = []string{row.Errors[0].Key}
			}
		}
		if err != nil {
			got = []string{keyOf(err)}
		}
		if fmt.Sprint(strings.Join(got, "|")) != tc.want {
			t.Errorf("%s: %q, want %q", name, got, tc.want)
		}
	}
}

func FuzzJSON(f *testing.F) {
	for _, seed := range []string{`[{"a":1}]`, `{"items":[{"a":[]}]}`, `[{"a":"b"},`, `{`, `[[]]`, `{"type":"FeatureCollection","features":[]}`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		rows, err := read(text, Options{Name: "x.json", MaxRows: 1000})
		for _, row := range rows {
			if len(row.Columns) != len(row.Values) {
				t.Errorf("%q: %d columns, %d values (%v)", text, len(row.Columns), len(row.Values), err)
			}
		}
	})
}
