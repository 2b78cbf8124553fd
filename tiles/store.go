package tiles

import (
	"slices"
	"sync"
	"sync/atomic"

	"github.com/tidwall/rtree"
)

// store holds the current snapshot and, for its one writer at a time, the features by
// key. Readers take the snapshot and need no lock.
type store struct {
	now   atomic.Pointer[snapshot]
	byKey []map[string]*Feature // by layer; the writer's
}

// change is a box in which a layer is drawn differently now.
type change struct {
	layer LayerSet
	box   box
}

// loaded is what was read of a layer: the features found of the keys asked for.
type loaded struct {
	layer *Layer
	keys  []string // nil: all
	found map[string]*Feature
}

func newStore() *store {
	s := &store{byKey: make([]map[string]*Feature, len(layers))}
	first := &snapshot{trees: make([]*rtree.RTreeG[*Feature], len(layers)), changed: make([]uint64, len(layers)), coarse: &sync.Map{}}
	for i := range layers {
		s.byKey[i] = map[string]*Feature{}
		first.trees[i] = &rtree.RTreeG[*Feature]{}
	}
	s.now.Store(first)
	return s
}

// apply makes what was read the current snapshot. It returns the boxes that changed,
// before and after, and the new snapshot's generation; without changes the snapshot
// stays.
func (s *store) apply(read []loaded) ([]change, uint64) {
	old := s.now.Load()
	next := &snapshot{generation: old.generation + 1, trees: slices.Clone(old.trees), changed: slices.Clone(old.changed), coarse: &sync.Map{}}
	var changes []change
	for _, r := range read {
		e := edit{layer: r.layer, byKey: s.byKey[r.layer.index], tree: old.trees[r.layer.index]}
		e.take(r)
		next.trees[r.layer.index] = e.tree
		if len(e.changes) > 0 {
			next.changed[r.layer.index] = next.generation
		}
		changes = append(changes, e.changes...)
	}
	if len(changes) == 0 {
		return nil, old.generation
	}
	next.inherit(old)
	s.now.Store(next)
	return changes, next.generation
}

// edit changes one layer.
type edit struct {
	layer   *Layer
	byKey   map[string]*Feature
	tree    *rtree.RTreeG[*Feature]
	copied  bool
	changes []change
}

func (e *edit) take(r loaded) {
	if r.keys == nil {
		for key := range e.byKey {
			if _, ok := r.found[key]; !ok {
				e.set(key, nil)
			}
		}
	}
	for _, key := range r.keys {
		if _, ok := r.found[key]; !ok {
			e.set(key, nil)
		}
	}
	for key, f := range r.found {
		e.set(key, f)
	}
	if e.layer.Shared && e.copied {
		for key, zooms := range shareZooms(e.byKey) {
			e.replace(key, e.byKey[key].withZooms(zooms))
		}
	}
}

// set puts a feature in, in place of the one it had, or takes it out (nil). A feature
// that is drawn as before stays.
func (e *edit) set(key string, f *Feature) {
	old := e.byKey[key]
	if old == f || old != nil && f != nil && old.same(f) {
		return
	}
	e.replace(key, f)
}

func (e *edit) replace(key string, f *Feature) {
	if !e.copied {
		// Copy shares the nodes and copies those that change: readers keep theirs.
		e.tree, e.copied = e.tree.Copy(), true
	}
	if old := e.byKey[key]; old != nil {
		lo, hi := old.box.corners()
		e.tree.Delete(lo, hi, old)
		e.changes = append(e.changes, change{e.layer.set(), old.box})
		delete(e.byKey, key)
	}
	if f != nil {
		lo, hi := f.box.corners()
		e.tree.Insert(lo, hi, f)
		e.changes = append(e.changes, change{e.layer.set(), f.box})
		e.byKey[key] = f
	}
}
