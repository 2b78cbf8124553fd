package api

import (
	"strconv"

	"cairn/internal/problem"
)

// IfMatch is embedded in the input of a change: which version is edited.
type IfMatch struct {
	Match string `header:"If-Match" doc:"the version that is edited, as its ETag gave it: \"<version>\"" example:"\"3\""`
}

// version reads If-Match. Errors: problem.NoVersion without one, problem.BadParameter for
// anything but one strong tag made of a version ("*" would overwrite blindly).
func (m IfMatch) version() (int64, error) { return parseIfMatch(m.Match) }

func parseIfMatch(text string) (int64, error) {
	if text == "" {
		return 0, problem.New(problem.NoVersion, "problem.no_version")
	}
	if n := len(text); n > 2 && text[0] == '"' && text[n-1] == '"' {
		digits := text[1 : n-1]
		v, err := strconv.ParseInt(digits, 10, 64)
		if err == nil && v > 0 && strconv.FormatInt(v, 10) == digits {
			return v, nil
		}
	}
	return 0, badParameter(problem.Bad("If-Match", "api.bad_if_match"))
}

// etagOf is the tag of a record's version.
func etagOf(version int64) string { return `"` + strconv.FormatInt(version, 10) + `"` }

// record is the output of one record of type T with its tag.
type record[T any] struct {
	ETag string `header:"ETag"`
	Body T
}

// recordOf answers with a record and its version.
func recordOf[T any](body T, version int64) *record[T] {
	return &record[T]{ETag: etagOf(version), Body: body}
}

// created is the output of a new record.
type created[T any] struct {
	ETag     string `header:"ETag"`
	Location string `header:"Location"`
	Body     T
}

func createdAt[T any](location string, body T, version int64) *created[T] {
	return &created[T]{ETag: etagOf(version), Location: location, Body: body}
}

// Removal is embedded in the input of a retirement.
type Removal struct {
	IfMatch
	Reason string `query:"reason" maxLength:"2000" doc:"why; goes to the history"`
}
