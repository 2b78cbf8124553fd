package tiles

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
)

// Tile is an encoded tile. It never changes; its compressed forms are made when they
// are first asked for.
type Tile struct {
	body   []byte
	exact  int // features whose coordinates it shows exactly
	tag    string
	gzip   compressed
	brotli compressed
}

// Encoding is a content coding of HTTP; Identity is none.
type Encoding string

// The encodings of a tile.
const (
	Identity Encoding = ""
	Gzip     Encoding = "gzip"
	Brotli   Encoding = "br"
)

// brotliQuality is moderate: about the speed of gzip and a few per cent smaller.
const brotliQuality = 5

// smallest is the size in bytes below which compressing gains nothing.
const smallest = 150

func newTile(body []byte) *Tile {
	sum := sha256.Sum256(body)
	return &Tile{body: body, tag: hex.EncodeToString(sum[:12])}
}

// empty is the tile without features; it is not cached, as it costs nothing to make.
var empty = newTile(nil)

// exactFrom is the first zoom at which a unit of a tile is smaller than the finest coarse
// grain: 9.6 m.
const exactFrom = 10

// Exact is how many features of lines, areas and markers the tile shows exactly.
func (t *Tile) Exact() int { return t.exact }

// Empty reports whether nothing is drawn in the tile.
func (t *Tile) Empty() bool { return len(t.body) == 0 }

// As is the tile in an encoding with its strong ETag (quoted). Where compressing gains
// nothing it is the tile as it is, and the encoding returned is Identity.
func (t *Tile) As(e Encoding) (body []byte, used Encoding, etag string) {
	c := &t.gzip
	switch e {
	case Identity:
		return t.body, Identity, t.ETag(Identity)
	case Brotli:
		c = &t.brotli
	}
	c.once.Do(func() { c.body = compress(t.body, e) })
	if c.body == nil {
		return t.body, Identity, t.ETag(Identity)
	}
	return c.body, e, t.ETag(e)
}

// ETag is a hash of the content, quoted, different for each encoding: a strong tag
// stands for the very bytes (RFC 9110, 8.8.3).
func (t *Tile) ETag(e Encoding) string {
	if e == Identity {
		return `"` + t.tag + `"`
	}
	return `"` + t.tag + "-" + string(e) + `"`
}

// cost is the most bytes that the tile takes, all forms together.
func (t *Tile) cost() int64 { return 3*int64(len(t.body)) + overhead }

type compressed struct {
	once sync.Once
	body []byte // nil: not smaller
}

func compress(body []byte, e Encoding) []byte {
	if len(body) < smallest {
		return nil
	}
	var buf bytes.Buffer
	if e == Brotli {
		w := brotli.NewWriterLevel(&buf, brotliQuality)
		_, _ = w.Write(body) // to memory: cannot fail
		_ = w.Close()
	} else {
		w := gzip.NewWriter(&buf)
		_, _ = w.Write(body)
		_ = w.Close()
	}
	if buf.Len() >= len(body) {
		return nil
	}
	return bytes.Clone(buf.Bytes())
}
