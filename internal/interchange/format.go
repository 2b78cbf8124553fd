package interchange

import (
	"bufio"
	"bytes"
	"path/filepath"
	"slices"
	"strings"
)

// format is one kind of file that can be read.
type format struct {
	name       string
	extensions []string               // lower case, with dot
	sniff      func(head []byte) bool // whether content looks like it
	open       func(src *source, s *settings) (rowSource, error)
}

// formats in the order in which they are tried on unknown content.
var formats = []format{
	{"geojson", []string{".geojson", ".json"}, looksLikeJSON, openJSON},
	{"xlsx", []string{".xlsx"}, looksLikeWorkbook, openWorkbook},
	{"csv", []string{".csv", ".txt", ".tsv"}, looksLikeText, openCSV},
}

// rowSource gives the rows of a file, io.EOF after the last.
type rowSource interface {
	next() (*Row, error)
}

// Formats lists the names of the formats that can be read.
func Formats() []string {
	var names []string
	for _, f := range formats {
		names = append(names, f.name)
	}
	slices.Sort(names)
	return names
}

// CanRead reports whether a file's name has the extension of a format.
func CanRead(name string) bool {
	_, ok := byExtension(name)
	return ok
}

func byExtension(name string) (format, bool) {
	extension := strings.ToLower(filepath.Ext(name))
	i := slices.IndexFunc(formats, func(f format) bool { return slices.Contains(f.extensions, extension) })
	if i < 0 {
		return format{}, false
	}
	return formats[i], true
}

// findFormat goes by what was asked for, then the extension, then the content.
func findFormat(in *bufio.Reader, s *settings) (format, error) {
	if s.Format != "" {
		i := slices.IndexFunc(formats, func(f format) bool { return f.name == strings.ToLower(s.Format) })
		if i < 0 {
			return format{}, s.refuse("import.unknown_format", "formats", strings.Join(Formats(), ", "))
		}
		return formats[i], nil
	}
	if f, ok := byExtension(s.Name); ok {
		return f, nil
	}
	head, _ := in.Peek(512) // an error shows up when the rows are read
	for _, f := range formats {
		if f.sniff(head) {
			return f, nil
		}
	}
	return format{}, s.refuse("import.unknown_format", "formats", strings.Join(Formats(), ", "))
}

func looksLikeJSON(head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte(byteOrderMark)), " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[')
}

func looksLikeText(head []byte) bool {
	return len(head) > 0 && !bytes.ContainsFunc(head, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\r' && r != '\n'
	})
}
