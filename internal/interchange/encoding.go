package interchange

import (
	"bufio"
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"cairn/internal/problem"
)

// The encodings of text files.
const (
	encodingUTF8 = "utf-8"
	encodingGB   = "gb18030"
)

func parseEncoding(name string) (string, error) {
	switch strings.ToLower(strings.TrimSpace(name)) {
	case "":
		return "", nil
	case "utf-8", "utf8":
		return encodingUTF8, nil
	case "gb18030", "gbk", "gb2312", "cp936":
		return encodingGB, nil
	}
	return "", problem.New(problem.BadParameter, "import.unknown_encoding", "encoding", name)
}

// detectEncoding reads a text and tells its encoding by its lines: in GB18030
// nearly every line with Chinese in it is invalid as UTF-8, in UTF-8 only those
// that were damaged.
func detectEncoding(text io.Reader) (string, error) {
	in := bufio.NewReaderSize(text, 64<<10)
	valid, invalid := 0, 0
	for {
		line, err := in.ReadSlice('\n')
		switch {
		case isASCII(line):
		case validPart(line, err != nil):
			valid++
		default:
			invalid++
		}
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return "", err
		}
	}
	if invalid > valid {
		return encodingGB, nil
	}
	return encodingUTF8, nil
}

func isASCII(b []byte) bool {
	for _, c := range b {
		if c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// validPart reports whether b is UTF-8; when b was cut at some byte, a character
// may be cut at either end.
func validPart(b []byte, cut bool) bool {
	if !cut {
		return utf8.Valid(b)
	}
	for i := 0; i < utf8.UTFMax && len(b) > 0 && !utf8.RuneStart(b[0]); i++ {
		b = b[1:]
	}
	for i := 0; i < utf8.UTFMax && len(b) > 0; i++ {
		if r, size := utf8.DecodeLastRune(b); r != utf8.RuneError || size != 1 {
			break
		}
		b = b[:len(b)-1]
	}
	return utf8.Valid(b)
}

// decodeText turns a value into UTF-8 and reports whether all of it was in the
// encoding. What was not becomes U+FFFD.
func decodeText(raw, encoding string) (string, bool) {
	if encoding == encodingUTF8 {
		return strings.ToValidUTF8(raw, "\uFFFD"), utf8.ValidString(raw)
	}
	text, err := simplifiedchinese.GB18030.NewDecoder().String(raw)
	if err != nil {
		return strings.ToValidUTF8(raw, "\uFFFD"), false
	}
	return text, !strings.ContainsRune(text, utf8.RuneError)
}
