package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"

	"cairn/data/imports"
	"cairn/internal/problem"
)

// terminalLang is the language of the terminal.
func terminalLang() problem.Lang {
	return problem.Negotiate(langOf(os.Getenv("CAIRN_LANG"), os.Getenv("LC_ALL"), os.Getenv("LANG")))
}

// importReport is the report as --json prints it.
type importReport struct {
	imports.Report
	Seconds    float64     `json:"seconds"`
	Changed    bool        `json:"changed"`
	Errors     []rowReport `json:"errors"`
	Warnings   []rowReport `json:"warnings"`
	ErrorFiles []string    `json:"error_files"`
}

type rowReport struct {
	File    string `json:"file"`
	Row     int    `json:"row"`
	Field   string `json:"field"`
	Code    string `json:"code"`
	Message string `json:"message"`
	Value   string `json:"value,omitempty"`
}

func newImportReport(r imports.Report, written []string, taken bool) importReport {
	out := importReport{Report: r, Seconds: r.Took.Seconds(), Changed: taken && r.Changed() && !r.DryRun, Errors: rowReports(r.Errors()),
		Warnings: []rowReport{}, ErrorFiles: append([]string{}, written...)}
	for _, f := range r.Files {
		out.Warnings = append(out.Warnings, rowReports(f.Warnings)...)
	}
	return out
}

func rowReports(fields []problem.Field) []rowReport {
	out := []rowReport{}
	for _, f := range fields {
		out = append(out, rowReport{f.File, f.Row, f.Field, f.Key, f.Text(terminalLang()), f.Value})
	}
	return out
}

// warningsShown is how many warnings of a file a person is shown; --json has all.
const warningsShown = 10

func printReport(w io.Writer, r imports.Report, written []string, taken bool) {
	printCounts(w, r, taken)
	if len(r.Skipped) > 0 {
		line(w, "Skipped: %s", strings.Join(r.Skipped, ", "))
	}
	for _, f := range r.Files {
		printFields(w, "warning", f.Warnings, warningsShown)
	}
	for _, path := range written {
		line(w, "Bad rows are listed in %s", path)
	}
	switch {
	case !taken:
	case r.DryRun:
		line(w, "Dry run: nothing was written (%.1f s).", r.Took.Seconds())
	case !r.Changed():
		line(w, "Nothing has changed (%.1f s).", r.Took.Seconds())
	default:
		line(w, "Done in %.1f s.", r.Took.Seconds())
	}
}

// printCounts says what became of the rows; of a rejected run only what was wrong.
func printCounts(w io.Writer, r imports.Report, taken bool) {
	if !taken {
		line(w, "%-24s %8s %8s %8s", "file", "rows", "bad", "warnings")
		for _, f := range r.Files {
			line(w, "%-24s %8d %8d %8d", f.File, f.Rows, f.Bad, len(f.Warnings))
		}
		return
	}
	line(w, "%-24s %8s %8s %8s %8s %8s %8s %8s", "file", "rows", "added", "changed", "same", "kept", "bad", "warnings")
	for _, f := range r.Files {
		line(w, "%-24s %8d %8d %8d %8d %8d %8d %8d", f.File, f.Rows, f.Added, f.Changed, f.Same, f.Kept, f.Bad, len(f.Warnings))
	}
}

func printFields(w io.Writer, what string, fields []problem.Field, most int) {
	for i, f := range fields {
		if i == most {
			line(w, "%s: … %d more", what, len(fields)-i)
			return
		}
		line(w, "%s: %s: %s %s", what, f.Place(), f.Text(terminalLang()), f.Value)
	}
}

// progress shows a bar per file.
type progress struct {
	w    io.Writer
	file string
	bar  *progressbar.ProgressBar
}

func newProgress(w io.Writer) *progress { return &progress{w: w} }

func (p *progress) reading(file string) {
	if p.w != io.Discard {
		fmt.Fprintf(p.w, "reading %s\n", file)
	}
}

// rows is told how many rows of a file are done.
func (p *progress) rows(file string, done, total int) {
	if p.w == io.Discard {
		return
	}
	if p.bar == nil || p.file != file {
		p.done()
		p.file = file
		p.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(p.w), progressbar.OptionSetDescription(fmt.Sprintf("%-24s", file)),
			progressbar.OptionShowCount(), progressbar.OptionThrottle(65*time.Millisecond), progressbar.OptionSetWidth(30), progressbar.OptionOnCompletion(func() { fmt.Fprintln(p.w) }))
	}
	_ = p.bar.Set(done) // a bar that cannot be drawn stops nothing
}

func (p *progress) done() {
	if p.bar != nil {
		_ = p.bar.Finish()
		p.bar = nil
	}
}
