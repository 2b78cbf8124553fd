package boundaries

import (
	"crypto/sha256"
	"encoding/json"
	"time"
)

// contentHash is the sha256 of a normalized record, the same for the same content however
// it was written: key order, number format, time zone, order of conditions. What is not
// given does not count, so that fields of later versions leave old hashes as they are.
func (in *InspectionInput) contentHash() []byte {
	content := map[string]any{"kind": in.Kind, "observed_at": in.ObservedAt.Format(time.RFC3339Nano),
		"marker": in.Marker, "conditions": in.Conditions}
	for name, text := range map[string]string{"device_id": in.DeviceID, "observer": in.Observer, "crs": in.CRS, "note": in.Note,
		"line": in.Line, "source": in.Source} {
		if text != "" {
			content[name] = text
		}
	}
	for name, x := range map[string]*float64{"lon": in.Lon, "lat": in.Lat, "accuracy_m": in.AccuracyM,
		"chainage_from_m": in.ChainageFromM, "chainage_to_m": in.ChainageToM} {
		if x != nil {
			content[name] = *x
		}
	}
	if in.Round != nil {
		content["round"] = *in.Round
	}
	if in.Corrects != nil {
		content["corrects"] = in.Corrects.String()
	}
	if len(in.Photos) > 0 {
		content["photos"] = in.Photos
	}
	if len(in.Taped) > 0 {
		content["taped"] = in.Taped
	}
	if len(in.walked) > 0 {
		content["track"], content["track_times"] = in.walked.Geometry(), in.walked.Times()
	}
	text, _ := json.Marshal(content) // keys sorted; validated: finite numbers, plain texts
	sum := sha256.Sum256(text)
	return sum[:]
}
