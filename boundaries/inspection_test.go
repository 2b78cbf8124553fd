package boundaries

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"cairn/internal/problem"
)

const inspectionJSON = `{"id": "151ed966-6048-5c6b-af27-50756dcf28e7", "kind": "patrol", "device_id": "PHONE-10",
	"observed_at": "2022-06-09T13:24:03+08:00", "observer": "巡查员13", "marker": "2728003Q", "conditions": ["faded", "tilted"],
	"lon": 105.3086208, "lat": 23.5458114, "accuracy_m": 3.1, "crs": "wgs84"}`

const someTrack = `{"type": "LineString", "coordinates": [[105.3, 23.5], [105.31, 23.51]]}`

func inspectionOf(t testing.TB, text string) InspectionInput {
	t.Helper()
	var in InspectionInput
	if err := json.Unmarshal([]byte(text), &in); err != nil {
		t.Fatal(err)
	}
	in.Normalize()
	return in
}

func TestContentHash(t *testing.T) {
	t.Parallel()
	base := inspectionOf(t, inspectionJSON)
	hash := base.contentHash()
	for name, text := range map[string]string{
		"order of keys, format of numbers": `{"lat": 2.35458114e1, "lon": 105.30862080, "accuracy_m": 3.10, "crs": "wgs84", "marker": "2728003Q",
			"conditions": ["faded", "tilted"], "observer": "巡查员13", "observed_at": "2022-06-09T13:24:03+08:00", "device_id": "PHONE-10", "kind": "patrol"}`,
		"time zone, order of conditions, defaults said": `{"kind": "patrol", "device_id": "PHONE-10", "observed_at": "2022-06-09T05:24:03.000Z",
			"observer": "\u5de1\u67e5\u545813", "marker": " 2728003Q", "conditions": ["tilted", "faded", "faded"], "lon": 105.3086208, "lat": 23.5458114,
			"accuracy_m": 3.1, "note": "", "photos": [], "round": null}`,
	} {
		in := inspectionOf(t, text)
		if !bytes.Equal(in.contentHash(), hash) {
			t.Errorf("%s: taken for other content", name)
		}
	}
	for name, change := range map[string]func(*InspectionInput){
		"note": func(in *InspectionInput) { in.Note = "现场复查" }, "lon": func(in *InspectionInput) { *in.Lon += 1e-9 },
		"crs": func(in *InspectionInput) { in.CRS = "gcj02" }, "marker": func(in *InspectionInput) { in.Marker += "x" },
		"time":      func(in *InspectionInput) { in.ObservedAt = in.ObservedAt.Add(time.Second) },
		"condition": func(in *InspectionInput) { in.Conditions = []string{"faded"} },
		"photos":    func(in *InspectionInput) { in.Photos = []string{"a"} },
		"line":      func(in *InspectionInput) { in.Line = "532627000532628000" },
		"source":    func(in *InspectionInput) { in.Source = SourceRTK },
		"tape":      func(in *InspectionInput) { in.Taped = []Tape{{1, 8.19}} },
		"corrects":  func(in *InspectionInput) { in.Corrects = &in.ID },
		"track":     func(in *InspectionInput) { in.Track = json.RawMessage(someTrack); in.Normalize() },
		"accuracy":  func(in *InspectionInput) { in.AccuracyM = nil },
	} {
		in := inspectionOf(t, inspectionJSON)
		change(&in)
		if bytes.Equal(in.contentHash(), hash) {
			t.Errorf("another %s is taken for the same content", name)
		}
	}
}

func TestInspectionValidate(t *testing.T) {
	t.Parallel()
	base := inspectionOf(t, inspectionJSON)
	if err := base.Validate(); err != nil {
		t.Fatal(err)
	}
	far, four := 1e9, 4
	const code = "532627000532628000"
	one, ten := func() *float64 { x := 1.0; return &x }, func() *float64 { x := 10.0; return &x }
	for name, tc := range map[string]struct {
		field  string
		change func(*InspectionInput)
	}{
		"no id":             {"id", func(in *InspectionInput) { in.ID = [16]byte{} }},
		"kind":              {"kind", func(in *InspectionInput) { in.Kind = "tour" }},
		"round without one": {"round", func(in *InspectionInput) { in.Kind = "round" }},
		"patrol of a round": {"round", func(in *InspectionInput) { in.Round = &four }},
		"no time":           {"observed_at", func(in *InspectionInput) { in.ObservedAt = time.Time{} }},
		"no marker":         {"marker", func(in *InspectionInput) { in.Marker = "" }},
		"no condition":      {"conditions", func(in *InspectionInput) { in.Conditions = nil }},
		"before calendars":  {"observed_at", func(in *InspectionInput) { in.ObservedAt = time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC) }},
		"line code":         {"line", func(in *InspectionInput) { in.Line = "5326" }},
		"chainage alone":    {"line", func(in *InspectionInput) { in.ChainageFromM = ten() }},
		"reversed":          {"chainage_to_m", func(in *InspectionInput) { in.Line, in.ChainageFromM, in.ChainageToM = code, ten(), one() }},
		"line, no place":    {"chainage_from_m", func(in *InspectionInput) { in.Marker, in.Line, in.Lon, in.Lat = "", code, nil, nil }},
		"tape of a line":    {"taped", func(in *InspectionInput) { in.Marker, in.Line, in.Taped = "", code, []Tape{{1, 2}} }},
		"tape twice":        {"taped", func(in *InspectionInput) { in.Taped = []Tape{{1, 2}, {1, 3}} }},
		"tape too long":     {"taped", func(in *InspectionInput) { in.Taped = []Tape{{1, 2e9}} }},
		"source":            {"source", func(in *InspectionInput) { in.Source = "satellite" }},
		"corrects itself":   {"corrects", func(in *InspectionInput) { in.Corrects = &in.ID }},
		"track":             {"track", func(in *InspectionInput) { in.Track = json.RawMessage(`"<gpx>"`); in.Normalize() }},
		"track, a number":   {"track", func(in *InspectionInput) { in.Track = json.RawMessage(`5`); in.Normalize() }},
		"half a fix":        {"lat", func(in *InspectionInput) { in.Lat = nil }},
		"axes exchanged":    {"lon", func(in *InspectionInput) { in.Lon, in.Lat = in.Lat, in.Lon }},
		"crs":               {"crs", func(in *InspectionInput) { in.CRS = "xian80" }},
		"accuracy":          {"accuracy_m", func(in *InspectionInput) { in.AccuracyM = &far }},
		"control character": {"note", func(in *InspectionInput) { in.Note = "a\x1bb" }},
		"empty photo":       {"photos", func(in *InspectionInput) { in.Photos = []string{""} }},
	} {
		in := inspectionOf(t, inspectionJSON)
		tc.change(&in)
		p := problem.As(in.Validate())
		if p == nil || p.Kind != problem.Invalid || p.Fields[0].Field != tc.field {
			t.Errorf("%s: %v", name, p)
		}
	}
}

// A clock may show any year of the calendar, and the track of a million points is too large.
func TestInspectionOdd(t *testing.T) {
	t.Parallel()
	for _, year := range []int{1, 1970, 2099, 9999} {
		in := inspectionOf(t, inspectionJSON)
		in.ObservedAt = time.Date(year, 6, 1, 0, 0, 0, 0, time.UTC)
		if err := in.Validate(); err != nil {
			t.Errorf("year %d: %v", year, err)
		}
	}
	in := inspectionOf(t, inspectionJSON)
	in.Track = json.RawMessage(`{"type": "LineString", "coordinates": [` + strings.Repeat("[105.3,23.5],", 1_000_000) + `[105.3,23.5]]}`)
	in.Normalize()
	if err := in.Validate(); !problem.Is(err, problem.TooLarge) {
		t.Errorf("a million points: %v", err)
	}
}

func TestConditionsOfInspection(t *testing.T) {
	t.Parallel()
	known := map[string]Condition{"intact": {Code: "intact"}, "faded": {Code: "faded"}, "unreached": {Code: "unreached", Exclusive: true}}
	for text, ok := range map[string]bool{"intact": true, "intact faded": true, "unreached": true, "faded unreached": false, "gone": false} {
		in := InspectionInput{Conditions: strings.Fields(text)}
		if err := in.checkConditions(known); (err == nil) != ok {
			t.Errorf("%s: %v", text, err)
		}
	}
}

// What a device sends in whatever form is either refused or has a hash that a second
// reading of what was stored gives again.
func FuzzInspection(f *testing.F) {
	f.Add(inspectionJSON)
	f.Add(`{"id": "151ed966-6048-5c6b-af27-50756dcf28e7", "kind": "round", "round": 4, "observed_at": "2019-01-01T00:00:00Z", "marker": "𣲗", "conditions": ["unreached"], "note": "a\nb"}`)
	f.Add(`{"id": "151ed966-6048-5c6b-af27-50756dcf28e7", "kind": "patrol", "observed_at": "1970-01-01T00:00:00Z", "line": "532627000532628000", "chainage_from_m": 0, "conditions": ["intact"],
		"taped": [{"seq": 2, "distance_m": 1}, {"seq": 1, "distance_m": 0.5}], "corrects": "151ed966-6048-5c6b-af27-50756dcf28e8", "track": "<gpx><trk><trkseg><trkpt lon='1' lat='2'/><trkpt lon='1' lat='3'/></trkseg></trk></gpx>"}`)
	f.Add(`{"lon": 1e308, "lat": -0.0, "accuracy_m": 1e-320}`)
	f.Fuzz(func(t *testing.T, text string) {
		var in InspectionInput
		if json.Unmarshal([]byte(text), &in) != nil {
			return
		}
		in.Normalize()
		if in.Validate() != nil {
			return
		}
		stored, err := json.Marshal(in)
		if err != nil {
			t.Fatal(err)
		}
		again := inspectionOf(t, string(stored))
		if !bytes.Equal(again.contentHash(), in.contentHash()) {
			t.Errorf("read again it is other content: %s", stored)
		}
	})
}
