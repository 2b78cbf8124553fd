package facilities

import (
	"slices"
	"strconv"
)

// OwnField is a field that a kind has of its own; its values stand in Facility.Extra.
type OwnField struct {
	Code     string    `json:"code" doc:"key in extra; small letters, digits and _"`
	Name     string    `json:"name" doc:"label, in Chinese; also its column in files"`
	NameEn   string    `json:"name_en"`
	Type     FieldType `json:"type" enum:"text,integer,number,date,boolean,choice"`
	Unit     string    `json:"unit" doc:"of a number, as shown"`
	Required bool      `json:"required" doc:"asked for when a facility is made or its own fields are changed"`
	Choices  []Choice  `json:"choices" doc:"of type choice"`
	Min      *float64  `json:"min" doc:"of numbers; of texts the fewest characters"`
	Max      *float64  `json:"max" doc:"of numbers; of texts the most characters"`
}

// FieldType is what the values of a field are.
type FieldType string

// The types of fields. Dates are YYYY-MM-DD, choices the code of one.
const (
	TextField    FieldType = "text"
	IntegerField FieldType = "integer"
	NumberField  FieldType = "number"
	DateField    FieldType = "date"
	BooleanField FieldType = "boolean"
	ChoiceField  FieldType = "choice"
)

// Choice is a value of a field of type choice.
type Choice struct {
	Code   string `json:"code"`
	Name   string `json:"name"`
	NameEn string `json:"name_en"`
}

// Field finds a field of the kind's own by its code.
func (k Kind) Field(code string) (OwnField, bool) {
	i := slices.IndexFunc(k.Fields, func(f OwnField) bool { return f.Code == code })
	if i < 0 {
		return OwnField{}, false
	}
	return k.Fields[i], true
}

// plain writes a number without an exponent.
func plain(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }

// textOf writes a value of a cell: nothing for nil, numbers without an exponent.
func textOf(value any) string {
	switch v := value.(type) {
	case nil:
		return ""
	case string:
		return v
	case float64:
		return plain(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case *string:
		return pointed(v, func(s string) string { return s })
	case *int:
		return pointed(v, strconv.Itoa)
	case *float64:
		return pointed(v, plain)
	}
	return ""
}

func pointed[T any](v *T, text func(T) string) string {
	if v == nil {
		return ""
	}
	return text(*v)
}
