package indicators

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/problem"
)

// mostYears is the longest trend that is computed.
const mostYears = 30

// Trend is the year-end values of the indicators of an area, and the value of the day itself.
type Trend struct {
	AsOf        facilities.Day   `json:"as_of"`
	Area        string           `json:"area"`
	AreaName    string           `json:"area_name"`
	Days        []facilities.Day `json:"days" doc:"31 December of each year, then as_of"`
	Series      []Series         `json:"series"`
	DataVersion int64            `json:"data_version"`
}

// Series is the values of one indicator, one a day of the trend.
type Series struct {
	ID       uuid.UUID      `json:"id"`
	Values   []*float64     `json:"values" doc:"null where the data cannot give it"`
	Expected []*float64     `json:"expected" doc:"the straight line from base to target; null without one"`
	Reported []LastReported `json:"reported" doc:"as reported of the area, the oldest first"`
}

// Span says which years a trend shows; zero: from the earliest base year, or five years back.
type Span struct{ From int }

// Trend computes the year-end values of the indicators of an area up to a day (zero: today).
// Values of earlier days know the areas, people and facilities of those days.
// Errors: problem.BadParameter for an unknown area, or a first year after the day's.
func (s *Store) Trend(ctx context.Context, area string, asOf facilities.Day, span Span) (Trend, error) {
	if asOf.IsZero() {
		asOf = s.today()
	}
	answer := Trend{AsOf: asOf, Series: []Series{}}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		where, err := facilities.FindArea(ctx, tx, area, asOf)
		if err != nil {
			return err
		}
		answer.Area, answer.AreaName = where.Code, where.Name
		all, err := list(ctx, tx, nil, where.Code)
		if err != nil {
			return err
		}
		var own []Indicator
		for _, i := range all {
			if strings.HasPrefix(where.Code, i.AreaCode) {
				own = append(own, i)
				answer.Series = append(answer.Series, newSeries(&i, where.Code, asOf))
			}
		}
		from, err := span.first(asOf, own)
		if err != nil {
			return err
		}
		for year := from; year < asOf.Year(); year++ {
			answer.Days = append(answer.Days, yearEnd(year))
		}
		answer.Days = append(answer.Days, asOf)
		return s.fill(ctx, tx, &answer, own)
	})
	return answer, data.Problem(err)
}

// first is the first year of a trend.
func (p Span) first(asOf facilities.Day, all []Indicator) (int, error) {
	from := asOf.Year() - 5
	for _, i := range all {
		if i.BaseYear != nil {
			from = min(from, *i.BaseYear)
		}
	}
	if p.From != 0 {
		from = p.From
	}
	if from > asOf.Year() {
		return 0, problem.Parameter("from", "indicators.from_after_as_of", "as_of", asOf)
	}
	return max(from, asOf.Year()-mostYears), nil
}

func newSeries(i *Indicator, area string, asOf facilities.Day) Series {
	series := Series{ID: i.ID, Values: []*float64{}, Expected: []*float64{}, Reported: []LastReported{}}
	for n := len(i.Reported) - 1; n >= 0; n-- { // stored with the newest first
		if r := i.Reported[n]; r.AreaCode == area && !asOf.Before(r.AsOf) {
			series.Reported = append(series.Reported, LastReported{r.AsOf, r.Value, r.Document, r.Note})
		}
	}
	return series
}

// fill computes the values day by day; the area goes by its code of the day.
func (s *Store) fill(ctx context.Context, q data.Querier, t *Trend, all []Indicator) error {
	for _, day := range t.Days {
		f, err := s.facts.Get(ctx, q, day)
		if err != nil {
			return err
		}
		t.DataVersion = f.Version
		then, err := facilities.FindArea(ctx, q, t.Area, day)
		known := !problem.Is(err, problem.BadParameter)
		if err != nil && known {
			return err
		}
		for n := range all {
			i, series := &all[n], &t.Series[n]
			figure := missing("no_areas")
			if known {
				figures, err := s.figures(ctx, q, f, i, then.Code)
				if err != nil {
					return err
				}
				figure = figures[0]
			}
			series.Values = append(series.Values, figure.Value)
			series.Expected = append(series.Expected, rounded(onPath(i.goal(t.Area), day), i.Unit))
		}
	}
	return nil
}

// onPath is the line at a day between its ends, nil before the base and after the target.
func onPath(g Goal, day facilities.Day) *float64 {
	if g.BaseYear == nil || g.TargetYear == nil || day.Before(yearEnd(*g.BaseYear)) || yearEnd(*g.TargetYear).Before(day) {
		return nil
	}
	return g.expected(day)
}
