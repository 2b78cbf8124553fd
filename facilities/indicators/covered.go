package indicators

import (
	"context"
	"strings"
	"sync"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

// covered is the answer to a question of coverage: the areas that were counted, by code.
type covered struct {
	codes []string
	is    []bool
}

// inside counts the covered areas and all areas inside an area.
func (c *covered) inside(area string) (n, d int) {
	for i, code := range c.codes {
		if strings.HasPrefix(code, area) {
			d++
			if c.is[i] {
				n++
			}
		}
	}
	return n, d
}

// countsCache keeps answers as long as the data stay as they are; nil: the question has none.
type countsCache struct {
	mu      sync.Mutex
	version int64
	answers map[facilities.Question]*covered
}

// mostAnswers bounds the cache.
const mostAnswers = 1000

func (c *countsCache) find(version int64, ask facilities.Question) (*covered, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	answer, ok := c.answers[ask]
	return answer, ok && c.version == version
}

func (c *countsCache) keep(version int64, ask facilities.Question, answer *covered) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if version < c.version {
		return
	}
	if version > c.version || len(c.answers) >= mostAnswers {
		c.version, c.answers = version, map[facilities.Question]*covered{}
	}
	c.answers[ask] = answer
}

// count answers a question about all areas of a level on the day of the facts; nil where it
// cannot be answered, say because the kind is no longer there.
func (s *Store) count(ctx context.Context, q data.Querier, f *facts.Facts, p FormulaParams, level facilities.Level) (*covered, error) {
	ask := facilities.Question{Kind: p.Kind, Rule: p.Rule, Level: level, AsOf: f.Day}
	if answer, ok := s.counts.find(f.Version, ask); ok {
		return answer, nil
	}
	found, err := s.coverer.CoverageIn(ctx, q, ask)
	if problem.Is(err, problem.BadParameter) {
		s.counts.keep(f.Version, ask, nil)
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	answer := &covered{}
	for _, a := range found.Areas {
		answer.codes, answer.is = append(answer.codes, a.Code), append(answer.is, a.Covered)
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
