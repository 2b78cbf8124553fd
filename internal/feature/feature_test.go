package feature

import (
	"encoding/json"
	"testing"
	"time"

	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

func TestParseInterval(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ text, from, to string }{
		{"", "", ""},
		{"2021-06-30T10:00:00Z", "2021-06-30T18:00:00+08:00", "2021-06-30T18:00:00+08:00"},
		{"2021-06-30", "2021-06-30T00:00:00+08:00", "2021-06-30T23:59:59.999999+08:00"},
		{"2021-01-01/2021-12-31", "2021-01-01T00:00:00+08:00", "2021-12-31T23:59:59.999999+08:00"},
		{"../2021-12-31T00:00:00+08:00", "", "2021-12-31T00:00:00+08:00"},
		{"2021-01-01/", "2021-01-01T00:00:00+08:00", ""},
		{"../..", "", ""},
	} {
		got, err := ParseInterval(tc.text)
		if err != nil || show(got.From) != tc.from || show(got.To) != tc.to {
			t.Errorf("%q: %s to %s, want %s to %s (%v)", tc.text, show(got.From), show(got.To), tc.from, tc.to, err)
		}
	}
	for _, bad := range []string{"..", "yesterday", "2021-13-01", "2021-12-31/2021-01-01", "2021/2022/2023", "2021-06-30 10:00", "0000-01-01T00:00:00Z"} {
		if got, err := ParseInterval(bad); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%q is taken as %v (%v)", bad, got, err)
		}
	}
}

func FuzzParseInterval(f *testing.F) {
	for _, seed := range []string{"", "..", "2021-06-30", "2021-01-01/..", "2021-06-30T10:00:00.5Z/2022-01-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		got, err := ParseInterval(text)
		if err != nil && !problem.Is(err, problem.BadParameter) {
			t.Errorf("another error: %v", err)
		}
		if err == nil && got.From != nil && got.To != nil && got.To.Before(*got.From) {
			t.Errorf("ends before it begins: %v", got)
		}
	})
}

func TestPropertiesKeepTheirOrder(t *testing.T) {
	t.Parallel()
	text, err := json.Marshal(Props("name", "𣲗市", "a", nil, "list", []int{1, 2}))
	if want := `{"name":"𣲗市","a":null,"list":[1,2]}`; err != nil || string(text) != want {
		t.Errorf("%s, want %s (%v)", text, want, err)
	}
	if text, _ := json.Marshal(Properties{}); string(text) != "{}" {
		t.Errorf("no properties: %s", text)
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	three := []Feature{{ID: "a"}, {ID: "b"}, {ID: "c"}}
	if p := Cut(three, 3); len(p.Features) != 3 || p.Next != "" {
		t.Errorf("the last page says %q follows", p.Next)
	}
	if p := Cut(three, 2); len(p.Features) != 2 || p.Next != "b" {
		t.Errorf("%d features, next %q", len(p.Features), p.Next)
	}
}

func show(t *time.Time) string {
	if t == nil {
		return ""
	}
	return t.In(chinatime.Zone).Format(time.RFC3339Nano)
}

func TestCheck(t *testing.T) {
	t.Parallel()
	filters := []Filter{{Name: "level", Type: "string", Enum: []string{"county"}}, {Name: "round", Type: "integer"}, {Name: "external", Type: "boolean"}}
	for _, tc := range []struct {
		name, value string
		fits        bool
	}{
		{"level", "county", true}, {"level", "x", false}, {"round", "4", true}, {"round", "four", false},
		{"external", "true", true}, {"external", "1", false}, {"colour", "red", false},
	} {
		err := Query{Props: map[string]string{tc.name: tc.value}}.Check("areas", filters)
		if tc.fits && err != nil || !tc.fits && !problem.Is(err, problem.BadParameter) {
			t.Errorf("%s=%s: %v", tc.name, tc.value, err)
		}
	}
}
