package mapsheet

import (
	"fmt"
	"math"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
)

// gridLine is a meridian or parallel on the sheet with its coordinate.
type gridLine struct {
	line  orb.LineString
	label string
	lon   bool
}

// steps of the graticule in seconds.
var steps = []int{5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 18000}

// apart is how far the lines of a graticule stand from each other, at least, millimetres.
const apart = 42.0

// graticule are the meridians and parallels within the frame.
func (l *layout) graticule() []gridLine {
	b := orb.MultiPoint{l.lonLat(l.inner.x0, l.inner.y0), l.lonLat(l.inner.x1, l.inner.y0), l.lonLat(l.inner.x0, l.inner.y1),
		l.lonLat(l.inner.x1, l.inner.y1), l.lonLat((l.inner.x0+l.inner.x1)/2, l.inner.y0), l.lonLat((l.inner.x0+l.inner.x1)/2, l.inner.y1)}.Bound()
	perDegree := l.inner.height() / (b.Max[1] - b.Min[1])
	step := steps[len(steps)-1]
	for _, s := range steps {
		if float64(s)/3600*perDegree >= apart*l.k {
			step = s
			break
		}
	}
	var out []gridLine
	for axis := range 2 {
		first := int(math.Ceil(b.Min[axis]*3600/float64(step))) * step
		for at := first; float64(at) <= b.Max[axis]*3600; at += step {
			line := l.gridLine(b, axis, float64(at)/3600)
			if len(line) > 1 {
				out = append(out, gridLine{line, angle(at, axis), axis == 0})
			}
		}
	}
	return out
}

// gridLine is the part of a meridian (axis 0) or parallel (1) inside the frame.
func (l *layout) gridLine(b orb.Bound, axis int, at float64) orb.LineString {
	const pieces = 48
	var line orb.LineString
	other := 1 - axis
	for i := range pieces + 1 {
		var p orb.Point
		p[axis], p[other] = at, b.Min[other]+(b.Max[other]-b.Min[other])*float64(i)/pieces
		line = append(line, l.place(p))
	}
	within := clip.LineString(l.inner.bound(), line)
	if len(within) == 0 {
		return nil
	}
	return within[0]
}

// angle writes a coordinate of the graticule: 104°15′E, with seconds only where the step has them.
func angle(seconds, axis int) string {
	side := [2][2]string{{"E", "W"}, {"N", "S"}}[axis][0]
	if seconds < 0 {
		seconds, side = -seconds, [2]string{"W", "S"}[axis]
	}
	text := fmt.Sprintf("%d°%02d′", seconds/3600, seconds/60%60)
	if seconds%60 != 0 {
		text += fmt.Sprintf("%02d″", seconds%60)
	}
	return text + side
}

// bar is the length of the scale bar in kilometres and on the sheet, and its divisions.
func (l *layout) bar() (km, mm float64, parts int) {
	longest := 62 * l.k * float64(l.scale) / 1e6
	power := math.Pow(10, math.Floor(math.Log10(longest)))
	for _, b := range []struct {
		length float64
		parts  int
	}{{8, 4}, {6, 3}, {5, 5}, {4, 4}, {3, 3}, {2, 4}, {1, 5}} {
		if b.length*power <= longest {
			return b.length * power, b.length * power * 1e6 / float64(l.scale), b.parts
		}
	}
	return power, power * 1e6 / float64(l.scale), 5
}
