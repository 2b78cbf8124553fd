package facilities

import (
	"encoding/json"
	"testing"
	"time"
)

func TestToday(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ at, want string }{
		{"2021-12-31T15:59:59Z", "2021-12-31"}, {"2021-12-31T16:00:00Z", "2022-01-01"}, {"2022-01-01T00:00:00+08:00", "2022-01-01"},
	} {
		at, err := time.Parse(time.RFC3339, tc.at)
		if err != nil {
			t.Fatal(err)
		}
		if got := Today(at); got.String() != tc.want {
			t.Errorf("%s: %s, want %s", tc.at, got, tc.want)
		}
	}
}

func FuzzDay(f *testing.F) {
	for _, seed := range []string{"2021-12-31", "2020-02-29", "2021-02-29", "0000-01-01", "0001-01-01", "", "2021-1-1", "２０２１-01-01"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d, err := ParseDay(text)
		if err != nil {
			return
		}
		if d.String() != text && !d.IsZero() {
			t.Errorf("%q reads as %s", text, d)
		}
		encoded, err := json.Marshal(d)
		if err != nil {
			t.Fatal(err)
		}
		var again Day
		if err := json.Unmarshal(encoded, &again); err != nil || again != d {
			t.Errorf("%s becomes %s: %v", d, again, err)
		}
	})
}
