// Package paper writes official documents (公文): one small model of headings, paragraphs,
// tables, forms, page breaks and pictures, rendered as .docx (OOXML, ECMA-376) and as
// HTML that prints the same way. Page, margins and type sizes follow GB/T 9704-2012.
//
// It knows no document of any office: what stands in one is the caller's. Text may hold
// every character of Unicode that XML can; those beyond the basic plane (𣲗, U+23C97)
// pass unharmed. Control characters other than tab and line feed are left out.
package paper

import (
	"strings"
	"time"
	"unicode"
)

// Document is a document: its blocks follow one another from the top.
type Document struct {
	Title  string    // of the file, in the window of its reader; not printed
	Author string    // for the properties of the file
	At     time.Time // when it was made, for the same; zero: not said
	Lang   string    // BCP 47, default zh-CN
	Wide   bool      // the page lies on its side
	Blocks []Block
}

// Block is one of Heading, Paragraph, Table, Form, Image and PageBreak.
type Block interface{ block() }

// Heading is a heading: level 0 the document's own, in large type and centred, 1 to 3
// those of its parts. Levels 1 to 3 stand in the outline of the file.
type Heading struct {
	Level int
	Text  string
}

// Paragraph is running text. Use Text and Line to make plain ones.
type Paragraph struct {
	Runs   []Run
	Align  Align
	Indent bool // the first line stands in by two characters, as running text does
}

// Run is a piece of a paragraph in one type.
type Run struct {
	Text string // tabs and line feeds are kept
	Bold bool
}

// Align is how text stands.
type Align string

// The alignments; by default text stands left.
const (
	Left   Align = ""
	Center Align = "center"
	Right  Align = "right"
)

// Table is a table with borders; its header is repeated on every page. Rows may be of
// different lengths: the rest of a row is empty.
type Table struct {
	Header [][]Cell
	Rows   [][]Cell
	Widths []float64 // shares of the columns; missing: as the content needs
}

// Cell is a cell of a table. Cells of a row follow one another from the left and pass
// over places that a cell above covers, as in HTML.
type Cell struct {
	Text   string
	Bold   bool
	Align  Align
	Across int // how many columns it covers; 0 is 1
	Down   int // how many rows it covers; 0 is 1
	Lines  int // at least as high as so many lines
}

// Form is a form of labels and values in a ruled grid.
type Form struct {
	Pairs  int // how many pairs of label and value stand in a row, default 2
	Fields []Field
}

// Field is a label with its value.
type Field struct {
	Label, Value string
	Wide         bool // takes a row of its own
	Lines        int  // at least as high as so many lines
}

// Image is a picture in a line of its own, centred.
type Image struct {
	Data          []byte  // PNG or JPEG
	Alt           string  // what it shows, for those who cannot see it
	Width, Height float64 // millimetres; one of them 0: as the picture's shape says, both: as wide as the text
}

// PageBreak starts a new page.
type PageBreak struct{}

func (Heading) block()   {}
func (Paragraph) block() {}
func (Table) block()     {}
func (Form) block()      {}
func (Image) block()     {}
func (PageBreak) block() {}

// Text is a paragraph of running text, its first line standing in.
func Text(text string) Paragraph { return Paragraph{Runs: []Run{{Text: text}}, Indent: true} }

// Line is a paragraph that begins at the margin, or stands as align says.
func Line(text string, align Align) Paragraph {
	return Paragraph{Runs: []Run{{Text: text}}, Align: align}
}

// Cells makes plain cells of texts.
func Cells(texts ...string) []Cell {
	cells := make([]Cell, len(texts))
	for i, text := range texts {
		cells[i].Text = text
	}
	return cells
}

// Paragraphs makes a paragraph of running text of each line of the text that is not empty.
func Paragraphs(text string) []Block {
	var blocks []Block
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" {
			blocks = append(blocks, Text(line))
		}
	}
	return blocks
}

// table is the form as a table.
func (f Form) table() Table {
	pairs := f.Pairs
	if pairs < 1 {
		pairs = 2
	}
	t := Table{}
	for range pairs {
		t.Widths = append(t.Widths, 2, 5-float64(pairs-1))
	}
	var row []Cell
	flush := func() {
		if len(row) > 0 {
			row[len(row)-1].Across = 2*pairs - len(row) + 1
			t.Rows, row = append(t.Rows, row), nil
		}
	}
	for _, field := range f.Fields {
		if field.Wide {
			flush()
		}
		row = append(row, Cell{Text: field.Label, Bold: true, Align: Center}, Cell{Text: field.Value, Lines: field.Lines})
		if field.Wide || len(row) == 2*pairs {
			flush()
		}
	}
	flush()
	return t
}

// clean leaves out what XML cannot hold.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}
