package imports

import (
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// Source is one file to be read as one kind.
type Source struct {
	Files fs.FS
	Name  string // path in Files
	Kind  Kind
}

// Discover lists the files of a folder that kinds take in, in the order of the kinds, and
// the names of those that none does.
func Discover(folder fs.FS, kinds []Kind) (sources []Source, skipped []string, err error) {
	entries, err := fs.ReadDir(folder, ".")
	if err != nil {
		return nil, nil, err
	}
	taken := map[string]bool{}
	for _, kind := range kinds {
		for _, entry := range entries {
			name := entry.Name()
			if !entry.IsDir() && interchange.CanRead(name) && slices.Contains(kind.Files, stem(name)) {
				sources = append(sources, Source{folder, name, kind})
				taken[name] = true
			}
		}
	}
	for _, entry := range entries {
		if !taken[entry.Name()] {
			skipped = append(skipped, entry.Name())
		}
	}
	return sources, skipped, nil
}

// Match finds the kind of a single file by its name; problem.BadParameter when there is none.
func Match(name string, kinds []Kind) (Kind, error) {
	i := slices.IndexFunc(kinds, func(k Kind) bool { return slices.Contains(k.Files, stem(name)) })
	if i < 0 {
		return Kind{}, problem.New(problem.BadParameter, "import.no_kind", "file", path.Base(name), "kinds", Names(kinds))
	}
	return kinds[i], nil
}

func stem(name string) string { return strings.TrimSuffix(path.Base(name), path.Ext(name)) }

// Read reads all rows of a source; what cannot be read of a row is noted on the row.
// Errors: problem.Invalid and problem.BadParameter for the file as a whole.
func Read(s Source, opts interchange.Options) (Table, error) {
	table := Table{File: path.Base(s.Name), Kind: s.Kind}
	file, err := s.Files.Open(s.Name)
	if err != nil {
		return table, err
	}
	defer file.Close()
	opts.Name, opts.Mapping = table.File, s.Kind.Columns
	if s.Kind.Read != nil {
		rows, err := s.Kind.Read(file, opts)
		for _, row := range rows {
			table.Rows = append(table.Rows, newRow(row))
		}
		return table, err
	}
	reader, err := open(file, opts)
	if err != nil {
		return table, err
	}
	for row, err := range reader.All() {
		if err != nil {
			return table, err
		}
		table.Rows = append(table.Rows, newRow(row))
	}
	return table, nil
}

// open lets the reader look twice at a file that can be read twice: it tells the encoding
// by the whole of it.
func open(file fs.File, opts interchange.Options) (*interchange.Reader, error) {
	if seeker, ok := file.(io.ReadSeeker); ok {
		return interchange.NewSeekReader(seeker, opts)
	}
	return interchange.NewReader(file, opts)
}

func newRow(source *interchange.Row) *Row {
	return &Row{
		File: source.File, Number: source.Number, Geometry: source.Geometry, CRS: source.CRS, Swapped: source.Swapped,
		fields: source.Fields(), hash: source.Hash(), errors: slices.Clone(source.Errors), source: source,
	}
}

// HasErrors reports whether any row is bad.
func (t Table) HasErrors() bool {
	return slices.ContainsFunc(t.Rows, func(r *Row) bool { return !r.OK() })
}

// Errors are what is wrong with the rows, in their order.
func (t Table) Errors() []problem.Field {
	var all []problem.Field
	for _, r := range t.Rows {
		all = append(all, r.errors...)
	}
	return all
}

// WriteErrors writes the bad rows of a table, as the file had them with what is wrong, so
// that they can be mended in a spreadsheet and imported again.
func WriteErrors(w io.Writer, table Table, lang problem.Lang) error {
	var bad []interchange.BadRow
	for _, r := range table.Rows {
		if !r.OK() {
			bad = append(bad, interchange.BadRow{Row: r.source, Problems: r.errors})
		}
	}
	return interchange.WriteErrors(w, bad, lang)
}
