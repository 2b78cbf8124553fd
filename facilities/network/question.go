package network

import (
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// ParsePoints reads points as "lon,lat|lon,lat" in degrees, at most so many. Error:
// problem.BadParameter under the name.
func ParsePoints(name, text string, most int) ([]orb.Point, error) {
	if strings.Count(text, "|") >= most {
		return nil, problem.Parameter(name, "network.sources", "max", most, "count", strings.Count(text, "|")+1)
	}
	var points []orb.Point
	for _, pair := range strings.Split(text, "|") {
		lon, lat, ok := strings.Cut(pair, ",")
		x, errX := strconv.ParseFloat(strings.TrimSpace(lon), 64)
		y, errY := strconv.ParseFloat(strings.TrimSpace(lat), 64)
		if !ok || errX != nil || errY != nil || geo.ValidatePoint(x, y, geo.Limits{}) != nil {
			return nil, problem.Parameter(name, "network.bad_point")
		}
		points = append(points, orb.Point{x, y})
	}
	return points, nil
}

// ParseMinutes reads minutes as "10,20,30". Error: problem.BadParameter, as of Isochrones.
func ParseMinutes(text string) ([]float64, error) {
	var minutes []float64
	for _, part := range strings.SplitN(text, ",", MaxBands+1) {
		m, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil {
			m = -1 // refused with its fellows
		}
		minutes = append(minutes, m)
	}
	return settleMinutes(minutes)
}
