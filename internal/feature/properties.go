package feature

import (
	"bytes"
	"encoding/json"
	"fmt"
)

// Property is a named value; nil is shown as null.
type Property struct {
	Name  string
	Value any
}

// Properties of a feature, in the order in which they are shown.
type Properties []Property

// Props makes properties from alternating names and values.
func Props(pairs ...any) Properties {
	props := make(Properties, 0, len(pairs)/2)
	for i := 0; i+1 < len(pairs); i += 2 {
		props = append(props, Property{fmt.Sprint(pairs[i]), pairs[i+1]})
	}
	return props
}

// Get is the value of a property, nil when there is none.
func (props Properties) Get(name string) any {
	for _, p := range props {
		if p.Name == name {
			return p.Value
		}
	}
	return nil
}

// MarshalJSON writes an object with its members in order.
func (props Properties) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, p := range props {
		if i > 0 {
			b.WriteByte(',')
		}
		for _, part := range []any{p.Name, p.Value} {
			text, err := json.Marshal(part)
			if err != nil {
				return nil, fmt.Errorf("property %s: %w", p.Name, err)
			}
			b.Write(text)
			b.WriteByte(':')
		}
		b.Truncate(b.Len() - 1)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}
