package national

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// plain is a text as it is compared: NFKC (so full width is half width), without spaces,
// line ends and characters that show nothing. Variant characters stay different.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.IsControl(r) || unicode.In(r, unicode.Cf) {
			return -1
		}
		return r
	}, norm.NFKC.String(text))
}

// plainProse is plain for longer texts: a full stop at the end and the width of
// punctuation don't count.
func plainProse(text string) string {
	text = strings.NewReplacer("。", ".", "、", ",", "，", ",", "“", `"`, "”", `"`, "‘", "'", "’", "'", "「", `"`, "」", `"`).Replace(plain(text))
	return strings.TrimRight(text, ".;")
}

// sameName compares two names in one line.
func sameName(a, b string) bool { return plain(a) == plain(b) }

// spelling is written pinyin taken apart: letters a–z (v for ü) and the tones in their order.
type spelling struct {
	letters string
	tones   string
}

// toneMarks are the combining marks of the first to the fourth tone.
var toneMarks = []rune{'\u0304', '\u0301', '\u030c', '\u0300'}

// spell reads pinyin as people write it, with tone marks, tone digits or none; case, spaces,
// hyphens and apostrophes don't count. Other letters and digits stay.
func spell(text string) spelling {
	var letters, tones strings.Builder
	last := rune(0)
	for _, r := range norm.NFD.String(norm.NFKC.String(text)) {
		r = unicode.ToLower(r)
		switch tone := slices.Index(toneMarks, r); {
		case tone >= 0:
			tones.WriteByte(byte('1' + tone))
		case r == '\u0308' && last == 'u':
			s := letters.String()
			letters.Reset()
			letters.WriteString(s[:len(s)-1] + "v")
		case r >= '1' && r <= '4' && last >= 'a' && last <= 'z':
			tones.WriteRune(r)
		case unicode.IsLetter(r), unicode.IsDigit(r) && r != '5' && r != '0':
			letters.WriteRune(r)
		}
		last = r
	}
	return spelling{letters.String(), tones.String()}
}

// same compares spellings by a rule of Rules.Tones: leniently, tones count when both write
// them.
func (s spelling) same(other spelling, tones string) bool {
	switch {
	case s.letters != other.letters:
		return false
	case tones == "ignore", tones != "strict" && (s.tones == "" || other.tones == ""):
		return true
	}
	return s.tones == other.tones
}

// lacking are the names of a list that another does not hold.
func lacking(names, from []string) []string {
	have := map[string]bool{}
	for _, n := range from {
		have[plain(n)] = true
	}
	return slices.DeleteFunc(slices.Clone(names), func(n string) bool { return have[plain(n)] })
}
