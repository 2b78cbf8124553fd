package indicators

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

// Board is the plans' table of indicators with their current values, beside the figures that
// need no plan.
type Board struct {
	AsOf        facilities.Day  `json:"as_of"`
	Area        string          `json:"area"`
	AreaName    string          `json:"area_name"`
	Beds        Beds            `json:"beds"`
	Items       []IndicatorItem `json:"items" doc:"figures that need no plan"`
	Table       []BoardRow      `json:"table" doc:"indicators of the plans that hold for the area"`
	DataVersion int64           `json:"data_version" doc:"number of the last change that the figures know"`
}

// BoardRow is an indicator with where it stands in the area.
type BoardRow struct {
	Indicator
	FormulaName string        `json:"formula_name" doc:"in words, with what it counts"`
	Goal        Goal          `json:"goal"`
	Current     Figure        `json:"current"`
	State       string        `json:"state" enum:"met,not_met,no_data,no_target"`
	Expected    *float64      `json:"expected" doc:"where the straight line from base to target is on the day"`
	Course      string        `json:"course" enum:"on_course,behind,unknown"`
	Last        *LastReported `json:"last_reported" doc:"newest figure reported of the area up to the day, as reported"`
	Parts       []BoardPart   `json:"parts" doc:"counties of a prefecture, townships of a county"`
}

// BoardPart is where an indicator stands in an area inside.
type BoardPart struct {
	Code    string        `json:"code"`
	Name    string        `json:"name"`
	Goal    Goal          `json:"goal"`
	Current Figure        `json:"current"`
	State   string        `json:"state" enum:"met,not_met,no_data,no_target"`
	Last    *LastReported `json:"last_reported"`
}

// LastReported is a figure as it was reported: of the indicator, or of the coverage that it counts.
type LastReported struct {
	AsOf     facilities.Day `json:"as_of" format:"date"`
	Value    float64        `json:"value"`
	Document string         `json:"document"`
	Note     string         `json:"note"`
}

// Board computes the indicators of an area ("": the prefecture) on a day (zero: today), with
// names in the language. Error: problem.BadParameter for an unknown area.
func (s *Store) Board(ctx context.Context, area string, asOf facilities.Day, lang problem.Lang) (Board, error) {
	if asOf.IsZero() {
		asOf = s.today()
	}
	answer := Board{AsOf: asOf}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		where, err := facilities.FindArea(ctx, tx, area, asOf)
		if err != nil {
			return err
		}
		f, err := s.facts.Get(ctx, tx, asOf)
		if err != nil {
			return err
		}
		answer.Area, answer.AreaName, answer.DataVersion = where.Code, where.Name, f.Version
		if err := s.plain(ctx, tx, f, &answer, lang); err != nil {
			return err
		}
		answer.Table, err = s.table(ctx, tx, f, where.Code, lang)
		return err
	})
	return answer, data.Problem(err)
}

// table is the rows of the indicators that hold for an area: those of its own plans and of
// the plans of areas that hold it.
func (s *Store) table(ctx context.Context, q data.Querier, f *facts.Facts, area string, lang problem.Lang) ([]BoardRow, error) {
	all, err := list(ctx, q, nil, area)
	if err != nil {
		return nil, err
	}
	reported, err := loadReportedCoverage(ctx, q, f.Day)
	if err != nil {
		return nil, err
	}
	parts := partsOf(f, area)
	areas := []string{area}
	for _, p := range parts {
		areas = append(areas, p.Code)
	}
	rows := []BoardRow{}
	for _, i := range all {
		if !strings.HasPrefix(area, i.AreaCode) {
			continue
		}
		figures, err := s.figures(ctx, q, f, &i, areas...)
		if err != nil {
			return nil, err
		}
		row := newRow(i, f, area, figures[0], reported, lang)
		for n, p := range parts {
			goal := i.goal(p.Code)
			row.Parts = append(row.Parts, BoardPart{Code: p.Code, Name: p.Name, Goal: goal, Current: figures[n+1],
				State: goal.judge(figures[n+1].Value, i.Direction), Last: i.last(p.Code, f.Day, reported)})
		}
		rows = append(rows, row)
	}
	return rows, nil
}

func newRow(i Indicator, f *facts.Facts, area string, now Figure, reported reportedCoverage, lang problem.Lang) BoardRow {
	goal := i.goal(area)
	return BoardRow{Indicator: i, FormulaName: i.formulaName(f, lang), Goal: goal, Current: now, State: goal.judge(now.Value, i.Direction),
		Expected: rounded(goal.expected(f.Day), i.Unit), Course: goal.course(now.Value, i.Direction, f.Day),
		Last: i.last(area, f.Day, reported), Parts: []BoardPart{}}
}

// partsOf are the areas that the table of an area is broken down by: the next level.
func partsOf(f *facts.Facts, area string) []facts.Unit {
	level := facilities.Township
	if len(area) < 6 {
		level = facilities.County
	}
	if len(area) >= 9 {
		return nil
	}
	return f.Inside(area, level)
}

// formulaName says in words what is computed, with the kind that it counts.
func (i *Indicator) formulaName(f *facts.Facts, lang problem.Lang) string {
	if i.Formula == "" {
		return problem.Text(lang, "indicators.formula_none", nil)
	}
	name := problem.Text(lang, "indicators.formula_"+i.Formula, nil)
	if i.Params.Kind != "" {
		name = problem.Text(lang, "indicators.formula_of", map[string]any{"formula": name, "kind": f.NameOf(i.Params.Kind, lang)})
	}
	return name
}

// last is the newest figure reported of an area up to a day: the indicator's own, else the
// coverage of its kind as reported.
func (i *Indicator) last(area string, day facilities.Day, coverages reportedCoverage) *LastReported {
	var newest *LastReported
	for _, r := range i.Reported {
		if r.AreaCode == area && !day.Before(r.AsOf) && (newest == nil || newest.AsOf.Before(r.AsOf)) {
			newest = &LastReported{r.AsOf, r.Value, r.Document, r.Note}
		}
	}
	if f, ok := formulaOf(i.Formula); newest == nil && ok && f.level != "" {
		return coverages[i.Params.Kind+" "+area]
	}
	return newest
}

// reportedCoverage is the newest coverage reported, by kind and area.
type reportedCoverage map[string]*LastReported

func loadReportedCoverage(ctx context.Context, q data.Querier, day facilities.Day) (reportedCoverage, error) {
	rows, err := q.Query(ctx, queries.Get("reported_coverage"), day)
	if err != nil {
		return nil, err
	}
	found := reportedCoverage{}
	var what, area, document string
	var asOf facilities.Day
	var percent *float64
	var n, d *int
	_, err = pgx.ForEachRow(rows, []any{&what, &area, &asOf, &percent, &n, &d, &document}, func() error {
		if percent == nil && n != nil && d != nil && *d > 0 {
			percent = ratio(*n, *d, 100, 1)
		}
		if percent != nil {
			found[what+" "+area] = &LastReported{AsOf: asOf, Value: *percent, Document: document}
		}
		return nil
	})
	return found, err
}
