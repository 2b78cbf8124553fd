package rounds

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/chinatime"
)

// Query says which lines of a round are asked for; they mirror the map. Empty fields do not
// restrict. Retired and ended lines are never among them.
type Query struct {
	Round      int
	Area       string // code, or the beginning of codes, of an area that is a party
	Party      string // the same of the other party; without Area of either
	Level      string
	State      string // one of LineStates
	Batch      int
	Conclusion string
	Due        string // overdue
	Text       string // part of name, code, document, or of a party's name
	Box        *orb.Bound
	Planned    bool // only lines that the round knows
	code       string
}

var levels = []string{"province", "prefecture", "county", "township"}

// restrict checks the query: $1 to $13 of every query. Error: problem.BadParameter.
func (q Query) restrict(today string) ([]any, error) {
	for name, code := range map[string]string{"area": q.Area, "party": q.Party} {
		if err := areaParameter(name, code); err != nil {
			return nil, err
		}
	}
	for _, p := range []struct {
		name, value string
		allowed     []string
	}{{"level", q.Level, levels}, {"state", q.State, LineStates}, {"conclusion", q.Conclusion, Conclusions}, {"due", q.Due, []string{"overdue"}}} {
		if err := parameter(p.name, p.value, p.allowed); err != nil {
			return nil, err
		}
	}
	var box []float64
	if b := q.Box; b != nil {
		box = []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
	}
	return []any{q.Round, q.Area, q.Level, q.State, q.Batch, q.Conclusion, q.Due == "overdue", strings.ToLower(strings.TrimSpace(q.Text)),
		box, q.Planned, q.code, today, q.Party}, nil
}

// Lines is a page of the lines that fit, by code, at most one more than limit.
// Errors: problem.NotFound for the round; problem.BadParameter.
func (s *Store) Lines(ctx context.Context, q Query, after string, limit int) ([]LineRecord, error) {
	var lines []LineRecord
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := ledgerRound(ctx, tx, q.Round); err != nil {
			return err
		}
		var err error
		lines, err = s.rows(ctx, tx, q, after, limit+1)
		return err
	})
	return lines, err
}

// RoundTotals are the figures of a footer: what is done of what there is. Lengths are agreed ones.
type RoundTotals struct {
	Lines         int            `json:"lines"`
	LinesDone     int            `json:"lines_done" doc:"closed"`
	Km            float64        `json:"km"`
	KmDone        float64        `json:"km_done" doc:"of the closed lines"`
	KmWalked      float64        `json:"km_walked" doc:"covered by tracks"`
	Markers       int            `json:"markers" doc:"each once, of however many lines it is"`
	MarkersDone   int            `json:"markers_done"`
	MarkersBad    int            `json:"markers_bad"`
	Overdue       int            `json:"overdue"`
	Disagreements int            `json:"disagreements" doc:"lines on which the sides do not agree"`
	OpenFindings  int            `json:"open_findings" doc:"each once, of however many lines it is"`
	States        map[string]int `json:"states" doc:"lines by state"`
	Conclusions   map[string]int `json:"conclusions" doc:"lines by conclusion"`
	Batches       []YearlyBatch  `json:"batches" doc:"by year, lines without one left out"`
}

// YearlyBatch is a yearly batch.
type YearlyBatch struct {
	Batch     int     `json:"batch"`
	Lines     int     `json:"lines"`
	LinesDone int     `json:"lines_done"`
	Km        float64 `json:"km"`
	KmDone    float64 `json:"km_done"`
	Overdue   int     `json:"overdue"`
	DueOn     *string `json:"due_on" format:"date" doc:"the last day due"`
}

// Progress counts the lines that fit. Errors: problem.NotFound for the round; problem.BadParameter.
func (s *Store) Progress(ctx context.Context, q Query) (RoundTotals, error) {
	var t RoundTotals
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := ledgerRound(ctx, tx, q.Round); err != nil {
			return err
		}
		var err error
		t, err = s.totals(ctx, tx, q)
		return err
	})
	return t, err
}

// Footer counts the lines that fit, and all lines in force, as of one moment. Errors: as Progress.
func (s *Store) Footer(ctx context.Context, q Query) (fit, whole RoundTotals, err error) {
	err = s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := ledgerRound(ctx, tx, q.Round); err != nil {
			return err
		}
		var err error
		if fit, err = s.totals(ctx, tx, q); err != nil {
			return err
		}
		whole, err = s.totals(ctx, tx, Query{Round: q.Round})
		return err
	})
	return fit, whole, err
}

func (s *Store) totals(ctx context.Context, db data.Querier, q Query) (RoundTotals, error) {
	t := RoundTotals{States: map[string]int{}, Conclusions: map[string]int{}, Batches: []YearlyBatch{}}
	for _, state := range LineStates {
		t.States[state] = 0
	}
	for _, c := range Conclusions {
		t.Conclusions[c] = 0
	}
	args, err := q.restrict(chinatime.Day(s.now()))
	if err != nil {
		return t, err
	}
	walked, err := s.walks(ctx, db, q.Round, "")
	if err != nil {
		return t, data.Problem(err)
	}
	codes, covered := shares(walked)
	var states, conclusions map[string]int
	err = db.QueryRow(ctx, queries.Get("totals"), append(args, codes, covered)...).Scan(&t.Lines, &t.LinesDone, &t.Km, &t.KmDone, &t.KmWalked, &t.Markers, &t.MarkersDone,
		&t.MarkersBad, &t.Overdue, &t.Disagreements, &t.OpenFindings, &states, &conclusions, &t.Batches)
	for state, n := range states {
		t.States[state] = n
	}
	for c, n := range conclusions {
		t.Conclusions[c] = n
	}
	t.Batches = slices.Clip(t.Batches)
	return t, data.Problem(err)
}
