package geojson

import (
	"unicode/utf16"
	"unicode/utf8"

	"cairn/geo"
)

// put adds a byte to the text, up to the limit.
func (s *scanner) put(c byte) error {
	if len(s.text) == s.maxText {
		return s.fail(geo.CodeTextTooLong, map[string]any{"maximum": s.maxText})
	}
	s.text = append(s.text, c)
	return nil
}

// readString reads a string from its first quote on.
func (s *scanner) readString() error {
	s.text = s.text[:0]
	s.pos++
	for {
		c := s.peek()
		switch {
		case c == '"':
			s.pos++
			if !utf8.Valid(s.text) {
				return s.bad()
			}
			return nil
		case c < 0x20: // control characters, and the end of the input
			return s.unexpected()
		case c == '\\':
			s.pos++
			if err := s.readEscape(); err != nil {
				return err
			}
		default:
			if err := s.put(c); err != nil {
				return err
			}
			s.pos++
		}
	}
}

var escapes = map[byte]byte{
	'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t',
}

// readEscape reads what follows a backslash. Half a surrogate pair is refused:
// it is no character and could not be stored.
func (s *scanner) readEscape() error {
	c := s.peek()
	if plain, ok := escapes[c]; ok {
		s.pos++
		return s.put(plain)
	}
	if c != 'u' {
		return s.unexpected()
	}
	r, err := s.readHex()
	if err != nil {
		return err
	}
	if utf16.IsSurrogate(r) {
		if s.peek() != '\\' {
			return s.unexpected()
		}
		s.pos++
		if s.peek() != 'u' {
			return s.unexpected()
		}
		low, err := s.readHex()
		if err != nil {
			return err
		}
		if r = utf16.DecodeRune(r, low); r == utf8.RuneError {
			return s.bad()
		}
	}
	for _, b := range utf8.AppendRune(nil, r) {
		if err := s.put(b); err != nil {
			return err
		}
	}
	return nil
}

// readHex reads u and four hexadecimal digits.
func (s *scanner) readHex() (rune, error) {
	s.pos++
	var r rune
	for range 4 {
		c := s.peek()
		switch {
		case c >= '0' && c <= '9':
			c -= '0'
		case c|0x20 >= 'a' && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return 0, s.unexpected()
		}
		r = r<<4 | rune(c)
		s.pos++
	}
	return r, nil
}

// readNumber reads -?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)? as written.
func (s *scanner) readNumber() error {
	s.text = s.text[:0]
	if s.peek() == '-' {
		if err := s.take(); err != nil {
			return err
		}
	}
	if s.peek() == '0' {
		if err := s.take(); err != nil {
			return err
		}
	} else if err := s.digits(); err != nil {
		return err
	}
	if s.peek() == '.' {
		if err := s.take(); err != nil {
			return err
		}
		if err := s.digits(); err != nil {
			return err
		}
	}
	if s.peek()|0x20 != 'e' {
		return nil
	}
	if err := s.take(); err != nil {
		return err
	}
	if c := s.peek(); c == '+' || c == '-' {
		if err := s.take(); err != nil {
			return err
		}
	}
	return s.digits()
}

// take puts the next byte into the text.
func (s *scanner) take() error {
	c := s.buf[s.pos]
	s.pos++
	return s.put(c)
}

// digits takes one digit or more.
func (s *scanner) digits() error {
	if c := s.peek(); c < '0' || c > '9' {
		return s.unexpected()
	}
	for c := s.peek(); c >= '0' && c <= '9'; c = s.peek() {
		if err := s.take(); err != nil {
			return err
		}
	}
	return nil
}
