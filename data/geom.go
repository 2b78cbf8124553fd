package data

import (
	"context"
	"database/sql/driver"
	"encoding/binary"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgtype"
	"github.com/paulmach/orb"
	"github.com/twpayne/go-geom"
	"github.com/twpayne/go-geom/encoding/ewkb"
)

// SRID of every stored geometry: CGCS2000 longitude/latitude.
const SRID = 4490

// Geom carries an orb geometry (lon/lat, EPSG:4490) to and from the database; the zero value is NULL.
type Geom struct{ orb.Geometry }

// registerGeometry makes geometry columns scan into Geom and Geom bind as geometry, both as EWKB.
func registerGeometry(ctx context.Context, conn *pgx.Conn) error {
	var oid uint32
	err := conn.QueryRow(ctx, "SELECT coalesce(to_regtype('public.geometry')::oid, 0)").Scan(&oid)
	if err != nil {
		return fmt.Errorf("look up the geometry type: %w", err)
	}
	if oid == 0 {
		return nil // not migrated yet
	}
	conn.TypeMap().RegisterType(&pgtype.Type{Name: "geometry", OID: oid, Codec: geomCodec{pgtype.ByteaCodec{}}})
	return nil
}

// geomCodec is bytea with its own format preference: EWKB in binary only.
type geomCodec struct{ pgtype.ByteaCodec }

func (geomCodec) FormatSupported(format int16) bool { return format == pgtype.BinaryFormatCode }

// ScanBytes implements pgtype.BytesScanner.
func (g *Geom) ScanBytes(b []byte) error {
	if b == nil {
		g.Geometry = nil
		return nil
	}
	t, err := ewkb.Unmarshal(b)
	if err != nil {
		return fmt.Errorf("stored geometry: %w", err)
	}
	g.Geometry, err = toOrb(t)
	return err
}

// BytesValue implements pgtype.BytesValuer.
func (g Geom) BytesValue() ([]byte, error) {
	if g.Geometry == nil {
		return nil, nil
	}
	t, err := fromOrb(g.Geometry)
	if err != nil {
		return nil, err
	}
	return ewkb.Marshal(t, binary.LittleEndian)
}

// Value implements driver.Valuer, for code that goes through database/sql conventions.
func (g Geom) Value() (driver.Value, error) { return g.BytesValue() }

func toOrb(t geom.T) (orb.Geometry, error) {
	switch t := t.(type) {
	case *geom.Point:
		return orb.Point{t.X(), t.Y()}, nil
	case *geom.MultiPoint:
		return orb.MultiPoint(points(t.Coords())), nil
	case *geom.LineString:
		return orb.LineString(points(t.Coords())), nil
	case *geom.MultiLineString:
		return multi(t.Coords(), func(c []geom.Coord) orb.LineString { return points(c) }), nil
	case *geom.Polygon:
		return polygon(t.Coords()), nil
	case *geom.MultiPolygon:
		return orb.MultiPolygon(mapSlice(t.Coords(), polygon)), nil
	}
	return nil, fmt.Errorf("geometry type %T is not stored here", t)
}

func fromOrb(g orb.Geometry) (geom.T, error) {
	switch g := g.(type) {
	case orb.Point:
		return geom.NewPoint(geom.XY).MustSetCoords(coord(g)).SetSRID(SRID), nil
	case orb.MultiPoint:
		return geom.NewMultiPoint(geom.XY).MustSetCoords(mapSlice(g, coord)).SetSRID(SRID), nil
	case orb.LineString:
		return geom.NewLineString(geom.XY).MustSetCoords(mapSlice(g, coord)).SetSRID(SRID), nil
	case orb.MultiLineString:
		return geom.NewMultiLineString(geom.XY).MustSetCoords(
			mapSlice(g, func(l orb.LineString) []geom.Coord { return mapSlice(l, coord) })).SetSRID(SRID), nil
	case orb.Polygon:
		return geom.NewPolygon(geom.XY).MustSetCoords(mapSlice(g, ring)).SetSRID(SRID), nil
	case orb.MultiPolygon:
		return geom.NewMultiPolygon(geom.XY).MustSetCoords(
			mapSlice(g, func(p orb.Polygon) [][]geom.Coord { return mapSlice(p, ring) })).SetSRID(SRID), nil
	}
	return nil, fmt.Errorf("geometry type %T cannot be stored", g)
}

func coord(p orb.Point) geom.Coord { return geom.Coord{p[0], p[1]} }

func ring(r orb.Ring) []geom.Coord { return mapSlice(r, coord) }

func points(cs []geom.Coord) []orb.Point {
	return mapSlice(cs, func(c geom.Coord) orb.Point { return orb.Point{c[0], c[1]} })
}

func polygon(rings [][]geom.Coord) orb.Polygon {
	return mapSlice(rings, func(r []geom.Coord) orb.Ring { return points(r) })
}

func multi(lines [][]geom.Coord, f func([]geom.Coord) orb.LineString) orb.MultiLineString {
	return mapSlice(lines, f)
}

func mapSlice[S ~[]A, A, B any](s S, f func(A) B) []B {
	out := make([]B, len(s))
	for i, v := range s {
		out[i] = f(v)
	}
	return out
}
