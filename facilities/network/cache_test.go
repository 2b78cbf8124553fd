package network

import (
	"fmt"
	"testing"
)

func TestCacheIsBounded(t *testing.T) {
	t.Parallel()
	c := newCache(100)
	for i := range 20 {
		c.put(fmt.Sprint(i), i, 10)
		c.get("0") // used all the time
	}
	if _, ok := c.get("0"); !ok || c.bytes != 100 || len(c.answers) != 10 || c.recent.Len() != 10 {
		t.Errorf("%d bytes, %d answers, the one in use kept: %v", c.bytes, len(c.answers), ok)
	}
	if _, ok := c.get("1"); ok {
		t.Error("the answer used least is still there")
	}
	c.put("large", 0, 101)
	c.put("0", 99, 10)
	if v, _ := c.get("0"); v != 0 || c.bytes != 100 {
		t.Errorf("kept %v, %d bytes", v, c.bytes)
	}
}
