package naming

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"cairn/gazetteer"
)

// standardText are the 8,105 characters of 《通用规范汉字表》 (State Council, 2013) in their
// order, 100 a line; derived from the field kTGH of Unicode's Unihan database, 15.0.
//
//go:embed standard.txt
var standardText string

// standard maps each character of the table to its number there, from 1.
var standard = sync.OnceValue(func() map[rune]int {
	table := make(map[rune]int, 8105)
	for _, r := range standardText {
		if r != '\n' {
			table[r] = len(table) + 1
		}
	}
	return table
})

// notStandard lists the Han characters of a text that the table does not have, each once.
func notStandard(text string) []rune {
	var rare []rune
	for _, r := range text {
		if unicode.Is(unicode.Han, r) && standard()[r] == 0 && !strings.ContainsRune(string(rare), r) {
			rare = append(rare, r)
		}
	}
	return rare
}

// standardForm is the character of the table that stands for a traditional or variant one;
// "" when none is known.
func standardForm(r rune) string {
	form := gazetteer.Normalise(norm.NFKC.String(string(r)))
	if chars := []rune(form); len(chars) == 1 && chars[0] != r && standard()[chars[0]] > 0 {
		return form
	}
	return ""
}
