package tiles

import (
	"sync"

	"github.com/tidwall/rtree"

	"cairn/internal/grain"
)

// coarseKey names a layer as it is drawn at a grain.
type coarseKey struct {
	layer int // index
	grain grain.Grain
}

// tree holds the features of a layer as a reader of the grains sees them.
func (s *snapshot) tree(l *Layer, grains grain.Grains) *rtree.RTreeG[*Feature] {
	exact := s.trees[l.index]
	if l.Exact == "" || grains.Of(l.Exact) == grain.Exact {
		return exact
	}
	key := coarseKey{l.index, grains.Of(l.Exact)}
	once, _ := s.coarse.LoadOrStore(key, sync.OnceValue(func() *rtree.RTreeG[*Feature] {
		return coarseTree(l, exact, key.grain)
	}))
	return once.(func() *rtree.RTreeG[*Feature])()
}

// inherit takes over the coarse features of layers that are drawn as in an older state.
func (s *snapshot) inherit(old *snapshot) {
	old.coarse.Range(func(key, tree any) bool {
		if i := key.(coarseKey).layer; s.trees[i] == old.trees[i] {
			s.coarse.Store(key, tree)
		}
		return true
	})
}

// coarseTree draws the features of a layer again, coarse.
func coarseTree(l *Layer, exact *rtree.RTreeG[*Feature], g grain.Grain) *rtree.RTreeG[*Feature] {
	byKey := make(map[string]*Feature, exact.Len())
	exact.Scan(func(_, _ [2]float64, f *Feature) bool {
		if c := f.coarse(g); c != nil {
			byKey[f.key] = c
		}
		return true
	})
	if l.Shared {
		for key, zooms := range shareZooms(byKey) {
			byKey[key] = byKey[key].withZooms(zooms)
		}
	}
	tree := &rtree.RTreeG[*Feature]{}
	for _, f := range byKey {
		lo, hi := f.box.corners()
		tree.Insert(lo, hi, f)
	}
	return tree
}

// coarse is the feature at a grain; nil when nothing is left to draw.
func (f *Feature) coarse(g grain.Grain) *Feature {
	shape, box, err := newShape(g.Geometry(f.source))
	if err != nil {
		return nil
	}
	c := *f
	c.shape, c.box, c.source = shape, box, nil
	return &c
}
