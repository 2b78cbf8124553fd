package spelling

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Misfit says why a pinyin does not fit a name: a message key of the namespace spelling and
// its parameters.
type Misfit struct {
	Key      string
	Params   map[string]any
	Expected string // the spelling that fits best
}

// Fits reports whether a pinyin, with tone marks or without, fits a name of a class: every
// syllable is a reading of its character (the settled one, where a word has one), none is
// missing, and words are divided and written as the rules say. It is for the data-quality check "pinyin against name".
func (b *Book) Fits(name, class, pinyin string) (ok bool, why Misfit) {
	written := norm.NFC.String(strings.TrimSpace(pinyin))
	suggested := b.Romanise(name, Options{Class: class})
	if len(suggested.Suggestions) == 0 {
		return written == "", misfit("spelling.misfit_nothing", "")
	}
	for i, s := range suggested.Suggestions {
		if basis := s.Basis; (i == 0 || basis == "reading" || basis == "pinyin") && sameSpelling(s.Spelling, written) {
			return true, Misfit{}
		}
	}
	best := suggested.Suggestions[0].Spelling
	if written == "" {
		return false, misfit("spelling.misfit_empty", best)
	}
	picks, why := b.align(suggested.Name, written)
	if why.Key != "" {
		why.Expected, why.Params["expected"] = best, best
		return false, why
	}
	settled := b.readName([]rune(suggested.Name), nil)
	for i, reading := range picks {
		if settled.settled[i] && settled.readings[i] != reading {
			return false, misfit("spelling.misfit_settled", best, "char", string(settled.chars[i]), "reading", settled.readings[i])
		}
	}
	best = b.Romanise(name, Options{Class: class, Picks: picks}).Suggestions[0].Spelling
	if sameSpelling(best, written) {
		return true, Misfit{}
	}
	return false, misfit("spelling.misfit_division", best)
}

func misfit(key, expected string, params ...any) Misfit {
	m := Misfit{Key: key, Expected: expected, Params: map[string]any{}}
	for i := 0; i+1 < len(params); i += 2 {
		m.Params[params[i].(string)] = params[i+1]
	}
	if expected != "" {
		m.Params["expected"] = expected
	}
	return m
}

// sameSpelling: letter for letter, the written one with tone marks or without; apostrophes
// of every form are the same.
func sameSpelling(spelling, written string) bool {
	written = strings.NewReplacer("’", "'", "‘", "'", "ʼ", "'", "＇", "'").Replace(written)
	return spelling == written || WithoutTones(spelling) == written
}

// letter of a written pinyin with the mark of its tone.
type letter struct {
	r    rune
	tone rune
}

// lettersOf reads a written pinyin: letters and digits in lower case, v as ü.
func lettersOf(text string) []letter {
	var out []letter
	for _, r := range norm.NFD.String(strings.ToLower(text)) {
		last := len(out) - 1
		switch {
		case last >= 0 && (r == '\u0304' || r == '\u0301' || r == '\u030c' || r == '\u0300'):
			out[last].tone = r
		case last >= 0 && r == '\u0308' && out[last].r == 'u':
			out[last].r = 'ü'
		case last >= 0 && r == '\u0302' && out[last].r == 'e':
			out[last].r = 'ê'
		case unicode.IsLetter(r), unicode.IsDigit(r):
			if r == 'v' {
				r = 'ü'
			}
			out = append(out, letter{r: r})
		}
	}
	return out
}

// align lays a written pinyin along a name. It answers the readings that the pinyin gives to
// the characters, or why there is no way.
func (b *Book) align(name, written string) (map[int]string, Misfit) {
	a := &aligner{book: b, chars: []rune(name), given: lettersOf(written), dead: map[[2]int]bool{}, picks: map[int]string{}}
	if a.from(0, 0) {
		return a.picks, Misfit{}
	}
	switch {
	case a.far >= len(a.chars):
		return nil, misfit("spelling.misfit_long", "")
	case a.reached >= len(a.given):
		return nil, misfit("spelling.misfit_short", "", "char", string(a.chars[a.far]))
	}
	return nil, misfit("spelling.misfit_reading", "", "char", string(a.chars[a.far]), "readings", strings.Join(a.readings(a.far), ", "))
}

// aligner searches a way through characters and letters; dead are states without one.
type aligner struct {
	book    *Book
	chars   []rune
	given   []letter
	dead    map[[2]int]bool
	picks   map[int]string
	far     int // the furthest character that no letters were found for
	reached int // the letters that were used by then
}

func (a *aligner) readings(i int) []string {
	var out []string
	for _, c := range a.book.choices(a.chars[i]) {
		if !slices.Contains(out, c.reading) {
			out = append(out, c.reading)
		}
	}
	switch a.chars[i] {
	case '儿':
		out = append(out, "r")
	case '弄':
		out = append(out, "lòng")
	}
	return out
}

// from reports whether the characters from i fit the letters from at.
func (a *aligner) from(i, at int) bool {
	if i > a.far || i == a.far && at > a.reached {
		a.far, a.reached = i, at
	}
	if i == len(a.chars) {
		return at == len(a.given)
	}
	key := [2]int{i, at}
	if a.dead[key] {
		return false
	}
	if a.step(i, at) {
		return true
	}
	a.dead[key] = true
	return false
}

func (a *aligner) step(i, at int) bool {
	r := a.chars[i]
	if !unicode.Is(unicode.Han, r) {
		return a.other(i, at)
	}
	for _, reading := range a.readings(i) {
		n, toned := a.takes(at, reading)
		if n > 0 && a.from(i+1, at+n) {
			if toned {
				a.picks[i] = reading
			} else if first := a.book.choices(r); len(first) > 0 && WithoutTones(first[0].reading) != WithoutTones(reading) {
				a.picks[i] = reading
			}
			return true
		}
	}
	if n := numeralHead(a.chars[i:]); n > 0 {
		if digits, ok := arabic(a.chars[i : i+n]); ok && a.takesText(at, digits) && a.from(i+n, at+len(digits)) {
			return true
		}
	}
	return false
}

// other matches letters and digits of the name itself; punctuation takes nothing.
func (a *aligner) other(i, at int) bool {
	r := unicode.ToLower(a.chars[i])
	if !isForeign(r) || unicode.IsMark(r) {
		return a.from(i+1, at)
	}
	return a.takesText(at, string(r)) && a.from(i+1, at+1)
}

func (a *aligner) takesText(at int, text string) bool {
	for k, r := range []rune(text) {
		if at+k >= len(a.given) || a.given[at+k].r != r {
			return false
		}
	}
	return true
}

// takes is the number of letters that a reading uses at a place, 0 when it does not stand
// there; a written tone has to be its own.
func (a *aligner) takes(at int, reading string) (n int, toned bool) {
	want := lettersOf(reading)
	if len(want) > len(a.given)-at {
		return 0, false
	}
	for k, l := range want {
		got := a.given[at+k]
		if got.r != l.r || got.tone != 0 && got.tone != l.tone {
			return 0, false
		}
		toned = toned || got.tone != 0
	}
	return len(want), toned
}
