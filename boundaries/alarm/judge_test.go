package alarm_test

import (
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries/alarm"
	"cairn/geo"
)

var (
	noon   = time.Date(2024, 6, 1, 12, 0, 0, 0, time.UTC)
	single = alarm.Marker{ID: uuid.New(), Number: "0122001Q", Type: "single", Position: orb.Point{104.1, 23.15}, Witnesses: map[int]float64{1: 8.19, 2: 36.37, 3: 32.69}}
	pairA  = alarm.Marker{ID: uuid.New(), Number: "0122002A", Type: "double", Position: orb.Point{104.1, 23.1}}
	pairB  = alarm.Marker{ID: uuid.New(), Number: "0122002B", Type: "double", Position: orb.Point{104.1003, 23.1}}
)

// off is a point so many metres east and north.
func off(p orb.Point, east, north float64) *orb.Point {
	return &orb.Point{p[0] + east/(111_320*math.Cos(p[1]*math.Pi/180)), p[1] + north/110_750}
}

// fix observes a marker so many metres off, with an accuracy; a negative one is not stated.
func fix(m alarm.Marker, source string, east, north, accuracy float64) alarm.Observation {
	o := alarm.Observation{ID: uuid.New(), MarkerID: m.ID, At: noon, DeviceID: "D1", Source: source, Fix: off(m.Position, east, north), Declared: true}
	if accuracy >= 0 {
		o.AccuracyM = &accuracy
	}
	return o
}

func later(o alarm.Observation, by time.Duration) alarm.Observation {
	o.At = o.At.Add(by)
	return o
}

func taped(o alarm.Observation, distances map[int]float64) alarm.Observation {
	o.Taped = distances
	return o
}

func TestJudge(t *testing.T) {
	t.Parallel()
	shifted := geo.GCJFromWGS(single.Position)
	gcj := fix(single, "phone", 0, 0, 5)
	gcj.Fix = &shifted
	reported := alarm.Observation{ID: uuid.New(), MarkerID: single.ID, At: noon, Conditions: []string{"moved"}}
	tape := alarm.Observation{ID: uuid.New(), MarkerID: single.ID, At: noon}
	vague := single
	sigma := 1.5
	vague.AccuracyM = &sigma
	day := 24 * time.Hour
	for name, tc := range map[string]struct {
		markers []alarm.Marker
		seen    []alarm.Observation
		want    string // number:state:reason …
	}{
		"survey in place":                       {[]alarm.Marker{single}, []alarm.Observation{fix(single, "rtk", 0.2, 0.3, 0.04)}, ""},
		"survey, 0.6 m":                         {[]alarm.Marker{single}, []alarm.Observation{fix(single, "rtk", 0.6, 0, 0.04)}, "0122001Q:moved:position"},
		"survey by its accuracy":                {[]alarm.Marker{single}, []alarm.Observation{fix(single, "", 3.4, 0, 0.05)}, "0122001Q:moved:position"},
		"survey without accuracy":               {[]alarm.Marker{single}, []alarm.Observation{fix(single, "rtk", 3.4, 0, -1)}, "0122001Q:moved:position"},
		"survey that floats":                    {[]alarm.Marker{single}, []alarm.Observation{fix(single, "rtk", 3.4, 0, 2)}, ""},
		"survey, vague register":                {[]alarm.Marker{vague}, []alarm.Observation{fix(vague, "rtk", 3.4, 0, 0.05)}, ""},
		"phone says it is precise":              {[]alarm.Marker{single}, []alarm.Observation{fix(single, "phone", 3.4, 0, 0.05)}, "0122001Q:suspected:phone"},
		"phone, within its error":               {[]alarm.Marker{single}, []alarm.Observation{fix(single, "phone", 14, 0, 5)}, ""},
		"phone, beyond":                         {[]alarm.Marker{single}, []alarm.Observation{fix(single, "phone", 21, 0, 5)}, "0122001Q:suspected:phone"},
		"datum":                                 {[]alarm.Marker{single}, []alarm.Observation{gcj}, "0122001Q:datum:gcj02"},
		"datum beside a survey":                 {[]alarm.Marker{single}, []alarm.Observation{later(gcj, day), fix(single, "rtk", 21, 0, 0.04)}, "0122001Q:moved:position 0122001Q:datum:gcj02"},
		"moved, then surveyed in place":         {[]alarm.Marker{single}, []alarm.Observation{fix(single, "rtk", 3.4, 0, 0.04), later(fix(single, "rtk", 0, 0, 0.04), day)}, ""},
		"moved, then a phone that sees no more": {[]alarm.Marker{single}, []alarm.Observation{fix(single, "rtk", 3.4, 0, 0.04), later(fix(single, "phone", 0, 0, 5), day)}, "0122001Q:moved:position"},
		"a phone before the survey":             {[]alarm.Marker{single}, []alarm.Observation{later(fix(single, "phone", 50, 0, 5), -day), fix(single, "rtk", 0, 0, 0.04)}, ""},
		"reported":                              {[]alarm.Marker{single}, []alarm.Observation{reported}, "0122001Q:suspected:reported"},
		"reported, surveyed in place":           {[]alarm.Marker{single}, []alarm.Observation{reported, later(fix(single, "rtk", 0, 0, 0.04), day)}, ""},
		"tapes in place":                        {[]alarm.Marker{single}, []alarm.Observation{taped(tape, map[int]float64{1: 8.3, 2: 36.1, 3: 32.5})}, ""},
		"two tapes off":                         {[]alarm.Marker{single}, []alarm.Observation{taped(tape, map[int]float64{1: 9.9, 2: 34.1, 3: 32.5})}, "0122001Q:moved:tape"},
		"one tape off":                          {[]alarm.Marker{single}, []alarm.Observation{taped(tape, map[int]float64{1: 9.9, 2: 36.4, 3: 32.5})}, "0122001Q:suspected:one_tape"},
		"a tape to nothing":                     {[]alarm.Marker{single}, []alarm.Observation{taped(tape, map[int]float64{7: 99})}, ""},
		"tapes against the survey":              {[]alarm.Marker{single}, []alarm.Observation{taped(fix(single, "rtk", 0, 0, 0.04), map[int]float64{1: 9.9, 2: 34.1})}, "0122001Q:suspected:tape_against_position"},
		"one of a pair":                         {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "rtk", 0, 3.4, 0.04), fix(pairB, "rtk", 0, 0, 0.04)}, "0122002A:moved:position"},
		"one of a pair alone":                   {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "rtk", 0, 3.4, 0.04)}, "0122002A:moved:position"},
		"both apart":                            {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "rtk", -3, 0, 0.04), fix(pairB, "rtk", 3, 0, 0.04)}, "0122002A:moved:position 0122002B:moved:position"},
		"both alike":                            {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "rtk", 3, 2, 0.04), fix(pairB, "rtk", 3, 2, 0.04)}, "0122002A:suspected:common_shift 0122002B:suspected:common_shift"},
		"both alike, days apart":                {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "rtk", 3, 2, 0.04), later(fix(pairB, "rtk", 3, 2, 0.04), 3*day)}, "0122002A:moved:position 0122002B:moved:position"},
		"turned about each other":               {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "rtk", 0, -3, 0.04), fix(pairB, "rtk", 0, 3, 0.04)}, "0122002A:moved:position 0122002B:moved:position"},
		"a pair by phone, kept":                 {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "phone", 9, 0, 5), fix(pairB, "phone", 9, 0, 5)}, ""},
		"a pair by phone, shifted alike":        {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "phone", 30, 0, 5), fix(pairB, "phone", 30, 0, 5)}, ""},
		"a pair by phone, drawn apart":          {[]alarm.Marker{pairA, pairB}, []alarm.Observation{fix(pairA, "phone", -14, 0, 5), fix(pairB, "phone", 14, 0, 5)}, "0122002A:suspected:partner 0122002B:suspected:partner"},
		"nobody knows the marker":               {[]alarm.Marker{pairA}, []alarm.Observation{fix(single, "rtk", 21, 0, 0.04)}, ""},
	} {
		var got []string
		for _, a := range alarm.Judge(tc.markers, tc.seen, alarm.DefaultThresholds) {
			got = append(got, a.Number+":"+a.State+":"+a.Reason)
		}
		if text := strings.Join(got, " "); text != tc.want {
			t.Errorf("%s: %q, want %q", name, text, tc.want)
		}
	}
}

// The figures that an alarm gives are those of the geometry.
func TestFigures(t *testing.T) {
	t.Parallel()
	got := alarm.Judge([]alarm.Marker{single}, []alarm.Observation{taped(fix(single, "rtk", -3, 0, 0.04), map[int]float64{2: 33.37})}, alarm.DefaultThresholds)
	if len(got) != 1 || len(got[0].Taped) != 1 || got[0].Position == nil {
		t.Fatalf("%+v", got)
	}
	p, tape := got[0].Position, got[0].Taped[0]
	if math.Abs(p.OffsetM-3) > 0.01 || math.Abs(p.BearingDeg-270) > 0.1 || p.ThresholdM != 0.5 || p.SigmaRegisteredM != 0.1 {
		t.Errorf("%+v", p)
	}
	if math.Abs(tape.DeviationM+3) > 1e-9 || !tape.Off || tape.ThresholdM < 0.5 || tape.ThresholdM > 0.8 {
		t.Errorf("%+v", tape)
	}
}

func TestSettings(t *testing.T) {
	t.Parallel()
	if err := alarm.DefaultThresholds.Validate(); err != nil {
		t.Error(err)
	}
	bad := alarm.DefaultThresholds
	bad.K = math.NaN()
	if bad.Validate() == nil {
		t.Error("no number is taken for k")
	}
}

// Sets have a least distance and a time of their own.
func TestSettingsOfSets(t *testing.T) {
	t.Parallel()
	s := alarm.DefaultThresholds
	s.FixedSetM, s.TogetherMin = 5, 1
	seen := []alarm.Observation{fix(single, "rtk", 3, 0, 0.04), fix(pairA, "rtk", 3, 0, 0.04)}
	if got := alarm.Judge([]alarm.Marker{single, pairA, pairB}, seen, s); len(got) != 1 || got[0].Number != single.Number {
		t.Errorf("%+v", got)
	}
	alike := []alarm.Observation{fix(pairA, "rtk", 9, 2, 0.04), later(fix(pairB, "rtk", 9, 2, 0.04), 2*time.Minute)}
	if got := alarm.Judge([]alarm.Marker{pairA, pairB}, alike, s); len(got) != 2 || got[0].State != alarm.Moved {
		t.Errorf("two minutes apart: %+v", got)
	}
}
