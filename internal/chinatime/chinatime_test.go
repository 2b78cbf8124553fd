package chinatime

import (
	"testing"
	"time"
)

// A day begins at 16:00 UTC.
func TestDayBeginsInChina(t *testing.T) {
	t.Parallel()
	last := time.Date(2021, 12, 31, 15, 59, 59, 0, time.UTC)
	next := last.Add(time.Second)
	for _, c := range []struct{ got, want string }{
		{Day(last), "2021-12-31"},
		{Day(next), "2022-01-01"},
		{Minute(last), "2021-12-31 23:59"},
		{Second(next), "2022-01-01 00:00:00 +08:00"},
	} {
		if c.got != c.want {
			t.Errorf("got %s, want %s", c.got, c.want)
		}
	}
}
