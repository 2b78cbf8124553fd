package geojson

import (
	"github.com/paulmach/orb"

	"cairn/geo"
)

// build makes the geometry of an object's members.
func (d *decoder) build(m members) (orb.Geometry, error) {
	switch {
	case m.typ == "":
		return nil, d.missing("type")
	case m.typ == "GeometryCollection":
		if !m.hasParts {
			return nil, d.missing("geometries")
		}
		if len(m.geometries) == 0 {
			return nil, d.fail(geo.CodeEmpty, nil)
		}
		return m.geometries, nil
	}
	depth, known := nesting[m.typ]
	switch {
	case !known:
		return nil, d.fail(geo.CodeUnknownType, map[string]any{"type": m.typ})
	case m.coordinates == nil:
		return nil, d.missing("coordinates")
	case m.coordinates.depth == -1:
		return nil, d.fail(geo.CodeEmpty, nil)
	case m.coordinates.depth != depth:
		return nil, d.fail(geo.CodeBadCoordinates, nil)
	}
	return d.fit(m.typ, *m.coordinates)
}

// nesting is how deep the arrays of each type are.
var nesting = map[string]int{
	"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3,
}

// fit turns coordinates of the right nesting into a geometry.
func (d *decoder) fit(typ string, c coordinates) (orb.Geometry, error) {
	switch typ {
	case "Point":
		return c.points[0], nil
	case "MultiPoint":
		return orb.MultiPoint(c.points), nil
	case "LineString":
		return d.line(c)
	case "Polygon":
		return d.polygon(c)
	case "MultiLineString":
		lines := make(orb.MultiLineString, len(c.parts))
		for i, part := range c.parts {
			line, err := d.line(part)
			if err != nil {
				return nil, err
			}
			lines[i] = line
		}
		return lines, nil
	}
	polygons := make(orb.MultiPolygon, len(c.parts))
	for i, part := range c.parts {
		polygon, err := d.polygon(part)
		if err != nil {
			return nil, err
		}
		polygons[i] = polygon
	}
	return polygons, nil
}

func (d *decoder) line(c coordinates) (orb.LineString, error) {
	if len(c.points) < 2 {
		return nil, d.tooFew(len(c.points), 2)
	}
	return c.points, nil
}

func (d *decoder) polygon(c coordinates) (orb.Polygon, error) {
	if len(c.parts) == 0 {
		return nil, d.fail(geo.CodeEmpty, nil)
	}
	polygon := make(orb.Polygon, len(c.parts))
	for i, part := range c.parts {
		ring := orb.Ring(part.points)
		if n := len(ring); n < 4 {
			return nil, d.tooFew(n, 4)
		} else if ring[0] != ring[n-1] {
			err := d.fail(geo.CodeRingNotClosed, map[string]any{"ring": i, "last": ring[n-1]})
			err.(*geo.Fault).At = ring[0]
			return nil, err
		}
		polygon[i] = ring
	}
	return polygon, nil
}

func (d *decoder) tooFew(n, minimum int) error {
	return d.fail(geo.CodeTooFewPoints, map[string]any{"points": n, "minimum": minimum})
}
