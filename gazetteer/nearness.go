package gazetteer

import (
	"hash/fnv"
	"slices"
	"strings"
)

// alike writes sounds that dialects of the south-west confuse in one way: zh z, ch c, sh s,
// n l, f h, the endings ng n, and ü u.
var alike = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s", "ng", "n", "l", "n", "f", "h", "v", "u")

// fold makes toneless letters of pinyin the same when only such sounds differ.
func fold(letters string) string { return alike.Replace(letters) }

// The shortest texts for which one typing error is looked for: shorter ones have too many
// neighbours. Longer texts than maxNear are only compared whole.
const (
	minNearChars   = 3
	minNearLetters = 5
	maxNear        = 32
)

// neighbours are the text and what becomes of it when one character is left out. Two texts
// that one wrong, missing, extra or transposed character apart share one of them, provided
// that both are at least so long.
func neighbours(text string, shortest int) []string {
	chars := []rune(text)
	out := []string{text}
	if len(chars) < shortest || len(chars) > maxNear {
		return out
	}
	for i := range chars {
		out = append(out, string(chars[:i])+string(chars[i+1:]))
	}
	return out
}

// The kinds of texts that a key of place_search.keys stands for.
const (
	keyChars   = 'c' // a name, whole or with one character left out
	keyLetters = 'l' // its toneless letters, in the same way
	keyFolded  = 'f' // its folded letters, whole
	keyPair    = 'p' // two syllables that stand together
	keySeat    = 's' // the same of an area from the township up
	keyGram    = 'g' // one character, or two that stand together
	keyTopGram = 't' // the same of an area from the township up
)

func keyOf(kind byte, text string) int32 {
	h := fnv.New32a()
	_, _ = h.Write(append([]byte{kind}, text...)) // never fails
	return int32(h.Sum32())                       //nolint:gosec // a hash may wrap
}

func keysOf(kind byte, texts []string) []int32 {
	keys := make([]int32, len(texts))
	for i, text := range texts {
		keys[i] = keyOf(kind, text)
	}
	return keys
}

// charKeys and letterKeys are the keys by which a text is found in spite of one typing
// error, or of any number of confused sounds. A single character is not enough.
func charKeys(norm string) []int32 {
	if len([]rune(norm)) < 2 {
		return nil
	}
	return keysOf(keyChars, neighbours(norm, minNearChars))
}

func letterKeys(joined string) []int32 {
	if len(joined) < 2 {
		return nil
	}
	return append(keysOf(keyLetters, neighbours(joined, minNearLetters)), keyOf(keyFolded, fold(joined)))
}

// pairKeys are the keys of the syllables that stand together, two by two.
func pairKeys(kind byte, syllables []string) []int32 {
	keys := []int32{}
	for i := 0; i+1 < len(syllables); i++ {
		keys = append(keys, keyOf(kind, syllables[i]+" "+syllables[i+1]))
	}
	return keys
}

// distance counts the typing errors between two texts: wrong, missing, extra and
// transposed characters (optimal string alignment).
func distance(a, b string) int {
	x, y := []rune(a), []rune(b)
	before, last, row := make([]int, len(y)+1), make([]int, len(y)+1), make([]int, len(y)+1)
	for j := range last {
		last[j] = j
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+one(x[i] != y[j]))
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

func one(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// transposed reports whether two texts have the same characters.
func transposed(a, b string) bool {
	x, y := []rune(a), []rune(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
}

// likeness says how near a name form is to a text with one typing error, 1 for the same
// sound, 0 for one that is farther off.
func (q *query) likeness(m match) float64 {
	best := 0.0
	for i, form := range wholeAndCore(m.Text, m.Spaced) {
		share := q.likeForm(form.norm, form.joined)
		best = max(best, share-0.01*float64(i))
	}
	return best
}

func (q *query) likeForm(norm, joined string) float64 {
	if q.latin {
		return likeLetters(q.joined, joined)
	}
	d := distance(q.norm, norm)
	switch {
	case d > 1:
		return 0
	case q.sound == joined:
		return 1
	case fold(q.sound) == fold(joined):
		return 0.98
	case transposed(q.norm, norm):
		return 0.96
	}
	return 0.9
}

func likeLetters(typed, joined string) float64 {
	d := distance(typed, joined)
	switch {
	case fold(typed) == fold(joined):
		return 1 - 0.02*float64(min(d, 4))
	case d == 1:
		return 0.91
	}
	return 0
}

// nameForm is a text for comparing and its letters.
type nameForm struct{ norm, joined string }

// wholeAndCore are a name and, where it ends in a generic term of the kind that people
// leave out, the name without it. The reading belongs to the name when it has a syllable
// for each character.
func wholeAndCore(text, spaced string) []nameForm {
	norm := Normalise(text)
	syllables := strings.Fields(spaced)
	forms := []nameForm{{norm, strings.Join(syllables, "")}}
	core := coreOf(norm)
	n := len([]rune(core))
	if core == norm || len(syllables) != len([]rune(norm)) {
		return forms
	}
	return append(forms, nameForm{core, strings.Join(syllables[:n], "")})
}
