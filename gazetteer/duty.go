package gazetteer

import "time"

// Duty is something that the law wants done by a day: filing (备案, art. 13) or announcement
// (公告, art. 14 of 地名管理条例). Days are calendar days in Asia/Shanghai.
type Duty struct {
	DueOn    *string `json:"due_on" format:"date" doc:"last day; null: no such duty, or its term has not begun"`
	State    string  `json:"state" enum:"none,running,soon,overdue,done,late"`
	DaysLeft *int    `json:"days_left" doc:"until the day due, negative after it; null when it is done or there is no duty"`
}

// The states of a duty. Late is done after the day due.
const (
	DutyNone    = "none"
	DutyRunning = "running"
	DutySoon    = "soon"
	DutyOverdue = "overdue"
	DutyDone    = "done"
	DutyLate    = "late"
)

// NewDuty judges a duty on a day: due and done are days or nil, warn is how many days before
// the day due it is soon. All days are YYYY-MM-DD.
func NewDuty(due, done *string, today string, warn int) Duty {
	d := Duty{DueOn: due, State: DutyNone}
	switch {
	case done != nil && due != nil && *done > *due:
		d.State = DutyLate
	case done != nil:
		d.State = DutyDone
	case due != nil:
		left := daysBetween(today, *due)
		d.DaysLeft, d.State = &left, DutyRunning
		if left <= warn {
			d.State = DutySoon
		}
		if left < 0 {
			d.State = DutyOverdue
		}
	}
	return d
}

// daysBetween counts the days from one to the other; texts that are no days count as the
// same day.
func daysBetween(from, to string) int {
	a, errA := time.Parse(time.DateOnly, from)
	b, errB := time.Parse(time.DateOnly, to)
	if errA != nil || errB != nil {
		return 0
	}
	return int(b.Sub(a).Hours() / 24)
}
