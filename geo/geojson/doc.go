// Package geojson reads and writes GeoJSON (RFC 7946), strictly and as a stream.
//
// JSON must be exactly RFC 8259 in valid UTF-8: numbers are finite, strings hold
// whole characters, nothing follows the value. Geometries must have the right
// nesting, closed rings and enough positions of two or three numbers each; a
// limit on vertices is checked while they arrive, so that a body of any length
// is refused early and takes no memory. What the standard merely recommends is
// not asked for: rings may run either way, coordinates have any precision,
// collections may be nested.
//
// Only the structure is looked at. Whether positions lie on earth and polygons are
// simple is asked of [geo.ValidateGeometry], when the coordinate system is known.
//
// Everything that is wrong comes back as a [*geo.Fault] whose detail holds the
// line and column.
package geojson
