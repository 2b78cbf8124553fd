package api

import (
	"fmt"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// checkJSON reads JSON without keeping it and refuses what encoding/json lets pass or
// mends in silence: doubled keys, text that is no UTF-8, half surrogates, numbers beyond
// float64, deep nesting and documents of very many values. Errors carry a message key
// with its parameters (see sep).
func checkJSON(text []byte, maxDepth, maxValues int) error {
	c := jsonChecker{text: text, maxDepth: maxDepth, maxValues: maxValues}
	c.space()
	if err := c.value(0); err != nil {
		return err
	}
	c.space()
	if c.at < len(text) {
		return c.bad()
	}
	return nil
}

type jsonChecker struct {
	text                []byte
	at                  int
	values              int
	maxDepth, maxValues int
}

// jsonError is a message key with parameters.
type jsonError string

func (e jsonError) Error() string { return string(e) }

func (c *jsonChecker) bad() error {
	return jsonError("api.bad_json" + sep + "offset" + sep + strconv.Itoa(c.at))
}

func (c *jsonChecker) space() {
	for c.at < len(c.text) {
		switch c.text[c.at] {
		case ' ', '\t', '\n', '\r':
			c.at++
		default:
			return
		}
	}
}

func (c *jsonChecker) take(b byte) bool {
	if c.at < len(c.text) && c.text[c.at] == b {
		c.at++
		return true
	}
	return false
}

func (c *jsonChecker) value(depth int) error {
	if c.values++; c.values > c.maxValues {
		return jsonError(fmt.Sprint("api.json_too_many", sep, "max", sep, c.maxValues))
	}
	if depth > c.maxDepth {
		return jsonError(fmt.Sprint("api.json_too_deep", sep, "max", sep, c.maxDepth))
	}
	if c.at >= len(c.text) {
		return c.bad()
	}
	switch b := c.text[c.at]; {
	case b == '{':
		return c.object(depth)
	case b == '[':
		return c.array(depth)
	case b == '"':
		_, err := c.str()
		return err
	case b == 't':
		return c.word("true")
	case b == 'f':
		return c.word("false")
	case b == 'n':
		return c.word("null")
	}
	return c.number()
}

func (c *jsonChecker) word(w string) error {
	if len(c.text)-c.at < len(w) || string(c.text[c.at:c.at+len(w)]) != w {
		return c.bad()
	}
	c.at += len(w)
	return nil
}

func (c *jsonChecker) object(depth int) error {
	c.at++
	c.space()
	if c.take('}') {
		return nil
	}
	keys := map[string]bool{}
	for {
		c.space()
		if c.at >= len(c.text) || c.text[c.at] != '"' {
			return c.bad()
		}
		key, err := c.str()
		if err != nil {
			return err
		}
		if keys[key] {
			return jsonError("api.json_doubled_key" + sep + "key" + sep + shorten(key, 60))
		}
		keys[key] = true
		c.space()
		if !c.take(':') {
			return c.bad()
		}
		c.space()
		if err := c.value(depth + 1); err != nil {
			return err
		}
		c.space()
		if c.take('}') {
			return nil
		}
		if !c.take(',') {
			return c.bad()
		}
	}
}

func (c *jsonChecker) array(depth int) error {
	c.at++
	c.space()
	if c.take(']') {
		return nil
	}
	for {
		c.space()
		if err := c.value(depth + 1); err != nil {
			return err
		}
		c.space()
		if c.take(']') {
			return nil
		}
		if !c.take(',') {
			return c.bad()
		}
	}
}

// str reads a string; its decoded text matters for keys only.
func (c *jsonChecker) str() (string, error) {
	c.at++
	start, plain := c.at, true
	for c.at < len(c.text) {
		switch b := c.text[c.at]; {
		case b == '"':
			raw := c.text[start:c.at]
			c.at++
			if !plain {
				return unescape(raw), nil
			}
			return string(raw), nil
		case b == '\\':
			plain = false
			if err := c.escape(); err != nil {
				return "", err
			}
		case b < ' ':
			return "", c.bad()
		case b < utf8.RuneSelf:
			c.at++
		default:
			r, n := utf8.DecodeRune(c.text[c.at:])
			if r == utf8.RuneError && n == 1 {
				return "", jsonError("api.json_not_utf8" + sep + "offset" + sep + strconv.Itoa(c.at))
			}
			c.at += n
		}
	}
	return "", c.bad()
}

func (c *jsonChecker) escape() error {
	if c.at+1 >= len(c.text) {
		return c.bad()
	}
	switch c.text[c.at+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		c.at += 2
		return nil
	case 'u':
		r, ok := hex4(c.text[c.at+2:])
		if !ok {
			return c.bad()
		}
		c.at += 6
		if !utf16.IsSurrogate(r) {
			return nil
		}
		rest := c.text[c.at:]
		if len(rest) >= 6 && rest[0] == '\\' && rest[1] == 'u' {
			if low, ok := hex4(rest[2:]); ok && utf16.DecodeRune(r, low) != utf8.RuneError {
				c.at += 6
				return nil
			}
		}
		return jsonError("api.json_half_surrogate" + sep + "offset" + sep + strconv.Itoa(c.at-6))
	}
	return c.bad()
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(b[:4]), 16, 16)
	return rune(n), err == nil
}

// unescape decodes the raw inside of a string that str has accepted.
func unescape(raw []byte) string {
	var out []byte
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			out = append(out, raw[i])
			continue
		}
		i++
		switch raw[i] {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			r, _ := hex4(raw[i+1:])
			i += 4
			if utf16.IsSurrogate(r) {
				low, _ := hex4(raw[i+3:])
				r = utf16.DecodeRune(r, low)
				i += 6
			}
			out = utf8.AppendRune(out, r)
		default:
			out = append(out, raw[i])
		}
	}
	return string(out)
}

func (c *jsonChecker) digits() bool {
	start := c.at
	for c.at < len(c.text) && c.text[c.at] >= '0' && c.text[c.at] <= '9' {
		c.at++
	}
	return c.at > start
}

func (c *jsonChecker) number() error {
	start := c.at
	c.take('-')
	if !c.take('0') && !c.digits() {
		return c.bad()
	}
	if c.take('.') && !c.digits() {
		return c.bad()
	}
	exponent := c.take('e') || c.take('E')
	if exponent {
		_ = c.take('+') || c.take('-')
		if !c.digits() {
			return c.bad()
		}
	}
	if exponent || c.at-start > 300 {
		if _, err := strconv.ParseFloat(string(c.text[start:c.at]), 64); err != nil {
			return jsonError("api.json_number_range" + sep + "offset" + sep + strconv.Itoa(start))
		}
	}
	return nil
}
