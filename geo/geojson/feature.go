package geojson

import (
	"fmt"

	"cairn/geo"
)

// Feature is one feature of a collection.
type Feature struct {
	ID         string // as text; "" if there is none
	Shape      Shape
	Properties []Property
	Line       int // in the file, where the feature begins
}

// Property is a member of a feature's properties, in their order.
type Property struct {
	Name string
	Value
}

// Value is a property's value as the file has it.
type Value struct {
	Kind Kind
	Text string // a string's text, a number as written, true or false, other JSON made compact; "" for null
}

// Kind is the kind of a property's value.
type Kind uint8

// The kinds. JSON is an object or array.
const (
	Null Kind = iota
	String
	Number
	Bool
	JSON
)

// FeatureError is a fault in one feature of a collection that is otherwise
// readable.
type FeatureError struct {
	Line  int // where the feature begins
	Fault *geo.Fault
}

func (e *FeatureError) Error() string { return fmt.Sprintf("line %d: %v", e.Line, e.Fault) }

// Unwrap gives the fault.
func (e *FeatureError) Unwrap() error { return e.Fault }

// parts collects the members of an object that may be a Feature.
type parts struct {
	typ     string
	seen    seenMembers
	feature Feature
}

// feature reads a feature whose first token is k.
func (s *scanner) feature(k kind, opts Options) (Feature, error) {
	p := parts{seen: seenMembers{}, feature: Feature{Line: s.line}}
	if k != '{' {
		return p.feature, s.fail(geo.CodeUnknownType, map[string]any{"type": ""})
	}
	for {
		k, err := s.next()
		if err != nil {
			return p.feature, err
		}
		if k == '}' {
			return p.feature, s.checkFeature(&p)
		}
		name := string(s.text)
		if name == "features" {
			return p.feature, s.fail(geo.CodeForbiddenMember, map[string]any{"member": name})
		}
		if err := s.featureMember(&p, name, opts); err != nil {
			return p.feature, err
		}
	}
}

// featureMember reads the value of a member of a feature.
func (s *scanner) featureMember(p *parts, name string, opts Options) error {
	if err := p.seen.add(s, name); err != nil {
		return err
	}
	k, err := s.next()
	if err != nil {
		return err
	}
	switch name {
	case "type":
		p.typ, err = s.typeName(k)
	case "id":
		if k != kindString && k != kindNumber {
			return s.badMember(name)
		}
		p.feature.ID = string(s.text)
	case "geometry":
		if k != kindNull {
			p.feature.Shape, err = readShape(s, k, opts)
		}
	case "properties":
		p.feature.Properties, err = s.properties(k)
	case "bbox":
		err = s.bbox(k)
	case "coordinates", "geometries":
		err = s.fail(geo.CodeForbiddenMember, map[string]any{"member": name})
	default:
		err = s.skip(k)
	}
	return err
}

// checkFeature: RFC 7946 §3.2 asks for these three members.
func (s *scanner) checkFeature(p *parts) error {
	for _, member := range []string{"type", "geometry", "properties"} {
		if !p.seen[member] {
			return s.missing(member)
		}
	}
	if p.typ != "Feature" {
		return s.fail(geo.CodeUnknownType, map[string]any{"type": p.typ})
	}
	return nil
}

// properties reads a properties object, or null.
func (s *scanner) properties(k kind) ([]Property, error) {
	if k == kindNull {
		return nil, nil
	}
	if k != '{' {
		return nil, s.badMember("properties")
	}
	var all []Property
	seen := seenMembers{}
	for {
		k, err := s.next()
		if err != nil || k == '}' {
			return all, err
		}
		name := string(s.text)
		if err := seen.add(s, name); err != nil {
			return nil, err
		}
		if k, err = s.next(); err != nil {
			return nil, err
		}
		value, err := s.anyValue(k)
		if err != nil {
			return nil, err
		}
		all = append(all, Property{name, value})
	}
}

// anyValue reads a value whose first token is k.
func (s *scanner) anyValue(k kind) (Value, error) {
	switch k {
	case kindString:
		return Value{String, string(s.text)}, nil
	case kindNumber:
		return Value{Number, string(s.text)}, nil
	case kindTrue:
		return Value{Bool, "true"}, nil
	case kindFalse:
		return Value{Bool, "false"}, nil
	case kindNull:
		return Value{}, nil
	}
	text, err := s.compact(k)
	return Value{JSON, text}, err
}

// compact gives an object or array, whose first token is k, without space.
func (s *scanner) compact(k kind) (string, error) {
	depth := len(s.stack) - 1
	var out []byte
	for {
		switch k {
		case kindKey:
			out = append(AppendString(out, string(s.text)), ':')
		case kindString:
			out = AppendString(out, string(s.text))
		case kindNumber:
			out = append(out, s.text...)
		case kindTrue, kindFalse, kindNull:
			out = append(out, words[k]...)
		default:
			out = append(out, byte(k))
		}
		if len(out) > s.maxText {
			return "", s.fail(geo.CodeTextTooLong, map[string]any{"maximum": s.maxText})
		}
		if len(s.stack) == depth {
			return string(out), nil
		}
		last := k
		var err error
		if k, err = s.next(); err != nil {
			return "", err
		}
		if k != '}' && k != ']' && last != '{' && last != '[' && last != kindKey {
			out = append(out, ',')
		}
	}
}

var words = map[kind]string{kindTrue: "true", kindFalse: "false", kindNull: "null"}
