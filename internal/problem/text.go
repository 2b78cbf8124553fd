package problem

import "unicode"

// BadRune reports a character that a line of text may not hold, the message for it being
// problem.control_characters: control characters (line ends and tabs too, which longer
// texts may allow), noncharacters, and what shows nothing yet makes two names differ or
// run backwards: zero-width space, word joiner, byte-order mark and the marks of
// direction (Unicode TR 36, 2.5). Joiners stay: some scripts need them.
func BadRune(r rune) bool {
	switch {
	case unicode.IsControl(r), r&0xfffe == 0xfffe, r >= 0xfdd0 && r <= 0xfdef:
		return true
	case r == 0x200b, r == 0x200e, r == 0x200f, r == 0x2060, r == 0xfeff:
		return true
	}
	return r >= 0x2028 && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}
