package geo

import "testing"

// Whatever is given as a coordinate system is refused or has a name that means the same.
func FuzzParseCRS(f *testing.F) {
	for _, s := range []string{"", "gcj02", "EPSG:4544", "http://www.opengis.net/def/crs/OGC/1.3/CRS84",
		"http://www.opengis.net/def/crs/EPSG/0/4490", "epsg:999999999999", "4490 "} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		crs, err := ParseCRS(s)
		if err != nil {
			return
		}
		again, err := ParseCRS(crs.String())
		if err != nil || again.EPSG() != crs.EPSG() {
			t.Errorf("%q is %s, which is read as %v: %v", s, crs, again, err)
		}
	})
}
