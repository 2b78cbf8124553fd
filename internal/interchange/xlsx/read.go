package xlsx

import (
	"archive/zip"
	"errors"
	"io"
	"path"
	"strings"

	"cairn/internal/problem"
)

// Table is one sheet of a workbook as text. A merged cell's text stands in every place that
// it covers; rows without any text are left out.
type Table struct {
	Name string
	Rows []TableRow
}

// TableRow is a row with its number in the sheet, from 1. Cells after the last text are
// left out.
type TableRow struct {
	Number int
	Cells  []string
}

// ReadLimits bound what a workbook may unpack to. A workbook is a zip archive: a small file
// can hold very much.
type ReadLimits struct {
	Rows    int   // of all sheets
	Columns int   // of a sheet
	Bytes   int64 // unpacked XML, and text of cells
}

// ReadTables reads every sheet of a workbook (Office Open XML, ECMA-376). Numbers come with
// the 15 digits that a spreadsheet shows, dates as YYYY-MM-DD, with the time where there is
// one; of formulas the stored result. Errors: problem.Invalid for what is no workbook;
// problem.TooLarge over a limit.
func ReadTables(in io.ReaderAt, size int64, limits ReadLimits) ([]Table, error) {
	archive, err := zip.NewReader(in, size)
	if err != nil {
		return nil, broken(err)
	}
	b := &bookReader{limits: limits, left: limits.Bytes, text: limits.Bytes, files: map[string]*zip.File{}}
	for _, f := range archive.File {
		b.files[strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/")] = f
	}
	tables, err := b.tables()
	if err != nil && problem.As(err) == nil {
		err = broken(err)
	}
	return tables, err
}

func broken(cause error) error {
	return problem.New(problem.Invalid, "import.bad_workbook").With(cause)
}

func (b *bookReader) tooLarge() error {
	return problem.New(problem.TooLarge, "import.workbook_too_large", "rows", b.limits.Rows, "columns", b.limits.Columns, "megabytes", b.limits.Bytes>>20)
}

// bookReader reads the parts of a workbook.
type bookReader struct {
	limits ReadLimits
	left   int64 // bytes of XML that may still be unpacked
	text   int64 // bytes of text that cells may still hold
	rows   int
	files  map[string]*zip.File

	strings []string
	dates   []bool // by style: whether it shows a date
	base    int    // year of the first day, 1900 or 1904
}

func (b *bookReader) tables() ([]Table, error) {
	sheets, err := b.workbook()
	if err != nil {
		return nil, err
	}
	if err := b.readStrings(); err != nil {
		return nil, err
	}
	if err := b.readStyles(); err != nil {
		return nil, err
	}
	var tables []Table
	for _, s := range sheets {
		t, err := b.sheet(s.part)
		if err != nil {
			return nil, err
		}
		t.Name = s.name
		tables = append(tables, t)
	}
	return tables, nil
}

// part opens a part of the archive; what it unpacks to counts against the limit. A part that
// is not there gives nil.
func (b *bookReader) part(name string) (*xmlReader, error) {
	f, ok := b.files[name]
	if !ok {
		return nil, nil
	}
	if f.UncompressedSize64 > uint64(b.limits.Bytes) {
		return nil, b.tooLarge()
	}
	in, err := f.Open()
	if err != nil {
		return nil, err
	}
	return newXMLReader(&meter{in: in, book: b}), nil
}

// meter counts unpacked bytes: the size that the archive states need not be true.
type meter struct {
	in   io.ReadCloser
	book *bookReader
}

func (m *meter) Read(p []byte) (int, error) {
	n, err := m.in.Read(p)
	if m.book.left -= int64(n); m.book.left < 0 {
		return 0, m.book.tooLarge()
	}
	return n, err
}

func (m *meter) Close() error { return m.in.Close() }

// sheetPart is a sheet's name and where it stands in the archive.
type sheetPart struct{ name, part string }

func (b *bookReader) workbook() ([]sheetPart, error) {
	targets, err := b.relations()
	if err != nil {
		return nil, err
	}
	x, err := b.part("xl/workbook.xml")
	if err != nil {
		return nil, err
	}
	if x == nil {
		return nil, errors.New("no xl/workbook.xml")
	}
	defer x.close()
	var sheets []sheetPart
	b.base = 1900
	for x.next() {
		switch x.start {
		case "workbookPr":
			if v := x.attr("date1904"); v == "1" || v == "true" {
				b.base = 1904
			}
		case "sheet":
			if part := targets[x.attr("id")]; part != "" && x.attr("state") != "veryHidden" {
				sheets = append(sheets, sheetPart{x.attr("name"), part})
			}
		}
	}
	return sheets, x.err
}

// relations maps the ids of sheets to their parts.
func (b *bookReader) relations() (map[string]string, error) {
	x, err := b.part("xl/_rels/workbook.xml.rels")
	if err != nil || x == nil {
		return nil, err
	}
	defer x.close()
	targets := map[string]string{}
	for x.next() {
		if x.start != "Relationship" || !strings.HasSuffix(x.attr("Type"), "/worksheet") {
			continue
		}
		target := x.attr("Target")
		if !strings.HasPrefix(target, "/") {
			target = path.Join("xl", target)
		}
		targets[x.attr("Id")] = strings.TrimPrefix(target, "/")
	}
	return targets, x.err
}
