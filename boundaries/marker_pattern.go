package boundaries

import (
	"context"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Pattern is what the numbers of markers of a level look like. Numbers are text: each office
// has its own way of writing them, and GB/T 17796 settles provincial ones only.
type Pattern struct {
	Level     string    `json:"level" enum:"province,prefecture,county,township" doc:"of the highest line that a marker stands on"`
	Regexp    string    `json:"regexp" doc:"regular expression (RE2) that the whole number has to fit" example:"[0-9]{7}[A-EQS]"`
	Example   string    `json:"example" doc:"a number that fits, shown to whoever enters one that does not"`
	Note      string    `json:"note"`
	Version   int64     `json:"version"`
	UpdatedAt time.Time `json:"updated_at"`
}

// lineLevels are the levels of lines, highest first.
var lineLevels = []string{Province, PrefectureLvl, County, Township}

// compile makes the expression fit whole numbers. Go's expressions run in linear time,
// whatever somebody writes into one.
func (p Pattern) compile() (*regexp.Regexp, error) { return regexp.Compile(`^(?:` + p.Regexp + `)$`) }

// Validate checks that the expression can be read and that the example fits it. Error: problem.Invalid.
func (p *Pattern) Validate() error {
	var r rules
	p.Regexp, p.Example, p.Note = strings.TrimSpace(p.Regexp), strings.TrimSpace(p.Example), strings.TrimSpace(p.Note)
	r.required("regexp", p.Regexp)
	r.required("example", p.Example)
	r.note("note", p.Note)
	if err := r.err(); err != nil {
		return err
	}
	_, alone := regexp.Compile(p.Regexp)
	whole, err := p.compile()
	switch {
	case alone != nil || err != nil:
		r.bad("regexp", "boundaries.bad_regexp")
	case !whole.MatchString(p.Example):
		r.bad("example", "boundaries.example_misfit")
	}
	return r.err()
}

// checkNumber refuses a number that does not fit the pattern of the highest level among
// those of the marker's lines, or of its grade without lines. A marker of no level has any
// number. Error: problem.Invalid.
func (in *MarkerInput) checkNumber(patterns map[string]Pattern, levels []string) error {
	if len(levels) == 0 {
		levels = []string{in.Grade}
	}
	i := slices.IndexFunc(lineLevels, func(level string) bool { return slices.Contains(levels, level) })
	if i < 0 {
		return nil
	}
	p, ok := patterns[lineLevels[i]]
	if !ok {
		return nil
	}
	form, err := p.compile()
	if err != nil {
		return err
	}
	if form.MatchString(in.Number) {
		return nil
	}
	return problem.InvalidFields(problem.Bad("number", "boundaries.marker_number", "level", p.Level, "example", p.Example))
}

// renumbers reports whether an edit gives the marker another number or other lines, after
// which the number has to fit: one that was there before may stay.
func (in *MarkerInput) renumbers(before Marker) bool {
	return in.Number != before.Number || in.Grade != before.Grade || !slices.Equal(in.Lines, before.Lines)
}

func readPatterns(ctx context.Context, q data.Querier) (map[string]Pattern, error) {
	list, err := listPatterns(ctx, q)
	byLevel := map[string]Pattern{}
	for _, p := range list {
		byLevel[p.Level] = p
	}
	return byLevel, err
}

func listPatterns(ctx context.Context, q data.Querier) ([]Pattern, error) {
	rows, err := q.Query(ctx, queries.Get("marker_patterns"))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[Pattern])
}

// Patterns lists the patterns of marker numbers, highest level first.
func (s *MarkerStore) Patterns(ctx context.Context) ([]Pattern, error) {
	return listPatterns(ctx, s.db.Read())
}

// SetPattern replaces the pattern of a level from the version that the caller has read.
// Numbers that are there stay. It holds for the whole prefecture, so nobody of a part of it
// sets one. Errors: problem.NotFound, Unauthorized, Forbidden, Stale, Invalid.
func (s *MarkerStore) SetPattern(ctx context.Context, c data.Change, version int64, p Pattern) (Pattern, error) {
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetPatterns, home.Code); err != nil {
			return err
		}
		var current int64
		err = tx.QueryRow(ctx, queries.Get("marker_pattern_lock"), p.Level).Scan(&current)
		if errors.Is(err, pgx.ErrNoRows) {
			return problem.New(problem.NotFound, "problem.not_found", "what", "marker_pattern", "id", p.Level)
		}
		if err != nil {
			return err
		}
		if err := fresh(current, version); err != nil {
			return err
		}
		if err := p.Validate(); err != nil {
			return err
		}
		return tx.QueryRow(ctx, queries.Get("marker_pattern_put"), p.Level, p.Regexp, p.Example, p.Note).Scan(&p.Version, &p.UpdatedAt)
	})
	return p, err
}
