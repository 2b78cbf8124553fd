package api

import (
	"strconv"
	"strings"

	"cairn/internal/problem"
)

// IfMatch is embedded in the input of a change: which version is edited.
type IfMatch struct {
	Match string `header:"If-Match" doc:"the version that is edited, as its ETag gave it: \"<version>\"" example:"\"3\""`
}

// noVersion is the version that no record has: what is edited at it is stale.
const noVersion = 0

// version reads If-Match. Errors: problem.NoVersion without one, problem.BadParameter for
// anything but one entity tag ("*" would overwrite blindly, a list leaves open what was read).
func (m IfMatch) version() (int64, error) { return parseIfMatch(m.Match) }

// parseIfMatch reads one entity tag (RFC 9110, 8.8.3). A tag that was never given out, and a
// weak one, match no version (13.1.1 compares strongly): noVersion, which is stale.
func parseIfMatch(text string) (int64, error) {
	if text == "" {
		return 0, problem.New(problem.NoVersion, "problem.no_version")
	}
	strong, weak := strings.CutPrefix(text, "W/")
	if !entityTag(strong) {
		return 0, badParameter(problem.Bad("If-Match", "api.bad_if_match"))
	}
	v, err := strconv.ParseInt(strong[1:len(strong)-1], 10, 64)
	if weak || err != nil || v < 1 || etagOf(v) != strong {
		return noVersion, nil
	}
	return v, nil
}

// entityTag reports whether the text is one opaque tag in its quotes.
func entityTag(text string) bool {
	n := len(text)
	if n < 2 || text[0] != '"' || text[n-1] != '"' {
		return false
	}
	return !strings.ContainsFunc(text[1:n-1], func(r rune) bool { return r == '"' || r <= ' ' || r == 0x7f })
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
