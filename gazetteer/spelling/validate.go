package spelling

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"cairn/internal/problem"
)

// The longest texts of a reading, in characters.
const (
	maxText    = 30
	maxReading = 200
	maxNote    = 500
)

// settle trims the fields and writes the reading with a syllable per character, as far as
// it can be read: Chóngqìng, chong2 qing4 and chóng qìng are the same.
func (r *Reading) settle() {
	r.Text = norm.NFKC.String(strings.TrimSpace(r.Text))
	r.Reading, r.Note = norm.NFC.String(strings.TrimSpace(r.Reading)), strings.TrimSpace(r.Note)
	if r.Scope == "" {
		r.Scope = ScopeWord
		if utf8.RuneCountInString(r.Text) == 1 {
			r.Scope = ScopeCharacter
		}
	}
	if r.Transliteration {
		return
	}
	chars := []rune(r.Text)
	if syllables := r.syllables(); syllables != nil {
		r.Reading = strings.Join(syllables, " ")
	} else if syllables := splitReading(chars, r.Reading); syllables != nil {
		r.Reading = strings.Join(syllables, " ")
	}
}

// splitReading cuts a reading written as one word into a syllable for each character, by
// the readings that the characters have; nil when that is not possible.
func splitReading(chars []rune, text string) []string {
	picks, why := plainBook().align(string(chars), text)
	if why.Key != "" {
		return nil
	}
	out := make([]string, len(chars))
	for i, r := range chars {
		out[i] = picks[i]
		if list := plainBook().choices(r); out[i] == "" && len(list) > 0 {
			out[i] = list[0].reading
		}
	}
	return out
}

// Validate checks a settled reading by itself: not whether its area exists. Error:
// problem.Invalid with an entry per bad field.
func (r *Reading) Validate() error {
	var bad []problem.Field
	refuse := func(field, key string, params ...any) { bad = append(bad, problem.Bad(field, key, params...)) }
	chars := []rune(r.Text)
	switch {
	case len(chars) == 0:
		refuse("text", "problem.required")
	case len(chars) > maxText:
		refuse("text", "problem.too_long", "max", maxText)
	case !allHan(chars):
		refuse("text", "spelling.not_chinese")
	case r.Scope == ScopeCharacter && len(chars) != 1:
		refuse("scope", "spelling.one_character")
	}
	switch {
	case r.Reading == "":
		refuse("reading", "problem.required")
	case utf8.RuneCountInString(r.Reading) > maxReading:
		refuse("reading", "problem.too_long", "max", maxReading)
	case strings.ContainsFunc(r.Reading, problem.BadRune):
		refuse("reading", "problem.control_characters")
	case r.Transliteration && !latin(r.Reading):
		refuse("reading", "spelling.not_latin")
	case !r.Transliteration && len(chars) > 0 && r.syllables() == nil:
		refuse("reading", "spelling.bad_reading", "count", len(chars))
	}
	if r.Scope != ScopeName && r.Scope != ScopeWord && r.Scope != ScopeCharacter {
		refuse("scope", "problem.unknown_value", "allowed", "name, word, character")
	}
	if utf8.RuneCountInString(r.Note) > maxNote {
		refuse("note", "problem.too_long", "max", maxNote)
	} else if strings.ContainsFunc(r.Note, problem.BadRune) {
		refuse("note", "problem.control_characters")
	}
	return problem.InvalidFields(bad...)
}

func allHan(chars []rune) bool {
	for _, r := range chars {
		if !unicode.Is(unicode.Han, r) {
			return false
		}
	}
	return true
}

// latin: letters of the Latin alphabet with their marks, spaces, apostrophes and hyphens.
func latin(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool {
		return !unicode.Is(unicode.Latin, r) && !unicode.IsMark(r) && !strings.ContainsRune(" '’-", r)
	})
}
