package mapsheet

import (
	"strings"
	"unicode"
)

// Text is measured without fonts: characters of the width of an em, as nearly all of
// Chinese are, and the rest by what letters take in the usual fonts. SVG is told the width
// (textLength), so that a label fills its box whatever the font.
func textWidth(text string, size float64) float64 {
	em := 0.0
	for _, r := range text {
		em += charWidth(r)
	}
	return em * size
}

func charWidth(r rune) float64 {
	switch {
	case unicode.Is(unicode.Mn, r):
		return 0
	case r >= 0x2E80:
		return 1
	case strings.ContainsRune("iljtfrI.,:;'|()[] ·-", r):
		return 0.33
	case strings.ContainsRune("mwMW%@", r):
		return 0.9
	case unicode.IsUpper(r):
		return 0.68
	}
	return 0.56
}

// wrapped breaks a text into lines: between words of letters, anywhere between
// characters, but not before a closing sign.
func wrapped(text string, size, width float64) []string {
	var lines []string
	line := ""
	for _, piece := range pieces(text) {
		if line != "" && textWidth(line+strings.TrimRight(piece, " "), size) > width {
			lines, line = append(lines, strings.TrimRight(line, " ")), ""
		}
		line += piece
	}
	return append(lines, strings.TrimRight(line, " "))
}

// pieces are what a line may be broken between.
func pieces(text string) []string {
	var out []string
	for _, r := range text {
		if n := len(out) - 1; n >= 0 && (strings.ContainsRune("，。；：、）」》% ", r) || !splits(r) && !splits(last(out[n]))) {
			out[n] += string(r)
			continue
		}
		out = append(out, string(r))
	}
	return out
}

func splits(r rune) bool { return r == ' ' || r >= 0x2E80 }

func last(text string) rune {
	runes := []rune(text)
	return runes[len(runes)-1]
}
