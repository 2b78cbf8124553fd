package solve

import (
	"context"
	"math"
	"math/rand/v2"
	"testing"
)

// solved solves and checks the result with Verify.
func solved(t testing.TB, in *Instance, opt Options) *Result {
	t.Helper()
	res, err := Solve(context.Background(), in, opt)
	if err != nil {
		t.Fatal(err)
	}
	if err := Verify(in, opt, res); err != nil {
		t.Errorf("%s: %v", opt.Method, err)
	}
	return res
}

// made describes an instance to be made up: a prefecture of 200 × 150 km.
type made struct {
	seed                       uint64
	townships, villages, sites int
	radius                     float64 // km
	fixed                      int
	priced                     bool
	broken                     bool // some demands cannot be reached, some weigh nothing
}

// instance scatters townships, villages around their seats, and sites near villages. Each site covers what
// is within the radius, and has room for about 6 villages.
func (m made) instance() *Instance {
	r := rand.New(rand.NewPCG(m.seed, 1))
	seats, homes := make([][2]float64, m.townships), make([][2]float64, m.villages)
	for k := range seats {
		seats[k] = [2]float64{200 * r.Float64(), 150 * r.Float64()}
	}
	in := &Instance{Sites: m.sites}
	for i := range homes {
		seat := seats[i%m.townships]
		homes[i] = [2]float64{seat[0] + 7*r.NormFloat64(), seat[1] + 7*r.NormFloat64()}
		in.Weights = append(in.Weights, math.Round(300+5000*r.Float64()*r.Float64()))
		in.Units = append(in.Units, int32(i%m.townships))
	}
	in.Cost = make([][]float32, m.villages)
	for range m.sites {
		near := homes[r.IntN(m.villages)]
		x, y := near[0]+3*r.NormFloat64(), near[1]+3*r.NormFloat64()
		for i, home := range homes {
			in.Cost[i] = append(in.Cost[i], float32(math.Hypot(home[0]-x, home[1]-y)))
		}
		in.Capacity = append(in.Capacity, math.Round(2000+15000*r.Float64()))
	}
	if m.priced {
		for range m.sites {
			in.Price = append(in.Price, math.Round(200+300*r.Float64())*1000)
		}
	}
	if m.broken {
		in.spoil(r)
	}
	in.Covers = Within(in.Cost, m.sites, m.radius)
	for j := range m.fixed {
		in.Fixed = append(in.Fixed, j)
	}
	return in
}

func (in *Instance) spoil(r *rand.Rand) {
	for i := range in.Weights {
		switch r.IntN(8) {
		case 0:
			in.Weights[i] = 0
		case 1:
			in.Units[i] = -1
		}
		for j := range in.Cost[i] {
			if i == 0 || r.IntN(6) == 0 {
				in.Cost[i][j] = float32(math.Inf(1))
			}
		}
	}
}
