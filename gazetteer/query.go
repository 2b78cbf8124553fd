package gazetteer

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/width"
)

// maxQuery is the longest text that is searched for, in characters after normalising.
const maxQuery = 100

// query is a search text taken apart.
type query struct {
	text     string // as typed, for telling equal from alike
	norm     string
	chars    int    // of norm
	latin    bool   // may be pinyin
	joined   string // toneless letters of a text that may be pinyin
	toned    string // with tone digits, where tones were typed
	initials string // letters, where they may be initials

	syllables int // that the letters make
}

// parseQuery takes a search text apart. What is no text (control characters, broken
// UTF-8) does not count.
func parseQuery(text string) query {
	q := query{text: strings.TrimSpace(text), norm: Normalise(text)}
	chars := []rune(q.norm)
	q.chars = len(chars)
	if q.chars == 0 || q.chars > maxQuery {
		return q
	}
	narrow := width.Fold.String(text) // full-width letters of a Chinese keyboard
	letters := parseLetters(narrow)
	q.latin = len(letters) > 0 && isLatin(narrow)
	if !q.latin {
		return q
	}
	read := reading(split(letters))
	q.joined, q.syllables = read.joined(), len(read)
	if tones(letters) > 0 {
		q.toned = read.toned()
	} else if len(letters) <= maxInitials {
		q.initials = q.joined
	}
	return q
}

// maxInitials is the longest row of initials that is looked for.
const maxInitials = 20

// isLatin reports whether a text has nothing but letters of pinyin, tones, and what
// stands between syllables, and at least one letter.
func isLatin(text string) bool {
	letter := false
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Latin, r):
			letter = true
		case r >= '0' && r <= '9', unicode.IsSpace(r), strings.ContainsRune("'’ʼ-", r), unicode.Is(unicode.Mn, r):
		default:
			return false
		}
	}
	return letter
}

// grams are the tokens by which a text is found inside others: its pairs of characters, or
// its only character.
func grams(norm string) []string {
	if chars := []rune(norm); len(chars) < 2 {
		return []string{norm}
	}
	return bigrams(norm)
}

// bigrams are the substrings of two characters in their order, each once.
func bigrams(norm string) []string {
	chars := []rune(norm)
	out := []string{}
	for i := 0; i+1 < len(chars); i++ {
		if pair := string(chars[i : i+2]); !slices.Contains(out, pair) {
			out = append(out, pair)
		}
	}
	return out
}

// maxSimilar is the longest text, in pairs of characters, for which similar names are
// looked for.
const maxSimilar = 20

// selections are the pairs of characters that a similar name has: at least three in five,
// all but some that stand together, as a wrong or missing character breaks them. Each
// selection is joined by "|".
func selections(pairs []string) []string {
	gone := len(pairs) - (3*len(pairs)+4)/5
	var out []string
	for i := 0; i+gone <= len(pairs); i++ {
		out = append(out, strings.Join(slices.Concat(pairs[:i], pairs[i+gone:]), "|"))
	}
	return slices.Compact(out)
}
