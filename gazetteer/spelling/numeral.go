package spelling

import (
	"strconv"
	"strings"
)

const numeralChars = "〇零一二三四五六七八九十百"

func isNumeral(r rune) bool { return strings.ContainsRune(numeralChars, r) }

// numeralTail is the length of the run of Chinese numerals at the end of the text.
func numeralTail(text []rune) int {
	n := 0
	for n < len(text) && isNumeral(text[len(text)-1-n]) {
		n++
	}
	return n
}

// numeralHead is the length of the run of Chinese numerals at the beginning of the text.
func numeralHead(text []rune) int {
	n := 0
	for n < len(text) && isNumeral(text[n]) {
		n++
	}
	return n
}

// number reads a Chinese numeral below a thousand as one counts: 三, 十二, 二十, 一百零五. A run of
// digits (三八, 一二一) counts nothing: it is a date or a name.
func number(text []rune) (int, bool) {
	total, digit, unit := 0, -1, 1000
	for i, r := range text {
		switch d := strings.IndexRune("零一二三四五六七八九", r); {
		case r == '〇' || d == 0:
			if i == 0 || digit >= 0 {
				return 0, false
			}
		case d > 0:
			if digit >= 0 {
				return 0, false
			}
			digit = d / len("零")
		default:
			u := map[rune]int{'十': 10, '百': 100}[r]
			if u == 0 || u >= unit || digit < 0 && (r == '百' || i > 0) {
				return 0, false
			}
			total, digit, unit = total+max(digit, 1)*u, -1, u
		}
	}
	return total + max(digit, 0), total > 0 || digit > 0
}

// arabic writes a Chinese numeral in digits.
func arabic(text []rune) (string, bool) {
	n, ok := number(text)
	return strconv.Itoa(n), ok
}
