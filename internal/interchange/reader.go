package interchange

import (
	"bufio"
	"errors"
	"io"
	"iter"
	"os"
	"path/filepath"

	"cairn/internal/problem"
)

// byteOrderMark is U+FEFF in UTF-8.
const byteOrderMark = "\xEF\xBB\xBF"

// peekSize is how much of a stream is looked at to tell its encoding.
const peekSize = 256 << 10

// source is a file being read.
type source struct {
	in   *bufio.Reader
	file io.ReadSeeker // the same, when it can be read twice; else nil
}

// Reader reads the rows of a file.
type Reader struct {
	rows   rowSource
	s      *settings
	closer io.Closer
	count  int
	err    error
}

// Open starts reading a file. Errors are [*problem.Error]: BadParameter for
// options that make no sense, Invalid for a file that is none of the formats or
// whose header is wrong; or what the file system says.
func Open(path string, opts Options) (*Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	if opts.Name == "" {
		opts.Name = filepath.Base(path)
	}
	r, err := newReader(file, file, opts)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	r.closer = file
	return r, nil
}

// NewReader starts reading a stream, with the errors of [Open].
func NewReader(in io.Reader, opts Options) (*Reader, error) { return newReader(in, nil, opts) }

// NewSeekReader is NewReader for a file that can be read twice: the encoding is told by
// the whole of it, not by its beginning.
func NewSeekReader(in io.ReadSeeker, opts Options) (*Reader, error) { return newReader(in, in, opts) }

func newReader(in io.Reader, file io.ReadSeeker, opts Options) (*Reader, error) {
	s, err := opts.check()
	if err != nil {
		return nil, err
	}
	src := &source{in: bufio.NewReaderSize(in, peekSize), file: file}
	f, err := findFormat(src.in, s)
	if err != nil {
		return nil, err
	}
	rows, err := f.open(src, s)
	if err != nil {
		return nil, err
	}
	return &Reader{rows: rows, s: s}, nil
}

// Close closes a file that was opened by [Open].
func (r *Reader) Close() error {
	if r.closer == nil {
		return nil
	}
	return r.closer.Close()
}

// Next gives the next row, io.EOF after the last. A row that could not be read
// is given too, with Row.Errors. Other errors are final and concern the file as a
// whole: a [*problem.Error], or an error of reading.
func (r *Reader) Next() (*Row, error) {
	if r.err != nil {
		return nil, r.err
	}
	row, err := r.rows.next()
	if err != nil {
		r.err = err
		return nil, err
	}
	if r.count++; r.count > r.s.MaxRows {
		r.err = r.s.refuse("import.too_many_rows", "maximum", r.s.MaxRows)
		return nil, r.err
	}
	row.File, row.Number = r.s.Name, r.count
	for i := range row.Errors {
		row.Errors[i].File, row.Errors[i].Row = row.File, row.Number
	}
	return row, nil
}

// All walks the rows from here on; after an error there are no more.
func (r *Reader) All() iter.Seq2[*Row, error] {
	return func(yield func(*Row, error) bool) {
		for {
			row, err := r.Next()
			if errors.Is(err, io.EOF) || !yield(row, err) || err != nil {
				return
			}
		}
	}
}

// ReadFile reads all rows of a file, bad ones too.
func ReadFile(path string, opts Options) ([]*Row, error) {
	r, err := Open(path, opts)
	if err != nil {
		return nil, err
	}
	var rows []*Row
	for row, err := range r.All() {
		if err != nil {
			return nil, errors.Join(err, r.Close())
		}
		rows = append(rows, row)
	}
	return rows, r.Close()
}

// Errors collects what could not be read of the rows.
func Errors(rows []*Row) []problem.Field {
	var all []problem.Field
	for _, row := range rows {
		all = append(all, row.Errors...)
	}
	return all
}
