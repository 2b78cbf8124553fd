package api

import (
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// opt is a field of a merge patch (RFC 7396): absent, null, or a value. Tag the field
// `json:"name,omitempty"`.
type opt[T any] struct {
	Given bool // the field is in the patch
	Null  bool // it is null: the value is to be removed
	Value T
}

// UnmarshalJSON is called for fields that are in the patch, null ones too.
func (o *opt[T]) UnmarshalJSON(text []byte) error {
	o.Given = true
	if string(text) == "null" {
		o.Null = true
		return nil
	}
	return json.Unmarshal(text, &o.Value)
}

// MarshalJSON writes the value, for tests.
func (o opt[T]) MarshalJSON() ([]byte, error) {
	if !o.Given || o.Null {
		return []byte("null"), nil
	}
	return json.Marshal(o.Value)
}

// IsZero lets omitzero leave the field out.
func (o opt[T]) IsZero() bool { return !o.Given }

// Schema is the schema of T, nullable.
func (o opt[T]) Schema(r huma.Registry) *huma.Schema {
	schema := *r.Schema(reflect.TypeFor[T](), true, "")
	if schema.Ref == "" && schema.Type != "" { // anything may be null already
		schema.Nullable = true
	}
	return &schema
}

// set is nil when the field is absent, and points to the zero value when it is null.
func (o opt[T]) set() *T {
	if !o.Given {
		return nil
	}
	return &o.Value
}

// or is the value after the patch: current when the field is absent, zero when it is null.
func (o opt[T]) or(current T) T {
	if !o.Given {
		return current
	}
	return o.Value
}
