package areachange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"cairn/boundaries"
)

// levelOf is the level that a code stands for by its length (GB/T 2260, GB/T 10114); "" for
// what is no code.
func levelOf(code string) string {
	if code == "" || strings.ContainsFunc(code, func(r rune) bool { return r < '0' || r > '9' }) {
		return ""
	}
	return map[int]string{2: boundaries.Province, 4: boundaries.PrefectureLvl, 6: boundaries.County,
		9: boundaries.Township, 12: boundaries.Village}[len(code)]
}

// digits is the length of the codes of a level.
var digits = map[string]int{boundaries.County: 6, boundaries.Township: 9, boundaries.Village: 12}

// above is the level of the areas that hold those of a level.
var above = map[string]string{boundaries.County: boundaries.PrefectureLvl, boundaries.Township: boundaries.County,
	boundaries.Village: boundaries.Township}

// series is a range of serial numbers for areas of a type, by the endings of their names.
type series struct {
	first, last int
	endings     []string
}

// The ranges of GB/T 10114 for townships, and of the statistical codes for villages.
var allSeries = map[string][]series{
	boundaries.Township: {{1, 99, []string{"街道", "办事处"}}, {100, 199, []string{"镇"}}, {200, 399, []string{"乡"}}, {400, 599, nil}},
	boundaries.Village:  {{1, 199, []string{"社区", "居委会", "居民委员会"}}, {200, 399, []string{"村", "村委会", "村民委员会"}}, {400, 599, nil}},
}

// misfit reports whether the serial of a code is of another type than the name says.
func misfit(level, code, name string) bool {
	serial, err := strconv.Atoi(code[max(0, len(code)-3):])
	if err != nil {
		return false
	}
	for _, s := range allSeries[level] {
		if slices.ContainsFunc(s.endings, func(end string) bool { return strings.HasSuffix(name, end) }) {
			return serial < s.first || serial > s.last
		}
	}
	return false
}

// freeSerial is the first free code under a parent in the series of a serial; false when
// none is left.
func freeSerial(level, parent, serial string, taken func(string) bool) (string, bool) {
	width := len(serial)
	n, err := strconv.Atoi(serial)
	if err != nil {
		return "", false
	}
	first, last := 1, 99
	if width == 3 {
		last = 999
	}
	for _, s := range allSeries[level] {
		if n >= s.first && n <= s.last {
			first, last = s.first, s.last
		}
	}
	for i := first; i <= last; i++ {
		if code := fmt.Sprintf("%s%0*d", parent, width, i); !taken(code) {
			return code, true
		}
	}
	return "", false
}
