package grain

import (
	"context"
	"slices"
	"strings"
	"sync"
)

// Layer is a kind of coordinates that a policy speaks of.
type Layer string

// The layers.
const (
	Lines       Layer = "lines"       // courses of lines, the outlines of areas, which run along them, the national border
	Markers     Layer = "markers"     // registered positions of markers and their witnesses
	Inspections Layer = "inspections" // fixes, tracks and photographs' places
)

// Layers lists them.
var Layers = []Layer{Lines, Markers, Inspections}

// Grains are how coarse a reader is shown each layer.
type Grains struct{ Lines, Markers, Inspections Grain }

// Of is the grain of a layer.
func (g Grains) Of(l Layer) Grain {
	switch l {
	case Lines:
		return g.Lines
	case Markers:
		return g.Markers
	case Inspections:
		return g.Inspections
	}
	return Ladder[len(Ladder)-1]
}

// Public is what everybody may be shown where nothing else is set.
var Public = Grains{Lines: 500, Markers: 1000, Inspections: 1000}

// Reader is for whom coordinates are read. It is safe for concurrent use.
type Reader struct {
	Grains
	mu   sync.Mutex
	seen map[Layer]int
}

// NewReader makes a reader.
func NewReader(g Grains) *Reader { return &Reader{Grains: g} }

type readerKey struct{}

// With says for whom a request or a command reads.
func With(ctx context.Context, r *Reader) context.Context {
	return context.WithValue(ctx, readerKey{}, r)
}

// Of is the reader of ctx; where nobody has said who reads, everybody, so that a door that
// forgets to say so shows too little, never too much.
func Of(ctx context.Context) *Reader {
	if r, ok := ctx.Value(readerKey{}).(*Reader); ok {
		return r
	}
	return NewReader(Public)
}

// Exact reports whether the reader sees all of the layers exactly.
func (r *Reader) Exact(layers ...Layer) bool { return r.Coarsest(layers...) == Exact }

// Coarsest is the coarsest grain of some layers. All grains lie on the ladder, where the
// coarsest has the cells of the others within its own.
func (r *Reader) Coarsest(layers ...Layer) Grain {
	g := Exact
	for _, l := range layers {
		g = max(g, r.Of(l))
	}
	return g
}

// Saw notes that the reader was given n records of a layer; exact ones count.
func (r *Reader) Saw(l Layer, n int) {
	if n == 0 || r.Of(l) != Exact {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seen == nil {
		r.seen = map[Layer]int{}
	}
	r.seen[l] += n
}

// Seen is what the reader was shown exactly since it was last asked: layers in order, and
// how many records.
func (r *Reader) Seen() (layers []Layer, records int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for l, n := range r.seen {
		layers, records = append(layers, l), records+n
	}
	slices.SortFunc(layers, func(a, b Layer) int { return strings.Compare(string(a), string(b)) })
	r.seen = nil
	return layers, records
}
