package alarm

import (
	"context"
	"fmt"
	"math"

	"cairn/data"
)

// Settings say when a marker counts as moved; table setting, key alarm. All in metres but K.
type Settings struct {
	// FixedM is the least distance that is told from setting up beside the marker: 0.5.
	FixedM float64 `json:"fixed_m"`
	// K is how many standard errors are beyond chance: 3.
	K float64 `json:"k"`
	// RegisteredM is σ of a registered position whose accuracy the register does not state:
	// 0.1, as registers of the joint inspections are surveyed by RTK. GB/T 17796 allows
	// 1 m: an installation with an older register sets that.
	RegisteredM float64 `json:"registered_m"`
	// SurveyM is the accuracy from which on a position whose source is not stated counts as
	// survey-grade: 0.2.
	SurveyM float64 `json:"survey_m"`
	// RTKM is σ of an RTK position without accuracy: 0.05.
	RTKM float64 `json:"rtk_m"`
	// PhoneM is σ of any other position without accuracy: 15.
	PhoneM float64 `json:"phone_m"`
	// TapeM is σ of a taped distance, and of a registered one: 0.05, plus TapePart of it.
	TapeM float64 `json:"tape_m"`
	// TapePart is the part of a taped distance that slope and sag add to σ: 0.005.
	TapePart float64 `json:"tape_part"`
}

// DefaultSettings are those of an installation that has set nothing.
var DefaultSettings = Settings{FixedM: 0.5, K: 3, RegisteredM: 0.1, SurveyM: 0.2, RTKM: 0.05, PhoneM: 15, TapeM: 0.05, TapePart: 0.005}

// Validate names the first field that is no use.
func (s Settings) Validate() error {
	for name, x := range map[string]float64{"fixed_m": s.FixedM, "k": s.K, "registered_m": s.RegisteredM, "survey_m": s.SurveyM,
		"rtk_m": s.RTKM, "phone_m": s.PhoneM, "tape_m": s.TapeM, "tape_part": s.TapePart} {
		if !(x > 0 && x <= 1000) {
			return fmt.Errorf("setting alarm: %s is %v", name, x)
		}
	}
	return nil
}

// threshold is max(fixed, k·√(a² + b²)).
func (s Settings) threshold(a, b float64) float64 { return max(s.FixedM, s.K*math.Hypot(a, b)) }

func loadSettings(ctx context.Context, q data.Querier) (Settings, error) {
	s := DefaultSettings
	if _, err := data.Setting(ctx, q, "alarm", &s); err != nil {
		return s, err
	}
	return s, s.Validate()
}
