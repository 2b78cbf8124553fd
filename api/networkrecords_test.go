package api

import "cairn/facilities/network"

func networkSettings(p *place) attempt {
	var set network.TravelSettings
	p.root().do("GET", "/network/settings", nil).into(p.t, &set)
	return attempt{version: set.Version, body: map[string]any{"walk_kmh": 4 + float64(p.next())/100}}
}
