package api

import (
	"context"
	"math"

	"github.com/paulmach/orb"

	"cairn/facilities/network"
	"cairn/internal/problem"
)

type networkInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of the area whose villages are looked at; default all"`
}

func (s *Server) networkReport(ctx context.Context, in *networkInput) (*struct{ Body network.RoadReport }, error) {
	report, err := s.Network.Report(ctx, in.Area)
	return &struct{ Body network.RoadReport }{report}, err
}

func (s *Server) networkSettings(ctx context.Context, _ *struct{}) (*record[network.TravelSettings], error) {
	set, err := s.Network.Settings(ctx)
	return recordOf(set, set.Version), err
}

type patchNetworkSettingsInput struct {
	IfMatch
	Body struct {
		WalkKmh       opt[float64] `json:"walk_kmh,omitempty" doc:"speed of walking between a place and the road: 0.5 to 10 km/h"`
		OffRoadLimitM opt[float64] `json:"off_road_limit_m,omitempty" doc:"places farther from any road are flagged: up to 100,000 m"`
		OwnSpeeds     opt[bool]    `json:"own_speeds,omitempty" doc:"a road that states its speed keeps it; false: the speed of its class holds for all"`
		NationalKmh   opt[float64] `json:"national_kmh,omitempty" doc:"1 to 200 km/h, as the other classes"`
		ProvincialKmh opt[float64] `json:"provincial_kmh,omitempty"`
		CountyKmh     opt[float64] `json:"county_kmh,omitempty"`
		TownshipKmh   opt[float64] `json:"township_kmh,omitempty"`
		VillageKmh    opt[float64] `json:"village_kmh,omitempty"`
		Reason        string       `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchNetworkSettings(ctx context.Context, in *patchNetworkSettingsInput) (*record[network.TravelSettings], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	set, err := s.Network.SetSettings(ctx, changeBy(ctx, b.Reason), version, func(set *network.TravelSettings) {
		set.WalkKmh, set.OffRoadLimitM, set.OwnSpeeds = b.WalkKmh.or(set.WalkKmh), b.OffRoadLimitM.or(set.OffRoadLimitM), b.OwnSpeeds.or(set.OwnSpeeds)
		set.NationalKmh, set.ProvincialKmh = b.NationalKmh.or(set.NationalKmh), b.ProvincialKmh.or(set.ProvincialKmh)
		set.CountyKmh, set.TownshipKmh, set.VillageKmh = b.CountyKmh.or(set.CountyKmh), b.TownshipKmh.or(set.TownshipKmh), b.VillageKmh.or(set.VillageKmh)
	})
	return recordOf(set, set.Version), err
}

// AccessBody is how a place meets the network.
type AccessBody struct {
	Lon      float64  `json:"lon"`
	Lat      float64  `json:"lat"`
	OffRoadM *float64 `json:"off_road_m" doc:"metres to the nearest road; null without roads"`
	Beyond   bool     `json:"beyond" doc:"farther off the road than the limit"`
	Part     *int     `json:"part" doc:"connected part of the network, 1 being the longest; null without roads"`
}

func accessOf(p orb.Point, a network.Access) AccessBody {
	b := AccessBody{Lon: p[0], Lat: p[1], OffRoadM: finite(a.OffRoadM, 10), Beyond: a.Beyond}
	if a.Part >= 0 {
		part := a.Part + 1
		b.Part = &part
	}
	return b
}

// finite rounds to 1/parts; nil for what is infinite.
func finite(x, parts float64) *float64 {
	if math.IsInf(x, 0) {
		return nil
	}
	x = math.Round(x*parts) / parts
	return &x
}

type networkTimesInput struct {
	From string `query:"from" required:"true" maxLength:"4000" doc:"points as lon,lat|lon,lat: at most 100"`
	To   string `query:"to" required:"true" maxLength:"4000" doc:"points as lon,lat|lon,lat: at most 100"`
}

// NetworkTimes is a small table of travel times.
type NetworkTimes struct {
	Network string       `json:"network" doc:"version of the network"`
	From    []AccessBody `json:"from"`
	To      []AccessBody `json:"to"`
	Minutes [][]*float64 `json:"minutes" doc:"a row for each from; null: there is no way"`
}

// mostPoints is how many points a table may have on a side.
const mostPoints = 100

func (s *Server) networkTimes(ctx context.Context, in *networkTimesInput) (*struct{ Body NetworkTimes }, error) {
	from, err := network.ParsePoints("from", in.From, mostPoints)
	if err != nil {
		return nil, err
	}
	to, err := network.ParsePoints("to", in.To, mostPoints)
	if err != nil {
		return nil, err
	}
	times, err := s.Network.Times(ctx, from, to)
	if err != nil {
		return nil, err
	}
	body := NetworkTimes{Network: times.Network, Minutes: make([][]*float64, len(from))}
	for i, a := range times.From {
		body.From = append(body.From, accessOf(from[i], a))
		for _, m := range times.Row(i) {
			body.Minutes[i] = append(body.Minutes[i], finite(float64(m), 100))
		}
	}
	for j, a := range times.To {
		body.To = append(body.To, accessOf(to[j], a))
	}
	return &struct{ Body NetworkTimes }{body}, nil
}

// noPosition refuses a facility without one.
func noPosition(name string) error {
	return problem.Parameter("facility", "network.no_position", "name", name)
}
