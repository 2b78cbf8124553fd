package tiles

import (
	"crypto/sha256"
	"encoding/binary"
	"slices"

	"github.com/paulmach/orb"
)

// Feature is one feature of a layer, ready to be drawn. It never changes: readers use
// it without a lock.
type Feature struct {
	key    string
	id     uint64
	values []any // of the layer's properties after the key: *string, float64, bool; nil: not set
	box    box
	shape  *shape       // nil for a single point, which is the box
	source orb.Geometry // as it was read, of layers that are also drawn coarse
	zoom   uint8        // the first zoom at which it is drawn
	rank   int32        // smaller is drawn first where it is crowded
	group  uint32       // features of a group are thinned together
}

// featureID is the number of a feature: the first 53 bits of the key's SHA-256, never
// zero, so that it is stable and JavaScript can hold it.
func featureID(key string) uint64 {
	sum := sha256.Sum256([]byte(key))
	return max(binary.BigEndian.Uint64(sum[:])>>11, 1)
}

// kind is what the feature is drawn as.
func (f *Feature) kind() geometryKind {
	if f.shape == nil {
		return pointKind
	}
	return f.shape.kind
}

// same reports whether two states of a feature are drawn alike. The zooms of points
// follow from the points, of the feature or of its neighbours, and are not looked at.
func (f *Feature) same(g *Feature) bool {
	return f.key == g.key && f.box == g.box && f.rank == g.rank &&
		slices.EqualFunc(f.values, g.values, sameValue) && f.shape.same(g.shape)
}

func sameValue(a, b any) bool {
	s, ok1 := a.(*string)
	t, ok2 := b.(*string)
	if ok1 && ok2 {
		return *s == *t
	}
	return a == b
}

func (s *shape) same(t *shape) bool {
	if s == nil || t == nil {
		return s == t
	}
	return s.kind == t.kind && slices.Equal(s.points, t.points) &&
		slices.Equal(s.ends, t.ends) && slices.Equal(s.outer, t.outer)
}

// withZooms is the feature with other first zooms of its points.
func (f *Feature) withZooms(zooms []uint8) *Feature {
	g, s := *f, *f.shape
	s.zooms = zooms
	g.shape = &s
	return &g
}
