package geojson

import (
	"encoding/json"
	"slices"

	"cairn/geo"
)

// LonLat reports whether a geometry object is in longitude and latitude by its own word,
// which is the crs member of older GeoJSON and else goes without saying, and that word.
func LonLat(text []byte) (name string, ok bool) {
	var said struct {
		CRS *struct {
			Properties struct{ Name string }
		}
	}
	if err := json.Unmarshal(text, &said); err != nil {
		return "?", false
	}
	if said.CRS == nil {
		return "", true
	}
	name = said.CRS.Properties.Name
	system, err := geo.ParseCRS(name)
	plain := []geo.CRS{geo.CRS84, geo.CGCS2000, geo.WGS84}
	return name, err == nil && name != "" && slices.Contains(plain, system.LonFirst())
}
