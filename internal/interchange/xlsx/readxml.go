package xlsx

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
	"unicode/utf16"
)

// xmlReader walks the elements of a part, prefixes of names left out.
type xmlReader struct {
	in  io.ReadCloser
	d   *xml.Decoder
	err error

	start string // name of the element that begins, "" for others
	end   string // name of the element that ends
	text  string // characters between two tags
	attrs []xml.Attr
}

func newXMLReader(in io.ReadCloser) *xmlReader { return &xmlReader{in: in, d: xml.NewDecoder(in)} }

func (x *xmlReader) close() { _ = x.in.Close() } // only read

// next goes to the next tag or text; false at the end or after an error.
func (x *xmlReader) next() bool {
	x.start, x.end, x.text = "", "", ""
	token, err := x.d.RawToken()
	if err != nil {
		if !errors.Is(err, io.EOF) {
			x.err = err
		}
		return false
	}
	switch t := token.(type) {
	case xml.StartElement:
		x.start, x.attrs = t.Name.Local, t.Attr
	case xml.EndElement:
		x.end = t.Name.Local
	case xml.CharData:
		x.text = string(t)
	}
	return true
}

// attr is an attribute of the element that begins, "" for none.
func (x *xmlReader) attr(name string) string {
	for _, a := range x.attrs {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// readStrings reads the table of texts that cells point to.
func (b *bookReader) readStrings() error {
	x, err := b.part("xl/sharedStrings.xml")
	if err != nil || x == nil {
		return err
	}
	defer x.close()
	var text strings.Builder
	in, sound := false, false // inside a text, inside a phonetic note
	for x.next() {
		switch {
		case x.start == "si":
			text.Reset()
		case x.end == "si":
			b.strings = append(b.strings, unescape(text.String()))
		case x.start == "rPh", x.end == "rPh":
			sound = x.start != ""
		case x.start == "t", x.end == "t":
			in = x.start != ""
		case in && !sound:
			text.WriteString(x.text)
		}
	}
	return x.err
}

// unescape reads the form _xHHHH_ in which the format writes characters that XML can't hold.
func unescape(text string) string {
	if !strings.Contains(text, "_x") {
		return text
	}
	var units []uint16
	for i := 0; i < len(text); {
		if unit, ok := escaped(text[i:]); ok {
			units, i = append(units, unit), i+7
			continue
		}
		j := i + 1
		for j < len(text) && text[j] != '_' {
			j++
		}
		units, i = append(units, utf16.Encode([]rune(text[i:j]))...), j
	}
	return string(utf16.Decode(units))
}

func escaped(text string) (uint16, bool) {
	if len(text) < 7 || text[:2] != "_x" || text[6] != '_' {
		return 0, false
	}
	n, err := strconv.ParseUint(text[2:6], 16, 16)
	return uint16(n), err == nil
}

// readStyles finds out which styles show dates.
func (b *bookReader) readStyles() error {
	x, err := b.part("xl/styles.xml")
	if err != nil || x == nil {
		return err
	}
	defer x.close()
	own := map[int]bool{}
	cells := false
	for x.next() {
		switch {
		case x.start == "numFmt":
			if id, err := strconv.Atoi(x.attr("numFmtId")); err == nil {
				own[id] = showsDate(x.attr("formatCode"))
			}
		case x.start == "cellXfs", x.end == "cellXfs":
			cells = x.start != ""
		case x.start == "xf" && cells:
			id, _ := strconv.Atoi(x.attr("numFmtId"))
			date, known := own[id]
			b.dates = append(b.dates, known && date || !known && builtInDate(id))
		}
	}
	return x.err
}

// builtInDate: the number formats of dates and times that need no description, the East
// Asian ones too (ECMA-376 part 1, 18.8.30).
func builtInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 45 && id <= 47 || id >= 50 && id <= 58
}

// showsDate: a number format with year, month or day outside of quotes and brackets.
func showsDate(format string) bool {
	quoted, bracket := false, false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[', c == ']':
			bracket = c == '['
		case !bracket && strings.IndexByte("yYdD", c) >= 0:
			return true
		}
	}
	return false
}
