package geo

import (
	"testing"

	"github.com/paulmach/orb"
)

func TestParseCRS(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		in         string
		name, uri  string
		epsg       int
		northFirst bool
	}{
		{"", "CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4490, false},
		{"crs84", "CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4490, false},
		{"http://www.opengis.net/def/crs/OGC/1.3/CRS84", "CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4490, false},
		{"urn:ogc:def:crs:OGC:1.3:CRS84", "CRS84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4490, false},
		{"http://www.opengis.net/def/crs/EPSG/0/4490", "EPSG:4490", "http://www.opengis.net/def/crs/EPSG/0/4490", 4490, true},
		{"https://www.opengis.net/def/crs/EPSG/0/4326", "EPSG:4326", "http://www.opengis.net/def/crs/EPSG/0/4326", 4326, true},
		{"urn:ogc:def:crs:EPSG::4490", "EPSG:4490", "http://www.opengis.net/def/crs/EPSG/0/4490", 4490, true},
		{"epsg:4544", "EPSG:4544", "http://www.opengis.net/def/crs/EPSG/0/4544", 4544, true},
		{"[EPSG:4523]", "EPSG:4523", "http://www.opengis.net/def/crs/EPSG/0/4523", 4523, true},
		{" 4490 ", "EPSG:4490", "http://www.opengis.net/def/crs/EPSG/0/4490", 4490, true},
		{"CGCS2000", "cgcs2000", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4490, false},
		{"wgs84", "wgs84", "http://www.opengis.net/def/crs/OGC/1.3/CRS84", 4326, false},
		{"GCJ-02", "gcj02", "", 0, false},
		{"bd09", "bd09", "", 0, false},
	} {
		got, err := ParseCRS(c.in)
		if err != nil {
			t.Errorf("%q: %v", c.in, err)
			continue
		}
		if got.String() != c.name || got.URI() != c.uri || got.EPSG() != c.epsg || got.NorthFirst() != c.northFirst {
			t.Errorf("%q: %v %v %v north first %v", c.in, got, got.URI(), got.EPSG(), got.NorthFirst())
		}
		if again, err := ParseCRS(got.String()); err != nil || again != got {
			t.Errorf("%q reads back as %v, %v", got, again, err)
		}
	}
}

func TestParseCRSRefuses(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]Code{
		"EPSG:3857": CodeUnknownCRS, "mercator": CodeUnknownCRS, "EPSG:": CodeUnknownCRS,
		"http://example.org/def/crs/EPSG/0/4490": CodeUnknownCRS, "99999": CodeUnknownCRS,
		"EPSG:4610": CodeLegacyCRS, "2364": CodeLegacyCRS, "EPSG:2436": CodeLegacyCRS, "4214": CodeLegacyCRS,
	} {
		if _, err := ParseCRS(in); codeOf(err) != want {
			t.Errorf("%q: %v, want %s", in, err, want)
		}
	}
}

func TestCRSConvertsBothWays(t *testing.T) {
	t.Parallel()
	p := orb.Point{104.25, 23.37}
	for name, want := range map[string]orb.Point{
		"crs84": p, "4490": {23.37, 104.25}, "4544": {2585712.9113, 423317.7592},
		"4523": {2585712.9113, 35423317.7592}, "gcj02": GCJFromWGS(p), "bd09": BDFromWGS(p),
	} {
		c, err := ParseCRS(name)
		if err != nil {
			t.Fatal(err)
		}
		got := c.FromLonLat(p)
		if !near(got, want, 1e-4) {
			t.Errorf("%s: %.4f, want %.4f", name, got, want)
		}
		if back := c.ToLonLat(got); Distance(p, back) > 1e-6 {
			t.Errorf("%s: back at %v", name, back)
		}
		line := orb.LineString{p, {105, 24}}
		if back := c.GeometryToLonLat(c.GeometryFromLonLat(line)).(orb.LineString); Distance(p, back[0]) > 1e-6 || line[0] != p {
			t.Errorf("%s: line back at %v, given %v", name, back, line)
		}
	}
	if got := mustCRS(t, "4544").LonFirst().FromLonLat(p); !near(got, orb.Point{423317.7592, 2585712.9113}, 1e-4) {
		t.Errorf("easting first: %v", got)
	}
	if mustCRS(t, "4490").GeometryToLonLat(nil) != nil {
		t.Error("nil geometry")
	}
}

func mustCRS(t *testing.T, s string) CRS {
	t.Helper()
	c, err := ParseCRS(s)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestSwapAxes(t *testing.T) {
	t.Parallel()
	line := orb.LineString{{23, 104}, {24, 105}}
	if got := SwapAxes(line); !orb.Equal(got, orb.LineString{{104, 23}, {105, 24}}) || line[0] != (orb.Point{23, 104}) {
		t.Errorf("%v, given %v", got, line)
	}
}
