package xlsx

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// clean leaves out what XML cannot hold and cuts what Excel would.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\uFFFD"))
	return cut(s, maxCellText)
}

// cut keeps the first n UTF-16 units, which is how Excel counts.
func cut(s string, n int) string {
	for i, r := range s {
		if n--; r > 0xFFFF {
			n--
		}
		if n < 0 {
			return s[:i]
		}
	}
	return s
}

// sheetName makes a name that Excel takes and no other sheet has.
func sheetName(name string, i int, taken map[string]bool) string {
	name = strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || unicode.IsControl(r) {
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(strings.TrimSpace(name), "'")
	if name == "" {
		name = fmt.Sprintf("Sheet%d", i+1)
	}
	unique := cut(name, maxSheetName)
	for n := 2; taken[strings.ToLower(unique)]; n++ {
		number := fmt.Sprintf(" %d", n)
		unique = cut(name, maxSheetName-len(number)) + number
	}
	taken[strings.ToLower(unique)] = true
	return unique
}

// follow gives what a pointer points to; nil for a nil pointer.
func follow(value any) any {
	v := reflect.ValueOf(value)
	if v.Kind() != reflect.Pointer {
		return value
	}
	if v.IsNil() {
		return nil
	}
	return v.Elem().Interface()
}

// width is how wide a text is in digits: Chinese characters take two.
func width(text string) float64 {
	widest, w := 0, 0
	for _, r := range text {
		switch {
		case r == '\n':
			w = 0
		case r >= 0x1100:
			w += 2
		default:
			w++
		}
		widest = max(widest, w)
	}
	return float64(widest)
}
