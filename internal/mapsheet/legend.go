package mapsheet

import (
	"github.com/paulmach/orb"
)

// legend is what stands below the map: the kinds and boundaries in columns on the left,
// scale bar and notes on the right.
type legend struct {
	height  float64
	entries []entry
	cell    float64 // width of a column
	rows    int     // in a column
	left    float64 // width of the left part
}

// entry is a line of the legend.
type entry struct {
	label string
	draw  func(d *drawing, x, y float64)
}

// notesWidth is the right part of what stands below the map.
func (l *layout) notesWidth() float64 { return (l.width - 2*margin*l.k) * 0.4 }

// What stands above the entries and above the notes.
const (
	headHeight = 7.0
	barHeight  = 13.0
	sampleSize = 8.0 // of a symbol with its space
)

func (l *layout) newLegend() legend {
	inside := l.width - 2*margin*l.k
	g := legend{left: inside - l.notesWidth()}
	g.entries = append(l.kindEntries(), l.levelEntries()...)
	for _, e := range g.entries {
		g.cell = max(g.cell, textWidth(e.label, legendSize*l.k)+sampleSize*l.k+3*l.k)
	}
	columns := 1
	if g.cell > 0 {
		columns = max(int(g.left/g.cell), 1)
	}
	g.rows = max((len(g.entries)+columns-1)/columns, 3)
	notes := l.notes(Facts{Scale: 1_000_000, Zone: 35, Meridian: 105, Labelled: 1000, Unnamed: 1000, Elsewhere: 1000})
	g.height = max(headHeight+float64(g.rows)*rowPitch, barHeight+float64(len(notes))*notePitch+2) * l.k
	return g
}

// notes are the lines of the notes, broken to their width.
func (l *layout) notes(f Facts) []string {
	var lines []string
	if l.sheet.Notes == nil {
		return nil
	}
	for _, note := range l.sheet.Notes(f) {
		lines = append(lines, wrapped(note, noteSize*l.k, l.notesWidth())...)
	}
	return lines
}

// kindEntries are the kinds, drawn as their marks are.
func (l *layout) kindEntries() []entry {
	type shapes struct{ points, lines bool }
	has := make([]shapes, len(l.sheet.Kinds))
	for _, m := range l.sheet.Marks {
		switch m.Geom.(type) {
		case orb.Point, orb.MultiPoint:
			has[m.Kind].points = true
		case orb.LineString, orb.MultiLineString:
			has[m.Kind].lines = true
		}
	}
	var out []entry
	for i, kind := range l.sheet.Kinds {
		draw := func(d *drawing, x, y float64) { d.patch(kind, x, y) }
		switch {
		case has[i].points:
			draw = func(d *drawing, x, y float64) { d.symbol(kind, x, y, false) }
		case has[i].lines:
			draw = func(d *drawing, x, y float64) { d.stroke(kind, x, y) }
		}
		out = append(out, entry{kind.Label, draw})
	}
	return out
}

// levelEntries are the boundaries that are drawn.
func (l *layout) levelEntries() []entry {
	var out []entry
	add := func(level string, outline bool) {
		out = append(out, entry{l.sheet.Levels[level], func(d *drawing, x, y float64) { d.boundarySample(level, outline, x, y) }})
	}
	if len(l.sheet.Area.Geom) > 0 {
		add(l.sheet.Area.Level, true)
	}
	if len(l.sheet.Parts) > 0 {
		add(l.sheet.Parts[0].Level, false)
	}
	return out
}
