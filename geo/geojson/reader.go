package geojson

import (
	"encoding/json"
	"errors"
	"io"

	"cairn/geo"
)

// Reader reads the features of a FeatureCollection, or a single Feature, one by
// one.
type Reader struct {
	scanner *scanner
	opts    Options
	crs     string
	top     parts // members of the outermost object, which may be a Feature
	state   func(*Reader) (Feature, error)
}

// NewReader starts reading in. Features come before it is known whether the rest
// of the text is as it should be; [Reader.Next] tells at the end.
func NewReader(in io.Reader, opts Options) *Reader {
	return &Reader{
		scanner: newScanner(in, opts), opts: opts,
		top: parts{seen: seenMembers{}}, state: (*Reader).start,
	}
}

// CRS is the name in a crs member of the collection, if one came before the
// features (GeoJSON of 2008; GDAL writes it still), or "".
func (r *Reader) CRS() string { return r.crs }

// Next gives the next feature, io.EOF after the last. An error of type
// [*FeatureError] is about that feature alone: reading can go on after it. Other
// errors are final: a [*geo.Fault], or an error of the input.
func (r *Reader) Next() (Feature, error) {
	f, err := r.state(r)
	if err == nil {
		return f, nil
	}
	if _, ok := errors.AsType[*FeatureError](err); !ok {
		r.state = func(*Reader) (Feature, error) { return Feature{}, err }
	}
	return f, err
}

func (r *Reader) start() (Feature, error) {
	if err := r.scanner.skipBOM(); err != nil {
		return Feature{}, err
	}
	k, err := r.scanner.next()
	if err != nil {
		return Feature{}, err
	}
	if k != '{' {
		return Feature{}, r.scanner.fail(geo.CodeUnknownType, map[string]any{"type": ""})
	}
	r.top.feature.Line = r.scanner.line
	r.state = (*Reader).members
	return r.members()
}

// members reads on in the outermost object, up to its features or its end.
func (r *Reader) members() (Feature, error) {
	s := r.scanner
	for {
		k, err := s.next()
		if err != nil {
			return Feature{}, err
		}
		if k == '}' {
			return r.finish()
		}
		switch name := string(s.text); name {
		case "features":
			if err := r.enter(); err != nil {
				return Feature{}, err
			}
			r.state = (*Reader).features
			return r.features()
		case "crs":
			err = r.readCRS()
		default:
			err = s.featureMember(&r.top, name, r.opts)
		}
		if err != nil {
			return Feature{}, err
		}
	}
}

func (r *Reader) enter() error {
	if err := r.top.seen.add(r.scanner, "features"); err != nil {
		return err
	}
	k, err := r.scanner.next()
	if err == nil && k != '[' {
		err = r.scanner.badMember("features")
	}
	return err
}

// features reads the next feature of the collection.
func (r *Reader) features() (Feature, error) {
	s := r.scanner
	k, err := s.next()
	if err != nil {
		return Feature{}, err
	}
	if k == ']' {
		r.state = (*Reader).members
		return r.members()
	}
	depth := len(s.stack)
	if k == '{' || k == '[' {
		depth--
	}
	f, err := s.feature(k, r.opts)
	fault, ok := errors.AsType[*geo.Fault](err)
	if !ok || fault.Code == geo.CodeBadJSON || fault.Code == geo.CodeTextTooLong {
		return f, err
	}
	if err := s.unwind(depth); err != nil {
		return f, err
	}
	return f, &FeatureError{Line: f.Line, Fault: fault}
}

// finish checks the outermost object at its end, and that nothing follows.
func (r *Reader) finish() (Feature, error) {
	s, seen := r.scanner, r.top.seen
	if _, err := s.next(); err != nil {
		return Feature{}, err
	}
	r.state = func(*Reader) (Feature, error) { return Feature{}, io.EOF }
	if r.top.typ == "FeatureCollection" {
		return Feature{}, r.finishCollection()
	}
	if seen["features"] {
		if r.top.typ == "Feature" {
			return Feature{}, s.fail(geo.CodeForbiddenMember, map[string]any{"member": "features"})
		}
		return Feature{}, s.fail(geo.CodeUnknownType, map[string]any{"type": r.top.typ})
	}
	return r.top.feature, s.checkFeature(&r.top)
}

func (r *Reader) finishCollection() error {
	for _, member := range []string{"geometry", "properties"} {
		if r.top.seen[member] {
			return r.scanner.fail(geo.CodeForbiddenMember, map[string]any{"member": member})
		}
	}
	if !r.top.seen["features"] {
		return r.scanner.missing("features")
	}
	return io.EOF
}

// readCRS reads {"type":"name","properties":{"name":"…"}}, or null.
func (r *Reader) readCRS() error {
	if err := r.top.seen.add(r.scanner, "crs"); err != nil {
		return err
	}
	k, err := r.scanner.next()
	if err != nil || k == kindNull {
		return err
	}
	value, err := r.scanner.anyValue(k)
	if err != nil {
		return err
	}
	var named struct {
		Properties struct{ Name string }
	}
	if value.Kind != JSON || json.Unmarshal([]byte(value.Text), &named) != nil || named.Properties.Name == "" {
		return r.scanner.badMember("crs")
	}
	r.crs = named.Properties.Name
	return nil
}
