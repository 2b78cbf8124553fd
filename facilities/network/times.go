package network

import (
	"context"
	"crypto/sha256"
	"encoding/binary"
	"math"

	"github.com/paulmach/orb"

	"cairn/facilities/network/graph"
	"cairn/geo"
	"cairn/internal/problem"
)

// MaxTimes is how many times one table may hold: its numbers take four bytes each.
const MaxTimes = 25_000_000

// Times is a table of travel times. It is shared: do not change it.
type Times struct {
	Network string // version of the network
	From    []Access
	To      []Access
	Minutes []float32 // row by row, len(From) × len(To); +Inf: no way
}

// At is the minutes from one place to another.
func (t *Times) At(from, to int) float32 { return t.Minutes[from*len(t.To)+to] }

// Row is the minutes from a place to all others.
func (t *Times) Row(from int) []float32 {
	return t.Minutes[from*len(t.To) : (from+1)*len(t.To)]
}

// Access is how a place meets the network.
type Access struct {
	OffRoadM float64   // metres to the nearest point of a road; +Inf without roads
	Foot     orb.Point // that point
	Part     int       // connected part of the network, 0 being the longest; -1 without roads
	Beyond   bool      // farther off the road than the limit: flagged, not dropped
}

// Times gives the minutes from each place to each other, from memory where the same was asked
// for of the same network. Errors: problem.TooLarge beyond MaxTimes, problem.Invalid for a
// point that is not on earth, the database's, the context's.
func (s *Store) Times(ctx context.Context, from, to []orb.Point) (Times, error) {
	if len(from) > 0 && len(to) > MaxTimes/len(from) {
		return Times{}, problem.New(problem.TooLarge, "network.too_many", "max", MaxTimes)
	}
	if err := checkPoints(from, to); err != nil {
		return Times{}, err
	}
	n, err := s.Network(ctx)
	if err != nil {
		return Times{}, err
	}
	key := timesKey(n.Version, from, to)
	if known, ok := s.answers.get(key); ok {
		return known.(Times), nil
	}
	t, err := n.times(ctx, from, to)
	if err == nil {
		s.answers.put(key, t, int64(len(t.Minutes)*4+(len(from)+len(to))*accessBytes))
	}
	return t, err
}

// accessBytes is about what an Access takes.
const accessBytes = 48

func checkPoints(lists ...[]orb.Point) error {
	for _, points := range lists {
		for _, p := range points {
			if err := geo.ValidatePoint(p[0], p[1], geo.Limits{}); err != nil {
				return problem.InvalidFields(problem.BadGeometry("geometry", err))
			}
		}
	}
	return nil
}

func (n *Network) times(ctx context.Context, from, to []orb.Point) (Times, error) {
	t := Times{Network: n.Version}
	var places [2][]graph.Place
	for i, points := range [2][]orb.Point{from, to} {
		places[i] = make([]graph.Place, len(points))
		for j, p := range points {
			places[i][j] = n.Graph.Snap(p)
		}
	}
	t.From, t.To = n.accesses(places[0]), n.accesses(places[1])
	var err error
	t.Minutes, err = n.Graph.Matrix(ctx, places[0], places[1], n.Settings.rules())
	for i := range t.Minutes {
		t.Minutes[i] /= 60
	}
	return t, err
}

// accesses says how places meet the network.
func (n *Network) accesses(places []graph.Place) []Access {
	all := make([]Access, len(places))
	for i, p := range places {
		all[i] = n.access(p)
	}
	return all
}

func (n *Network) access(p graph.Place) Access {
	return Access{OffRoadM: p.OffMetres, Foot: p.Foot, Part: n.Graph.Part(p), Beyond: p.OffMetres > n.Settings.OffRoadLimitM}
}

// timesKey names a table: the network's version and the points.
func timesKey(version string, from, to []orb.Point) string {
	hash := sha256.New()
	buffer := make([]byte, 0, 16*(len(from)+len(to))+8)
	buffer = binary.LittleEndian.AppendUint64(buffer, uint64(len(from)))
	for _, points := range [][]orb.Point{from, to} {
		for _, p := range points {
			buffer = binary.LittleEndian.AppendUint64(buffer, math.Float64bits(p[0]))
			buffer = binary.LittleEndian.AppendUint64(buffer, math.Float64bits(p[1]))
		}
	}
	hash.Write(buffer)
	return version + "times" + string(hash.Sum(nil))
}
