package tiles

import (
	"hash/maphash"
	"sync"
	"sync/atomic"

	"cairn/internal/grain"
)

// cache holds encoded tiles up to a number of bytes. The tiles used least recently
// leave first, by sampling. It is cut into shards so that readers seldom meet.
type cache struct {
	seed   maphash.Seed
	shards [16]shard
	budget int64 // bytes of a shard
	clock  atomic.Uint32
}

// cacheKey names a tile as a reader sees it: readers with other layers get another tile.
type cacheKey struct {
	layers LayerSet
	grains grain.Grains
	coord  Coord
}

// coarse reports whether the tile draws any of the layers coarse. Such tiles are all made
// again after a change: what is coarse reaches beyond what has changed.
func (k cacheKey) coarse(layers LayerSet) bool {
	for l := range (layers & k.layers).each() {
		if l.Exact != "" && k.grains.Of(l.Exact) != grain.Exact {
			return true
		}
	}
	return false
}

type shard struct {
	mu         sync.RWMutex
	tiles      map[cacheKey]*cached
	bytes      int64
	generation uint64 // of the newest snapshot that this shard knows to be current
}

type cached struct {
	tile *Tile
	used atomic.Uint32
}

// overhead is about what an entry costs besides the tile's bytes.
const overhead = 400

// sample is among how many entries the one to leave is chosen.
const sample = 8

func newCache(bytes int64) *cache {
	c := &cache{seed: maphash.MakeSeed()}
	c.budget = bytes / int64(len(c.shards))
	for i := range c.shards {
		c.shards[i].tiles = map[cacheKey]*cached{}
	}
	return c
}

func (c *cache) shard(k cacheKey) *shard {
	return &c.shards[maphash.Comparable(c.seed, k)%uint64(len(c.shards))]
}

// get is the tile of a key, nil when it is not there.
func (c *cache) get(k cacheKey) *Tile {
	s := c.shard(k)
	s.mu.RLock()
	e := s.tiles[k]
	s.mu.RUnlock()
	if e == nil {
		return nil
	}
	if now := c.clock.Load(); e.used.Load() != now {
		e.used.Store(now)
	}
	return e.tile
}

// put keeps a tile made from the snapshot of a generation, unless that snapshot has
// been replaced meanwhile: the tile may be stale then.
func (c *cache) put(k cacheKey, t *Tile, generation uint64) {
	if t.cost() > c.budget {
		return
	}
	e := &cached{tile: t}
	e.used.Store(c.clock.Add(1))
	s := c.shard(k)
	s.mu.Lock()
	defer s.mu.Unlock()
	if generation < s.generation {
		return
	}
	s.remove(k)
	s.tiles[k] = e
	s.bytes += t.cost()
	for s.bytes > c.budget {
		s.evict()
	}
}

// evict takes out the least recently used of a few entries; map order is random enough.
func (s *shard) evict() {
	var oldest cacheKey
	n, used := 0, uint32(0)
	for k, e := range s.tiles {
		if u := e.used.Load(); n == 0 || int32(u-used) < 0 {
			oldest, used = k, u
		}
		if n++; n == sample {
			break
		}
	}
	s.remove(oldest)
}

func (s *shard) remove(k cacheKey) {
	if e, ok := s.tiles[k]; ok {
		s.bytes -= e.tile.cost()
		delete(s.tiles, k)
	}
}

// maxBoxes is from how many changed boxes of a layer on one box around them is used.
const maxBoxes = 256

// forget takes out the tiles that changes touch. Call it after the snapshot of the
// generation has become current: a tile that is being made from an older one is then
// not kept.
func (c *cache) forget(changes []change, generation uint64) {
	areas := touchedAreas(changes)
	for i := range c.shards {
		c.shards[i].forget(areas, generation)
	}
}

func (s *shard) forget(areas []touchedArea, generation uint64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.generation = generation
	for k := range s.tiles {
		for i := range areas {
			if a := &areas[i]; a.layer&k.layers != 0 && (k.coarse(a.layer) || a.zooms[k.coord.Z].holds(k.coord)) {
				s.remove(k)
				break
			}
		}
	}
}

// touchedArea is the tiles of every zoom that a changed box reaches.
type touchedArea struct {
	layer LayerSet
	zooms [MaxZoom + 1]tileRange
}

func touchedAreas(changes []change) []touchedArea {
	boxes := map[LayerSet]map[box]bool{}
	for _, ch := range changes {
		if boxes[ch.layer] == nil {
			boxes[ch.layer] = map[box]bool{}
		}
		boxes[ch.layer][ch.box] = true
	}
	var areas []touchedArea
	for layer, set := range boxes {
		if len(set) > maxBoxes {
			set = map[box]bool{around(set): true}
		}
		for b := range set {
			a := touchedArea{layer: layer}
			for z := range a.zooms {
				a.zooms[z] = b.touched(uint32(z))
			}
			areas = append(areas, a)
		}
	}
	return areas
}

func around(set map[box]bool) box {
	var all box
	first := true
	for b := range set {
		if first {
			all, first = b, false
		}
		all = all.union(b)
	}
	return all
}

// size is how many tiles the cache holds and what they cost.
func (c *cache) size() (tiles int, bytes int64) {
	for i := range c.shards {
		s := &c.shards[i]
		s.mu.RLock()
		tiles += len(s.tiles)
		bytes += s.bytes
		s.mu.RUnlock()
	}
	return tiles, bytes
}
