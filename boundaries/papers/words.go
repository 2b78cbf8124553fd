package papers

import (
	"fmt"
	"math"
	"strconv"
	"time"

	"cairn/internal/problem"
)

// word is a word of the papers, in Chinese.
func word(name string) string { return problem.Text(problem.Chinese, "papers."+name, nil) }

// wordWith is a word with a parameter.
func wordWith(name, param, value string) string {
	return problem.Say(problem.Chinese, "papers."+name, param, value)
}

func words(names ...string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = word(name)
	}
	return all
}

// wordOf words a value of the register; one that is unknown stands as it is.
func wordOf(prefix, value string) string {
	if said := word(prefix + value); said != "papers."+prefix+value {
		return said
	}
	return value
}

func itoa(n int) string { return strconv.Itoa(n) }

func whole(n *int) string {
	if n == nil {
		return ""
	}
	return wordOf("faces_", itoa(*n))
}

// number is a number with so many decimals, -1 for as many as it has; empty for none.
func number(x *float64, decimals int) string {
	if x == nil {
		return ""
	}
	return strconv.FormatFloat(*x, 'f', decimals, 64)
}

// grid is a grid coordinate as it is registered, to 0.1 mm.
func grid(x *float64) string { return number(x, 4) }

// height is a height as it was given.
func height(x *float64) string { return number(x, -1) }

// degrees is an angle as forms have it, to a ten-thousandth of a second (3 mm): 104°25′40.0908″.
func degrees(x float64) string {
	sign := ""
	if x < 0 {
		sign, x = "-", -x
	}
	units := math.Round(x * 36_000_000)
	seconds := math.Mod(units, 600_000) / 10_000
	minutes := math.Floor(math.Mod(units, 36_000_000) / 600_000)
	return fmt.Sprintf("%s%d°%02d′%07.4f″", sign, int(units/36_000_000), int(minutes), seconds)
}

// day is a day as papers write it: 2006年10月16日.
func day(on *string) string {
	if on == nil {
		return ""
	}
	t, err := time.Parse(time.DateOnly, *on)
	if err != nil {
		return *on
	}
	return t.Format("2006年1月2日")
}
