package graph

import (
	"math/rand/v2"

	"github.com/paulmach/orb"
)

// streets is a grid of side × side crossings some 550 m apart with bends between them, of which
// a part is left out.
func streets(rnd *rand.Rand, side int, keep float64) []Road {
	const step = 0.005
	crossing := make([]orb.Point, side*side)
	for i := range crossing {
		crossing[i] = orb.Point{104 + float64(i%side)*step + rnd.Float64()*0.002, 23 + float64(i/side)*step + rnd.Float64()*0.002}
	}
	var roads []Road
	join := func(a, b int) {
		if rnd.Float64() >= keep {
			return
		}
		p, q := crossing[a], crossing[b]
		bend := orb.Point{(p[0]+q[0])/2 + rnd.Float64()*0.001, (p[1]+q[1])/2 + rnd.Float64()*0.001}
		roads = append(roads, Road{orb.LineString{p, bend, q}, 20 + 40*rnd.Float64()})
	}
	for i := range crossing {
		if i%side+1 < side {
			join(i, i+1)
		}
		if i+side < len(crossing) {
			join(i, i+side)
		}
	}
	return roads
}

// tangle is random roads between few points: roads that share vertices in their middle, run
// twice between the same points, meet themselves, cross without meeting, and repeat vertices.
func tangle(rnd *rand.Rand, points, roads int) []Road {
	at := make([]orb.Point, points)
	for i := range at {
		at[i] = orb.Point{104 + rnd.Float64()*0.2, 23 + rnd.Float64()*0.2}
	}
	all := make([]Road, roads)
	for i := range all {
		for range 1 + rnd.IntN(5) {
			if rnd.IntN(3) == 0 {
				all[i].Line = append(all[i].Line, orb.Point{104 + rnd.Float64()*0.2, 23 + rnd.Float64()*0.2})
			}
			all[i].Line = append(all[i].Line, at[rnd.IntN(points)])
		}
		all[i].Kmh = 10 + 50*rnd.Float64()
	}
	return all
}

func somewhere(rnd *rand.Rand) orb.Point {
	return orb.Point{103.95 + rnd.Float64()*0.3, 22.95 + rnd.Float64()*0.3}
}
