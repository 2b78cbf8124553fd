package interchange

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"path/filepath"
	"strings"

	"cairn/internal/problem"
)

// jsonRows reads plain records: a list of objects, or an object whose member items is one.
// Each record has columns of its own; numbers keep their digits, lists and objects in a
// record are given as JSON text.
type jsonRows struct {
	in *json.Decoder
	s  *settings
}

// openJSON tells plain records from GeoJSON, which has features or a geometry.
func openJSON(src *source, s *settings) (rowSource, error) {
	head, _ := src.in.Peek(peekSize) // an error shows up when the rows are read
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	list := len(head) > 0 && head[0] == '['
	if strings.EqualFold(filepath.Ext(s.Name), ".geojson") || !list && !holdsItems(head) {
		return openGeoJSON(src, s)
	}
	if mark, _ := src.in.Peek(len(byteOrderMark)); string(mark) == byteOrderMark {
		if _, err := src.in.Discard(len(byteOrderMark)); err != nil {
			return nil, err
		}
	}
	j := &jsonRows{in: json.NewDecoder(src.in), s: s}
	j.in.UseNumber()
	return j, j.enter(list)
}

// holdsItems reports whether an object begins that has items among its first members.
func holdsItems(head []byte) bool {
	in := json.NewDecoder(bytes.NewReader(head))
	if token, err := in.Token(); err != nil || token != json.Delim('{') {
		return false
	}
	for in.More() {
		name, err := in.Token()
		if err != nil {
			return false
		}
		if name == "items" {
			return true
		}
		var skipped json.RawMessage
		if in.Decode(&skipped) != nil {
			return false
		}
	}
	return false
}

// enter reads on to the first record.
func (j *jsonRows) enter(list bool) error {
	for !list {
		token, err := j.in.Token()
		if err != nil {
			return j.broken(err)
		}
		if token == json.Delim('{') {
			continue
		}
		if list = token == "items"; list {
			break
		}
		var skipped json.RawMessage
		if err := j.in.Decode(&skipped); err != nil {
			return j.broken(err)
		}
	}
	if token, err := j.in.Token(); err != nil || token != json.Delim('[') {
		return j.broken(err)
	}
	return nil
}

func (j *jsonRows) next() (*Row, error) {
	if !j.in.More() {
		if _, err := j.in.Token(); err != nil {
			return nil, j.broken(err)
		}
		return nil, io.EOF
	}
	row := &Row{}
	if token, err := j.in.Token(); err != nil || token != json.Delim('{') {
		return nil, j.broken(err)
	}
	seen := map[string]bool{}
	for j.in.More() {
		name, err := j.in.Token()
		if err != nil {
			return nil, j.broken(err)
		}
		var raw json.RawMessage
		if err := j.in.Decode(&raw); err != nil {
			return nil, j.broken(err)
		}
		field, value := j.s.field(name.(string)), valueText(raw) // the tokens before values of an object are its names
		switch {
		case seen[field]:
			row.bad(problem.Bad(field, "import.duplicate_column", "column", name, "other", field), value)
		case len(value) > j.s.MaxField:
			row.bad(problem.Bad(field, "import.field_too_long", "maximum", j.s.MaxField), value)
		}
		seen[field] = true
		row.Header, row.Columns, row.Values = append(row.Header, name.(string)), append(row.Columns, field), append(row.Values, value)
	}
	if _, err := j.in.Token(); err != nil {
		return nil, j.broken(err)
	}
	return row, nil
}

// valueText is a value as a cell of a table would hold it.
func valueText(raw json.RawMessage) string {
	var text string
	if json.Unmarshal(raw, &text) == nil {
		return text // also null, as nothing
	}
	var compact bytes.Buffer
	if json.Compact(&compact, raw) != nil {
		return string(raw)
	}
	return compact.String()
}

// broken is the refusal of a file that is no list of records.
func (j *jsonRows) broken(err error) error {
	var syntax *json.SyntaxError
	if err == nil || errors.As(err, &syntax) || errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return j.s.refuse("import.bad_json", "byte", j.in.InputOffset()) // without the cause: io.EOF would read as the end
	}
	return err
}
