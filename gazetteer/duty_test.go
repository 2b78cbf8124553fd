package gazetteer

import "testing"

func TestDuty(t *testing.T) {
	t.Parallel()
	day := func(text string) *string { return orNull(text) }
	for _, tc := range []struct {
		due, done, today string
		state            string
		left             int
	}{
		{"", "", "2026-11-22", DutyNone, 0},
		{"2026-12-07", "", "2026-11-22", DutyRunning, 15},
		{"2026-11-27", "", "2026-11-22", DutySoon, 5},
		{"2026-11-22", "", "2026-11-22", DutySoon, 0},
		{"2026-11-21", "", "2026-11-22", DutyOverdue, -1},
		{"2024-03-15", "", "2024-02-28", DutyRunning, 16},
		{"2026-11-21", "2026-11-21", "2026-11-22", DutyDone, 0},
		{"2026-11-21", "2026-11-22", "2026-11-22", DutyLate, 0},
		{"", "2026-11-22", "2026-11-22", DutyDone, 0},
	} {
		d := NewDuty(day(tc.due), day(tc.done), tc.today, 5)
		open := d.State == DutyRunning || d.State == DutySoon || d.State == DutyOverdue
		if d.State != tc.state || (d.DaysLeft != nil) != open || open && *d.DaysLeft != tc.left {
			t.Errorf("%+v: %+v", tc, d)
		}
	}
}
