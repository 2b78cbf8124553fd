package network

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities/network/graph"
)

// RoadReport is the state of the network, and how the villages of an area meet it.
type RoadReport struct {
	Version    string           `json:"version" doc:"hash of all that decides times"`
	Nodes      int              `json:"nodes"`
	Edges      int              `json:"edges"`
	Km         float64          `json:"km" doc:"geodesic length of all roads"`
	Skipped    int              `json:"skipped" doc:"roads without length, left out"`
	Components int              `json:"components" doc:"connected parts of the network"`
	Parts      []graph.RoadPart `json:"parts" doc:"the longest connected parts, at most 20"`
	Classes    []RoadClass      `json:"classes"`
	Settings   TravelSettings   `json:"settings"`
	Villages   RoadVillages     `json:"villages"`
}

// RoadVillages says how villages meet the network.
type RoadVillages struct {
	Area        string        `json:"area" doc:"code of the area that holds them; empty: all"`
	Count       int           `json:"count"`
	Unplaced    []RoadVillage `json:"unplaced" doc:"without a position: nothing is known of their way"`
	MedianM     *float64      `json:"median_m" doc:"median of the metres to the nearest road; null without villages or roads"`
	MaxM        *float64      `json:"max_m"`
	Beyond      []RoadVillage `json:"beyond" doc:"farther off the road than the limit, the farthest first; they count all the same"`
	Unreachable []RoadVillage `json:"unreachable" doc:"whose nearest road is not joined to the longest part of the network, or that have no road"`
}

// RoadVillage is a village that is flagged.
type RoadVillage struct {
	Code        string   `json:"code"`
	Name        string   `json:"name"`
	OffRoadM    *float64 `json:"off_road_m" doc:"metres to the nearest road; null without position or road"`
	WalkMinutes *float64 `json:"walk_minutes" doc:"how long walking to the road takes"`
	Part        *int     `json:"part" doc:"connected part of the nearest road, 1 being the longest"`
}

// mostParts is how many parts a report lists.
const mostParts = 20

// Report gives the state of the network and the villages inside an area ("": all). Errors: the
// database's, the context's.
func (s *Store) Report(ctx context.Context, area string) (RoadReport, error) {
	n, err := s.Network(ctx)
	if err != nil {
		return RoadReport{}, err
	}
	r := RoadReport{Version: n.Version, Nodes: len(n.Graph.Nodes), Edges: len(n.Graph.Edges), Skipped: n.Graph.Skipped,
		Components: len(n.Graph.Parts), Classes: n.Classes, Settings: n.Settings,
		Parts: append([]graph.RoadPart{}, n.Graph.Parts[:min(len(n.Graph.Parts), mostParts)]...)}
	for _, c := range n.Classes {
		r.Km += c.Km
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("villages"), area)
	if err != nil {
		return r, data.Problem(err)
	}
	r.Villages, err = n.villages(area, rows)
	return r, data.Problem(err)
}

// villages judges villages row by row.
func (n *Network) villages(area string, rows pgx.Rows) (RoadVillages, error) {
	v := RoadVillages{Area: area, Unplaced: []RoadVillage{}, Beyond: []RoadVillage{}, Unreachable: []RoadVillage{}}
	var metres []float64
	var code, name string
	var seat data.Geom
	_, err := pgx.ForEachRow(rows, []any{&code, &name, &seat}, func() error {
		v.Count++
		p, ok := seat.Geometry.(orb.Point)
		if !ok {
			v.Unplaced = append(v.Unplaced, RoadVillage{Code: code, Name: name})
			return nil
		}
		a := n.access(n.Graph.Snap(p))
		village := n.village(code, name, a)
		if !math.IsInf(a.OffRoadM, 1) {
			metres = append(metres, a.OffRoadM)
		}
		if a.Part != 0 {
			v.Unreachable = append(v.Unreachable, village)
		}
		if a.Beyond {
			v.Beyond = append(v.Beyond, village)
		}
		return nil
	})
	slices.SortStableFunc(v.Beyond, func(a, b RoadVillage) int { return cmp.Compare(b.metres(), a.metres()) })
	if slices.Sort(metres); len(metres) > 0 {
		v.MedianM, v.MaxM = tenth((metres[(len(metres)-1)/2]+metres[len(metres)/2])/2), tenth(metres[len(metres)-1])
	}
	return v, err
}

func (n *Network) village(code, name string, a Access) RoadVillage {
	v := RoadVillage{Code: code, Name: name}
	if a.Part >= 0 {
		part := a.Part + 1
		v.Part, v.OffRoadM = &part, tenth(a.OffRoadM)
		v.WalkMinutes = tenth(a.OffRoadM / n.Settings.WalkKmh * 0.06)
	}
	return v
}

func (v RoadVillage) metres() float64 {
	if v.OffRoadM == nil {
		return math.Inf(1)
	}
	return *v.OffRoadM
}

func tenth(x float64) *float64 {
	x = math.Round(x*10) / 10
	return &x
}
