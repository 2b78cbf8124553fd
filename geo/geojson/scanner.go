package geojson

import (
	"errors"
	"io"
	"maps"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// kind is what a token is: a bracket by itself, or one of the letters.
type kind byte

const (
	kindKey    kind = 'k'
	kindString kind = 's'
	kindNumber kind = '0'
	kindTrue   kind = 't'
	kindFalse  kind = 'f'
	kindNull   kind = 'n'
	kindEnd    kind = 0 // after the value
)

// state is what may come next.
type state byte

const (
	wantValue     state = iota
	wantFirst           // the first value of an array, or its end
	wantName            // a member's name
	wantFirstName       // the first name of an object, or its end
	wantMore            // a comma or the end of the container; the end of the text at the top
)

// scanner pulls the tokens of one JSON value from a reader. Whatever tokens it
// has given, they are the start of a valid text.
type scanner struct {
	in     io.Reader
	buf    []byte
	pos    int
	inErr  error
	before int64 // bytes before buf

	line      int
	lineStart int64
	stack     []byte // open containers, { or [
	state     state
	text      []byte // of the string or number last given
	maxText   int
	maxDepth  int
}

func newScanner(in io.Reader, opts Options) *scanner {
	return &scanner{in: in, buf: make([]byte, 0, 64<<10), line: 1, maxText: opts.maxText(), maxDepth: maxDepth}
}

// maxDepth is far more than any geometry or sensible property needs.
const maxDepth = 128

// fail makes a fault at the place reached.
func (s *scanner) fail(code geo.Code, detail map[string]any) error {
	d := map[string]any{"line": s.line, "column": s.before + int64(s.pos) - s.lineStart + 1}
	maps.Copy(d, detail)
	return &geo.Fault{Code: code, At: orb.Point{}, Detail: d}
}

func (s *scanner) bad() error { return s.fail(geo.CodeBadJSON, nil) }

// peek gives the next byte, and 0 at the end of the input. A byte 0 in the
// input is no JSON, so nobody takes one for the other.
func (s *scanner) peek() byte {
	if s.pos < len(s.buf) {
		return s.buf[s.pos]
	}
	for s.inErr == nil {
		s.before += int64(len(s.buf))
		s.pos = 0
		var n int
		n, s.inErr = s.in.Read(s.buf[:cap(s.buf)])
		s.buf = s.buf[:n]
		if n > 0 {
			return s.buf[0]
		}
	}
	return 0
}

// ended reports whether the input is used up, and an error of reading it.
func (s *scanner) ended() (bool, error) {
	if s.peek(); s.pos < len(s.buf) {
		return false, nil
	}
	if !errors.Is(s.inErr, io.EOF) {
		return true, s.inErr
	}
	return true, nil
}

func (s *scanner) skipSpace() byte {
	for {
		c := s.peek()
		switch c {
		case ' ', '\t', '\r':
		case '\n':
			s.line++
			s.lineStart = s.before + int64(s.pos) + 1
		default:
			return c
		}
		s.pos++
	}
}

// skipBOM passes over a byte order mark at the very start.
func (s *scanner) skipBOM() error {
	if s.peek() != 0xEF {
		return nil
	}
	for _, c := range []byte{0xEF, 0xBB, 0xBF} {
		if s.peek() != c {
			return s.bad()
		}
		s.pos++
	}
	return nil
}

// next gives the next token. Strings and numbers stand in s.text until the next
// call.
func (s *scanner) next() (kind, error) {
	c := s.skipSpace()
	if s.state == wantMore {
		if len(s.stack) == 0 {
			return s.end()
		}
		if c == ',' {
			s.pos++
			s.state = wantValue
			if s.top() == '{' {
				s.state = wantName
			}
			c = s.skipSpace()
		}
	}
	switch {
	case c == '}' && s.top() == '{' && (s.state == wantMore || s.state == wantFirstName),
		c == ']' && s.top() == '[' && (s.state == wantMore || s.state == wantFirst):
		s.pos++
		s.stack = s.stack[:len(s.stack)-1]
		s.state = wantMore
		return kind(c), nil
	case s.state == wantName || s.state == wantFirstName:
		return s.name(c)
	case s.state == wantValue || s.state == wantFirst:
		return s.value(c)
	}
	return 0, s.unexpected()
}

// end is after the value: nothing may follow.
func (s *scanner) end() (kind, error) {
	ended, err := s.ended()
	if err == nil && !ended {
		err = s.bad()
	}
	return kindEnd, err
}

// unexpected is bad JSON, unless reading failed.
func (s *scanner) unexpected() error {
	if _, err := s.ended(); err != nil {
		return err
	}
	return s.bad()
}

func (s *scanner) top() byte {
	if len(s.stack) == 0 {
		return 0
	}
	return s.stack[len(s.stack)-1]
}

func (s *scanner) name(c byte) (kind, error) {
	if c != '"' {
		return 0, s.unexpected()
	}
	if err := s.readString(); err != nil {
		return 0, err
	}
	if s.skipSpace() != ':' {
		return 0, s.unexpected()
	}
	s.pos++
	s.state = wantValue
	return kindKey, nil
}

func (s *scanner) value(c byte) (kind, error) {
	switch c {
	case '{', '[':
		return s.open(c)
	case '"':
		s.state = wantMore
		return kindString, s.readString()
	case 't':
		return s.word("true", kindTrue)
	case 'f':
		return s.word("false", kindFalse)
	case 'n':
		return s.word("null", kindNull)
	}
	s.state = wantMore
	return kindNumber, s.readNumber()
}

func (s *scanner) open(c byte) (kind, error) {
	if len(s.stack) == s.maxDepth {
		return 0, s.fail(geo.CodeTooDeep, map[string]any{"maximum": s.maxDepth})
	}
	s.pos++
	s.stack = append(s.stack, c)
	s.state = wantFirst
	if c == '{' {
		s.state = wantFirstName
	}
	return kind(c), nil
}

func (s *scanner) word(word string, k kind) (kind, error) {
	for i := range len(word) {
		if s.peek() != word[i] {
			return 0, s.unexpected()
		}
		s.pos++
	}
	s.state = wantMore
	return k, nil
}

// unwind passes over tokens until depth containers are open.
func (s *scanner) unwind(depth int) error {
	for len(s.stack) > depth || s.state == wantValue {
		if _, err := s.next(); err != nil {
			return err
		}
	}
	return nil
}
