package topology

import (
	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/internal/problem"
)

// Line is a boundary line as the checks see it.
type Line struct {
	Code        string
	Name        string
	Row         int // of a file, from 1; 0: of the database
	Level       string
	Left, Right string // codes of the areas on its sides
	ShortCode   string // in the numbers of its markers
	AgreedKm    *float64
	Course      orb.LineString
}

// Marker is a boundary marker as the checks see it.
type Marker struct {
	ID       uuid.UUID
	Number   string
	Type     string // single, double, triple
	Lines    []string
	Position orb.Point
}

// Area is the outline of an area on file.
type Area struct {
	Code    string
	Name    string
	Level   string
	Outline orb.MultiPolygon
}

// Set is what is checked.
type Set struct {
	Lines   []Line
	Closing []orb.LineString // the national border
	Markers []Marker
	Areas   []Area // counties and townships on file; none: faces are not compared
}

// Limits say what is too far. Metres, unless they say otherwise.
type Limits struct {
	Reach        float64 // an end this near to a line was meant to meet it
	Touch        float64 // an end this near to a line without a vertex there lies on it
	SliverWidth  float64 // mean width of a face that is a sliver
	AreaSlack    float64 // m² by which a derived area may differ from the one on file
	MarkerOff    float64 // a single marker may stand so far off its line
	MarkerBeside float64 // a marker of a pair or set stands on a bank: so far
	LengthRatio  float64 // share by which agreed/computed may be off from the median of the set
}

// DefaultLimits are used where nothing else is asked for.
var DefaultLimits = Limits{Reach: 100, Touch: 0.01, SliverWidth: 10, AreaSlack: 1,
	MarkerOff: 5, MarkerBeside: 300, LengthRatio: 0.1}

// The kinds of faults.
const (
	Dangle          = "dangle"                // an end that meets no line
	Junction        = "junction_mismatch"     // an end that misses the ends of other lines
	Crossing        = "crossing_without_node" // lines meet where they have no vertex in common
	SelfCrossing    = "self_crossing"         // a line crosses itself
	Duplicate       = "duplicate_edge"        // lines run over the same stretch
	Sliver          = "sliver"                // a very narrow face
	WrongSides      = "wrong_left_right"      // the areas of a line stand on the other sides
	WrongLevel      = "wrong_level"           // not the highest level at which the areas differ
	NotClosed       = "not_closed"            // lines of areas that leave them open to each other
	AreaGap         = "area_gap"              // land of an area on file that its lines leave out
	AreaOverlap     = "area_overlap"          // land inside the lines that the area on file has not
	AreaWithout     = "area_without_lines"    // an area on file that no lines close
	MarkerOffLine   = "marker_off_line"       // a marker too far from its line
	MarkerOrder     = "marker_order"          // numbers that do not follow the course
	LengthDeparture = "length_departs"        // agreed length against the computed one
)

// Kinds lists every kind of fault.
var Kinds = []string{Dangle, Junction, Crossing, SelfCrossing, Duplicate, Sliver, WrongSides, WrongLevel, NotClosed,
	AreaGap, AreaOverlap, AreaWithout, MarkerOffLine, MarkerOrder, LengthDeparture}

// Severities of findings.
const (
	Error   = "error"
	Warning = "warning"
)

// LineFault is a fault found, with its place.
type LineFault struct {
	Kind     string            `json:"kind" enum:"dangle,junction_mismatch,crossing_without_node,self_crossing,duplicate_edge,sliver,wrong_left_right,wrong_level,not_closed,area_gap,area_overlap,area_without_lines,marker_off_line,marker_order,length_departs"`
	Severity string            `json:"severity" enum:"error,warning"`
	Line     string            `json:"line" doc:"code of the line at fault; empty for an area"`
	LineName string            `json:"line_name"`
	Row      int               `json:"row,omitempty" doc:"of the file that was checked, from 1"`
	Others   []string          `json:"others" doc:"codes of the other lines that take part"`
	Areas    []string          `json:"areas" doc:"codes of the areas that take part"`
	MarkerID *uuid.UUID        `json:"marker_id"`
	Marker   string            `json:"marker" doc:"number of the marker at fault"`
	Lon      float64           `json:"lon" coarse:"lines+markers,snap"`
	Lat      float64           `json:"lat" coarse:"lines+markers,snap"`
	Measure  *float64          `json:"measure" doc:"how large the fault is, in unit; null where it has no size"`
	Unit     string            `json:"unit" enum:"m,m2,ratio,"`
	Median   *float64          `json:"median" doc:"of the set, where measure is a ratio"`
	Params   map[string]string `json:"-"`
	Message  string            `json:"message"`
}

// Say fills the message in a language.
func (f *LineFault) Say(lang problem.Lang) {
	params := make(map[string]any, len(f.Params))
	for name, value := range f.Params {
		params[name] = value
	}
	f.Message = problem.Text(lang, "topology."+f.Kind, params)
}
