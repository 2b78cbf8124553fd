package geo

import (
	"fmt"

	"github.com/paulmach/orb"
)

// Code names one way in which a coordinate, a geometry or a coordinate system
// is wrong. Codes are stable: messages for people are looked up by them.
type Code string

// The codes. Those marked with parameters fill [Fault.Detail].
const (
	CodeEmpty           Code = "empty_geometry"     // no geometry, or one without any position
	CodeNotFinite       Code = "not_finite"         // NaN or infinite
	CodeOutOfRange      Code = "out_of_range"       // |lon| > 180 or |lat| > 90: lon, lat
	CodeSwapped         Code = "lon_lat_swapped"    // looks like lat/lon: lon, lat
	CodeTooFewPoints    Code = "too_few_points"     // points, minimum
	CodeRingNotClosed   Code = "ring_not_closed"    // ring, last
	CodeSelfCrossing    Code = "self_crossing"      // a polygon's edges cross, touch or run back
	CodeHoleOutside     Code = "hole_outside_shell" // ring
	CodeOverlap         Code = "parts_overlap"      // two holes or two parts share an area
	CodeTooManyVertices Code = "too_many_vertices"  // maximum
	CodeTooIntricate    Code = "too_intricate"      // too costly to check for crossings
	CodeUnknownCRS      Code = "unknown_crs"        // crs
	CodeLegacyCRS       Code = "legacy_crs"         // Beijing 54, Xi'an 80: crs
)

// The codes of package geojson; all have line and column.
const (
	CodeBadJSON         Code = "bad_json"         // not JSON, or not UTF-8
	CodeTextTooLong     Code = "text_too_long"    // a string or number: maximum
	CodeTooDeep         Code = "too_deep"         // nested too deeply: maximum
	CodeUnknownType     Code = "unknown_type"     // no type of GeoJSON, or not the one needed: type
	CodeMissingMember   Code = "missing_member"   // member
	CodeBadMember       Code = "bad_member"       // a member of the wrong type: member
	CodeDuplicateMember Code = "duplicate_member" // member
	CodeForbiddenMember Code = "forbidden_member" // RFC 7946 §7.1: member
	CodeBadCoordinates  Code = "bad_coordinates"  // not numbers, or nested wrongly
	CodeMixedDimensions Code = "mixed_dimensions" // positions with and without height
)

// Fault says what is wrong with a geometry and where.
type Fault struct {
	Code   Code
	At     orb.Point      // the place, as given; zero where there is none
	Detail map[string]any // parameters of the message, by code
}

// Error gives an English text for logs; people get a message by Code.
func (f *Fault) Error() string {
	s := "geo: " + string(f.Code)
	if f.At != (orb.Point{}) {
		s += fmt.Sprintf(" at %g %g", f.At[0], f.At[1])
	}
	if len(f.Detail) > 0 {
		s += fmt.Sprintf(" %v", f.Detail)
	}
	return s
}

func fault(code Code, at orb.Point, detail map[string]any) error {
	return &Fault{Code: code, At: at, Detail: detail}
}
