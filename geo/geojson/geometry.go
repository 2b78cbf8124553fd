package geojson

import (
	"bytes"
	"io"
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// Options limit what is read. The zero value sets no limit on vertices and one
// mebibyte on texts.
type Options struct {
	MaxVertices int // of one geometry; 0 is no limit
	MaxText     int // bytes of one string or number; 0 is 1 MiB
}

func (o Options) maxText() int {
	if o.MaxText > 0 {
		return o.MaxText
	}
	return 1 << 20
}

// Shape is a geometry with the third numbers of its positions.
type Shape struct {
	Geometry orb.Geometry // nil for null
	Heights  []float64    // one per position, in their order; nil if there are none
}

// ParseGeometry reads one geometry object, and drops heights. Errors are
// [*geo.Fault].
func ParseGeometry(data []byte, opts Options) (orb.Geometry, error) {
	shape, err := ReadGeometry(bytes.NewReader(data), opts)
	return shape.Geometry, err
}

// ReadGeometry reads one geometry object, the whole of in. Errors are
// [*geo.Fault], or those of in.
func ReadGeometry(in io.Reader, opts Options) (Shape, error) {
	s := newScanner(in, opts)
	if err := s.skipBOM(); err != nil {
		return Shape{}, err
	}
	k, err := s.next()
	if err != nil {
		return Shape{}, err
	}
	shape, err := readShape(s, k, opts)
	if err != nil {
		return Shape{}, err
	}
	if _, err := s.next(); err != nil {
		return Shape{}, err
	}
	return shape, nil
}

// readShape reads a geometry object whose first token is k.
func readShape(s *scanner, k kind, opts Options) (Shape, error) {
	d := &decoder{scanner: s, maxVertices: opts.MaxVertices}
	g, err := d.object(k)
	if err != nil {
		return Shape{}, err
	}
	return Shape{Geometry: g, Heights: d.heights}, nil
}

// decoder reads a geometry. Coordinates may come before the type, so they are
// read for what they are and fitted to the type at the end.
type decoder struct {
	*scanner
	maxVertices int
	vertices    int
	dimensions  int // of the positions so far: 0, 2 or 3
	heights     []float64
}

// coordinates is what stands under a coordinates member.
type coordinates struct {
	depth  int           // 0 a position, 1 an array of positions, …; -1 an empty array
	points []orb.Point   // depth 0 (one) and 1
	parts  []coordinates // depth 2 and 3
}

// members collects what was found in a geometry object.
type members struct {
	typ         string
	coordinates *coordinates
	geometries  orb.Collection
	hasParts    bool
}

// object reads a geometry object whose first token is k.
func (d *decoder) object(k kind) (orb.Geometry, error) {
	if k != '{' {
		return nil, d.fail(geo.CodeUnknownType, map[string]any{"type": ""})
	}
	var m members
	seen := seenMembers{}
	for {
		k, err := d.next()
		if err != nil {
			return nil, err
		}
		if k == '}' {
			return d.build(m)
		}
		if err := d.member(&m, seen); err != nil {
			return nil, err
		}
	}
}

// member reads the value of the member named in d.text.
func (d *decoder) member(m *members, seen seenMembers) (err error) {
	name := string(d.text)
	if err := seen.add(d.scanner, name); err != nil {
		return err
	}
	k, err := d.next()
	if err != nil {
		return err
	}
	switch name {
	case "type":
		m.typ, err = d.typeName(k)
	case "coordinates":
		var c coordinates
		c, err = d.coordinates(k, 0)
		m.coordinates = &c
	case "geometries":
		m.hasParts = true
		m.geometries, err = d.collection(k)
	case "bbox":
		err = d.bbox(k)
	case "geometry", "properties", "features":
		err = d.fail(geo.CodeForbiddenMember, map[string]any{"member": name})
	default:
		err = d.skip(k)
	}
	return err
}

func (d *decoder) collection(k kind) (orb.Collection, error) {
	if k != '[' {
		return nil, d.badMember("geometries")
	}
	var parts orb.Collection
	for {
		k, err := d.next()
		if err != nil || k == ']' {
			return parts, err
		}
		part, err := d.object(k)
		if err != nil {
			return nil, err
		}
		parts = append(parts, part)
	}
}

// coordinates reads the value whose first token is k, at a nesting of level.
func (d *decoder) coordinates(k kind, level int) (coordinates, error) {
	if k != '[' || level > 3 {
		return coordinates{}, d.fail(geo.CodeBadCoordinates, nil)
	}
	c := coordinates{depth: -1}
	for {
		k, err := d.next()
		if err != nil || k == ']' {
			return c, err
		}
		if k == kindNumber && c.depth == -1 {
			p, err := d.position()
			return coordinates{depth: 0, points: []orb.Point{p}}, err
		}
		part, err := d.coordinates(k, level+1)
		if err != nil {
			return coordinates{}, err
		}
		if err := c.add(part, d); err != nil {
			return coordinates{}, err
		}
	}
}

// add puts a part into c; all parts are nested equally, empty ones fit anywhere.
func (c *coordinates) add(part coordinates, d *decoder) error {
	depth := max(part.depth, 0) + 1
	if part.depth == -1 {
		depth = max(c.depth, 2)
	}
	if c.depth != -1 && c.depth != depth {
		return d.fail(geo.CodeBadCoordinates, nil)
	}
	c.depth = depth
	if part.depth == 0 {
		c.points = append(c.points, part.points[0])
	} else {
		c.parts = append(c.parts, part)
	}
	return nil
}

// position reads the numbers of a position, the first of which has just come.
func (d *decoder) position() (p orb.Point, err error) {
	d.vertices++
	if d.maxVertices > 0 && d.vertices > d.maxVertices {
		return p, d.fail(geo.CodeTooManyVertices, map[string]any{"maximum": d.maxVertices})
	}
	n := 0
	for k := kindNumber; k != ']'; {
		if k != kindNumber || n == 3 {
			return p, d.fail(geo.CodeBadCoordinates, nil)
		}
		v, err := d.number()
		if err != nil {
			return p, err
		}
		if n < 2 {
			p[n] = v
		} else {
			d.heights = append(d.heights, v)
		}
		n++
		if k, err = d.next(); err != nil {
			return p, err
		}
	}
	return p, d.checkDimensions(n)
}

func (d *decoder) checkDimensions(n int) error {
	switch {
	case n < 2:
		return d.fail(geo.CodeBadCoordinates, nil)
	case d.dimensions != 0 && d.dimensions != n:
		return d.fail(geo.CodeMixedDimensions, nil)
	}
	d.dimensions = n
	return nil
}

// number is the value of the number token just read.
func (s *scanner) number() (float64, error) {
	v, _ := strconv.ParseFloat(string(s.text), 64)
	if math.IsInf(v, 0) { // the only thing that can go wrong: too large
		return 0, s.fail(geo.CodeNotFinite, nil)
	}
	return v, nil
}
