package tiles

import (
	"math"
	"strconv"

	"github.com/paulmach/orb"

	"cairn/internal/problem"
)

// The world is 2^worldBits steps wide and high, a tile 2^extentBits units.
const (
	worldBits  = 32
	extentBits = 12
	extent     = 1 << extentBits // units of a tile's side
	buffer     = 64              // units that geometries reach beyond the tile
)

// maxLatitude is where Web Mercator ends, degrees.
const maxLatitude = 85.0511287798066

// point is a place in the fixed-point world; Y grows to the south.
type point struct{ X, Y uint32 }

// box is a closed box in the fixed-point world.
type box struct{ Min, Max point }

// project puts lon/lat (degrees) into the world; what lies outside goes to its edge.
func project(p orb.Point) point {
	lat := min(max(p[1], -maxLatitude), maxLatitude) * math.Pi / 180
	return point{
		X: step(p[0]/360 + 0.5),
		Y: step(0.5 - math.Asinh(math.Tan(lat))/(2*math.Pi)),
	}
}

func step(part float64) uint32 {
	return uint32(min(max(math.Round(part*(1<<worldBits)), 0), 1<<worldBits-1))
}

// lonLat is the inverse of project.
func (p point) lonLat() orb.Point {
	x, y := float64(p.X)/(1<<worldBits), float64(p.Y)/(1<<worldBits)
	return orb.Point{
		(x - 0.5) * 360,
		math.Atan(math.Sinh((0.5-y)*2*math.Pi)) * 180 / math.Pi,
	}
}

func (b box) add(p point) box {
	return box{
		Min: point{min(b.Min.X, p.X), min(b.Min.Y, p.Y)},
		Max: point{max(b.Max.X, p.X), max(b.Max.Y, p.Y)},
	}
}

func (b box) union(c box) box { return b.add(c.Min).add(c.Max) }

func (b box) corners() (lo, hi [2]float64) {
	return [2]float64{float64(b.Min.X), float64(b.Min.Y)}, [2]float64{float64(b.Max.X), float64(b.Max.Y)}
}

// Coord is a tile of the WebMercatorQuad.
type Coord struct{ Z, X, Y uint32 }

// ParseCoord reads z, x and y as they stand in a path: plain decimal numbers. Errors:
// problem.BadParameter for what is no such number, problem.NotFound outside the grid.
func ParseCoord(z, x, y string) (Coord, error) {
	var c Coord
	for _, part := range []struct {
		name, text string
		value      *uint32
	}{{"z", z, &c.Z}, {"x", x, &c.X}, {"y", y, &c.Y}} {
		n, err := strconv.ParseUint(part.text, 10, 32)
		if err != nil || part.text[0] == '0' && part.text != "0" {
			return Coord{}, badNumber(part.name, part.text)
		}
		*part.value = uint32(n)
	}
	return c, c.Validate()
}

func badNumber(name, text string) error {
	p := problem.New(problem.BadParameter, "tiles.bad_number", "name", name)
	p.Fields = []problem.Field{problem.Bad(name, "tiles.bad_number", "name", name)}
	return p
}

// Validate refuses a tile outside the grid or below MaxZoom. Errors: problem.NotFound.
func (c Coord) Validate() error {
	if c.Z > MaxZoom {
		return problem.New(problem.NotFound, "tiles.zoom", "max", MaxZoom)
	}
	if n := uint32(1) << c.Z; c.X >= n || c.Y >= n {
		return problem.New(problem.NotFound, "tiles.outside", "z", c.Z, "max", n-1)
	}
	return nil
}

// size is the side of the tile in steps.
func (c Coord) size() int64 { return 1 << (worldBits - c.Z) }

// origin is the tile's north-west corner in steps.
func (c Coord) origin() (x, y int64) { return int64(c.X) * c.size(), int64(c.Y) * c.size() }

// unitBits says how many steps a unit of the tile has: 2^unitBits.
func (c Coord) unitBits() uint32 { return worldBits - extentBits - c.Z }

// reach is the tile with its buffer, in steps, as corners of a closed box.
func (c Coord) reach() (lo, hi [2]float64) {
	x, y := c.origin()
	margin := int64(buffer) << c.unitBits()
	return [2]float64{float64(x - margin), float64(y - margin)},
		[2]float64{float64(x + c.size() + margin), float64(y + c.size() + margin)}
}

// tileRange is a rectangle of tiles of one zoom, both ends included.
type tileRange struct{ X0, Y0, X1, Y1 uint32 }

// touched are the tiles of a zoom whose reach meets the box.
func (b box) touched(z uint32) tileRange {
	c := Coord{Z: z}
	size, margin := c.size(), int64(buffer)<<c.unitBits()
	last := int64(1)<<z - 1
	from := func(v uint32) uint32 { return uint32(max((int64(v)-margin+size-1)>>(worldBits-z)-1, 0)) }
	to := func(v uint32) uint32 { return uint32(min((int64(v)+margin)>>(worldBits-z), last)) }
	return tileRange{from(b.Min.X), from(b.Min.Y), to(b.Max.X), to(b.Max.Y)}
}

func (r tileRange) holds(c Coord) bool {
	return r.X0 <= c.X && c.X <= r.X1 && r.Y0 <= c.Y && c.Y <= r.Y1
}
