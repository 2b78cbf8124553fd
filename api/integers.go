package api

import (
	"bytes"
	"encoding/json"
	"errors"
	"strings"

	"github.com/danielgtaylor/huma/v2"
)

// maxInteger is the greatest whole number that every JSON reader keeps (2^53 - 1).
const maxInteger = 1<<53 - 1

// boundIntegers gives every whole number in the description the bounds that it can have,
// so that one beyond them is refused by its field, before Go's decoder gives up on it.
func boundIntegers(api *huma.OpenAPI) {
	seen := map[*huma.Schema]bool{}
	for _, schema := range api.Components.Schemas.Map() {
		boundSchema(schema, seen)
	}
	for _, item := range api.Paths {
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil || op.RequestBody == nil {
				continue
			}
			for _, media := range op.RequestBody.Content {
				boundSchema(media.Schema, seen)
			}
		}
	}
}

func boundSchema(s *huma.Schema, seen map[*huma.Schema]bool) {
	if s == nil || seen[s] {
		return
	}
	seen[s] = true
	if s.Type == huma.TypeInteger {
		low, high := -float64(maxInteger), float64(maxInteger)
		if s.Minimum == nil && s.ExclusiveMinimum == nil {
			s.Minimum = &low
		}
		if s.Maximum == nil && s.ExclusiveMaximum == nil {
			s.Maximum = &high
		}
		s.PrecomputeMessages()
	}
	boundSchema(s.Items, seen)
	for _, children := range [][]*huma.Schema{s.OneOf, s.AnyOf, s.AllOf} {
		for _, child := range children {
			boundSchema(child, seen)
		}
	}
	for _, child := range s.Properties {
		boundSchema(child, seen)
	}
}

// unmarshal is json.Unmarshal that takes 5.0 and 5e0 for the whole number that they are.
func unmarshal(text []byte, v any) error {
	err := json.Unmarshal(text, v)
	var wrong *json.UnmarshalTypeError
	if !errors.As(err, &wrong) || !strings.HasPrefix(wrong.Value, "number") {
		return err
	}
	var loose any
	if json.Unmarshal(text, &loose) != nil {
		return err
	}
	plain, again := json.Marshal(loose)
	if again != nil || bytes.Equal(plain, text) {
		return err
	}
	return json.Unmarshal(plain, v)
}
