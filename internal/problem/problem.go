// Package problem holds what can be refused: a kind, a message key with its
// parameters, and one entry per bad field or row.
//
// The kind maps to an HTTP status in package api only. The text of a message
// stands in messages/*.json, Chinese and English, and is chosen by the reader's
// language when it is shown.
package problem

import (
	"errors"
	"fmt"
)

// Kind says what sort of refusal it is; stable, part of the problem's type.
type Kind string

// The kinds.
const (
	BadParameter  Kind = "bad-parameter"         // a parameter of the request is unknown or wrong
	Malformed     Kind = "malformed"             // the body cannot be read at all
	Invalid       Kind = "invalid"               // the content breaks a rule
	Unconfirmed   Kind = "unconfirmed"           // the content is doubtful: a person must confirm it
	Unauthorized  Kind = "unauthorized"          // nobody is signed in
	Forbidden     Kind = "forbidden"             // signed in, but not allowed here
	NotFound      Kind = "not-found"             // there is no such thing
	NotAllowed    Kind = "method-not-allowed"    // the thing cannot be done that way
	NotAcceptable Kind = "not-acceptable"        // the format asked for is not offered
	Conflict      Kind = "conflict"              // it contradicts what is stored
	Stale         Kind = "stale"                 // it has changed since it was read
	NoVersion     Kind = "precondition-required" // an edit must say which version it edits
	TooLarge      Kind = "too-large"             // over a configured limit
	BadType       Kind = "unsupported-type"      // a media type that is not read here
	TooSlow       Kind = "too-slow"              // the client did not finish in time
	TooMany       Kind = "too-many"              // throttled
	Locked        Kind = "locked"                // another request works on it right now
	Unavailable   Kind = "unavailable"           // a part of the service is down; try again
	Internal      Kind = "internal"              // our fault
)

// Error is a refusal. Create it with New or InvalidFields.
type Error struct {
	Kind   Kind
	Key    string // message key, <namespace>.<name>
	Params map[string]any
	Fields []Field
	Cause  error // for the log, never shown
}

// Field is one bad field or row.
type Field struct {
	File   string         // file name, imports only
	Row    int            // data row from 1, imports only
	Field  string         // field or column
	Key    string         // message key
	Params map[string]any // parameters of the message
	Value  string         // what was given, shortened
}

// New makes a refusal; params are alternating names and values.
func New(kind Kind, key string, params ...any) *Error {
	return &Error{Kind: kind, Key: key, Params: pairs(params)}
}

// Bad makes a field entry; params are alternating names and values.
func Bad(field, key string, params ...any) Field {
	return Field{Field: field, Key: key, Params: pairs(params)}
}

// InvalidFields refuses content by its fields; nil when there are none.
func InvalidFields(fields ...Field) error {
	if len(fields) == 0 {
		return nil
	}
	return &Error{Kind: Invalid, Key: "problem.invalid", Params: pairs([]any{"count", len(fields)}), Fields: fields}
}

// Parameter refuses a parameter of a question, named as its field; params are alternating
// names and values.
func Parameter(name, key string, params ...any) error {
	err := New(BadParameter, key, params...)
	err.Fields = []Field{Bad(name, key, params...)}
	return err
}

// With adds the cause, for the log.
func (e *Error) With(cause error) *Error {
	e.Cause = cause
	return e
}

// Error is the English text, with the first fields.
func (e *Error) Error() string {
	s := e.Text(English)
	for i, f := range e.Fields {
		if i == 3 {
			s += fmt.Sprintf(" … (%d)", len(e.Fields))
			break
		}
		s += fmt.Sprintf(" [%s: %s]", f.Place(), f.Text(English))
	}
	if e.Cause != nil {
		s += ": " + e.Cause.Error()
	}
	return s
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Cause }

// Place says where the bad field stands: file, row, field, as far as known.
func (f Field) Place() string {
	s := f.Field
	if f.Row > 0 {
		s = fmt.Sprintf("row %d %s", f.Row, s)
	}
	if f.File != "" {
		s = f.File + " " + s
	}
	return s
}

// As returns the problem inside err, or nil.
func As(err error) *Error {
	var p *Error
	if errors.As(err, &p) {
		return p
	}
	return nil
}

// Is reports whether err is a problem of the kind.
func Is(err error, kind Kind) bool {
	p := As(err)
	return p != nil && p.Kind == kind
}

func pairs(params []any) map[string]any {
	if len(params) == 0 {
		return nil
	}
	m := make(map[string]any, len(params)/2)
	for i := 0; i+1 < len(params); i += 2 {
		m[fmt.Sprint(params[i])] = params[i+1]
	}
	return m
}
