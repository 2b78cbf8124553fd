package mapsheet

import (
	"html"
	"math"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
)

// areas are the grounds of the parts, or of the area where it has none.
func (d *drawing) areas() {
	parts := d.sheet.Parts
	if len(parts) == 0 && len(d.sheet.Area.Geom) > 0 {
		parts = []Area{d.sheet.Area}
	}
	for i, tint := range tints(parts, noColours) {
		if data := d.path(parts[i].Geom); data != "" {
			d.add(`<path class="part" fill="`, tintColours[tint], `" d="`, data, `"/>`, "\n")
		}
	}
}

// boundaries are those of the areas around, of the parts, and the outline with its ribbon.
func (d *drawing) boundaries() {
	drawn := seen{}
	outline := drawn.fresh(d.sheet.Area.Geom)
	if len(outline) > 0 {
		d.add(`<path class="outline" `, ribbon, ` stroke-width="`, num(2.4*d.k), `" d="`, d.path(d.sheet.Area.Geom), `"/>`, "\n")
	}
	for _, a := range d.sheet.Parts {
		d.runs(drawn.fresh(a.Geom), a.Level, "")
	}
	for _, a := range d.sheet.Beside {
		d.runs(drawn.fresh(a.Geom), a.Level, ` opacity=".55"`)
	}
	d.runs(outline, d.sheet.Area.Level, "")
}

func (d *drawing) runs(runs []orb.LineString, level, style string) {
	var data strings.Builder
	for _, run := range runs {
		data.WriteString(d.path(run))
	}
	if data.Len() > 0 {
		d.add(`<path class="border" `, d.borderStyle(level), style, ` d="`, data.String(), `"/>`, "\n")
	}
}

// extended are the marks that are lines or areas.
func (d *drawing) extended() {
	for i, m := range d.sheet.Marks {
		kind := d.sheet.Kinds[m.Kind]
		if d.spots[i].point {
			continue
		}
		data := d.path(m.Geom)
		switch m.Geom.(type) {
		case orb.LineString, orb.MultiLineString:
			d.add(`<path class="line" fill="none" stroke="`, kind.Colour, `" stroke-width="`, num(0.45*d.k), `" stroke-linejoin="round"`, faded(m.Past), ` d="`, data, `"/>`, "\n")
		default:
			d.add(`<path class="extent" fill="`, kind.Colour, `" fill-opacity=".22" stroke="`, kind.Colour, `" stroke-width="`, num(0.2*d.k), `"`, faded(m.Past), ` d="`, data, `"/>`, "\n")
		}
	}
}

// marks are the names of areas for orientation, then symbols, leader lines and labels.
func (d *drawing) marks() {
	for _, a := range d.areaNames(d.placed) {
		colour := "#8a7f8c"
		if a.beside {
			colour = "#9a9384"
		}
		d.spaced(a.name, a.box, a.size, ` class="area" fill="`+colour+`"`)
	}
	named := map[int]bool{}
	for _, lb := range d.labels {
		named[lb.mark] = true
	}
	for i := len(d.spots) - 1; i >= 0; i-- {
		s, m := d.spots[i], d.sheet.Marks[i]
		kind := d.sheet.Kinds[m.Kind]
		switch {
		case !s.shown:
		case named[i]:
			d.symbol(kind, s.at[0], s.at[1], m.Past)
		default:
			d.add(`<circle class="unnamed" cx="`, num(s.at[0]), `" cy="`, num(s.at[1]), `" r="`, num(0.4*d.k), `" fill="`, kind.Colour, `" fill-opacity=".55"/>`)
		}
	}
	d.add("\n")
	d.leaders()
	d.add(`<g paint-order="stroke" stroke="`, halo, `" stroke-width="`, num(0.6*d.k), `" stroke-linejoin="round">`, "\n")
	for _, lb := range d.labels {
		m := d.sheet.Marks[lb.mark]
		kind := d.sheet.Kinds[m.Kind]
		style := ` class="name" fill="` + kind.Colour + `"`
		if kind.Bold {
			style += ` font-weight="bold"`
		}
		d.text(m.Name, lb.box, kind.Size*d.k, style+faded(m.Past))
	}
	d.add("</g>\n")
}

// leaders join names that stand away with their marks.
func (d *drawing) leaders() {
	for _, lb := range d.labels {
		if lb.leader {
			at := d.spots[lb.mark].at
			x, y := math.Max(lb.box.x0, math.Min(at[0], lb.box.x1)), math.Max(lb.box.y0, math.Min(at[1], lb.box.y1))
			d.add(`<path class="leader" d="M`, num(at[0]), " ", num(at[1]), "L", num(x), " ", num(y), `" stroke="`, inkSoft, `" stroke-width="`, num(0.16*d.k), `"/>`, "\n")
		}
	}
}

// spaced writes a name with space between its characters.
func (d *drawing) spaced(text string, b box, size float64, style string) {
	d.add(`<text x="`, num(b.x0), `" y="`, num(b.y1-size*0.24), `" font-size="`, num(size), `" letter-spacing="`, num(size*spacing), `"`, style, ">", html.EscapeString(text), "</text>\n")
}

// grid is the graticule with its coordinates between the frames.
func (d *drawing) grid() {
	var data strings.Builder
	for _, g := range d.graticule() {
		trace(&data, g.line, false)
	}
	d.add(`<path class="graticule" fill="none" stroke="`, gridInk, `" stroke-width="`, num(0.14*d.k), `" d="`, data.String(), `"/>`, "\n")
}

// border is title, frames and the coordinates between them.
func (d *drawing) border() {
	size := 8.4 * d.k
	space := 0.04 // in sizes, between letters; between characters more
	if strings.HasPrefix(d.sheet.Lang, "zh") {
		space = 0.18
	}
	if w := textWidth(d.sheet.Title, size) * (1 + space); w > d.outer.width() {
		size *= d.outer.width() / w
	}
	d.add(`<text class="title" x="`, num(d.width/2), `" y="`, num((margin+9.5)*d.k), `" font-size="`, num(size), `" font-weight="bold" letter-spacing="`, num(size*space),
		`" text-anchor="middle" font-family="`, serifFonts, `">`, html.EscapeString(d.sheet.Title), "</text>\n")
	d.add(d.rect(d.inner, `fill="none" stroke="`+ink+`" stroke-width="`+num(0.2*d.k)+`"`), d.rect(d.outer, `fill="none" stroke="`+ink+`" stroke-width="`+num(0.8*d.k)+`"`), "\n")
	d.add(`<g class="coordinates" font-size="`, num(2.3*d.k), `" text-anchor="middle">`, "\n")
	for _, g := range d.graticule() {
		for _, p := range []orb.Point{g.line[0], g.line[len(g.line)-1]} {
			d.coordinate(g, p)
		}
	}
	d.add("</g>\n")
}

// coordinate stands where a line of the graticule meets the frame: those of meridians
// above and below, those of parallels at the sides.
func (d *drawing) coordinate(g gridLine, p orb.Point) {
	const near = 0.05
	off := (frameBand/2 + 0.1) * d.k
	x, y, turn := p[0], p[1], ""
	switch {
	case g.lon && p[1] < d.inner.y0+near:
		y = d.inner.y0 - off
	case g.lon && p[1] > d.inner.y1-near:
		y = d.inner.y1 + off
	case !g.lon && p[0] < d.inner.x0+near:
		x, turn = d.inner.x0-off, "-90"
	case !g.lon && p[0] > d.inner.x1-near:
		x, turn = d.inner.x1+off, "90"
	default:
		return
	}
	if turn != "" {
		turn = ` transform="rotate(` + turn + " " + num(x) + " " + num(y) + `)"`
	}
	d.add(`<text x="`, num(x), `" y="`, num(y+0.8*d.k), `"`, turn, ">", g.label, "</text>\n")
}

// below is the legend on the left, scale bar and notes on the right.
func (d *drawing) below() {
	top := d.outer.y1 + gap*d.k
	left := d.outer.x0
	d.add(`<g class="legend" font-size="`, num(legendSize*d.k), `">`, "\n")
	d.add(`<text x="`, num(left), `" y="`, num(top+3.6*d.k), `" font-size="`, num(3.8*d.k), `" font-weight="bold" letter-spacing="`, num(1.2*d.k), `">`, html.EscapeString(d.sheet.Legend), "</text>\n")
	for i, e := range d.legend.entries {
		x, y := left+float64(i/d.legend.rows)*d.legend.cell, top+(headHeight+float64(i%d.legend.rows)*rowPitch+1)*d.k
		e.draw(d, x+sampleSize/2*d.k, y)
		d.add(`<text x="`, num(x+(sampleSize+1)*d.k), `" y="`, num(y+1*d.k), `">`, html.EscapeString(e.label), "</text>\n")
	}
	d.add("</g>\n")
	x := left + d.legend.left
	d.scaleBar(x, top)
	d.add(`<g class="notes" font-size="`, num(noteSize*d.k), `" fill="`, inkSoft, `">`, "\n")
	for i, line := range d.notes(d.facts) {
		d.add(`<text x="`, num(x), `" y="`, num(top+(barHeight+float64(i+1)*notePitch)*d.k), `">`, html.EscapeString(line), "</text>\n")
	}
	d.add("</g>\n")
}

// scaleBar is the bar with kilometres and the scale as a number.
func (d *drawing) scaleBar(x, top float64) {
	km, length, parts := d.bar()
	y, part := top+6*d.k, length/float64(parts)
	d.add(`<g class="scale" font-size="`, num(2.5*d.k), `" text-anchor="middle">`, "\n")
	for i := range parts + 1 {
		at := x + 1 + float64(i)*part
		if i < parts {
			colour := []string{ink, "#fff"}[i%2]
			d.add(d.rect(box{at, y, at + part, y + 1.2*d.k}, `fill="`+colour+`" stroke="`+ink+`" stroke-width="`+num(0.16*d.k)+`"`))
		}
		label := strconv.FormatFloat(km*float64(i)/float64(parts), 'f', -1, 64)
		if i == parts {
			label += " km"
		}
		d.add(`<text x="`, num(at), `" y="`, num(y-1.2*d.k), `">`, label, "</text>")
	}
	d.add("\n", `<text x="`, num(x+length+8*d.k), `" y="`, num(y+1.4*d.k), `" font-size="`, num(3.4*d.k), `" font-weight="bold" text-anchor="start">1 : `, grouped(d.scale), "</text>\n</g>\n")
}

// grouped writes a number with thin spaces between its thousands.
func grouped(n int) string {
	text := strconv.Itoa(n)
	for i := len(text) - 3; i > 0; i -= 3 {
		text = text[:i] + "\u2009" + text[i:]
	}
	return text
}
