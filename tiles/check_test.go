package tiles

import (
	"errors"
	"fmt"

	"github.com/gogo/protobuf/proto"
	"github.com/paulmach/orb/encoding/mvt/vectortile"
)

// checkTile reads a tile as the MVT 2.1 specification words it, command by command, and
// gives the number of features by layer, or every rule that the tile breaks.
func checkTile(body []byte) (map[string]int, error) {
	var tile vectortile.Tile
	if err := proto.Unmarshal(body, &tile); err != nil {
		return nil, err
	}
	counts := map[string]int{}
	var errs []error
	for _, l := range tile.Layers {
		if _, ok := counts[l.GetName()]; ok {
			errs = append(errs, fmt.Errorf("layer %s stands twice (4.1)", l.GetName()))
		}
		counts[l.GetName()] = len(l.Features)
		if err := checkLayer(l); err != nil {
			errs = append(errs, fmt.Errorf("layer %s: %w", l.GetName(), err))
		}
	}
	return counts, errors.Join(errs...)
}

func checkLayer(l *vectortile.Tile_Layer) error {
	var errs []error
	bad := func(format string, args ...any) { errs = append(errs, fmt.Errorf(format, args...)) }
	if l.GetName() == "" || l.GetVersion() != 2 || l.GetExtent() != 4096 || len(l.Features) == 0 {
		bad("version %d, extent %d, %d features (4.1)", l.GetVersion(), l.GetExtent(), len(l.Features))
	}
	if n := distinct(l.Keys); n != len(l.Keys) {
		bad("a key stands twice (4.1)")
	}
	values := map[string]bool{}
	for _, v := range l.Values {
		values[v.String()] = true
	}
	if len(values) != len(l.Values) {
		bad("a value stands twice (4.1)")
	}
	ids := map[uint64]bool{}
	for _, f := range l.Features {
		if f.Id == nil || *f.Id == 0 || *f.Id >= 1<<53 || ids[*f.Id] {
			bad("feature id %v is missing, doubled or too large (4.2)", f.Id)
			continue
		}
		ids[*f.Id] = true
		if err := errors.Join(checkTags(f, l), checkGeometry(f)); err != nil {
			bad("feature %d: %w", *f.Id, err)
		}
	}
	return errors.Join(errs...)
}

func distinct(texts []string) int {
	set := map[string]bool{}
	for _, t := range texts {
		set[t] = true
	}
	return len(set)
}

func checkTags(f *vectortile.Tile_Feature, l *vectortile.Tile_Layer) error {
	if len(f.Tags)%2 != 0 {
		return errors.New("odd number of tags (4.4)")
	}
	seen := map[uint32]bool{}
	for i := 0; i < len(f.Tags); i += 2 {
		k, v := f.Tags[i], f.Tags[i+1]
		if int(k) >= len(l.Keys) || int(v) >= len(l.Values) || seen[k] {
			return fmt.Errorf("tag %d=%d is out of range or doubled (4.4)", k, v)
		}
		seen[k] = true
	}
	return nil
}

// cursor walks the commands of a geometry (4.3).
type cursor struct {
	data []uint32
	x, y int64
}

func (c *cursor) command() (id, count uint32) {
	if len(c.data) == 0 {
		return 0, 0
	}
	id, count = c.data[0]&7, c.data[0]>>3
	c.data = c.data[1:]
	return id, count
}

// points reads the parameter integers of a command: zigzag, relative (4.3.2).
func (c *cursor) points(n uint32) ([][2]int64, error) {
	if uint32(len(c.data)) < 2*n {
		return nil, errors.New("parameters are missing (4.3.2)")
	}
	zigzag := func(v uint32) int64 { return int64(int32(v>>1) ^ -int32(v&1)) }
	var list [][2]int64
	for i := range n {
		dx, dy := zigzag(c.data[2*i]), zigzag(c.data[2*i+1])
		c.x, c.y = c.x+dx, c.y+dy
		if lo, hi := min(c.x, c.y), max(c.x, c.y); lo < -buffer || hi > extent+buffer {
			return nil, fmt.Errorf("point %d,%d lies outside tile and buffer", c.x, c.y)
		}
		list = append(list, [2]int64{c.x, c.y})
	}
	c.data = c.data[2*n:]
	return list, nil
}

func checkGeometry(f *vectortile.Tile_Feature) error {
	c := &cursor{data: f.Geometry}
	switch f.GetType() {
	case vectortile.Tile_POINT:
		id, n := c.command()
		if _, err := c.points(n); id != 1 || n < 1 || err != nil || len(c.data) > 0 {
			return fmt.Errorf("a point is one MoveTo (4.3.4.2): %v", err)
		}
		return nil
	case vectortile.Tile_LINESTRING:
		return c.eachPart(func() error { _, err := c.line(1); return err })
	case vectortile.Tile_POLYGON:
		first := true
		return c.eachPart(func() error { err := c.ring(first); first = false; return err })
	}
	return fmt.Errorf("geometry type %v", f.GetType())
}

func (c *cursor) eachPart(read func() error) error {
	if len(c.data) == 0 {
		return errors.New("empty geometry")
	}
	for len(c.data) > 0 {
		if err := read(); err != nil {
			return err
		}
	}
	return nil
}

// line reads MoveTo(1) LineTo(least or more), no point repeated (4.3.4.3).
func (c *cursor) line(least uint32) ([][2]int64, error) {
	id, n := c.command()
	if id != 1 || n != 1 {
		return nil, fmt.Errorf("a part begins with command %d × %d (4.3.4.3)", id, n)
	}
	points, err := c.points(1)
	if err != nil {
		return nil, err
	}
	if id, n = c.command(); id != 2 || n < least {
		return nil, fmt.Errorf("command %d × %d after MoveTo (4.3.4.3)", id, n)
	}
	rest, err := c.points(n)
	points = append(points, rest...)
	for i := 1; i < len(points); i++ {
		if points[i] == points[i-1] {
			return nil, errors.New("LineTo by nothing (4.3.3.2)")
		}
	}
	return points, err
}

// ring reads MoveTo(1) LineTo(2 or more) ClosePath(1); a first ring is an outer one,
// whose area by the surveyor's formula is positive (4.3.4.4).
func (c *cursor) ring(first bool) error {
	points, err := c.line(2)
	if err != nil {
		return err
	}
	if id, n := c.command(); id != 7 || n != 1 {
		return fmt.Errorf("command %d × %d where a ring closes (4.3.3.3)", id, n)
	}
	last := len(points) - 1
	if points[0] == points[last] {
		return errors.New("the last point of a ring repeats the first (4.3.4.4)")
	}
	var area int64
	for i, p := range points {
		q := points[(i+1)%len(points)]
		area += p[0]*q[1] - q[0]*p[1]
	}
	if area == 0 || first && area < 0 {
		return fmt.Errorf("ring of twice the area %d (4.3.4.4)", area)
	}
	return nil
}
