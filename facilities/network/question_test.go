package network

import (
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"cairn/internal/problem"
)

func TestParseQuestions(t *testing.T) {
	t.Parallel()
	points, err := ParsePoints("from", "104.5,23| 105 , 24", 2)
	if err != nil || !slices.Equal(points, []orb.Point{{104.5, 23}, {105, 24}}) {
		t.Errorf("%v, %v", points, err)
	}
	if _, err := ParsePoints("from", "104,23|105,24|106,25", 2); !problem.Is(err, problem.BadParameter) {
		t.Errorf("too many: %v", err)
	}
	minutes, err := ParseMinutes("30, 10,10,0.5")
	if err != nil || !slices.Equal(minutes, []float64{0.5, 10, 30}) {
		t.Errorf("%v, %v", minutes, err)
	}
}

// Whatever the text is, an answer is one that can be computed with, or the refusal names the
// parameter.
func FuzzParseQuestions(f *testing.F) {
	for _, text := range []string{"", "104,23", "104,23|105,24", "10,20,30", "NaN,1", "1e999,0", "-0,-0", "0x1p4,1", "180,90", ",", "|", "1_0,2"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		points, err := ParsePoints("to", text, 5)
		if err != nil && (!problem.Is(err, problem.BadParameter) || problem.As(err).Fields[0].Field != "to") || len(points) > 5 {
			t.Errorf("%q: %v, %v", text, points, err)
		}
		for _, p := range points {
			if !(math.Abs(p[0]) <= 180 && math.Abs(p[1]) <= 90) {
				t.Errorf("%q: %v", text, p)
			}
		}
		minutes, err := ParseMinutes(text)
		if err != nil && !problem.Is(err, problem.BadParameter) || err == nil && (len(minutes) == 0 || len(minutes) > MaxBands) || !slices.IsSorted(minutes) {
			t.Errorf("%q: %v, %v", text, minutes, err)
		}
		for _, m := range minutes {
			if !(m > 0 && m <= MaxMinutes) {
				t.Errorf("%q: %v", text, minutes)
			}
		}
	})
}

// Settings are refused or lie within the limits of the table; those of the migration pass.
func FuzzSettings(f *testing.F) {
	f.Add(5.0, 5000.0, 40.0)
	f.Add(math.NaN(), -1.0, 0.0)
	f.Add(math.Inf(1), 1e300, 201.0)
	f.Fuzz(func(t *testing.T, walk, limit, speed float64) {
		s := TravelSettings{WalkKmh: walk, OffRoadLimitM: limit, NationalKmh: speed, ProvincialKmh: 50, CountyKmh: 40, TownshipKmh: 30, VillageKmh: 20}
		good := walk >= 0.5 && walk <= 10 && limit >= 0 && limit <= 100_000 && speed >= 1 && speed <= 200
		if err := s.Validate(); (err == nil) != good || err != nil && strings.Contains(err.Error(), "county") {
			t.Errorf("%+v: %v", s, err)
		}
	})
}
