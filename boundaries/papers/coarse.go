package papers

import (
	"context"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/internal/grain"
	"cairn/internal/paper"
)

// coarseLines and coarseMarkers read the register as the reader of ctx may see it, so that no
// paper holds more, and count what is read exactly.
type coarseLines struct{ all Lines }

// Get implements Lines.
func (c coarseLines) Get(ctx context.Context, code string) (boundaries.Line, error) {
	l, err := c.all.Get(ctx, code)
	l.Geometry = nil // papers draw no courses
	return l, err
}

type coarseMarkers struct{ all Markers }

// Get implements Markers.
func (c coarseMarkers) Get(ctx context.Context, id uuid.UUID) (boundaries.Marker, error) {
	m, err := c.all.Get(ctx, id)
	grain.Of(ctx).Apply(&m)
	return m, err
}

// List implements Markers.
func (c coarseMarkers) List(ctx context.Context, f boundaries.MarkerFilter, p boundaries.Paging) (boundaries.Page[boundaries.Marker], error) {
	page, err := c.all.List(ctx, f, p)
	grain.Of(ctx).Apply(&page)
	return page, err
}

// coarseNote says on a paper that its coordinates are coarse; empty where they are exact.
func coarseNote(ctx context.Context) string {
	g := grain.Of(ctx).Of(grain.Markers)
	if g == grain.Exact {
		return ""
	}
	return wordWith("coarse_note", "metres", itoa(int(g)))
}

// noted are blocks with a note before them, where there is one.
func noted(note string, blocks ...paper.Block) []paper.Block {
	if note == "" {
		return blocks
	}
	return append([]paper.Block{paper.Line(note, paper.Left)}, blocks...)
}
