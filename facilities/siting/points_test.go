package siting_test

import (
	"strings"
	"testing"

	"cairn/facilities/siting"
	"cairn/internal/problem"
)

// Tables name a point by its columns lon and lat, in either language, GeoJSON by its geometry.
func TestReadPoints(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"points.csv":     "id,name,lon,lat,price\np1,点一,104.25,23.37,300000\n",
		"points2.csv":    "编号,名称,经度,纬度,造价\np1,点一,104.25,23.37,300000\n",
		"points.geojson": `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"p1","name":"点一","price":300000},"geometry":{"type":"Point","coordinates":[104.25,23.37]}}]}`,
	} {
		points, err := siting.ReadPoints(strings.NewReader(text), name)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if p := points[0]; len(points) != 1 || p.Key != "p1" || p.Name != "点一" || p.Lon != 104.25 || p.Lat != 23.37 || p.Price == nil || *p.Price != 300000 {
			t.Errorf("%s: %+v", name, points)
		}
	}
	for name, text := range map[string]string{
		"empty.csv": "name,lon,lat\n", "half.csv": "name,lon,lat\n点一,104.25,\n", "nowhere.csv": "name\n点一\n", "far.csv": "name,lon,lat\n点一,204,23\n", "word.csv": "name,lon,lat\n点一,东,23\n",
	} {
		if _, err := siting.ReadPoints(strings.NewReader(text), name); !problem.Is(err, problem.Invalid) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
