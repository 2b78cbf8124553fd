package boundaries

import (
	"bytes"
	"encoding/json"
	"testing"
	"time"

	"cairn/internal/problem"
)

const inspectionJSON = `{"id": "151ed966-6048-5c6b-af27-50756dcf28e7", "kind": "patrol", "device_id": "PHONE-10",
	"observed_at": "2022-06-09T13:24:03+08:00", "observer": "巡查员13", "marker": "2728003Q", "conditions": ["faded", "tilted"],
	"lon": 105.3086208, "lat": 23.5458114, "accuracy_m": 3.1, "crs": "wgs84"}`

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
		"unknown condition": {"conditions", func(in *InspectionInput) { in.Conditions = []string{"broken"} }},
		"unreached, intact": {"conditions", func(in *InspectionInput) { in.Conditions = []string{"intact", "unreached"} }},
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

// What a device sends in whatever form is either refused or has a hash that a second
// reading of what was stored gives again.
func FuzzInspection(f *testing.F) {
	f.Add(inspectionJSON)
	f.Add(`{"id": "151ed966-6048-5c6b-af27-50756dcf28e7", "kind": "round", "round": 4, "observed_at": "2019-01-01T00:00:00Z", "marker": "𣲗", "conditions": ["unreached"], "note": "a\nb"}`)
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
