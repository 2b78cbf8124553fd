package gazetteer

import (
	"slices"
	"strconv"
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
	sound    string // how a text with Han characters is usually read, joined

	syllables []string // that the letters make
	shapes    []shape  // of a text of characters and letters, or of letters that are not all whole syllables
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
		q.sound = usualReading(chars).joined()
		q.shapes = mixedShapes(narrow)
		return q
	}
	read := reading(split(letters))
	q.joined, q.syllables = read.joined(), strings.Fields(read.spaced())
	if tones(letters) > 0 {
		q.toned = read.toned()
	} else if len(letters) <= maxInitials {
		q.initials = q.joined
		q.shapes = latinShapes(letters)
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

// shape is what is known of a name whose characters are partly typed as the beginnings of
// their syllables: 文shan, wenss.
type shape struct {
	initials  string // first letters of the syllables
	syllables string // regular expression over the syllables with spaces between them
	chars     string // LIKE pattern over the normalised name
}

// mixedShapes are the shapes of a text that has Han characters and letters.
func mixedShapes(text string) []shape {
	var parts []string
	var pattern strings.Builder
	han, latin := false, false
	for _, run := range runs(text) {
		if letters := parseLetters(run); isLatin(run) && len(letters) > 0 {
			latin = true
			parts = append(parts, pieces(letters)...)
			pattern.WriteByte('%')
			continue
		}
		for _, r := range Normalise(run) {
			if !unicode.Is(unicode.Han, r) {
				return nil
			}
			han = true
			parts = append(parts, usual(r).plain)
			pattern.WriteRune(r)
		}
	}
	if !han || !latin {
		return nil
	}
	return shapesOf(parts, pattern.String()+"%")
}

// latinShapes are the shapes of letters of which some stand for a whole syllable.
func latinShapes(letters []letter) []shape {
	parts := pieces(letters)
	whole := func(part string) bool { return legal()[part] }
	if len(parts) < 2 || !slices.ContainsFunc(parts, whole) || !slices.ContainsFunc(parts, func(p string) bool { return !whole(p) }) {
		return nil
	}
	return shapesOf(parts, "%")
}

// shapesOf: zh, ch and sh are the beginning of one syllable, or of two.
func shapesOf(parts []string, chars string) []shape {
	var together []string
	for _, part := range parts {
		last := len(together) - 1
		if part == "h" && last >= 0 && slices.Contains([]string{"z", "c", "s"}, together[last]) {
			together[last] += "h"
			continue
		}
		together = append(together, part)
	}
	var out []shape
	for _, list := range [][]string{together, parts} {
		if s, ok := shapeOf(list, chars); ok && (len(out) == 0 || len(parts) > len(together)) {
			out = append(out, s)
		}
	}
	return out
}

func shapeOf(parts []string, chars string) (shape, bool) {
	if len(parts) > maxInitials {
		return shape{}, false
	}
	s := shape{chars: chars}
	var expr strings.Builder
	for i, part := range parts {
		first := []rune(part)[0]
		if !unicode.Is(unicode.Han, first) && (first < 'a' || first > 'z') {
			return shape{}, false // a digit: nothing to begin a syllable with
		}
		s.initials += string(first)
		if i > 0 {
			expr.WriteString("[^ ]* ")
		}
		expr.WriteString(part)
	}
	s.syllables = "^" + expr.String()
	return s, true
}

// pieces cuts letters into whole syllables, the longest first, and single letters that
// begin one.
func pieces(letters []letter) []string {
	var out []string
	for len(letters) > 0 {
		n := 1
		for try := min(longestSyllable, len(letters)); try > 1; try-- {
			if !gapInside(letters[:try]) && tones(letters[:try]) <= 1 && legal()[plainText(letters[:try])] {
				n = try
				break
			}
		}
		out = append(out, plainText(letters[:n]))
		letters = letters[n:]
	}
	return out
}

// runs cuts a text where Latin and other characters meet, and drops spaces.
func runs(text string) []string {
	var out []string
	latin := false
	for _, r := range text {
		if unicode.IsSpace(r) {
			continue
		}
		is := unicode.Is(unicode.Latin, r) || unicode.Is(unicode.Mn, r)
		if len(out) == 0 || is != latin {
			out, latin = append(out, ""), is
		}
		out[len(out)-1] += string(r)
	}
	return out
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
// selection is the keys of its pairs, joined by a comma.
func selections(pairs []string) []string {
	gone := len(pairs) - (3*len(pairs)+4)/5
	var out []string
	for i := 0; i+gone <= len(pairs); i++ {
		var keys []string
		for _, key := range keysOf(keyGram, slices.Concat(pairs[:i], pairs[i+gone:])) {
			keys = append(keys, strconv.Itoa(int(key)))
		}
		out = append(out, strings.Join(keys, ","))
	}
	return slices.Compact(out)
}
