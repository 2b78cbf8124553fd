package geo

import "github.com/paulmach/orb"

// checkPolygons checks the rings of a polygon or multipolygon, alone and with
// one another.
func checkPolygons(polygons orb.MultiPolygon) error {
	var rings []orb.Ring
	for _, p := range polygons {
		if len(p) == 0 {
			return fault(CodeEmpty, orb.Point{}, nil)
		}
		for i, r := range p {
			if err := checkRing(r, i); err != nil {
				return err
			}
			rings = append(rings, r)
		}
	}
	if err := newCrossings(rings).find(); err != nil {
		return err
	}
	for _, p := range polygons {
		if err := checkHoles(p); err != nil {
			return err
		}
	}
	return checkParts(polygons)
}

// checkRing looks at one ring by itself; i is 0 for the shell.
func checkRing(r orb.Ring, i int) error {
	if len(r) == 0 {
		return tooFew(r, 0, 4)
	}
	if last := r[len(r)-1]; last != r[0] {
		return fault(CodeRingNotClosed, r[0], map[string]any{"ring": i, "last": last})
	}
	if n := distinctPoints(r); n < 4 {
		return tooFew(r, n, 4)
	}
	return nil
}

// checkHoles: every hole inside the shell, and no two sharing an area. No edges
// cross when it is called.
func checkHoles(p orb.Polygon) error {
	if len(p) == 1 {
		return nil
	}
	shell, _ := NewPolygon(p[0])
	holes := NewIndex[int]()
	for i := 1; i < len(p); i++ {
		if at, out := anyAt(p[i], func(q orb.Point) bool { return shell.Locate(q) == Outside }); out {
			return fault(CodeHoleOutside, at, map[string]any{"ring": i})
		}
		if err := holes.Insert(p[i], i); err != nil {
			return err
		}
	}
	for i := 1; i < len(p); i++ {
		if at, in := anyAt(p[i], func(q orb.Point) bool { return insideOther(holes, i, q) }); in {
			return fault(CodeOverlap, at, map[string]any{"ring": i})
		}
	}
	return nil
}

// checkParts: no part of a multipolygon shares an area with another.
func checkParts(polygons orb.MultiPolygon) error {
	if len(polygons) < 2 {
		return nil
	}
	parts := NewIndex[int]()
	for i, p := range polygons {
		if err := parts.Insert(p, i); err != nil {
			return err
		}
	}
	for i, p := range polygons {
		if at, in := anyAt(p[0], func(q orb.Point) bool { return insideOther(parts, i, q) }); in {
			return fault(CodeOverlap, at, map[string]any{"part": i})
		}
	}
	return nil
}

func insideOther(ix *Index[int], self int, q orb.Point) bool {
	for _, h := range ix.Hits(q) {
		if h.Item != self && h.Position == Inside {
			return true
		}
	}
	return false
}

// anyAt looks at the vertices of a ring and the middles of its edges for one
// that is so.
func anyAt(r orb.Ring, is func(orb.Point) bool) (orb.Point, bool) {
	for i := 1; i < len(r); i++ {
		a, b := r[i-1], r[i]
		if is(a) {
			return a, true
		}
		if mid := (orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}); is(mid) {
			return mid, true
		}
	}
	return orb.Point{}, false
}
