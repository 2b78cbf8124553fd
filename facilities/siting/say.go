package siting

import (
	"strconv"
	"strings"

	"cairn/internal/problem"
)

// speaker puts what is found in the words of a language.
type speaker struct{ lang problem.Lang }

// text is a text of this package; params are alternating names and values.
func (s speaker) text(name string, params ...any) string {
	m := map[string]any{}
	for i := 0; i+1 < len(params); i += 2 {
		m[params[i].(string)] = params[i+1]
	}
	return problem.Text(s.lang, "siting."+name, m)
}

// number is a figure to so many decimals, without trailing zeros.
func number(x float64, decimals int) string {
	text := strconv.FormatFloat(x, 'f', decimals, 64)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

// known is a figure to so many decimals, a dash for none.
func known(x *float64, decimals int) string {
	if x == nil {
		return "–"
	}
	return number(*x, decimals)
}

// Reason says in one line why a candidate is excluded, or warned of.
func (x Exclusion) Reason(lang problem.Lang) string {
	s := speaker{lang}
	name := "reason_near"
	if x.Inside {
		name = "reason_inside"
	}
	feature := strings.TrimSpace(s.text("class_"+x.Class) + " " + x.FeatureName)
	if strings.HasPrefix(feature, "siting.") { // a class of the office's own
		feature = strings.TrimSpace(x.Class + " " + x.FeatureName)
	}
	text := s.text(name, "rule", strings.TrimSpace(x.Instrument+" "+x.Article), "version", x.RuleVersion, "feature", feature,
		"required", number(x.RequiredM, 1), "actual", number(x.ActualM, 1), "missing", number(x.MissingM, 1))
	if x.Hits > 1 {
		text += s.text("reason_more", "count", x.Hits-1)
	}
	return text
}

// Reasons says why a candidate may not be chosen; empty for one that may.
func (c *Candidate) Reasons(lang problem.Lang) string {
	if c.State == LeftOut {
		return speaker{lang}.text("why_" + c.Why)
	}
	var all []string
	for _, x := range c.Exclusions {
		all = append(all, x.Reason(lang))
	}
	return strings.Join(all, "; ")
}

// Warned says what rules warn of.
func (c *Candidate) Warned(lang problem.Lang) string {
	var all []string
	for _, x := range c.Warnings {
		all = append(all, x.Reason(lang))
	}
	return strings.Join(all, "; ")
}
