package spelling

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"

	"github.com/google/uuid"
	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// The scopes of a reading.
const (
	ScopeName      = "name"      // the whole name only
	ScopeWord      = "word"      // wherever the word stands in a name
	ScopeCharacter = "character" // wherever the character stands in a name
)

// The sources of a reading, the stronger first.
const (
	SourceOffice     = "office"     // settled by an officer
	SourceBuiltin    = "builtin"    // reviewed list of this program
	SourceDictionary = "dictionary" // go-pinyin
)

// Reading says how a text is read: one syllable per character, or, as a transliteration of
// a minority name, the spelling as it is to stand (Hohhot).
type Reading struct {
	ID              uuid.UUID `json:"id"`
	Text            string    `json:"text"`
	Reading         string    `json:"reading" doc:"one syllable per character, with tone marks, separated by spaces; a transliteration as it is to stand"`
	Transliteration bool      `json:"transliteration" doc:"the spelling of a minority name instead of a reading"`
	Scope           string    `json:"scope" enum:"name,word,character"`
	AreaCode        string    `json:"area_code" doc:"the area in whose names it holds; empty: everywhere"`
	Source          string    `json:"source" enum:"office,builtin"`
	Note            string    `json:"note"`
	By              string    `json:"by" doc:"login of the officer who settled it"`
	Version         int64     `json:"version"`
	UpdatedAt       time.Time `json:"updated_at"`
}

// syllables are the reading's, one per character of the text; nil for a transliteration
// and for what is no reading.
func (r *Reading) syllables() []string {
	if r.Transliteration {
		return nil
	}
	parts := strings.Fields(r.Reading)
	if len(parts) != len([]rune(r.Text)) {
		return nil
	}
	for i, part := range parts {
		s, ok := ParseSyllable(part)
		if !ok {
			return nil
		}
		parts[i] = s
	}
	return parts
}

// entry is a reading in the form that lookup needs.
type entry struct {
	text      []rune
	syllables []string // nil for a spelling
	spelling  string
	source    string
}

// Book holds the readings and makes suggestions. It does not change: safe for many at once.
type Book struct {
	names map[string]entry
	words map[rune][]entry // by first character: the office's before the built-in ones, long before short
	chars map[rune][]choice
}

// choice is a reading of a character and where it comes from.
type choice struct{ reading, source string }

//go:embed readings.txt
var readingText string

//go:embed transliterations.txt
var transliterationText string

// Builtin are the readings reviewed for this program.
var Builtin = sync.OnceValue(func() []Reading {
	var list []Reading
	for line := range dataLines(readingText) {
		text, rest, _ := strings.Cut(line, " ")
		scope := ScopeWord
		if whole, ok := strings.CutPrefix(text, "="); ok {
			text, scope = whole, ScopeName
		}
		if len([]rune(text)) > 1 {
			list = append(list, Reading{Text: text, Reading: rest, Scope: scope, Source: SourceBuiltin})
			continue
		}
		for _, reading := range strings.Fields(rest) {
			list = append(list, Reading{Text: text, Reading: reading, Scope: ScopeCharacter, Source: SourceBuiltin})
		}
	}
	for line := range dataLines(transliterationText) {
		text, rest, _ := strings.Cut(line, " ")
		list = append(list, Reading{Text: text, Reading: rest, Transliteration: true, Scope: ScopeWord, Source: SourceBuiltin})
	}
	return list
})

// dataLines are the lines of a data file without comments and empty ones.
func dataLines(text string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for line := range strings.Lines(text) {
			line = strings.TrimSpace(line)
			if line != "" && !strings.HasPrefix(line, "#") && !yield(line) {
				return
			}
		}
	}
}

// NewBook makes a book of the office's readings, which go first, and the built-in ones.
func NewBook(office []Reading) *Book {
	b := &Book{names: map[string]entry{}, words: map[rune][]entry{}, chars: map[rune][]choice{}}
	for _, r := range slices.Concat(office, Builtin()) {
		b.add(r)
	}
	for first := range b.words {
		slices.SortStableFunc(b.words[first], func(x, y entry) int {
			if x.source != y.source {
				return strings.Compare(y.source, x.source) // office before builtin
			}
			return len(y.text) - len(x.text)
		})
	}
	return b
}

func (b *Book) add(r Reading) {
	text := norm.NFKC.String(r.Text)
	chars := []rune(text)
	e := entry{text: chars, syllables: r.syllables(), source: r.Source}
	if e.syllables == nil {
		e.spelling = r.Reading
	}
	switch {
	case len(chars) == 0:
	case r.Scope == ScopeName:
		if _, taken := b.names[text]; !taken {
			b.names[text] = e
		}
	case r.Scope == ScopeCharacter && e.syllables != nil:
		b.chars[chars[0]] = append(b.chars[chars[0]], choice{e.syllables[0], r.Source})
	default:
		b.words[chars[0]] = append(b.words[chars[0]], e)
	}
}

// choices lists the readings of a character, the likelier first; none when nobody knows one.
func (b *Book) choices(r rune) []choice {
	list := slices.Clone(b.chars[r])
	if text, ok := pinyin.PinyinDict[int(r)]; ok && unicode.Is(unicode.Han, r) {
		for reading := range strings.SplitSeq(text, ",") {
			list = addChoice(list, choice{norm.NFC.String(reading), SourceDictionary})
		}
	}
	return list
}

func addChoice(list []choice, c choice) []choice {
	if slices.ContainsFunc(list, func(known choice) bool { return known.reading == c.reading }) {
		return list
	}
	return append(list, c)
}

// plainBook is the book without an office.
var plainBook = sync.OnceValue(func() *Book { return NewBook(nil) })
