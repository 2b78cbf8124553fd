// Package mapsheet draws a map of named things as a sheet to print: title, frame with
// graticule, areas and their boundaries, symbols with name labels that do not overlap,
// legend, scale bar and notes, as SVG or as an HTML page that holds it.
//
// Sizes on the sheet are millimetres from its upper left corner; a sheet of A4 has
// everything but the map itself smaller by a factor. The projection is Gauss-Krüger on
// CGCS2000, in the 3-degree zone of the sheet's centre. The same Sheet gives the same bytes.
package mapsheet

import (
	"github.com/paulmach/orb"
)

// Paper is a size of paper.
type Paper struct {
	Name          string  // for CSS
	Width, Height float64 // upright, millimetres
	factor        float64 // of all sizes but the map's
}

// The papers that offices print on.
var (
	A3 = Paper{"A3", 297, 420, 1}
	A4 = Paper{"A4", 210, 297, 0.8}
)

// Sheet is what is drawn.
type Sheet struct {
	Title  string
	Legend string // heading of the legend
	Lang   string
	Paper  Paper
	Area   Area                 // the area shown; without a geometry the marks alone say what is shown
	Parts  []Area               // the areas in it, tinted
	Beside []Area               // the areas around it
	Marks  []Mark               // by priority: the labels of the first are placed first
	Kinds  []Kind               // what marks are; the order of the legend
	Levels map[string]string    // names of the boundaries of a level, for the legend
	Notes  func(Facts) []string // the lines below the scale bar, once the sheet is laid out
}

// Area is an administrative area.
type Area struct {
	Name  string
	Level string           // province, prefecture, county, township or village
	Geom  orb.MultiPolygon // lon, lat
}

// Mark is a named thing.
type Mark struct {
	Name string
	Kind int          // index in Sheet.Kinds
	Geom orb.Geometry // lon, lat
	Must bool         // its label is placed even where it needs a leader line
	Past bool         // no longer in use
}

// Kind is how marks of a kind look.
type Kind struct {
	Label  string
	Symbol string // one of the symbols of this package
	Colour string
	Size   float64 // of the label, millimetres on A3
	Bold   bool
}

// Facts are what the layout came to.
type Facts struct {
	Scale     int     // 1 to so many
	Meridian  float64 // central meridian, degrees
	Zone      int     // number of the 3-degree zone; 0 outside those of China
	Labelled  int     // marks with their names
	Unnamed   int     // marks for whose names there was no room
	Elsewhere int     // marks that lie beyond the frame
}
