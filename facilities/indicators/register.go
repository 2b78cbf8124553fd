package indicators

import "cairn/internal/problem"

// IndicatorFormula is a formula as it is offered.
type IndicatorFormula struct {
	Name   string   `json:"name"`
	Title  string   `json:"title"`
	Doc    string   `json:"doc" doc:"numerator, denominator and what is left out"`
	Unit   string   `json:"unit" enum:"percent,per_1000,count"`
	Params []string `json:"params" doc:"parameters that it takes: kind, rule, grade, mark, since"`
}

// Formulas lists the register in a language.
func Formulas(lang problem.Lang) []IndicatorFormula {
	all := make([]IndicatorFormula, len(formulas))
	for i, f := range formulas {
		all[i] = IndicatorFormula{Name: f.Name, Unit: f.Unit, Params: append([]string{}, f.Takes...),
			Title: problem.Text(lang, "indicators.formula_"+f.Name, nil), Doc: problem.Text(lang, "indicators.formula_"+f.Name+"_doc", nil)}
	}
	return all
}
