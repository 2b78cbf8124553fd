package tiles

import (
	"bytes"
	"compress/gzip"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/paulmach/orb"
)

func keyOf(z, x, y uint32) cacheKey { return cacheKey{layers: Layers("places"), coord: Coord{z, x, y}} }

func TestCacheStaysInItsBudget(t *testing.T) {
	t.Parallel()
	const budget = 1 << 20
	c := newCache(budget)
	hot := keyOf(3, 1, 1)
	c.put(hot, newTile(make([]byte, 1000)), 0)
	r := rand.New(rand.NewPCG(1, 1))
	for i := range uint32(20000) {
		c.put(keyOf(18, i, i), newTile(make([]byte, r.IntN(3000))), 0)
		if _, bytes := c.size(); bytes > budget {
			t.Fatalf("%d bytes after %d tiles", bytes, i)
		}
		if c.get(hot) == nil {
			t.Fatalf("a tile in use has left after %d others", i)
		}
	}
	if n, bytes := c.size(); n < 50 || bytes < budget/2 {
		t.Errorf("only %d tiles of %d bytes are kept", n, bytes)
	}
	c.put(keyOf(0, 0, 0), newTile(make([]byte, budget)), 0)
	if c.get(keyOf(0, 0, 0)) != nil {
		t.Error("a tile larger than the cache is kept")
	}
}

func TestCacheForgets(t *testing.T) {
	t.Parallel()
	at := orb.Point{104, 23.5}
	here, there := project(at), project(orb.Point{105.9, 22.6})
	for _, tc := range []struct {
		name   string
		key    cacheKey
		change change
		kept   bool
	}{
		{"the tile", cacheKey{layers: Layers("places"), coord: tileAt(at, 14)}, change{Layers("places"), box{here, here}}, false},
		{"a tile of more layers", cacheKey{layers: everything, coord: tileAt(at, 14)}, change{Layers("places"), box{here, here}}, false},
		{"the whole world", cacheKey{layers: everything, coord: Coord{}}, change{Layers("places"), box{there, there}}, false},
		{"another layer", cacheKey{layers: Layers("roads"), coord: tileAt(at, 14)}, change{Layers("places"), box{here, here}}, true},
		{"another place", cacheKey{layers: Layers("places"), coord: tileAt(at, 14)}, change{Layers("places"), box{there, there}}, true},
		{"a box around", cacheKey{layers: Layers("areas"), coord: tileAt(at, 14)}, change{Layers("areas"), box{here, here}.union(box{there, there})}, false},
	} {
		c := newCache(1 << 20)
		c.put(tc.key, newTile([]byte("x")), 0)
		c.forget([]change{tc.change}, 1)
		if kept := c.get(tc.key) != nil; kept != tc.kept {
			t.Errorf("%s: kept %v", tc.name, kept)
		}
		if n, bytes := c.size(); !tc.kept && (n != 0 || bytes != 0) {
			t.Errorf("%s: %d tiles, %d bytes are left", tc.name, n, bytes)
		}
	}
}

func TestManyChangesBecomeOneBox(t *testing.T) {
	t.Parallel()
	var changes []change
	for i := range uint32(maxBoxes + 1) {
		p := point{1000 + i, 2000 - i}
		changes = append(changes, change{Layers("places"), box{p, p}})
	}
	areas := touchedAreas(changes)
	if len(areas) != 1 || len(touchedAreas(changes[1:])) != maxBoxes {
		t.Errorf("%d areas", len(areas))
	}
	if got, want := areas[0].zooms[18], (box{point{1000, 2000 - maxBoxes}, point{1000 + maxBoxes, 2000}}).touched(18); got != want {
		t.Errorf("%v, want %v", got, want)
	}
}

// A tile that was being made when its snapshot was replaced is not kept.
func TestCacheTakesNoStaleTile(t *testing.T) {
	t.Parallel()
	c := newCache(1 << 20)
	k := keyOf(5, 1, 1)
	c.forget(nil, 2)
	c.put(k, newTile([]byte("old")), 1)
	if c.get(k) != nil {
		t.Error("a tile of an older snapshot is kept")
	}
	c.put(k, newTile([]byte("new")), 2)
	if c.get(k) == nil {
		t.Error("a tile of the current snapshot is not kept")
	}
}

func TestTileForms(t *testing.T) {
	t.Parallel()
	body := []byte(strings.Repeat("开化街道", 200))
	tile := newTile(body)
	tags := map[string]bool{}
	for e, open := range map[Encoding]func(io.Reader) (io.Reader, error){
		Identity: func(r io.Reader) (io.Reader, error) { return r, nil },
		Gzip:     func(r io.Reader) (io.Reader, error) { return gzip.NewReader(r) },
		Brotli:   func(r io.Reader) (io.Reader, error) { return brotli.NewReader(r), nil },
	} {
		got, used, tag := tile.As(e)
		r, err := open(bytes.NewReader(got))
		if err != nil {
			t.Fatal(err)
		}
		plain, err := io.ReadAll(r)
		if err != nil || used != e || !bytes.Equal(plain, body) || tags[tag] || tag != newTile(body).ETag(e) {
			t.Errorf("%q: used %q, tag %s, %v", e, used, tag, err)
		}
		tags[tag] = true
	}
	if newTile([]byte("other")).ETag(Identity) == tile.ETag(Identity) {
		t.Error("other content has the same tag")
	}
	small := newTile([]byte("x"))
	if got, used, tag := small.As(Brotli); used != Identity || len(got) != 1 || tag != small.ETag(Identity) {
		t.Errorf("a small tile goes as %q, %s", used, tag)
	}
}
