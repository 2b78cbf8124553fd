package alarm

import (
	"strconv"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"
)

// The states of an alarm, the gravest first.
const (
	Moved     = "moved"
	Suspected = "suspected"
	Datum     = "datum" // a mistake in the record, not a move
)

// States lists them.
var States = []string{Moved, Suspected, Datum}

// Marker is a marker as registered.
type Marker struct {
	ID       uuid.UUID
	Number   string
	Type     string    // single, double, triple
	Position orb.Point // EPSG:4490
	// AccuracyM is σ of the position; nil when the register does not say.
	AccuracyM *float64
	// Witnesses are the registered distances by number of the witness.
	Witnesses map[int]float64
	Areas     []string // parties
}

// Observation is what one inspection says of where a marker stands.
type Observation struct {
	ID         uuid.UUID
	MarkerID   uuid.UUID
	At         time.Time // the time that counts
	DeviceID   string
	Observer   string
	Conditions []string
	Fix        *orb.Point // EPSG:4490; nil without one
	Declared   bool       // as WGS 84 or CGCS2000, so that its datum may be mistaken
	AccuracyM  *float64
	Source     string
	Taped      map[int]float64 // by number of the witness
}

// Alarm is a marker that does not seem to stand where it is registered, or a record with a
// mistaken datum, with all that speaks for it.
type Alarm struct {
	MarkerID     uuid.UUID `json:"marker_id" format:"uuid"`
	Number       string    `json:"number"`
	Type         string    `json:"type" enum:"single,double,triple"`
	State        string    `json:"state" enum:"moved,suspected,datum" doc:"moved: shown by survey or tape; suspected: by a phone, one tape or an observer's word; datum: the record's coordinates are in another system than it says"`
	Reason       string    `json:"reason" enum:"position,tape,one_tape,tape_against_position,phone,reported,common_shift,partner,gcj02"`
	Message      string    `json:"message" doc:"the reason in words"`
	InspectionID uuid.UUID `json:"inspection_id" format:"uuid"`
	ObservedAt   time.Time `json:"observed_at"`
	Observer     string    `json:"observer"`
	DeviceID     string    `json:"device_id"`
	Position     *Offset   `json:"position" doc:"the fix against the registered coordinate"`
	Taped        []Taped   `json:"taped"`
	Partners     []Partner `json:"partners" doc:"the others of a pair or set, observed by the same device together with it"`

	areas []string
}

// Offset compares a fix with the registered coordinate.
type Offset struct {
	Grade            string  `json:"grade" enum:"survey,phone"`
	Lon              float64 `json:"lon" doc:"as observed, CGCS2000" coarse:"inspections,snap"`
	Lat              float64 `json:"lat" coarse:"inspections,snap"`
	RegisteredLon    float64 `json:"registered_lon" coarse:"markers,snap"`
	RegisteredLat    float64 `json:"registered_lat" coarse:"markers,snap"`
	OffsetM          float64 `json:"offset_m"`
	BearingDeg       float64 `json:"bearing_deg" doc:"from the registered position to the observed one, from true north"`
	SigmaObservedM   float64 `json:"sigma_observed_m"`
	SigmaRegisteredM float64 `json:"sigma_registered_m"`
	ThresholdM       float64 `json:"threshold_m"`
	Off              bool    `json:"off" doc:"the offset is beyond the threshold"`
}

// Taped compares a taped distance with the registered one.
type Taped struct {
	Seq         int     `json:"seq" doc:"number of the witness"`
	TapedM      float64 `json:"taped_m"`
	RegisteredM float64 `json:"registered_m"`
	DeviationM  float64 `json:"deviation_m"`
	ThresholdM  float64 `json:"threshold_m"`
	Off         bool    `json:"off"`
}

// Partner compares the distance to another marker of the set with the registered one.
type Partner struct {
	Number      string  `json:"number"`
	ObservedM   float64 `json:"observed_m"`
	RegisteredM float64 `json:"registered_m"`
	DeviationM  float64 `json:"deviation_m"`
	ThresholdM  float64 `json:"threshold_m"`
	Off         bool    `json:"off"`
}

// metres is a distance for a message: to the centimetre.
func metres(x float64) string { return strconv.FormatFloat(x, 'f', 2, 64) }
