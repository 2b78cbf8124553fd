package patrols

import (
	"context"
	"math"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Within is how far from a track a line counts as walked, metres, unless asked otherwise.
const Within = 50

// leastShare is how much of a line a walk must go along to count for it: one that only
// crosses its end does not.
const leastShare = 0.5

// PatrolProgress says how far the lines of an area were patrolled in a month, and who is behind.
type PatrolProgress struct {
	Period  string               `json:"period" doc:"month, YYYY-MM"`
	Area    string               `json:"area"`
	WithinM float64              `json:"within_m" doc:"how far from a track a line counts as walked"`
	Plans   []PatrolPlanProgress `json:"plans"`
	Lines   []PatrolledLine      `json:"lines"`
	Totals  PatrolTotals         `json:"totals"`
}

// PatrolPlanProgress is a plan in its part of the year.
type PatrolPlanProgress struct {
	PlanID      uuid.UUID  `json:"plan_id"`
	AreaCode    *string    `json:"area_code"`
	AreaName    string     `json:"area_name"`
	LineCode    *string    `json:"line_code"`
	LineName    string     `json:"line_name"`
	EveryMonths int        `json:"every_months"`
	Patroller   string     `json:"patroller"`
	FromOn      string     `json:"from_on" format:"date" doc:"the part of the year that holds the month"`
	UntilOn     string     `json:"until_on" format:"date" doc:"its last day"`
	Patrols     int        `json:"patrols" doc:"walks in it"`
	LastAt      *time.Time `json:"last_at"`
	State       string     `json:"state" enum:"done,pending,behind" db:"-" doc:"behind: the time is over without a walk"`
}

// PatrolledLine is a line in the month.
type PatrolledLine struct {
	Code           string      `json:"code"`
	Name           string      `json:"name"`
	Level          string      `json:"level"`
	LeftArea       string      `json:"left_area"`
	RightArea      string      `json:"right_area"`
	AgreedLengthKm *float64    `json:"agreed_length_km"`
	Covered        float64     `json:"covered" doc:"share of its length near tracks, 0 to 1"`
	Patrols        int         `json:"patrols" doc:"walks along at least half of it"`
	Markers        []uuid.UUID `json:"markers" doc:"ids of its markers"`
	Visited        []uuid.UUID `json:"markers_visited"`
}

// PatrolTotals is the footer: every marker counts once.
type PatrolTotals struct {
	Lines          int     `json:"lines"`
	LinesPatrolled int     `json:"lines_patrolled" doc:"lines of which at least half was walked"`
	AgreedLengthKm float64 `json:"agreed_length_km"`
	CoveredKm      float64 `json:"covered_km" doc:"the covered shares of the agreed lengths"`
	Markers        int     `json:"markers"`
	MarkersVisited int     `json:"markers_visited"`
	Plans          int     `json:"plans"`
	Behind         int     `json:"behind"`
}

// Progress is that of an area ("" for all) in a month (YYYY-MM, "" for this one), a line being
// walked within metres of a track. Error: problem.BadParameter.
func (s *Store) Progress(ctx context.Context, area, month string, within float64) (PatrolProgress, error) {
	now := s.now()
	if month == "" {
		month = now.In(chinatime.Zone).Format("2006-01")
	}
	p := PatrolProgress{Period: month, Area: area, WithinM: within}
	from, err := time.ParseInLocation("2006-01", month, chinatime.Zone)
	if err != nil || from.Year() < minYear || from.Year() > maxYear {
		return p, problem.Parameter("period", "patrols.bad_period")
	}
	err = s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rows, err := tx.Query(ctx, queries.Get("coverage"), area, from, from.AddDate(0, 1, 0), within, leastShare)
		if err != nil {
			return err
		}
		if p.Lines, err = pgx.CollectRows(rows, pgx.RowToStructByPos[PatrolledLine]); err != nil {
			return err
		}
		rows, err = tx.Query(ctx, queries.Get("plan_progress"), area, from.Format(time.DateOnly), within, leastShare)
		if err != nil {
			return err
		}
		p.Plans, err = pgx.CollectRows(rows, pgx.RowToStructByName[PatrolPlanProgress])
		return err
	})
	if err != nil {
		return p, data.Problem(err)
	}
	p.sum(now)
	return p, nil
}

// sum judges the plans and counts.
func (p *PatrolProgress) sum(now time.Time) {
	today := chinatime.Day(now)
	p.Totals.Lines, p.Totals.Plans = len(p.Lines), len(p.Plans)
	for i := range p.Plans {
		plan := &p.Plans[i]
		switch {
		case plan.Patrols > 0:
			plan.State = "done"
		case plan.UntilOn >= today:
			plan.State = "pending"
		default:
			plan.State = "behind"
			p.Totals.Behind++
		}
	}
	markers, visited := map[uuid.UUID]bool{}, map[uuid.UUID]bool{}
	for _, l := range p.Lines {
		if l.Covered >= leastShare {
			p.Totals.LinesPatrolled++
		}
		if l.AgreedLengthKm != nil {
			p.Totals.AgreedLengthKm += *l.AgreedLengthKm
			p.Totals.CoveredKm += *l.AgreedLengthKm * l.Covered
		}
		for _, m := range l.Markers {
			markers[m] = true
		}
		for _, m := range l.Visited {
			visited[m] = true
		}
	}
	p.Totals.Markers, p.Totals.MarkersVisited = len(markers), len(visited)
	p.Totals.AgreedLengthKm, p.Totals.CoveredKm = metre(p.Totals.AgreedLengthKm), metre(p.Totals.CoveredKm)
}

// metre rounds kilometres to the metre.
func metre(km float64) float64 { return math.Round(km*1000) / 1000 }
