package api

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/validation"

	"cairn/internal/problem"
)

// sep parts a message key from its parameters in the texts that huma hands around:
// key, name, value, name, value …
const sep = "\x1f"

// useOurProblems makes huma word its findings as message keys and build our problem
// bodies. huma offers package variables only; they are set once, before any schema.
var useOurProblems = sync.OnceFunc(func() {
	huma.ValidateStrictCasing = true
	huma.DefaultArrayNullable = false
	huma.NewError = func(status int, msg string, _ ...error) huma.StatusError {
		return &problemBody{Status: status, Detail: msg}
	}
	huma.NewErrorWithContext = func(ctx huma.Context, status int, msg string, errs ...error) huma.StatusError {
		p := fromHuma(status, msg, errs)
		for name, values := range headersOf(p) {
			ctx.SetHeader(name, values[0])
		}
		return bodyOf(ctx.Context(), p)
	}
	for text, key := range validationKeys {
		*text = key
	}
})

// validationKeys are huma's validation texts and what stands for them.
var validationKeys = map[*string]string{
	&validation.MsgUnexpectedProperty:                "problem.unknown_field",
	&validation.MsgExpectedRFC3339DateTime:           "api.bad_time",
	&validation.MsgExpectedRFC1123DateTime:           "api.bad_time",
	&validation.MsgExpectedRFC3339Date:               "problem.bad_date",
	&validation.MsgExpectedRFC3339Time:               "api.bad_time",
	&validation.MsgExpectedRFC3986URI:                "api.bad_value" + sep + "_" + sep + "%v",
	&validation.MsgExpectedRFC4122UUID:               "api.bad_uuid" + sep + "_" + sep + "%v",
	&validation.MsgExpectedRegexp:                    "api.bad_value" + sep + "_" + sep + "%v",
	&validation.MsgExpectedMatchAtLeastOneSchema:     "api.bad_value",
	&validation.MsgExpectedMatchExactlyOneSchema:     "api.bad_value",
	&validation.MsgExpectedNotMatchSchema:            "api.bad_value",
	&validation.MsgExpectedBoolean:                   "api.not_boolean",
	&validation.MsgExpectedNumber:                    "api.not_number",
	&validation.MsgExpectedInteger:                   "api.not_integer",
	&validation.MsgExpectedString:                    "api.not_text",
	&validation.MsgExpectedBase64String:              "api.bad_value",
	&validation.MsgExpectedArray:                     "api.not_list",
	&validation.MsgExpectedObject:                    "api.not_object",
	&validation.MsgExpectedArrayItemsUnique:          "api.not_unique",
	&validation.MsgExpectedOneOf:                     "problem.unknown_value" + sep + "allowed" + sep + "%s",
	&validation.MsgExpectedMinimumNumber:             "api.too_small" + sep + "min" + sep + "%v",
	&validation.MsgExpectedExclusiveMinimumNumber:    "api.not_above" + sep + "min" + sep + "%v",
	&validation.MsgExpectedMaximumNumber:             "api.too_great" + sep + "max" + sep + "%v",
	&validation.MsgExpectedExclusiveMaximumNumber:    "api.not_below" + sep + "max" + sep + "%v",
	&validation.MsgExpectedNumberBeMultipleOf:        "api.bad_value" + sep + "_" + sep + "%v",
	&validation.MsgExpectedMinLength:                 "api.too_short" + sep + "min" + sep + "%d",
	&validation.MsgExpectedMaxLength:                 "problem.too_long" + sep + "max" + sep + "%d",
	&validation.MsgExpectedBePattern:                 "api.bad_pattern" + sep + "pattern" + sep + "%s",
	&validation.MsgExpectedMatchPattern:              "api.bad_pattern" + sep + "pattern" + sep + "%s",
	&validation.MsgExpectedMinItems:                  "api.too_few_items" + sep + "min" + sep + "%d",
	&validation.MsgExpectedMaxItems:                  "api.too_many_items" + sep + "max" + sep + "%d",
	&validation.MsgExpectedRequiredProperty:          "problem.required" + sep + "field" + sep + "%s",
	&validation.MsgExpectedDependentRequiredProperty: "problem.required" + sep + "field" + sep + "%s" + sep + "_" + sep + "%s",
}

// literalKeys are texts that huma holds as constants, by their beginning.
var literalKeys = []struct{ text, key string }{
	{"unknown query parameter", "api.unknown_parameter"},
	{"required ", "problem.required"},
	{"invalid integer", "api.not_integer"},
	{"invalid float", "api.not_number"},
	{"invalid boolean", "api.not_boolean"},
	{"invalid date/time", "api.bad_time"},
	{"invalid value: invalid UUID", "api.bad_uuid"},
	{"invalid ", "api.bad_value"},
	{"expected value to match exactly one", "api.bad_value"},
}

// fromHuma is the problem behind what huma found while it read a request.
func fromHuma(status int, msg string, errs []error) *problem.Error {
	for _, err := range errs {
		if _, ok := err.(huma.ErrorDetailer); !ok {
			return asProblem(err) // the body could not be read
		}
	}
	fields, where := fieldsOf(errs)
	switch {
	case status == http.StatusRequestTimeout:
		return problem.New(problem.TooSlow, "api.body_too_slow")
	case status == http.StatusUnsupportedMediaType:
		return problem.New(problem.BadType, "api.bad_type")
	case status >= 500:
		return problem.New(problem.Internal, "problem.internal").With(errors.New(msg))
	case len(fields) == 0:
		return problem.New(problem.Malformed, "api.no_body")
	case where == "parameter":
		p := problem.New(problem.BadParameter, "api.bad_parameter", "names", fieldNames(fields))
		p.Fields = fields
		return p
	case status == http.StatusBadRequest:
		p := fields[0]
		return &problem.Error{Kind: problem.Malformed, Key: p.Key, Params: p.Params}
	}
	return problem.As(problem.InvalidFields(fields...))
}

// fieldsOf lists the findings; when parameters are among them, only those.
func fieldsOf(errs []error) (fields []problem.Field, where string) {
	where = "body"
	for _, err := range errs {
		d := err.(huma.ErrorDetailer).ErrorDetail()
		place, name, _ := strings.Cut(d.Location, ".")
		if place != "body" && where == "body" {
			fields, where = nil, "parameter"
		}
		if place != "body" || where == "body" {
			fields = append(fields, fieldOf(name, d))
		}
	}
	return fields, where
}

func fieldOf(name string, d *huma.ErrorDetail) problem.Field {
	parts := strings.Split(keyOf(d.Message), sep)
	f := problem.Bad(name, parts[0])
	for i := 1; i+1 < len(parts); i += 2 {
		switch {
		case parts[i] == "field":
			f.Field = strings.TrimPrefix(name+"."+parts[i+1], ".")
			return f
		case parts[i] != "_":
			if f.Params == nil {
				f.Params = map[string]any{}
			}
			f.Params[parts[i]] = parts[i+1]
		}
	}
	f.Value = shown(name, d.Value)
	return f
}

func keyOf(message string) string {
	for _, l := range literalKeys {
		if strings.HasPrefix(message, l.text) {
			return l.key
		}
	}
	return message
}

// shown is a single value as it may be sent back: short, and never a secret.
func shown(name string, v any) string {
	if name == "" || strings.Contains(name, "password") || strings.Contains(name, "token") {
		return ""
	}
	switch v.(type) {
	case string, float64, int64, bool:
		return shorten(fmt.Sprint(v), 60)
	}
	return ""
}

func shorten(s string, n int) string {
	runes := []rune(s)
	if len(runes) <= n {
		return s
	}
	return string(runes[:n]) + "…"
}

func fieldNames(fields []problem.Field) string {
	var names []string
	for _, f := range fields {
		names = append(names, f.Field)
	}
	return strings.Join(names, ", ")
}
