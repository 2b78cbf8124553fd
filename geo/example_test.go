package geo_test

import (
	"errors"
	"fmt"

	"github.com/paulmach/orb"

	"cairn/geo"
)

func ExampleDistance() {
	wenshan, kunming := orb.Point{104.2325, 23.3862}, orb.Point{102.7122, 25.0406}
	fmt.Printf("%.3f m\n", geo.Distance(wenshan, kunming))
	// Output: 239637.496 m
}

func ExampleLength() {
	fmt.Printf("%.3f m\n", geo.Length(orb.LineString{{104, 23}, {104, 24}, {105, 24}}))
	// Output: 212502.637 m
}

func ExampleArea() {
	square := orb.Polygon{{{104, 23}, {105, 23}, {105, 24}, {104, 24}, {104, 23}}}
	fmt.Printf("%.0f m²\n", geo.Area(square))
	// Output: 11312236864 m²
}

func ExampleDistanceTo() {
	line := orb.LineString{{104, 23}, {106, 23}}
	fmt.Printf("%.1f m\n", geo.DistanceTo(orb.Point{105, 23.01}, line))
	// Output: 1107.4 m
}

func ExampleIndex() {
	areas := geo.NewIndex[string]()
	for code, box := range map[string]orb.Bound{
		"532601": {Min: orb.Point{104, 23}, Max: orb.Point{105, 24}},
		"532622": {Min: orb.Point{105, 23}, Max: orb.Point{106, 24}},
	} {
		if err := areas.Insert(box.ToPolygon(), code); err != nil {
			fmt.Println(err)
		}
	}
	fmt.Println(areas.At(orb.Point{104.5, 23.5}))
	fmt.Println(areas.At(orb.Point{105, 23.5})) // on the edge between the two
	// Output:
	// [532601]
	// [532622]
}

func ExampleIndex_Nearest() {
	seats := geo.NewIndex[string]()
	for name, p := range map[string]orb.Point{"文山": {104.23, 23.39}, "砚山": {104.34, 23.61}, "富宁": {105.63, 23.63}} {
		if err := seats.Insert(p, name); err != nil {
			fmt.Println(err)
		}
	}
	for _, near := range seats.Nearest(orb.Point{104.3, 23.5}, 2, nil) {
		fmt.Printf("%s %.1f km\n", near.Item, near.Metres/1000)
	}
	// Output:
	// 砚山 12.8 km
	// 文山 14.1 km
}

func ExampleOwners() {
	type area struct{ level, code string }
	areas := geo.NewIndex[area]()
	box := orb.Bound{Min: orb.Point{104, 23}, Max: orb.Point{105, 24}}.ToPolygon()
	for _, a := range []area{{"county", "532601"}, {"township", "532601001"}} {
		if err := areas.Insert(box, a); err != nil {
			fmt.Println(err)
		}
	}
	rim := orb.Point{105, 23.5} // owned by nobody, touched by both
	level := func(a area) string { return a.level }
	code := func(a area) string { return a.code }
	fmt.Println(areas.At(rim), geo.Owners(areas.Hits(rim), level, code))
	// Output: [] [{county 532601} {township 532601001}]
}

func ExamplePolygon_Locate() {
	polygon, _ := geo.NewPolygon(orb.Polygon{{{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}}})
	fmt.Println(polygon.Locate(orb.Point{0, 0.5}) == geo.EdgeIn, polygon.Locate(orb.Point{1, 0.5}) == geo.EdgeOut)
	// Output: true true
}

func ExampleValidateGeometry() {
	bowTie := orb.Polygon{{{104, 23}, {105, 24}, {105, 23}, {104, 24}, {104, 23}}}
	err := geo.ValidateGeometry(bowTie, geo.Limits{MaxVertices: 1000})
	fault, _ := errors.AsType[*geo.Fault](err)
	fmt.Println(fault.Code, fault.At)
	// Output: self_crossing [104.5 23.5]
}

func ExampleValidatePoint() {
	wenshan := orb.Bound{Min: orb.Point{103, 22}, Max: orb.Point{107, 25}}
	fmt.Println(geo.ValidatePoint(23.39, 104.23, geo.Limits{Expect: wenshan}))
	// Output: geo: lon_lat_swapped at 23.39 104.23 map[lat:104.23 lon:23.39]
}

func ExampleParseCRS() {
	crs, _ := geo.ParseCRS("http://www.opengis.net/def/crs/EPSG/0/4490")
	fmt.Println(crs, crs.ToLonLat(orb.Point{23.39, 104.23}))
	// Output: EPSG:4490 [104.23 23.39]
}

func ExampleWGSFromGCJ() {
	shifted := geo.GCJFromWGS(orb.Point{104.23, 23.39})
	fmt.Printf("%.6f %.6f\n", shifted, geo.WGSFromGCJ(shifted))
	// Output: [104.232090 23.387334] [104.230000 23.390000]
}

func ExampleLooksLikeGCJ() {
	marker := orb.Point{104.23, 23.39}
	fmt.Println(geo.LooksLikeGCJ(marker, geo.GCJFromWGS(marker), 5))
	// Output: true
}

func ExampleProject() {
	zone, _ := geo.ZoneFor(104.25, false)
	northing, easting := geo.Project(orb.Point{104.25, 23.37}, zone)
	fmt.Printf("EPSG:%d %.4f %.4f\n", zone.EPSG(), northing, easting)
	// Output: EPSG:4544 2585712.9113 423317.7592
}

func ExampleUnproject() {
	zone, _ := geo.ZoneByEPSG(4523)
	fmt.Printf("%.6f\n", geo.Unproject(2585712.9113, 35423317.7592, zone))
	// Output: [104.250000 23.370000]
}

func ExampleReadGrid() {
	g, _ := geo.ReadGrid(35423317.76, 2585712.91) // a table with X and Y exchanged
	fmt.Println(g.Prefix, g.Swapped, int(g.Northing), int(g.Easting))
	// Output: 35 true 2585712 423317
}
