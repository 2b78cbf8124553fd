package tiles

import (
	"cmp"
	"slices"
	"sync"

	"github.com/tidwall/rtree"

	"cairn/internal/grain"
)

// snapshot is one state of all layers. It never changes; the next state is another one.
type snapshot struct {
	generation uint64
	trees      []*rtree.RTreeG[*Feature] // by layer
	changed    []uint64                  // by layer: the generation that last drew it differently
	coarse     *sync.Map                 // coarseKey → *rtree.RTreeG[*Feature], made when first asked for
}

// thinTo is the first zoom at which every feature is drawn.
const thinTo = 12

// cellBits is the side of the cells in which crowded points are thinned, as a power of
// two of units: 128 units (16 CSS pixels, about a symbol) up to zoom 8, then half of it
// with every zoom.
func cellBits(z uint32) uint32 { return min(7, 15-z) }

// features are those of a layer that a tile shows, by id.
//
// Of points that are thinned, one of each group stands in each cell of a grid: the one
// of the smallest rank, then the smallest id. No kind of thing vanishes from where it
// is: a cell with points of a group never ends up without. The cells are those of the
// world, not of the tile.
func (s *snapshot) features(l *Layer, grains grain.Grains, c Coord) []*Feature {
	var found []*Feature
	lo, hi := c.reach()
	thin := newThinner(l, c.Z)
	s.tree(l, grains).Search(lo, hi, func(_, _ [2]float64, f *Feature) bool {
		switch {
		case uint32(f.zoom) > c.Z:
		case thin != nil && f.shape == nil:
			thin.add(f)
		default:
			found = append(found, f)
		}
		return true
	})
	if thin != nil {
		for _, f := range thin.first {
			found = append(found, f)
		}
	}
	slices.SortFunc(found, func(a, b *Feature) int {
		return cmp.Or(cmp.Compare(a.id, b.id), cmp.Compare(a.key, b.key))
	})
	return found
}

// thinner keeps the first point of each group in each cell.
type thinner struct {
	bits  uint32 // side of a cell in steps, as a power of two
	first map[cell]*Feature
}

type cell struct{ x, y, group uint32 }

// newThinner is nil where nothing is thinned.
func newThinner(l *Layer, z uint32) *thinner {
	if !l.Thin || z >= thinTo {
		return nil
	}
	return &thinner{bits: Coord{Z: z}.unitBits() + cellBits(z), first: map[cell]*Feature{}}
}

func (t *thinner) add(f *Feature) {
	at := cell{f.box.Min.X >> t.bits, f.box.Min.Y >> t.bits, f.group}
	if best, ok := t.first[at]; !ok || before(f, best) {
		t.first[at] = f
	}
}

func before(a, b *Feature) bool {
	return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.id, b.id), cmp.Compare(a.key, b.key)) < 0
}

// bounds is the box around the features of layers; false when there are none.
func (s *snapshot) bounds(set LayerSet, grains grain.Grains) (box, bool) {
	var all box
	some := false
	for l := range set.each() {
		tree := s.tree(l, grains)
		if tree.Len() == 0 {
			continue
		}
		lo, hi := tree.Bounds()
		b := box{point{uint32(lo[0]), uint32(lo[1])}, point{uint32(hi[0]), uint32(hi[1])}}
		if some {
			b = all.union(b)
		}
		all, some = b, true
	}
	return all, some
}
