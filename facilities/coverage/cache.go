package coverage

import (
	"container/list"
	"sync"
)

// cache keeps values up to a total weight; those used least recently leave first. What older
// data gave leaves that way, too: its key is not asked for again.
type cache[K comparable, V any] struct {
	mu     sync.Mutex
	budget int
	weight int
	recent *list.List // of *kept[K, V], the last used in front
	known  map[K]*list.Element
}

type kept[K comparable, V any] struct {
	key    K
	value  V
	weight int
}

func newCache[K comparable, V any](budget int) *cache[K, V] {
	return &cache[K, V]{budget: budget, recent: list.New(), known: map[K]*list.Element{}}
}

func (c *cache[K, V]) get(key K) (value V, ok bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.known[key]
	if !ok {
		return value, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(*kept[K, V]).value, true
}

// put keeps a value, unless it alone is beyond the budget.
func (c *cache[K, V]) put(key K, value V, weight int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, ok := c.known[key]; ok || weight > c.budget {
		return
	}
	c.known[key] = c.recent.PushFront(&kept[K, V]{key, value, weight})
	c.weight += weight
	for c.weight > c.budget {
		last := c.recent.Remove(c.recent.Back()).(*kept[K, V])
		delete(c.known, last.key)
		c.weight -= last.weight
	}
}
