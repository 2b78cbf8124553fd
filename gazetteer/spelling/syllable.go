package spelling

import (
	"strings"
	"sync"
	"unicode"

	"github.com/mozillazg/go-pinyin"
	"golang.org/x/text/unicode/norm"
)

// A syllable is written with its tone mark, in lower case, NFC: cháng, lǜ, zi.

// tone marks by tone number; 5 is the neutral tone without a mark.
var toneMarks = map[byte]rune{'1': '\u0304', '2': '\u0301', '3': '\u030c', '4': '\u0300'}

// WithoutTones leaves out the tone marks and keeps ü and ê.
func WithoutTones(text string) string {
	var b strings.Builder
	for _, r := range norm.NFD.String(text) {
		if r != '\u0304' && r != '\u0301' && r != '\u030c' && r != '\u0300' {
			b.WriteRune(r)
		}
	}
	return norm.NFC.String(b.String())
}

// legal holds every syllable of the dictionary without its tone.
var legal = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{"r": false}
	for _, text := range pinyin.PinyinDict {
		for reading := range strings.SplitSeq(text, ",") {
			if s := WithoutTones(reading); strings.ContainsAny(s, "aeiouü") {
				set[s] = true
			}
		}
	}
	return set
})

// ParseSyllable reads one syllable as people write it: cháng, chang2, chang, lv4, Lǜ. The
// answer is in the form of this package; false for what is no syllable of Chinese.
func ParseSyllable(text string) (string, bool) {
	text = strings.ToLower(norm.NFC.String(strings.TrimSpace(text)))
	text = strings.NewReplacer("v", "ü", "u:", "ü").Replace(text)
	mark := byte(0)
	if n := len(text); n > 1 && text[n-1] >= '0' && text[n-1] <= '5' {
		mark, text = text[n-1], text[:n-1]
	}
	plain := WithoutTones(text)
	if !legal()[plain] || mark != 0 && plain != text || strings.Count(norm.NFD.String(text), "") > len([]rune(norm.NFD.String(plain)))+2 {
		return "", false
	}
	if m, ok := toneMarks[mark]; ok {
		text = marked(plain, m)
	}
	return text, true
}

// marked puts a tone mark where it belongs: on a, e or o, else on the last of iu and ui.
func marked(plain string, mark rune) string {
	at := strings.IndexAny(plain, "aeo")
	if at < 0 {
		at = strings.LastIndexAny(plain, "iuü")
	}
	if at < 0 {
		return plain
	}
	var b strings.Builder
	for i, r := range plain {
		b.WriteRune(r)
		if i == at {
			b.WriteRune(mark)
		}
	}
	return norm.NFC.String(b.String())
}

// joinSyllables writes syllables as one word: an apostrophe before a, o and e inside it
// (rule 11), a capital first (rule 10).
func joinSyllables(syllables []string) string {
	var b strings.Builder
	for _, s := range syllables {
		if s == "" {
			continue
		}
		if b.Len() > 0 && strings.ContainsRune("aoeê", []rune(WithoutTones(s))[0]) {
			b.WriteByte('\'')
		}
		b.WriteString(s)
	}
	return capital(b.String())
}

func capital(word string) string {
	for i, r := range word {
		if i == 0 {
			return norm.NFC.String(string(unicode.ToUpper(r)) + word[len(string(r)):])
		}
	}
	return word
}
