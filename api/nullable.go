package api

import (
	"encoding/json"
	"reflect"

	"github.com/danielgtaylor/huma/v2"
)

// nullable is an object in an answer that may be null, which huma cannot describe of a
// pointer to a struct.
type nullable[T any] struct{ Value *T }

// MarshalJSON writes the object or null.
func (n nullable[T]) MarshalJSON() ([]byte, error) { return json.Marshal(n.Value) }

// UnmarshalJSON reads the object or null, for tests.
func (n *nullable[T]) UnmarshalJSON(text []byte) error { return json.Unmarshal(text, &n.Value) }

// Schema is that of T, or null.
func (n nullable[T]) Schema(r huma.Registry) *huma.Schema {
	schema := r.Schema(reflect.TypeFor[T](), true, "")
	return &huma.Schema{Type: huma.TypeObject, Nullable: true, AllOf: []*huma.Schema{schema}}
}
