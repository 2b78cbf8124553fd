package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
)

//go:embed readings.txt
var readingText string

// localReadings are the readings that place names prefer, by character.
var localReadings = sync.OnceValue(func() map[rune][]syllable {
	table := map[rune][]syllable{}
	for line := range strings.Lines(readingText) {
		fields := strings.Fields(line)
		if len(fields) < 2 || fields[0] == "#" {
			continue
		}
		for _, reading := range fields[1:] {
			r := []rune(fields[0])[0]
			table[r] = append(table[r], parseSyllable(reading))
		}
	}
	return table
})

// reading is one way to read a name aloud.
type reading []syllable

// maxReadings bounds the readings kept of one name form.
const maxReadings = 4

// readingsOf lists how a name is read, the best first. The pinyin written in the entry
// goes first; what it leaves out (often the generic part) comes from the dictionary. Then
// follow the other readings of polyphones that place names are known for, so that a
// doubtful reading does not hide the entry. How the office reads a text comes on top of
// them (officeReadings).
func readingsOf(name, written string) []reading {
	chars := []rune(Normalise(name))
	given := parseLetters(written)
	var list []reading
	aligned, sure := align(chars, given)
	switch {
	case aligned != nil:
		list = append(list, aligned)
	case len(given) > 0:
		list = append(list, split(given))
	}
	if !sure {
		list = append(list, usualReading(chars))
	}
	base := list[len(list)-1]
	for i, r := range chars {
		for _, other := range localReadings()[r] {
			list = append(list, base.with(i, other))
		}
	}
	return distinct(list)
}

// usualReading takes the first reading of each character.
func usualReading(chars []rune) reading {
	out := make(reading, len(chars))
	for i, r := range chars {
		out[i] = usual(r)
	}
	return out
}

// usual is the first reading of a character. One without a reading stands for itself;
// punctuation is silent.
func usual(r rune) syllable {
	if known := readings(r); len(known) > 0 && unicode.Is(unicode.Han, r) {
		return known[0]
	}
	if unicode.IsLetter(r) || unicode.IsDigit(r) {
		return syllable{plain: string(r)}
	}
	return syllable{}
}

func (r reading) with(i int, s syllable) reading {
	out := append(reading{}, r...)
	out[i] = s
	return out
}

// distinct leaves out readings that differ by nothing but tones, and those over the limit.
func distinct(list []reading) []reading {
	seen := map[string]bool{}
	var out []reading
	for _, r := range list {
		if key := r.spaced(); !seen[key] && len(out) < maxReadings {
			seen[key] = true
			out = append(out, r)
		}
	}
	return out
}

// spaced is the toneless reading with a space between syllables.
func (r reading) spaced() string {
	return r.join(" ", func(s syllable) string { return s.plain })
}

// joined is the toneless reading without spaces.
func (r reading) joined() string {
	return r.join("", func(s syllable) string { return s.plain })
}

// toned has a tone digit after each syllable whose tone is known.
func (r reading) toned() string {
	return r.join("", func(s syllable) string {
		if s.tone == 0 {
			return s.plain
		}
		return s.plain + string('0'+rune(s.tone))
	})
}

// initials are the first letters of the syllables.
func (r reading) initials() string {
	return r.join("", func(s syllable) string { return string([]rune(s.plain)[0]) })
}

func (r reading) join(sep string, f func(syllable) string) string {
	parts := make([]string, 0, len(r))
	for _, s := range r {
		if s.plain != "" {
			parts = append(parts, f(s))
		}
	}
	return strings.Join(parts, sep)
}
