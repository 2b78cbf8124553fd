package alarm

import (
	"context"
	"fmt"
	"math"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Levels say when a marker counts as moved. Distances are metres.
type Levels struct {
	// FixedM is the least distance that is told from setting up beside the marker: 0.5.
	FixedM float64 `json:"fixed_m" doc:"least distance that counts, metres"`
	// FixedSetM is the same of a marker of a pair or set of three, which stands on the bank of a
	// river more often than not: 0.5.
	FixedSetM float64 `json:"fixed_set_m" doc:"the same of markers of a pair or a set of three"`
	// K is how many standard errors are beyond chance: 3.
	K float64 `json:"k" doc:"standard errors beyond which a distance is no chance"`
	// RegisteredM is σ of a registered position whose accuracy the register does not state:
	// 0.1, as registers of the joint inspections are surveyed by RTK. GB/T 17796 allows
	// 1 m: an installation with an older register sets that.
	RegisteredM float64 `json:"registered_m" doc:"σ of a registered position without accuracy, metres"`
	// SurveyM is the accuracy from which on a position whose source is not stated counts as
	// survey-grade: 0.2.
	SurveyM float64 `json:"survey_m" doc:"accuracy up to which a position without a source is survey-grade, metres"`
	// RTKM is σ of an RTK position without accuracy: 0.05.
	RTKM float64 `json:"rtk_m" doc:"σ of an RTK position without accuracy, metres"`
	// PhoneM is σ of any other position without accuracy: 15.
	PhoneM float64 `json:"phone_m" doc:"σ of another position without accuracy, metres"`
	// TapeM is σ of a taped distance, and of a registered one: 0.05, plus TapePart of it.
	TapeM float64 `json:"tape_m" doc:"σ of a taped distance, metres"`
	// TapePart is the part of a taped distance that slope and sag add to σ: 0.005.
	TapePart float64 `json:"tape_part" doc:"part of a taped distance that slope and sag add to its σ"`
	// TogetherMin is how long one device takes at a pair or set, minutes: 60. Records farther
	// apart in time are not compared with each other.
	TogetherMin float64 `json:"together_min" doc:"minutes within which records of a pair or set were made together"`
}

// Thresholds are the levels in force; table setting, key alarm.
type Thresholds struct {
	Levels
	// Version counts the changes: 1 as long as nobody has set anything.
	Version int64 `json:"version"`
}

// DefaultThresholds are those of an installation that has set nothing.
var DefaultThresholds = Thresholds{Version: 1, Levels: Levels{FixedM: 0.5, FixedSetM: 0.5, K: 3, RegisteredM: 0.1, SurveyM: 0.2, RTKM: 0.05,
	PhoneM: 15, TapeM: 0.05, TapePart: 0.005, TogetherMin: 60}}

// Validate names the fields that are no use. Error: problem.Invalid.
func (s Thresholds) Validate() error {
	var bad []problem.Field
	for _, f := range []struct {
		name string
		x    float64
		most float64
	}{{"fixed_m", s.FixedM, 1000}, {"fixed_set_m", s.FixedSetM, 1000}, {"k", s.K, 100}, {"registered_m", s.RegisteredM, 1000}, {"survey_m", s.SurveyM, 10},
		{"rtk_m", s.RTKM, 10}, {"phone_m", s.PhoneM, 1000}, {"tape_m", s.TapeM, 10}, {"tape_part", s.TapePart, 1}, {"together_min", s.TogetherMin, 1440}} {
		if !(f.x >= least && f.x <= f.most) { // NaN fails too
			bad = append(bad, problem.Bad(f.name, "problem.out_of_range", "min", least, "max", f.most))
		}
	}
	return problem.InvalidFields(bad...)
}

// least is the least value of a setting: none may be nothing.
const least = 0.001

// together is how long one device takes at a pair or set.
func (s Thresholds) together() time.Duration {
	return time.Duration(s.TogetherMin * float64(time.Minute))
}

// threshold is max(fixed, k·√(a² + b²)) for a type of markers.
func (s Thresholds) threshold(kind string, a, b float64) float64 {
	fixed := s.FixedM
	if kind != "single" {
		fixed = s.FixedSetM
	}
	return max(fixed, s.K*math.Hypot(a, b))
}

// Settings are those in force.
func (s *Store) Settings(ctx context.Context) (Thresholds, error) {
	return loadSettings(ctx, s.db.Read())
}

func loadSettings(ctx context.Context, q data.Querier) (Thresholds, error) {
	s := DefaultThresholds
	if _, err := data.Setting(ctx, q, "alarm", &s); err != nil {
		return s, err
	}
	if err := s.Validate(); err != nil {
		return s, fmt.Errorf("setting alarm: %s", err.Error()) // ours, not the reader's
	}
	return s, nil
}

// SetSettings sets them all from the version that the caller has read. They hold for the whole
// prefecture, so nobody of a part of it sets them. Errors: problem.Unauthorized, Forbidden,
// Stale, Invalid.
func (s *Store) SetSettings(ctx context.Context, c data.Change, version int64, set Thresholds) (Thresholds, error) {
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := boundaries.Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetAlarms, home.Code); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("settings_lock")); err != nil {
			return err
		}
		now, err := loadSettings(ctx, tx)
		if err != nil {
			return err
		}
		if now.Version != version {
			return problem.New(problem.Stale, "problem.stale", "version", now.Version)
		}
		if err := set.Validate(); err != nil {
			return err
		}
		set.Version = version + 1
		_, err = tx.Exec(ctx, queries.Get("settings_put"), set)
		return err
	})
	return set, err
}
