package mapsheet

import (
	"fmt"
	"html"
	"io"
	"strconv"
	"strings"

	"github.com/paulmach/orb"
	"github.com/paulmach/orb/clip"
	"github.com/paulmach/orb/simplify"
)

// drawing is a sheet as it is written.
type drawing struct {
	*layout
	*placed
	out strings.Builder
}

// The fonts end with those that hold rare characters.
const (
	sansFonts  = `'Noto Sans CJK SC','Source Han Sans SC','PingFang SC','Microsoft YaHei',sans-serif,'SimSun-ExtB','HanaMinB','Jigmo2'`
	serifFonts = `'Noto Serif CJK SC','Source Han Serif SC','Songti SC',SimSun,serif,'SimSun-ExtB','HanaMinB','Jigmo2'`
)

// Colours of the ground, the ink and the tints of areas: those of the map in the browser.
const (
	ground    = "#f3efe6"
	ink       = "#27313b"
	inkSoft   = "#5d6873"
	gridInk   = "#9fb3c2"
	halo      = "#fffdf8"
	noColours = 8
)

var tintColours = [noColours]string{"#fcf3d6", "#e6f1da", "#fbe6de", "#e1ecf6", "#ece4f5", "#f7ead0", "#dcefe9", "#f8e2ea"}

// WriteSVG writes the sheet as an SVG drawing of its size in millimetres. Errors are those
// of w.
func (s *Sheet) WriteSVG(w io.Writer) error {
	_, err := io.WriteString(w, `<?xml version="1.0" encoding="UTF-8"?>`+"\n"+s.draw().out.String())
	return err
}

// WriteHTML writes the sheet as a page that prints on one sheet of its paper.
func (s *Sheet) WriteHTML(w io.Writer) error {
	d := s.draw()
	side := "portrait"
	if d.width > d.height {
		side = "landscape"
	}
	_, err := fmt.Fprintf(w, "<!doctype html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"+
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>\n"+
		"@page { size: %s %s; margin: 0; }\nhtml, body { margin: 0; background: #d9dcdf; }\n"+
		"svg { display: block; width: min(100%%, %smm); height: auto; margin: 0 auto; background: #fff; }\n"+
		"@media print { html, body { background: none; } svg { width: %smm; height: %smm; } }\n</style>\n</head>\n<body>\n%s</body>\n</html>\n",
		html.EscapeString(s.Lang), html.EscapeString(s.Title), s.Paper.Name, side, num(d.width), num(d.width), num(d.height), d.out.String())
	return err
}

// draw lays the sheet out and draws it, from the ground up.
func (s *Sheet) draw() *drawing {
	l := layOut(s)
	d := &drawing{layout: l, placed: l.name()}
	d.facts.Scale, d.facts.Meridian = l.scale, l.zone.CentralMeridian()
	if l.zone.Number >= 25 && l.zone.Number <= 45 {
		d.facts.Zone = l.zone.Number
	}
	size := num(d.width) + `mm" height="` + num(d.height) + `mm" viewBox="0 0 ` + num(d.width) + " " + num(d.height)
	d.add(`<svg xmlns="http://www.w3.org/2000/svg" width="`, size, `" lang="`, html.EscapeString(s.Lang), `" font-family="`, sansFonts, `" fill="`, ink, `" role="img">`, "\n")
	d.add("<title>", html.EscapeString(s.Title), "</title>\n")
	d.definitions()
	d.add(d.rect(box{0, 0, d.width, d.height}, `fill="#fff"`), "\n")
	d.add(`<g clip-path="url(#frame)">`, "\n", d.rect(d.inner, `fill="`+ground+`"`), "\n")
	d.areas()
	d.grid()
	d.extended()
	d.boundaries()
	d.marks()
	d.add("</g>\n")
	d.border()
	d.below()
	d.add("</svg>\n")
	return d
}

func (d *drawing) add(parts ...string) {
	for _, p := range parts {
		d.out.WriteString(p)
	}
}

// num writes a number with two decimals at most.
func num(x float64) string {
	text := strings.TrimRight(strconv.FormatFloat(x, 'f', 2, 64), "0")
	if text = strings.TrimSuffix(text, "."); text == "-0" {
		return "0"
	}
	return text
}

func (d *drawing) rect(b box, style string) string {
	return `<rect x="` + num(b.x0) + `" y="` + num(b.y0) + `" width="` + num(b.width()) + `" height="` + num(b.height()) + `" ` + style + `/>`
}

// path is the data of a path of a geometry on the sheet, clipped a little outside the
// frame and without the vertices that nobody sees.
func (d *drawing) path(g orb.Geometry) string {
	seen := clip.Geometry(d.inner.grown(3).bound(), d.onSheet(g))
	if seen == nil {
		return ""
	}
	var out strings.Builder
	switch g := simplify.DouglasPeucker(0.04).Simplify(seen).(type) {
	case orb.LineString:
		trace(&out, g, false)
	case orb.MultiLineString:
		for _, line := range g {
			trace(&out, line, false)
		}
	case orb.Polygon:
		traceRings(&out, g)
	case orb.MultiPolygon:
		for _, p := range g {
			traceRings(&out, p)
		}
	}
	return out.String()
}

func traceRings(out *strings.Builder, p orb.Polygon) {
	for _, ring := range p {
		if len(ring) > 3 {
			trace(out, orb.LineString(ring[:len(ring)-1]), true)
		}
	}
}

func trace(out *strings.Builder, line orb.LineString, closed bool) {
	command := "M"
	for _, p := range line {
		out.WriteString(command + num(p[0]) + " " + num(p[1]))
		command = "L"
	}
	if closed {
		out.WriteString("Z")
	}
}

// text writes a text in a box, stretched to it.
func (d *drawing) text(text string, b box, size float64, style string) {
	d.add(`<text x="`, num(b.x0), `" y="`, num(b.y1-size*0.24), `" font-size="`, num(size), `" textLength="`, num(b.width()), `" lengthAdjust="spacingAndGlyphs"`, style, ">", html.EscapeString(text), "</text>\n")
}
