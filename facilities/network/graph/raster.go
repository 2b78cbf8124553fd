package graph

import (
	"context"
	"math"

	"github.com/paulmach/orb"
)

// raster is the time that is left, in metres of walking, at the crossings of a grid over all
// that is reached. Its rim is not reached.
type raster struct {
	field      *Field
	seconds    float64
	origin     orb.Point
	dLon, dLat float64
	columns    int
	rows       int
	cell       float64 // metres
	inside     []bool
}

// leastCell is how fine a raster may become, in metres.
const leastCell = 5.0

// raster lays a grid of about so many crossings over what is reached. Error: the context's.
func (f *Field) raster(ctx context.Context, seconds float64, crossings int) (*raster, error) {
	box := f.box(seconds)
	lon, north := scales((box.Min[1] + box.Max[1]) / 2)
	width, height := (box.Max[0]-box.Min[0])*lon, (box.Max[1]-box.Min[1])*north
	cell := max(leastCell, math.Sqrt(width*height/float64(crossings)), max(width, height)/float64(crossings/4))
	r := &raster{field: f, seconds: seconds, cell: cell, dLon: cell / lon, dLat: cell / north}
	r.origin = orb.Point{box.Min[0] - 1.5*r.dLon, box.Min[1] - 1.5*r.dLat}
	r.columns, r.rows = int(width/cell)+5, int(height/cell)+5
	r.inside = make([]bool, r.columns*r.rows)
	err := share(ctx, r.rows-2, func() func(context.Context, int) error {
		return func(_ context.Context, i int) error {
			pr := f.probe(seconds)
			row := i + 1
			for column := 1; column < r.columns-1; column++ {
				r.inside[row*r.columns+column] = pr.left(r.at(column, row)) >= 0
			}
			return nil
		}
	})
	return r, err
}

func (r *raster) at(column, row int) orb.Point {
	return orb.Point{r.origin[0] + float64(column)*r.dLon, r.origin[1] + float64(row)*r.dLat}
}

// box holds all that is reached in so many seconds.
func (f *Field) box(seconds float64) orb.Bound {
	s := f.search
	speed := metresPerSecond(s.rules.WalkKmh)
	var box orb.Bound
	some := false
	add := func(p orb.Point, metres float64) {
		lon, north := scales(math.Abs(p[1]) + metres/leastNorth) // the wider of both sides
		_, least := scales(p[1])
		dLon, dLat := metres/lon*1.001, metres/min(north, least)*1.001
		b := orb.Bound{Min: orb.Point{p[0] - dLon, p[1] - dLat}, Max: orb.Point{p[0] + dLon, p[1] + dLat}}
		if some {
			b = box.Union(b)
		}
		box, some = b, true
	}
	for i := range s.sources {
		add(s.sources[i].Point, seconds*speed)
	}
	for e := range s.g.Edges {
		for _, w := range s.waves(int32(e)) {
			for _, st := range w.stations(s.g, seconds, speed, math.Inf(1)) {
				add(st.at, st.left)
			}
		}
	}
	return box
}
