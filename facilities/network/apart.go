package network

import (
	"context"

	"github.com/paulmach/orb"

	"cairn/data"
)

// Apart is Isochrones with what an earlier band holds left out of each, for painting them side
// by side; AreaKm2 stays that of the whole band. Errors: as of Isochrones.
func (s *Store) Apart(ctx context.Context, from []orb.Point, minutes []float64) (Isochrones, error) {
	whole, err := s.Isochrones(ctx, from, minutes)
	if err != nil {
		return whole, err
	}
	minutes = minutes[:0:0]
	for _, b := range whole.Bands {
		minutes = append(minutes, b.Minutes)
	}
	key := "apart" + isochronesKey(whole.Network, from, minutes)
	if known, ok := s.answers.get(key); ok {
		return known.(Isochrones), nil
	}
	apart := whole
	apart.Bands = append([]Band{}, whole.Bands...)
	for i := 1; i < len(whole.Bands); i++ {
		var rest data.Geom
		err := s.db.Read().QueryRow(ctx, queries.Get("outline_apart"),
			data.Geom{Geometry: whole.Bands[i].Area}, data.Geom{Geometry: whole.Bands[i-1].Area}).Scan(&rest)
		if err != nil {
			return whole, data.Problem(err)
		}
		apart.Bands[i].Area, _ = rest.Geometry.(orb.MultiPolygon)
	}
	s.answers.put(key, apart, apart.bytes())
	return apart, nil
}
