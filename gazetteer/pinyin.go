package gazetteer

import (
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// syllable is one syllable of pinyin. Plain has letters a–z only, v for ü; a character
// without a reading stands for itself. Tone is 1–4, 5 for the neutral one, 0 if unknown.
type syllable struct {
	plain string
	tone  byte
}

// letter is one letter of a written pinyin text, with the tone mark that it carries.
type letter struct {
	c    byte
	tone byte
	gap  bool // a space, hyphen or apostrophe stands before it
}

// toneMarks are the combining marks of the tones; the diaeresis turns u into v.
var toneMarks = map[rune]byte{'\u0304': 1, '\u0301': 2, '\u030c': 3, '\u0300': 4}

const diaeresis = '\u0308'

// parseLetters reads pinyin as people write it: with tone marks, tone digits or neither,
// spaced or joined, any case. What is no letter or digit separates.
func parseLetters(text string) []letter {
	var letters []letter
	gap := false
	for _, r := range norm.NFD.String(text) {
		r = unicode.ToLower(r)
		last := len(letters) - 1
		switch {
		case r >= 'a' && r <= 'z':
			letters = append(letters, letter{c: byte(r), gap: gap})
			gap = false
		case r >= '1' && r <= '5' && last >= 0 && !gap && letters[last].c >= 'a':
			letters[last].tone = byte(r - '0')
			gap = true
		case r >= '0' && r <= '9':
			letters = append(letters, letter{c: byte(r), gap: gap})
			gap = false
		case last >= 0 && toneMarks[r] > 0:
			letters[last].tone = toneMarks[r]
		case last >= 0 && r == diaeresis && letters[last].c == 'u':
			letters[last].c = 'v'
		case unicode.Is(unicode.Mn, r):
		default:
			gap = true
		}
	}
	return letters
}

// plainText is the letters without tones and gaps.
func plainText(letters []letter) string {
	b := make([]byte, len(letters))
	for i, l := range letters {
		b[i] = l.c
	}
	return string(b)
}

// parseSyllable reads one syllable with its tone mark or digit; one without is neutral.
func parseSyllable(text string) syllable {
	letters := parseLetters(text)
	s := syllable{plainText(letters), toneOf(letters)}
	if s.tone == 0 {
		s.tone = 5
	}
	return s
}

// toneOf is the tone that the letters carry, 0 for none.
func toneOf(letters []letter) byte {
	var tone byte
	for _, l := range letters {
		tone = max(tone, l.tone)
	}
	return tone
}

// tones counts the tone marks of the letters.
func tones(letters []letter) int {
	n := 0
	for _, l := range letters {
		if l.tone > 0 {
			n++
		}
	}
	return n
}

var readingCache sync.Map // rune → []syllable

// readings lists how the character is read, the usual reading in place names first;
// nil when nobody knows.
func readings(r rune) []syllable {
	if cached, ok := readingCache.Load(r); ok {
		return cached.([]syllable)
	}
	list := append([]syllable{}, localReadings()[r]...)
	if text, ok := pinyin.PinyinDict[int(r)]; ok {
		for reading := range strings.SplitSeq(text, ",") {
			list = addReading(list, parseSyllable(reading))
		}
	}
	readingCache.Store(r, list)
	return list
}

func addReading(list []syllable, s syllable) []syllable {
	for _, known := range list {
		if known == s {
			return list
		}
	}
	return append(list, s)
}

// legal holds every toneless syllable of the dictionary.
var legal = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for _, text := range pinyin.PinyinDict {
		for reading := range strings.SplitSeq(text, ",") {
			if s := parseSyllable(reading).plain; strings.ContainsAny(s, "aeiouv") {
				set[s] = true
			}
		}
	}
	return set
})

// longestSyllable is zhuang, chuang, shuang.
const longestSyllable = 6

// split cuts letters into syllables: at gaps, never two tones in one, the longest first.
// Letters that are no pinyin stand alone.
func split(letters []letter) []syllable {
	var out []syllable
	for len(letters) > 0 {
		n := 1
		if cut := cuts(letters); len(cut) > 0 {
			n = cut[0]
		}
		out = append(out, syllable{plainText(letters[:n]), toneOf(letters[:n])})
		letters = letters[n:]
	}
	return out
}

// cuts lists the lengths of the legal syllables that the letters begin with; first those
// after which the rest of the word can be cut as well, the longest of each first.
func cuts(letters []letter) []int {
	var good, poor []int
	for n := min(longestSyllable, len(letters)); n > 0; n-- {
		if gapInside(letters[:n]) || tones(letters[:n]) > 1 || !legal()[plainText(letters[:n])] {
			continue
		}
		if n == len(letters) || letters[n].gap || startsSyllable(letters[n:]) {
			good = append(good, n)
		} else {
			poor = append(poor, n)
		}
	}
	return append(good, poor...)
}

func startsSyllable(letters []letter) bool {
	for n := min(longestSyllable, len(letters)); n > 0; n-- {
		if !gapInside(letters[:n]) && tones(letters[:n]) <= 1 && legal()[plainText(letters[:n])] {
			return true
		}
	}
	return false
}

func gapInside(letters []letter) bool {
	for _, l := range letters[1:] {
		if l.gap {
			return true
		}
	}
	return false
}
