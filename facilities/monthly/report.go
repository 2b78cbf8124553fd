package monthly

import (
	"crypto/sha256"
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"

	"cairn/facilities"
	"cairn/internal/problem"
)

// MonthlyCounts are what happened in a township in a month.
type MonthlyCounts struct {
	Cremations int  `json:"cremations" doc:"火化"`
	Burials    int  `json:"burials" doc:"安葬, eco-burials included"`
	EcoBurials int  `json:"eco_burials" doc:"of the burials, those that save land (节地生态安葬)"`
	Deaths     *int `json:"deaths" doc:"null: not said"`
}

// MonthlyRow is one figure of a facility in a report or its form.
type MonthlyRow struct {
	FacilityID uuid.UUID `json:"facility_id"`
	Name       string    `json:"name"`
	Kind       string    `json:"kind"`
	KindName   string    `json:"kind_name"`
	Village    string    `json:"village" doc:"name of its village, empty without one"`
	Precision  string    `json:"precision" enum:"surveyed,phone,map,village,township" doc:"how its position was found"`
	Measure    string    `json:"measure" enum:"plots,niches,eco_plots,beds,nursing_beds,places,none" doc:"none: a facility without capacity, confirmed in use"`
	FigurePair
	Before FigurePair `json:"before" doc:"at the end of the month before"`
	area   string     // its township
}

// Changed reports whether the figures differ from those before.
func (r MonthlyRow) Changed() bool { return !r.same(r.Before) }

// Left is what remains, nil when either figure is missing; never below 0.
func (f FigurePair) Left() *int {
	if f.Total == nil || f.Used == nil {
		return nil
	}
	left := max(*f.Total-*f.Used, 0)
	return &left
}

func (f FigurePair) same(g FigurePair) bool { return equal(f.Total, g.Total) && equal(f.Used, g.Used) }

func equal(a, b *int) bool { return (a == nil) == (b == nil) && (a == nil || *a == *b) }

// MonthlyReport is one edition of a report.
type MonthlyReport struct {
	ID        uuid.UUID      `json:"id"`
	AreaCode  string         `json:"area_code"`
	AreaName  string         `json:"area_name"`
	Month     Month          `json:"month" doc:"YYYY-MM"`
	Edition   int            `json:"edition" doc:"1, 2, …; a correction is the next one"`
	Corrects  *uuid.UUID     `json:"corrects" doc:"the edition that this one takes the place of"`
	Reason    string         `json:"reason" doc:"why it was corrected"`
	FiguresOn facilities.Day `json:"figures_on" doc:"day that the figures of facilities are of"`
	Changed   bool           `json:"changed" doc:"a figure differs from the month before, or there was a cremation or burial"`
	MonthlyCounts
	Warnings     []string     `json:"warnings" doc:"what the clerk was warned of and confirmed: code|facility|measure"`
	ErrorNote    string       `json:"error_note" doc:"what is wrong with the records, in the clerk's words"`
	ErrorAnswer  string       `json:"error_answer"`
	AnsweredAt   *time.Time   `json:"answered_at"`
	Author       string       `json:"author"`
	AuthorName   string       `json:"author_name"`
	ReceivedAt   time.Time    `json:"received_at"`
	ReturnReason string       `json:"return_reason"`
	ReturnedBy   string       `json:"returned_by"`
	ReturnedAt   *time.Time   `json:"returned_at" doc:"null: it was not returned"`
	Standing     bool         `json:"standing" doc:"the last edition"`
	Version      int64        `json:"version"`
	ContentHash  []byte       `json:"-"`
	Rows         []MonthlyRow `json:"rows" db:"-"`
}

// FigureChange is a figure that the clerk changed.
type FigureChange struct {
	FacilityID uuid.UUID
	Measure    string
	FigurePair
}

// Input is a report as a device sends it.
type Input struct {
	ID       uuid.UUID // made on the device
	AreaCode string    // "": that of the account
	Month    Month
	Basis    string // of the form that the clerk saw; "" takes the figures as they are
	Corrects *uuid.UUID
	Reason   string
	MonthlyCounts
	Changes   []FigureChange
	ErrorNote string
	Confirmed []string // warnings that the clerk has confirmed
}

// Limits of a report.
const (
	maxText    = 2000
	maxCount   = 10_000_000
	maxChanges = 2000
)

// Validate checks the report by itself. Error: problem.Invalid.
func (in *Input) Validate(today facilities.Day) error {
	var c checker
	if in.ID == uuid.Nil {
		c.Bad("id", "problem.required")
	}
	switch {
	case in.Month.IsZero():
		c.Bad("month", "problem.required")
	case MonthOf(today).Before(in.Month):
		c.Bad("month", "monthly.future", "month", in.Month.String())
	}
	in.Reason, in.ErrorNote = strings.TrimSpace(in.Reason), strings.TrimSpace(in.ErrorNote)
	c.Required("area_code", in.AreaCode)
	if in.Basis != "" && !isBasis(in.Basis) {
		c.Bad("basis", "monthly.bad_basis")
	}
	c.Text("reason", in.Reason, maxText)
	c.Text("error_note", in.ErrorNote, maxText)
	c.count("cremations", &in.Cremations)
	c.count("burials", &in.Burials)
	c.count("eco_burials", &in.EcoBurials)
	c.count("deaths", in.Deaths)
	if in.EcoBurials > in.Burials {
		c.Bad("eco_burials", "monthly.eco_above_burials", "eco", in.EcoBurials, "burials", in.Burials)
	}
	in.checkChanges(&c)
	return c.Err()
}

func (in *Input) checkChanges(c *checker) {
	if len(in.Changes) > maxChanges {
		c.Bad("changes", "problem.out_of_range", "min", 0, "max", maxChanges)
		return
	}
	seen := map[string]bool{}
	for _, change := range in.Changes {
		key := change.FacilityID.String() + change.Measure
		if seen[key] {
			c.Bad("changes", "monthly.twice", "id", change.FacilityID, "measure", change.Measure)
		}
		seen[key] = true
		c.count("changes", change.Total)
		c.count("changes", change.Used)
	}
}

// contentHash is the sha256 of what was sent, the same in whatever order changes came.
func (in *Input) contentHash() ([]byte, error) {
	changes := slices.Clone(in.Changes)
	slices.SortFunc(changes, func(a, b FigureChange) int {
		if n := slices.Compare(a.FacilityID[:], b.FacilityID[:]); n != 0 {
			return n
		}
		return strings.Compare(a.Measure, b.Measure)
	})
	text, err := json.Marshal([]any{in.AreaCode, in.Month, in.Corrects, in.Reason, in.MonthlyCounts, changes, in.ErrorNote})
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(text)
	return sum[:], nil
}

// checker collects the bad fields of a report.
type checker struct{ problem.Fields }

func (c *checker) count(field string, n *int) {
	if n != nil && (*n < 0 || *n > maxCount) {
		c.Bad(field, "problem.out_of_range", "min", 0, "max", maxCount)
	}
}
