package gazetteer

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// variantText holds pairs of characters: a traditional or variant form, then the standard one.
//
//go:embed variants.txt
var variantText string

var variants = sync.OnceValue(func() map[rune]rune {
	pairs := map[rune]rune{}
	for line := range strings.Lines(variantText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for _, pair := range strings.Fields(line) {
			if r := []rune(pair); len(r) == 2 {
				pairs[r[0]] = r[1]
			}
		}
	}
	return pairs
})

// Normalise makes the form of a text by which names are compared: NFKC, lower case,
// common traditional and variant characters as their standard ones, without spaces,
// middle dots, variation selectors and other invisible characters. Characters beyond
// the basic plane stay as they are.
func Normalise(text string) string {
	text = norm.NFKC.String(strings.ToValidUTF8(text, ""))
	var b strings.Builder
	b.Grow(len(text))
	for _, r := range text {
		if dropped(r) {
			continue
		}
		if standard, ok := variants()[r]; ok {
			r = standard
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// dropped reports whether the character does not count when names are compared.
func dropped(r rune) bool {
	switch r {
	case '·', '•', '・', '‧', '∙', '⋅', '･', '᛫':
		return true
	}
	return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.In(r, unicode.Mn, unicode.Cf)
}
