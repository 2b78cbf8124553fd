package spelling

import (
	"slices"
	"unicode"
)

// NameCharacter is a character of a name with the ways to read it.
type NameCharacter struct {
	Text    string          `json:"text"`
	Reading string          `json:"reading" doc:"the chosen one; empty for what is not read: punctuation, letters, a character without a known reading"`
	Choices []ReadingChoice `json:"choices" doc:"every known reading, the likelier first"`
}

// ReadingChoice is one reading of a character.
type ReadingChoice struct {
	Reading string `json:"reading"`
	Chosen  bool   `json:"chosen"`
	Source  string `json:"source" enum:"office,builtin,dictionary"`
}

// read is a name with a reading for each character.
type read struct {
	chars    []rune
	readings []string         // "" for what is not read
	choices  [][]choice       // of each character, the likelier first
	settled  []bool           // a word or a person has settled the reading
	spelled  map[int]spelling // by first character: minority names with a spelling of their own
}

// spelling is the transliteration of the characters up to the one at to.
type spelling struct {
	text string
	to   int
}

// readName reads the characters: as the whole name, else as words, else one by one. picks
// are readings chosen by a person, by index.
func (b *Book) readName(chars []rune, picks map[int]string) *read {
	n := &read{chars: chars, readings: make([]string, len(chars)), choices: make([][]choice, len(chars)),
		settled: make([]bool, len(chars)), spelled: map[int]spelling{}}
	for i, r := range chars {
		n.choices[i] = b.choices(r)
	}
	if e, ok := b.names[string(chars)]; ok {
		n.take(0, e)
	} else {
		b.readWords(n)
	}
	for i := range chars {
		if list := n.choices[i]; n.readings[i] == "" && len(list) > 0 {
			n.readings[i] = list[0].reading
		}
	}
	n.suffixes()
	for i, reading := range picks {
		if i >= 0 && i < len(chars) && unicode.Is(unicode.Han, chars[i]) {
			n.choices[i] = addChoice(n.choices[i], choice{reading, SourceOffice})
			n.readings[i], n.settled[i] = reading, true
			n.unspell(i)
		}
	}
	for i, reading := range n.readings {
		n.choices[i] = front(n.choices[i], reading)
	}
	return n
}

// readWords lays words over the name from the left: the office's first, then the built-in
// ones, the longest of each.
func (b *Book) readWords(n *read) {
	for _, source := range []string{SourceOffice, SourceBuiltin} {
		for i := 0; i < len(n.chars); i++ {
			for _, e := range b.words[n.chars[i]] {
				if e.source == source && n.fits(i, e.text) {
					n.take(i, e)
					i += len(e.text) - 1
					break
				}
			}
		}
	}
}

// fits reports whether the word stands at i, on characters that no other word settled.
func (n *read) fits(i int, word []rune) bool {
	if len(word) > len(n.chars)-i || !slices.Equal(n.chars[i:i+len(word)], word) {
		return false
	}
	return !slices.Contains(n.settled[i:i+len(word)], true)
}

// take settles the characters from i by an entry.
func (n *read) take(i int, e entry) {
	if e.syllables == nil {
		n.spelled[i] = spelling{e.spelling, i + len(e.text)}
	}
	for k := range e.text {
		n.settled[i+k] = true
		if e.syllables != nil {
			n.readings[i+k] = e.syllables[k]
			n.choices[i+k] = settledChoice(n.choices[i+k], choice{e.syllables[k], e.source})
		}
	}
}

// unspell gives up the transliteration that covers i: a person reads its characters.
func (n *read) unspell(i int) {
	for from, s := range n.spelled {
		if i >= from && i < s.to {
			delete(n.spelled, from)
		}
	}
}

// suffixes reads 子 after another character as the suffix that it mostly is (寨子), where
// no word says otherwise.
func (n *read) suffixes() {
	for i := 1; i < len(n.chars); i++ {
		if n.chars[i] == '子' && !n.settled[i] && unicode.Is(unicode.Han, n.chars[i-1]) {
			n.readings[i] = "zi"
		}
	}
}

// settledChoice puts a choice first, in the place of the same reading from elsewhere.
func settledChoice(list []choice, c choice) []choice {
	rest := slices.DeleteFunc(slices.Clone(list), func(known choice) bool { return known.reading == c.reading })
	return append([]choice{c}, rest...)
}

// front moves a reading to the front of the list.
func front(list []choice, reading string) []choice {
	i := slices.IndexFunc(list, func(c choice) bool { return c.reading == reading })
	if i <= 0 {
		return list
	}
	return slices.Concat(list[i:i+1], list[:i], list[i+1:])
}

// characters are what a reader chooses from.
func (n *read) characters() []NameCharacter {
	out := make([]NameCharacter, len(n.chars))
	for i, r := range n.chars {
		out[i] = NameCharacter{Text: string(r), Reading: n.readings[i], Choices: []ReadingChoice{}}
		for _, c := range n.choices[i] {
			out[i].Choices = append(out[i].Choices, ReadingChoice{c.reading, c.reading == n.readings[i], c.source})
		}
	}
	return out
}

// unread are the Chinese characters that nobody knows how to read.
func (n *read) unread() []string {
	out := []string{}
	for i, r := range n.chars {
		if n.readings[i] == "" && unicode.Is(unicode.Han, r) && !n.covered(i) {
			out = append(out, string(r))
		}
	}
	return out
}

// covered reports whether a transliteration spells the character.
func (n *read) covered(i int) bool {
	for from, s := range n.spelled {
		if i >= from && i < s.to {
			return true
		}
	}
	return false
}
