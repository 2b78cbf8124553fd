package national

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/width"
)

// coordinatePattern is a coordinate as people write it: a direction before or after, and
// one to three numbers with whatever marks stand between them.
var coordinatePattern = regexp.MustCompile(
	`^(-|东经|西经|北纬|南纬|[ewns])? *(\d{1,3}(?:\.\d+)?)(?:[°º度d:\- ]+(?:(\d{1,2}(?:\.\d+)?)(?:['′’分m:\- ]+(?:(\d{1,2}(?:\.\d+)?)(?:"|″|”|''|′′|秒|s)?)?)?)?)? *(东经|西经|北纬|南纬|[ewns])?$`)

// parseCoordinate reads a longitude (limit 180) or latitude (limit 90) in degrees: decimal,
// or degrees, minutes and seconds with the marks °′″, 度分秒, colons, hyphens or spaces, and
// a direction (E, 东经 …) that must be one of the axis. style is that of Rules.Coordinates.
// False for anything else: minutes or seconds of 60 and more, a value beyond the limit.
func parseCoordinate(text, style string, limit float64) (float64, bool) {
	text = strings.ToLower(strings.TrimSpace(width.Fold.String(text)))
	if len(text) > 60 {
		return 0, false
	}
	m := coordinatePattern.FindStringSubmatch(text)
	if m == nil || m[1] != "" && m[1] != "-" && m[5] != "" {
		return 0, false
	}
	sign, ok := direction(m[1], m[5], limit)
	if !ok {
		return 0, false
	}
	value, ok := degrees(m[2], m[3], m[4], style)
	if !ok || value > limit {
		return 0, false
	}
	return sign * value, true
}

// direction is the sign that the marks before and after give; false when they speak of the other axis.
func direction(before, after string, limit float64) (float64, bool) {
	axis, sign := limit, 1.0
	if before == "-" {
		sign = -1
		before = ""
	}
	switch before + after {
	case "":
	case "e", "东经":
		axis = 180
	case "w", "西经":
		axis, sign = 180, -sign
	case "n", "北纬":
		axis = 90
	case "s", "南纬":
		axis, sign = 90, -sign
	}
	return sign, axis == limit
}

func degrees(d, m, s, style string) (float64, bool) {
	whole := m == "" && s == ""
	switch {
	case style == "decimal" && !whole, style == "dms" && whole && strings.Contains(d, "."):
		return 0, false
	case style == "packed":
		if !whole {
			return 0, false
		}
		d, m, s = unpack(d)
	case m != "" && strings.Contains(d, "."), s != "" && strings.Contains(m, "."):
		return 0, false // only the last part may have decimals
	}
	var sum float64
	for i, part := range []string{d, m, s} {
		if part == "" {
			continue
		}
		v, err := strconv.ParseFloat(part, 64)
		if err != nil || i > 0 && v >= 60 {
			return 0, false
		}
		sum += v / math.Pow(60, float64(i))
	}
	return sum, true
}

// unpack takes DDD.MMSSsss apart, as surveyors' calculators write it.
func unpack(text string) (d, m, s string) {
	d, rest, _ := strings.Cut(text, ".")
	for len(rest) < 4 {
		rest += "0"
	}
	m, s = rest[:2], rest[2:4]
	if len(rest) > 4 {
		s += "." + rest[4:]
	}
	return d, m, s
}

// splitPosition takes one text with longitude and latitude apart.
func splitPosition(text string) (lon, lat string, ok bool) {
	text = strings.TrimSpace(width.Fold.String(text))
	for _, mark := range []string{",", "、", ";", "|", "/"} {
		if parts := strings.Split(text, mark); len(parts) == 2 {
			return parts[0], parts[1], true
		}
	}
	if parts := strings.Fields(text); len(parts) == 2 {
		return parts[0], parts[1], true
	}
	for _, mark := range []string{"北纬", "N", "n"} {
		if i := strings.Index(text, mark); i > 0 {
			return text[:i], text[i:], true
		}
	}
	return "", "", false
}
