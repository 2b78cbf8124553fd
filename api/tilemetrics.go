package api

import (
	"github.com/prometheus/client_golang/prometheus"

	"cairn/tiles"
)

// watchTiles shows how the tiles fare: what comes from the cache, what that takes.
func (m *metrics) watchTiles(t *tiles.Service) {
	counter := func(from string, value func(tiles.Stats) uint64) prometheus.Collector {
		return prometheus.NewCounterFunc(prometheus.CounterOpts{Name: "cairn_tiles_total", Help: "Tiles answered, from the cache or made.",
			ConstLabels: prometheus.Labels{"from": from}}, func() float64 { return float64(value(t.Stats())) })
	}
	gauge := func(name, help string, value func(tiles.Stats) float64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return value(t.Stats()) })
	}
	m.registry.MustRegister(
		counter("cache", func(s tiles.Stats) uint64 { return s.Hits }),
		counter("snapshot", func(s tiles.Stats) uint64 { return s.Misses }),
		gauge("cairn_tiles_cached", "Tiles in the cache.", func(s tiles.Stats) float64 { return float64(s.Tiles) }),
		gauge("cairn_tiles_cached_bytes", "Most that the cached tiles take.", func(s tiles.Stats) float64 { return float64(s.Bytes) }),
		gauge("cairn_tiles_features", "Features in memory.", func(s tiles.Stats) float64 {
			sum := 0
			for _, n := range s.Features {
				sum += n
			}
			return float64(sum)
		}))
}
