package spelling

import (
	"strings"
	"unicode"

	"cairn/gazetteer"
)

// The kinds of words in a spelling.
const (
	kindSpecific = "specific" // 专名
	kindGeneric  = "generic"  // 通名
	kindPeople   = "people"   // ethnic group in the name of an area
	kindNumber   = "number"   // ordinal or code, in digits
	kindForeign  = "latin"    // letters and digits, as given
	kindMark     = "mark"     // brackets and other punctuation, as given
)

// piece is a word of a division: the characters from … to.
type piece struct {
	from, to int
	kind     string
	digits   string // instead of the readings
	reading  string // of a generic term of one character that has its own
	erhua    bool   // 儿 after a syllable is r (rule 12)
	tight    bool   // no space before it
}

// divider cuts a name into words by the rules. text is the name in standard characters, one
// for each of the name's.
type divider struct {
	text   []rune
	class  string
	groups []group
	out    []piece
}

// divide cuts a name of a class into words.
func divide(chars []rune, class string) []piece {
	d := &divider{text: make([]rune, len(chars)), class: class, groups: groupsOf(class)}
	for i, r := range chars {
		d.text[i] = r
		if std := []rune(gazetteer.Normalise(string(r))); len(std) == 1 && unicode.Is(unicode.Han, r) {
			d.text[i] = std[0]
		}
	}
	for i := 0; i < len(chars); {
		n := d.run(i)
		switch r := chars[i]; {
		case unicode.Is(unicode.Han, r):
			d.chinese(i, i+n)
		case isForeign(r):
			d.foreign(i, i+n)
		case !isGap(r):
			d.add(piece{from: i, to: i + n, kind: kindMark, tight: closes(r)})
		}
		i += n
	}
	return d.out
}

// run is the length of the run of characters of one sort at i; marks stand alone.
func (d *divider) run(i int) int {
	same := func(r rune) bool { return false }
	switch r := d.text[i]; {
	case unicode.Is(unicode.Han, r):
		dots := d.has(rural) && !d.has(urban) // a village is one word
		same = func(r rune) bool { return unicode.Is(unicode.Han, r) || dots && isDot(r) }
	case isForeign(r):
		same = isForeign
	case isGap(r):
		same = isGap
	}
	n := 1
	for i+n < len(d.text) && same(d.text[i+n]) {
		n++
	}
	return n
}

// isForeign: letters, digits and what they are written with, but no Chinese characters.
func isForeign(r rune) bool {
	return !unicode.Is(unicode.Han, r) && (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r))
}

// isGap: what separates words and is written as a space.
func isGap(r rune) bool { return unicode.IsSpace(r) || isDot(r) }

func isDot(r rune) bool { return strings.ContainsRune("·•・‧∙⋅", r) }

func closes(r rune) bool {
	return strings.ContainsRune(")]}》〉」』】〕）,，、。.;；:：!！?？%-—–~/'’\"”", r)
}

func opens(r rune) bool {
	return strings.ContainsRune("([{《〈「『【〔（-—–~/'‘\"“#", r)
}

func (d *divider) add(p piece) {
	p.erhua = d.has(traffic)
	if d.has(traffic) && p.kind == kindGeneric && string(d.text[p.from:p.to]) == "弄" {
		p.reading = "lòng"
	}
	if n := len(d.out); n > 0 && opens(d.text[d.out[n-1].to-1]) && d.out[n-1].kind == kindMark {
		p.tight = true
	}
	d.out = append(d.out, p)
}

func (d *divider) word(from, to int, kind string) {
	if from < to {
		d.add(piece{from: from, to: to, kind: kind})
	}
}

func (d *divider) foreign(from, to int) {
	d.add(piece{from: from, to: to, kind: kindForeign, digits: string(d.text[from:to])})
}

// chinese divides a run of Chinese characters.
func (d *divider) chinese(from, to int) {
	text := d.text[from:to]
	if after := len(d.out) > 0 && d.out[len(d.out)-1].kind == kindForeign && d.out[len(d.out)-1].to == from; after && text[0] == '号' && len(text) > 1 {
		d.word(from, from+1, kindSpecific)
		from++
	}
	if at := d.connector(from, to); at > 0 {
		d.part(from, at)
		d.word(at, at+1, kindSpecific)
		d.roadTo(at+1, to)
		return
	}
	d.whole(from, to)
}

// connector finds 至 between two ends of a road (卧龙街道至文山市公路), 0 for none.
func (d *divider) connector(from, to int) int {
	if !d.has(traffic) {
		return 0
	}
	for i := from + 2; i < to-3; i++ {
		if d.text[i] == '至' {
			return i
		}
	}
	return 0
}

func (d *divider) has(g group) bool {
	for _, mine := range d.groups {
		if mine == g {
			return true
		}
	}
	return false
}

// whole divides a name, or the part of one that has its own generic term (rules 1 to 4).
func (d *divider) whole(from, to int) {
	g, n := genericOf(d.text[from:to], d.groups)
	if g == nil || d.has(anyClass) && d.village(from, to) {
		d.specific(from, to)
		return
	}
	if n == to-from {
		d.generic(from, to, g)
		return
	}
	at := to - n
	if d.ordinal(from, at, to, g) {
		return
	}
	at -= d.modifiers(from, at, g)
	d.specific(from, at)
	d.generic(at, to, g)
}

// generic writes a generic term, whose own words stand apart, with the modifiers before it.
func (d *divider) generic(from, to int, g *generic) {
	end := to
	for _, n := range g.parts[1:] {
		end -= n
	}
	d.word(from, end, kindGeneric)
	for _, n := range g.parts[1:] {
		d.word(end, end+n, kindGeneric)
		end += n
	}
}

// village: without a class, a name that ends like a settlement's is one.
func (d *divider) village(from, to int) bool {
	return to-from > 1 && strings.ContainsRune("村庄屯寨营", d.text[to-1]) && d.class == ""
}

// part divides the name of an area inside a name.
func (d *divider) part(from, to int) {
	inner := &divider{text: d.text, groups: []group{administrative}}
	inner.whole(from, to)
	for _, p := range inner.out {
		d.add(p)
	}
}

// roadTo divides the end of a road between two places, which is one of them with the
// generic term of the road.
func (d *divider) roadTo(from, to int) {
	g, n := genericOf(d.text[from:to], d.groups)
	if g == nil || n == to-from {
		d.whole(from, to)
		return
	}
	d.part(from, to-n)
	d.generic(to-n, to, g)
}
