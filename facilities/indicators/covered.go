package indicators

import (
	"context"
	"strings"
	"sync"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

// covered is the answer to a question of coverage: what was counted of each area, by code.
// It counts areas, or the people or villages of them, by its rule.
type covered struct {
	codes []string
	n, d  []int
}

// inside sums what is covered and what there is inside an area.
func (c *covered) inside(area string) (n, d int) {
	for i, code := range c.codes {
		if strings.HasPrefix(code, area) {
			n, d = n+c.n[i], d+c.d[i]
		}
	}
	return n, d
}

func (c *covered) add(a coverage.CoveredArea) {
	n, d := 0, 1
	switch {
	case a.Numerator != nil && a.Denominator != nil:
		n, d = *a.Numerator, *a.Denominator
	case a.Covered:
		n = 1
	}
	c.codes, c.n, c.d = append(c.codes, a.Code), append(c.n, n), append(c.d, d)
}

// countsCache keeps answers as long as the data stay as they are; nil: the question has none.
type countsCache struct {
	mu      sync.Mutex
	version int64
	answers map[coverage.Question]*covered
}

// mostAnswers bounds the cache.
const mostAnswers = 1000

func (c *countsCache) find(version int64, ask coverage.Question) (*covered, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	answer, ok := c.answers[ask]
	return answer, ok && c.version == version
}

func (c *countsCache) keep(version int64, ask coverage.Question, answer *covered) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version < c.version {
		return
	}
	if version > c.version || len(c.answers) >= mostAnswers {
		c.version, c.answers = version, map[coverage.Question]*covered{}
	}
	c.answers[ask] = answer
}

// count answers a question about all areas of a level on the day of the facts; nil where it
// cannot be answered, say because the kind is no longer there.
func (s *Store) count(ctx context.Context, q data.Querier, f *facts.Facts, p FormulaParams, level facilities.Level) (*covered, error) {
	ask := coverage.Question{Kind: p.Kind, Rule: p.Rule, Level: level, AsOf: f.Day}
	if answer, ok := s.counts.find(f.Version, ask); ok {
		return answer, nil
	}
	found, err := s.coverer.AskIn(ctx, q, ask)
	if problem.Is(err, problem.BadParameter) {
		s.counts.keep(f.Version, ask, nil)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	answer := &covered{}
	for _, a := range found.Areas {
		answer.add(a)
	}
	s.counts.keep(f.Version, ask, answer)
	return answer, nil
}

// figures gives the current values of an indicator: of one area after another.
func (s *Store) figures(ctx context.Context, q data.Querier, f *facts.Facts, i *Indicator, areas ...string) ([]Figure, error) {
	formula, ok := formulaOf(i.Formula)
	told := ask{FormulaParams: i.Params, baseYear: i.BaseYear}
	if ok && formula.level != "" {
		var err error
		if told.covered, err = s.count(ctx, q, f, i.Params, formula.level); err != nil {
			return nil, err
		}
	}
	figures := make([]Figure, len(areas))
	for n, area := range areas {
		figures[n] = missing("no_formula")
		if ok {
			figures[n] = formula.compute(f, area, told)
		}
	}
	return figures, nil
}
