package geojson

import (
	"fmt"
	"strconv"
	"unicode/utf8"

	"github.com/paulmach/orb"
)

// Append writes a geometry to the end of dst, coordinates with the fewest
// digits that read back as the same number; null for nil. A box is written as a
// polygon and a ring as a polygon of one ring. Coordinates must be finite.
func Append(dst []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case nil:
		return append(dst, "null"...)
	case orb.Ring:
		return Append(dst, orb.Polygon{g})
	case orb.Bound:
		return Append(dst, g.ToPolygon())
	case orb.Collection:
		dst = append(dst, `{"type":"GeometryCollection","geometries":[`...)
		for i, part := range g {
			dst = Append(comma(dst, i), part)
		}
		return append(dst, "]}"...)
	}
	dst = fmt.Appendf(dst, `{"type":%q,"coordinates":`, g.GeoJSONType())
	return append(appendCoordinates(dst, g), '}')
}

func appendCoordinates(dst []byte, g orb.Geometry) []byte {
	switch g := g.(type) {
	case orb.Point:
		dst = append(dst, '[')
		dst = strconv.AppendFloat(dst, g[0], 'f', -1, 64)
		dst = append(dst, ',')
		dst = strconv.AppendFloat(dst, g[1], 'f', -1, 64)
		return append(dst, ']')
	case orb.MultiPoint:
		return appendParts(dst, g)
	case orb.LineString:
		return appendParts(dst, g)
	case orb.Ring:
		return appendParts(dst, g)
	case orb.MultiLineString:
		return appendParts(dst, g)
	case orb.Polygon:
		return appendParts(dst, g)
	case orb.MultiPolygon:
		return appendParts(dst, g)
	}
	return dst
}

func appendParts[G orb.Geometry](dst []byte, parts []G) []byte {
	dst = append(dst, '[')
	for i, part := range parts {
		dst = appendCoordinates(comma(dst, i), part)
	}
	return append(dst, ']')
}

func comma(dst []byte, i int) []byte {
	if i > 0 {
		return append(dst, ',')
	}
	return dst
}

// AppendString writes a JSON string to the end of dst. Bytes that are not UTF-8
// become U+FFFD.
func AppendString(dst []byte, text string) []byte {
	const hexDigits = "0123456789abcdef"
	dst = append(dst, '"')
	for _, r := range text {
		switch {
		case r == '"' || r == '\\':
			dst = append(dst, '\\', byte(r))
		case r == '\n':
			dst = append(dst, `\n`...)
		case r < 0x20 || r == 0x7F:
			dst = append(dst, '\\', 'u', '0', '0', hexDigits[r>>4], hexDigits[r&15])
		default:
			dst = utf8.AppendRune(dst, r)
		}
	}
	return append(dst, '"')
}
