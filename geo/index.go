package geo

import (
	"cmp"
	"slices"
	"sync"

	"github.com/paulmach/orb"
	"github.com/tidwall/rtree"
)

// Index finds items by place: a box tree in front, exact tests behind it. Each
// item stands in it once, with one geometry. It is safe for concurrent use;
// functions passed to its methods must not change the index they were called
// from.
type Index[T comparable] struct {
	mu      sync.RWMutex
	tree    rtree.RTreeG[*entry[T]]
	entries map[T]*entry[T]
	next    uint64
}

type entry[T comparable] struct {
	item     T
	geometry orb.Geometry
	polygon  *Polygon // nil unless the geometry has an inside
	bound    orb.Bound
	seq      uint64 // order of insertion, for stable answers
}

// NewIndex makes an empty index.
func NewIndex[T comparable]() *Index[T] {
	return &Index[T]{entries: map[T]*entry[T]{}}
}

// Insert puts item at g, in place of the geometry it had before, if any. The
// geometry must not be changed afterwards. Errors: [CodeEmpty],
// [CodeNotFinite]; the index is then as before.
func (ix *Index[T]) Insert(g orb.Geometry, item T) error {
	if err := checkCoordinates(g); err != nil {
		return err
	}
	e := &entry[T]{item: item, geometry: g, bound: g.Bound()}
	if polygon, ok := NewPolygon(g); ok {
		e.polygon, e.bound = polygon, polygon.Bound()
	}
	ix.mu.Lock()
	defer ix.mu.Unlock()
	e.seq = ix.next
	if old, ok := ix.entries[item]; ok {
		ix.tree.Delete(old.bound.Min, old.bound.Max, old)
		e.seq = old.seq
	} else {
		ix.next++
	}
	ix.entries[item] = e
	ix.tree.Insert(e.bound.Min, e.bound.Max, e)
	return nil
}

// Delete takes item out and reports whether it was there.
func (ix *Index[T]) Delete(item T) bool {
	ix.mu.Lock()
	defer ix.mu.Unlock()
	e, ok := ix.entries[item]
	if !ok {
		return false
	}
	delete(ix.entries, item)
	ix.tree.Delete(e.bound.Min, e.bound.Max, e)
	return true
}

// Len is the number of items.
func (ix *Index[T]) Len() int {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	return len(ix.entries)
}

// Geometry gives the geometry item was put in with.
func (ix *Index[T]) Geometry(item T) (orb.Geometry, bool) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	e, ok := ix.entries[item]
	if !ok {
		return nil, false
	}
	return e.geometry, true
}

// At gives the items whose polygon holds p, in order of insertion. Among
// polygons that tile an area a point on a shared edge or vertex is in exactly
// one (see [Polygon.Locate]).
func (ix *Index[T]) At(p orb.Point) []T {
	var hits []T
	for _, h := range ix.Hits(p) {
		if h.Position.Owned() {
			hits = append(hits, h.Item)
		}
	}
	return hits
}

// Hit is an item whose polygon holds or touches a point.
type Hit[T comparable] struct {
	Item     T
	Position Position // never Outside
}

// Hits gives the items whose polygon holds or touches p, in order of insertion.
func (ix *Index[T]) Hits(p orb.Point) []Hit[T] {
	type found struct {
		Hit[T]
		seq uint64
	}
	var few [8]found
	all := few[:0]
	ix.mu.RLock()
	ix.tree.Search(p, p, func(_, _ [2]float64, e *entry[T]) bool {
		if e.polygon == nil {
			return true
		}
		if pos := e.polygon.Locate(p); pos != Outside {
			all = append(all, found{Hit[T]{e.item, pos}, e.seq})
		}
		return true
	})
	ix.mu.RUnlock()
	slices.SortFunc(all, func(a, b found) int { return cmp.Compare(a.seq, b.seq) })
	hits := make([]Hit[T], len(all))
	for i, f := range all {
		hits[i] = f.Hit
	}
	return hits
}

// Owners gives one item for every tier (an area's level, say) that has a
// polygon at p: the one that owns p or, where p lies on the outer rim and none
// does, the one with the smallest key among those that touch it. Where each
// tier tiles the same area with the same vertices and keys of parts sort
// like those of their wholes (area codes do), the owners fit into one another.
func Owners[T, L comparable, K cmp.Ordered](hits []Hit[T], tier func(T) L, key func(T) K) []T {
	var chosen []int // hits, one of each tier: few, so no map
	for i, h := range hits {
		t := tier(h.Item)
		j := slices.IndexFunc(chosen, func(j int) bool { return tier(hits[j].Item) == t })
		if j < 0 {
			chosen = append(chosen, i)
		} else if better(h, hits[chosen[j]], key) {
			chosen[j] = i
		}
	}
	owners := make([]T, len(chosen))
	for i, j := range chosen {
		owners[i] = hits[j].Item
	}
	return owners
}

func better[T comparable, K cmp.Ordered](a, b Hit[T], key func(T) K) bool {
	if a.Position.Owned() != b.Position.Owned() {
		return a.Position.Owned()
	}
	return key(a.Item) < key(b.Item)
}

// Search visits the items whose box meets bound, until visit returns false. The
// order is not defined.
func (ix *Index[T]) Search(bound orb.Bound, visit func(item T, g orb.Geometry) bool) {
	ix.mu.RLock()
	defer ix.mu.RUnlock()
	ix.tree.Search(bound.Min, bound.Max, func(_, _ [2]float64, e *entry[T]) bool {
		return visit(e.item, e.geometry)
	})
}
