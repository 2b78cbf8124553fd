// Package imports takes source rows in: one transaction for all files of a run, a
// hash per source row so that a second run changes only what changed in the source,
// and every bad row reported with file, row, field and reason.
//
// The package knows no domain. Each domain offers Kinds; cmd lists them in the order
// in which they depend on one another.
package imports

import (
	"context"
	"io"
	"iter"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// Kind takes in the rows of one kind of file.
type Kind struct {
	Name string // for --kind and reports, say "markers"
	// Files are the names without extension that a pack uses for this kind, say "markers".
	Files []string
	// Key is the source's own key of a row, KeyField the field that it is told by; rows
	// without a key are bad, and so is one whose key stands further up already.
	Key      func(*Row) string
	KeyField string
	// Columns gives each field the headers by which files may name it, the field's own name aside.
	Columns map[string][]string
	// Read gives the rows of files whose table has to be looked for, as people write it: below
	// titles, with merged cells. Nil: the first row with known columns is the header. Its
	// errors are those of the package's Read.
	Read func(in io.Reader, opts interchange.Options) ([]*interchange.Row, error)
	// Take writes the new and changed rows. It reports bad rows on the rows and returns
	// an error only when nothing can go on. It must not write a row that is not OK.
	Take func(ctx context.Context, tx pgx.Tx, run *Run) error
	// Total tells rows that are no records but totals of others (合计): they are passed over
	// with a warning. May be nil.
	Total func(*Row) bool
}

// Run is the rows of one kind in one run.
type Run struct {
	rows []*Row
	tick func(done int)
	done int
}

// Fresh walks the rows that are new or changed in the source, in file order, bad ones left out.
func (run *Run) Fresh() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for _, r := range run.rows {
			run.step()
			if r.same || !r.OK() {
				continue
			}
			if !yield(r) {
				return
			}
		}
	}
}

// All walks every row that is not bad, unchanged ones too.
func (run *Run) All() iter.Seq[*Row] {
	return func(yield func(*Row) bool) {
		for _, r := range run.rows {
			if r.OK() && !yield(r) {
				return
			}
		}
	}
}

// Done says that the row was written, as which record and version of it.
func (run *Run) Done(r *Row, entityID string, version int64) {
	r.EntityID, r.Version, r.written = entityID, version, true
}

// Kept says that the record was edited since the last import: the row is reported, not written.
func (run *Run) Kept(r *Row) { r.kept = true }

func (run *Run) step() {
	run.done++
	if run.tick != nil {
		run.tick(run.done)
	}
}

// FileReport counts what became of the rows of a file.
type FileReport struct {
	File     string          `json:"file"`
	Kind     string          `json:"kind"`
	Rows     int             `json:"rows"`
	Added    int             `json:"added"`
	Changed  int             `json:"changed"`
	Same     int             `json:"same"`
	Kept     int             `json:"kept" doc:"changed in the source, but edited here since: not overwritten"`
	Bad      int             `json:"bad"`
	Errors   []problem.Field `json:"-"`
	Warnings []problem.Field `json:"-"`
}

// Report is the outcome of a run.
type Report struct {
	Files   []FileReport  `json:"files"`
	Skipped []string      `json:"skipped" doc:"files of the folder that no kind takes in"`
	DryRun  bool          `json:"dry_run"`
	Took    time.Duration `json:"-"`
}

// Changed reports whether anything was written.
func (r Report) Changed() bool {
	for _, f := range r.Files {
		if f.Added+f.Changed > 0 {
			return true
		}
	}
	return false
}

// Errors lists the bad fields of all files.
func (r Report) Errors() []problem.Field {
	var all []problem.Field
	for _, f := range r.Files {
		all = append(all, f.Errors...)
	}
	return all
}
