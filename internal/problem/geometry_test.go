package problem

import (
	"errors"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"cairn/geo"
)

func TestBadGeometry(t *testing.T) {
	t.Parallel()
	bow := orb.Polygon{{{104, 23}, {105, 24}, {105, 23}, {104, 24}, {104, 23}}}
	f := BadGeometry("geometry", geo.ValidateGeometry(bow, geo.Limits{}))
	if text := f.Text(English); f.Key != "geometry.self_crossing" || !strings.Contains(text, "104.5, 23.5") {
		t.Errorf("%s: %s", f.Key, text)
	}
	if f := BadGeometry("geometry", errors.New("x")); f.Key != "geometry.unreadable" {
		t.Errorf("another error becomes %s", f.Key)
	}
}

// Every code of package geo has a message.
func TestGeometryCodesHaveMessages(t *testing.T) {
	t.Parallel()
	for _, code := range []geo.Code{geo.CodeEmpty, geo.CodeNotFinite, geo.CodeOutOfRange, geo.CodeSwapped, geo.CodeTooFewPoints,
		geo.CodeRingNotClosed, geo.CodeSelfCrossing, geo.CodeHoleOutside, geo.CodeOverlap, geo.CodeTooManyVertices,
		geo.CodeTooIntricate, geo.CodeUnknownCRS, geo.CodeLegacyCRS,
		geo.CodeBadJSON, geo.CodeTextTooLong, geo.CodeTooDeep, geo.CodeUnknownType, geo.CodeMissingMember, geo.CodeBadMember,
		geo.CodeDuplicateMember, geo.CodeForbiddenMember, geo.CodeBadCoordinates, geo.CodeMixedDimensions} {
		if _, ok := catalogue()[Chinese]["geometry."+string(code)]; !ok {
			t.Errorf("no message for %s", code)
		}
	}
}
