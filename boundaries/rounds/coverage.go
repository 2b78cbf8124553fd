package rounds

import (
	"context"
	"math"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// RoundCoverage is how much of a line a round has seen: by marker and by segment.
type RoundCoverage struct {
	Round           int            `json:"round"`
	Code            string         `json:"code"`
	ReachM          float64        `json:"reach_m" doc:"how near to a track counts as walked, metres"`
	LengthM         float64        `json:"length_m" doc:"computed on the ellipsoid; chainages are measured along it"`
	Tracks          int            `json:"tracks"`
	Covered         *float64       `json:"covered" doc:"share of the length; null: no track"`
	WalkedKm        *float64       `json:"walked_km" doc:"that share of the agreed length"`
	Walked          []Stretch      `json:"walked" doc:"covered stretches, metres from the start of the line" coarse:"lines,metres,quiet"`
	Left            []Stretch      `json:"left" doc:"the rest" coarse:"lines,metres,quiet"`
	Segments        []Segment      `json:"segments" doc:"the line between its markers, in pieces of 10 km at most"`
	Markers         []MarkerVisit  `json:"markers"`
	Stretches       []StretchVisit `json:"stretches" doc:"inspections of the round about a stretch"`
	LateInspections int            `json:"late_inspections" doc:"came after the round was closed: kept, and not counted"`
}

// Segment is a piece of a line between two markers, or a part of such a piece.
type Segment struct {
	FromM   float64 `json:"from_m" doc:"metres from the start of the line"`
	ToM     float64 `json:"to_m"`
	From    string  `json:"from" doc:"numbers of the markers there; empty: none"`
	To      string  `json:"to"`
	Covered float64 `json:"covered" doc:"share within reach of a track"`
}

// MarkerVisit is what a round has seen of a marker.
type MarkerVisit struct {
	MarkerID     uuid.UUID  `json:"marker_id" format:"uuid"`
	Number       string     `json:"number"`
	Done         bool       `json:"done" doc:"it was reached"`
	InspectionID *uuid.UUID `json:"inspection_id" format:"uuid" doc:"the last one that reached it"`
	On           *string    `json:"on" format:"date"`
	Observer     string     `json:"observer"`
	Conditions   []string   `json:"conditions"`
	Note         string     `json:"note"`
}

// StretchVisit is an inspection of a stretch of a line.
type StretchVisit struct {
	InspectionID uuid.UUID `json:"inspection_id" format:"uuid"`
	FromM        *float64  `json:"from_m" doc:"null: not said"`
	ToM          *float64  `json:"to_m"`
	On           string    `json:"on" format:"date"`
	Observer     string    `json:"observer"`
	Conditions   []string  `json:"conditions"`
	Note         string    `json:"note"`
}

// Coverage counts what the round has seen of a line. Error: problem.NotFound.
func (s *Store) Coverage(ctx context.Context, number int, code string) (RoundCoverage, error) {
	cov := RoundCoverage{Round: number, Code: code, ReachM: s.reach, Walked: []Stretch{}}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		l, err := s.line(ctx, tx, number, code)
		if err != nil {
			return err
		}
		walks, err := s.walks(ctx, tx, number, code)
		if err != nil {
			return err
		}
		w, walked := walks[code]
		if !walked {
			if w, err = s.count(ctx, tx, number, code); err != nil {
				return err
			}
		}
		cov.Covered, cov.WalkedKm = l.Covered, l.WalkedKm
		cov.LengthM, cov.Tracks, cov.Walked, cov.Left = w.lengthM, w.tracks, w.parts, gaps(w.parts, w.lengthM)
		if cov.Segments, err = segments(ctx, tx, code, w); err != nil {
			return err
		}
		if cov.Markers, err = visits(ctx, tx, number, code); err != nil {
			return err
		}
		if cov.Stretches, err = stretches(ctx, tx, number, code); err != nil {
			return err
		}
		return tx.QueryRow(ctx, queries.Get("late"), number, code).Scan(&cov.LateInspections)
	})
	return cov, err
}

// longestSegment is how long a segment may be, metres: a walk of a day or two.
const longestSegment = 10_000

// stake is where markers divide a line.
type stake struct {
	number string
	atM    float64
}

func segments(ctx context.Context, q data.Querier, code string, w walk) ([]Segment, error) {
	rows, err := q.Query(ctx, queries.Get("stakes"), code)
	if err != nil {
		return nil, err
	}
	var stakes []stake
	var at stake
	_, err = pgx.ForEachRow(rows, []any{&at.number, &at.atM}, func() error { stakes = append(stakes, at); return nil })
	return divide(stakes, w), err
}

// divide cuts a line at its markers, those within a metre at once, and long pieces evenly.
func divide(stakes []stake, w walk) []Segment {
	marks := []stake{{"", 0}}
	for _, m := range append(stakes, stake{"", w.lengthM}) {
		last := &marks[len(marks)-1]
		switch m.atM = math.Min(m.atM, w.lengthM); {
		case m.atM-last.atM >= 1:
			marks = append(marks, m)
		case last.number != "" && m.number != "":
			last.number += "、" + m.number
		case m.number != "":
			last.number = m.number
		}
	}
	out := []Segment{}
	for i := 1; i < len(marks); i++ {
		from, to := marks[i-1], marks[i]
		pieces := int(math.Max(1, math.Ceil((to.atM-from.atM)/longestSegment)))
		step := (to.atM - from.atM) / float64(pieces)
		for n := range pieces {
			s := Segment{FromM: rounded(from.atM+float64(n)*step, 3), ToM: rounded(from.atM+float64(n+1)*step, 3)}
			if n == 0 {
				s.From = from.number
			}
			if n == pieces-1 {
				s.To, s.ToM = to.number, to.atM
			}
			s.Covered = within(w.parts, s.FromM, s.ToM)
			out = append(out, s)
		}
	}
	return out
}

// within is which share of a stretch is covered.
func within(parts []Stretch, from, to float64) float64 {
	sum := 0.0
	for _, p := range parts {
		sum += math.Max(0, math.Min(p[1], to)-math.Max(p[0], from))
	}
	return rounded(math.Min(1, sum/math.Max(to-from, 1e-3)), 6)
}

func visits(ctx context.Context, q data.Querier, number int, code string) ([]MarkerVisit, error) {
	rows, err := q.Query(ctx, queries.Get("visits"), number, code)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[MarkerVisit])
}

func stretches(ctx context.Context, q data.Querier, number int, code string) ([]StretchVisit, error) {
	rows, err := q.Query(ctx, queries.Get("stretches"), number, code)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[StretchVisit])
}

func rounded(x float64, decimals int) float64 {
	scale := math.Pow10(decimals)
	return math.Round(x*scale) / scale
}
