package spelling

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// SpelledWord is a word of a spelling.
type SpelledWord struct {
	Text     string `json:"text"`
	Spelling string `json:"spelling"`
	Kind     string `json:"kind" enum:"specific,generic,people,number,latin,mark"`
}

// SpellingSuggestion is a way to spell a name.
type SpellingSuggestion struct {
	Spelling string        `json:"spelling"`
	Basis    string        `json:"basis" enum:"rules,one_word,divided,reading,pinyin" doc:"rules: what the rules say for the class; one_word, divided: the other division; reading: another reading of a polyphone; pinyin: pinyin instead of a transliteration"`
	Words    []SpelledWord `json:"words"`
}

// Romanised is what a book says of a name.
type Romanised struct {
	Name        string               `json:"name" doc:"as it was read: in compatibility form"`
	Suggestions []SpellingSuggestion `json:"suggestions" doc:"the best first; none for a name without letters"`
	Characters  []NameCharacter      `json:"characters"`
	Unread      []string             `json:"unread" doc:"Chinese characters without a known reading; they stand in the spelling as they are"`
}

// Options say how a name is spelled.
type Options struct {
	Class string         // GB/T 18521; without it the name's end decides
	Plain bool           // without tone marks (rule 9 allows it)
	Picks map[int]string // readings chosen by a person, by index of the character
}

// maxSuggestions bounds the suggestions, maxName the characters that are read.
const (
	maxSuggestions = 6
	maxName        = 200
)

// Romanise suggests spellings of a name. It reads the compatibility form (NFKC) of the
// first 200 characters.
func (b *Book) Romanise(name string, o Options) Romanised {
	chars := readable(name)
	n := b.readName(chars, o.Picks)
	out := Romanised{Name: string(chars), Characters: n.characters(), Unread: n.unread()}
	s := suggestions{plain: o.Plain}
	pieces := divide(chars, o.Class)
	s.add("rules", n, pieces)
	if len(n.spelled) > 0 {
		pinyin := *n
		pinyin.spelled = nil
		s.add("pinyin", &pinyin, pieces)
	}
	s.divisions(n, chars, o.Class, pieces)
	s.readings(n, pieces)
	out.Suggestions = s.list
	return out
}

// readable is the compatibility form of a name without what nobody sees.
func readable(name string) []rune {
	chars := []rune(norm.NFKC.String(strings.ToValidUTF8(name, "\ufffd")))
	chars = slices.DeleteFunc(chars, func(r rune) bool { return unicode.In(r, unicode.Cf, unicode.Variation_Selector) })
	return chars[:min(len(chars), maxName)]
}

// suggestions collects different spellings.
type suggestions struct {
	plain bool
	list  []SpellingSuggestion
}

func (s *suggestions) add(basis string, n *read, pieces []piece) {
	if len(pieces) == 0 || len(s.list) == maxSuggestions {
		return
	}
	made := n.spell(pieces, s.plain)
	made.Basis = basis
	for _, known := range s.list {
		if known.Spelling == made.Spelling {
			return
		}
	}
	s.list = append(s.list, made)
}

// divisions offers the name as one word, or divided by a generic term that its class does
// not have.
func (s *suggestions) divisions(n *read, chars []rune, class string, pieces []piece) {
	if len(pieces) > 1 {
		s.add("one_word", n, divide(chars, "22200"))
		return
	}
	for _, other := range []string{"21000", "12000", "23000", "25000"} {
		if p := divide(chars, other); len(p) > 1 && !strings.HasPrefix(class, other[:2]) {
			s.add("divided", n, p)
			return
		}
	}
}

// readings offers the second reading of each polyphone that no word settles.
func (s *suggestions) readings(n *read, pieces []piece) {
	for i, list := range n.choices {
		if len(list) < 2 || n.settled[i] || list[1].source == SourceDictionary && list[0].source == SourceDictionary {
			continue
		}
		other := *n
		other.readings = append([]string{}, n.readings...)
		other.readings[i] = list[1].reading
		s.add("reading", &other, pieces)
	}
}

// spell writes the words of a division.
func (n *read) spell(pieces []piece, plain bool) SpellingSuggestion {
	var out SpellingSuggestion
	var b strings.Builder
	for _, p := range pieces {
		w := SpelledWord{Text: string(n.chars[p.from:p.to]), Kind: p.kind, Spelling: n.word(p)}
		if plain && p.kind != kindForeign {
			w.Spelling = WithoutTones(w.Spelling)
		}
		if b.Len() > 0 && !p.tight {
			b.WriteByte(' ')
		}
		b.WriteString(w.Spelling)
		out.Words = append(out.Words, w)
	}
	out.Spelling = norm.NFC.String(b.String())
	return out
}

// word spells a piece: its digits, its transliteration, or its syllables. A character
// without a reading stands as it is.
func (n *read) word(p piece) string {
	if p.kind == kindMark {
		return string(n.chars[p.from:p.to])
	}
	if p.digits != "" {
		return p.digits
	}
	var syllables []string
	for i := p.from; i < p.to; i++ {
		if s, ok := n.spelled[i]; ok && s.to <= p.to {
			syllables = append(syllables, s.text)
			i = s.to - 1
			continue
		}
		syllables = append(syllables, n.syllable(p, i))
	}
	return joinSyllables(syllables)
}

// syllable is the reading of a character in a word; 儿 after a syllable in the name of a
// street is r (rule 12), unless a word or a person says otherwise (台儿庄).
func (n *read) syllable(p piece, i int) string {
	switch {
	case n.settled[i]:
		return n.readings[i]
	case p.reading != "":
		return p.reading
	case p.erhua && n.chars[i] == '儿' && i > p.from:
		return "r"
	case n.readings[i] != "":
		return n.readings[i]
	case isGap(n.chars[i]):
		return ""
	}
	return string(n.chars[i])
}
