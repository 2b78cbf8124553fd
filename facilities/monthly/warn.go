package monthly

import (
	"slices"
	"strings"

	"github.com/google/uuid"

	"cairn/internal/problem"
)

// warning is something that looks wrong and may be true.
type warning struct {
	code     string
	facility uuid.UUID // Nil: of the counts
	measure  string
	params   []any
}

func (w warning) id() string {
	if w.facility == uuid.Nil {
		return w.code
	}
	return w.code + "|" + w.facility.String() + "|" + w.measure
}

type warnings []warning

func (all warnings) ids() []string {
	ids := make([]string, len(all))
	for i, w := range all {
		ids[i] = w.id()
	}
	return ids
}

// confirmedBy refuses warnings that the clerk has not confirmed. Error: problem.Unconfirmed
// with a field for each, whose value is the id to confirm.
func (all warnings) confirmedBy(confirmed []string) error {
	var fields []problem.Field
	var codes []string
	for _, w := range all {
		if slices.Contains(confirmed, w.id()) {
			continue
		}
		key := "monthly.warn_" + w.code
		f := problem.Bad("confirm", key, w.params...)
		f.Value = w.id()
		fields, codes = append(fields, f), append(codes, w.id())
	}
	if len(fields) == 0 {
		return nil
	}
	p := problem.New(problem.Unconfirmed, "problem.unconfirmed", "count", len(fields), "codes", strings.Join(codes, ", "))
	p.Fields = fields
	return p
}

// graves are the measures that a burial takes from.
var graves = []string{"plots", "niches", "eco_plots"}

// leastJump is the smallest difference that is called a jump.
const leastJump = 5

// jumps reports whether a figure moved by more than half of what it was.
func jumps(before, now *int) bool {
	if before == nil || now == nil {
		return false
	}
	d := *now - *before
	if d < 0 {
		d = -d
	}
	return d >= leastJump && 2*d > *before
}

// warnings judges what the clerk changed, and the counts against last month's and against
// what graves were left.
func (f *MonthlyForm) warnings(rows []MonthlyRow, counts MonthlyCounts) warnings {
	var all warnings
	for i, r := range rows {
		if !r.same(f.Rows[i].FigurePair) {
			all = append(all, r.warnings(rows)...)
		}
	}
	left, known := 0, true
	for _, r := range rows {
		if slices.Contains(graves, r.Measure) {
			if n := r.Before.Left(); n != nil {
				left += *n
			} else {
				known = false
			}
		}
	}
	if known && counts.Burials > left {
		all = append(all, warning{code: "burials_above_left", params: []any{"burials", counts.Burials, "left", left}})
	}
	if d := counts.Deaths; d != nil && counts.Cremations > *d {
		all = append(all, warning{code: "cremations_above_deaths", params: []any{"cremations", counts.Cremations, "deaths", *d}})
	}
	if f.Last != nil {
		all = append(all, counts.jumps(*f.Last)...)
	}
	return all
}

func (c MonthlyCounts) jumps(last MonthlyCounts) warnings {
	var all warnings
	for _, n := range []struct {
		code        string
		before, now *int
	}{
		{"jump_cremations", &last.Cremations, &c.Cremations}, {"jump_burials", &last.Burials, &c.Burials},
		{"jump_eco_burials", &last.EcoBurials, &c.EcoBurials}, {"jump_deaths", last.Deaths, c.Deaths},
	} {
		if jumps(n.before, n.now) {
			all = append(all, warning{code: n.code, params: []any{"before", *n.before, "now", *n.now}})
		}
	}
	return all
}

// warnings of a row that the clerk changed; rows are all of the report.
func (r MonthlyRow) warnings(rows []MonthlyRow) warnings {
	var all warnings
	add := func(code string, params ...any) {
		all = append(all, warning{code, r.FacilityID, r.Measure, append([]any{"name", r.Name}, params...)})
	}
	if r.Total != nil && r.Used != nil && *r.Used > *r.Total {
		if r.Measure == "beds" {
			add("residents_above_beds", "residents", *r.Used, "beds", *r.Total)
		} else {
			add("used_above_total", "used", *r.Used, "total", *r.Total)
		}
	}
	if r.Measure == "nursing_beds" && r.Total != nil {
		for _, other := range rows {
			if other.FacilityID == r.FacilityID && other.Measure == "beds" && other.Total != nil && *r.Total > *other.Total {
				add("nursing_above_beds", "nursing", *r.Total, "beds", *other.Total)
			}
		}
	}
	if jumps(r.Before.Total, r.Total) {
		add("jump_total", "before", *r.Before.Total, "now", *r.Total)
	}
	if jumps(r.Before.Used, r.Used) {
		add("jump_used", "before", *r.Before.Used, "now", *r.Used)
	}
	return all
}
