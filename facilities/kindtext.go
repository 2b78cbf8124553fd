package facilities

import (
	"errors"
	"strings"

	"cairn/internal/problem"
)

// The short forms in which a cell of a table says parts of a kind.

// subkindOf reads code:name.
func subkindOf(text string) (Subkind, bool) {
	code, name, ok := strings.Cut(text, ":")
	return Subkind{Code: strings.TrimSpace(code), Name: strings.TrimSpace(name)}, ok
}

// stageOf reads code:name:status.
func stageOf(text string) (Stage, bool) {
	parts := strings.Split(text, ":")
	if len(parts) != 3 {
		return Stage{}, false
	}
	return Stage{Code: strings.TrimSpace(parts[0]), Name: strings.TrimSpace(parts[1]), Status: strings.TrimSpace(parts[2])}, true
}

// fieldOf reads code:name:type, or code:name:type:unit. A ! behind the type makes the field
// required; the choices of a choice stand behind it: choice(a=甲|b=乙).
func fieldOf(text string) (OwnField, bool) {
	parts := strings.SplitN(text, ":", 4)
	if len(parts) < 3 {
		return OwnField{}, false
	}
	f := OwnField{Code: strings.TrimSpace(parts[0]), Name: strings.TrimSpace(parts[1]), Choices: []Choice{}}
	kind := strings.TrimSpace(parts[2])
	kind, f.Required = strings.CutSuffix(kind, "!")
	if list, ok := strings.CutPrefix(kind, "choice("); ok {
		list, closed := strings.CutSuffix(list, ")")
		if !closed {
			return OwnField{}, false
		}
		for one := range strings.SplitSeq(list, "|") {
			code, name, ok := strings.Cut(one, "=")
			if !ok {
				return OwnField{}, false
			}
			f.Choices = append(f.Choices, Choice{Code: strings.TrimSpace(code), Name: strings.TrimSpace(name)})
		}
		kind = "choice"
	}
	f.Type = FieldType(kind)
	if len(parts) == 4 {
		f.Unit = strings.TrimSpace(parts[3])
	}
	return f, true
}

// refusal reports whether an error is about the content, so that a row is to blame for it.
func refusal(err error) bool {
	var p *problem.Error
	return errors.As(err, &p) && (p.Kind == problem.Invalid || p.Kind == problem.Conflict)
}
