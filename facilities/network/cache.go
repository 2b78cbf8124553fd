package network

import (
	"container/list"
	"sync"
)

// cacheBytes bounds what the answers in memory take.
const cacheBytes = 128 << 20

// cache keeps answers up to a number of bytes; those used least recently leave first. Answers
// of a network that is no longer current leave that way, too: nobody asks for them.
type cache struct {
	mu      sync.Mutex
	budget  int64
	bytes   int64
	recent  *list.List // of *answer, the last used in front
	answers map[string]*list.Element
}

type answer struct {
	key   string
	value any
	bytes int64
}

func newCache(budget int64) *cache {
	return &cache{budget: budget, recent: list.New(), answers: map[string]*list.Element{}}
}

func (c *cache) get(key string) (any, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e, ok := c.answers[key]
	if !ok {
		return nil, false
	}
	c.recent.MoveToFront(e)
	return e.Value.(*answer).value, true
}

// put keeps an answer that takes so many bytes, unless it alone is beyond the budget.
func (c *cache) put(key string, value any, bytes int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if _, known := c.answers[key]; known || bytes > c.budget {
		return
	}
	c.answers[key] = c.recent.PushFront(&answer{key, value, bytes})
	c.bytes += bytes
	for c.bytes > c.budget {
		last := c.recent.Remove(c.recent.Back()).(*answer)
		delete(c.answers, last.key)
		c.bytes -= last.bytes
	}
}
