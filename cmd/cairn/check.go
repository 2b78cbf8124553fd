package main

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/schollz/progressbar/v3"
	"github.com/spf13/cobra"

	"cairn/data/imports"
	"cairn/gazetteer"
	"cairn/gazetteer/naming"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

func checkCommand(a *app) *cobra.Command {
	cmd := &cobra.Command{Use: "check", Short: "Look for faults in the data, or in a file before it is loaded"}
	cmd.AddCommand(checkBoundariesCommand(a), checkGazetteerCommand(a))
	return cmd
}

// nameCheck is what the check of names is asked for.
type nameCheck struct {
	File, Area, Encoding string
	New                  bool
}

func checkGazetteerCommand(a *app) *cobra.Command {
	var c nameCheck
	cmd := &cobra.Command{
		Use:   "gazetteer [--file F]",
		Short: "Judge every name by the naming rules (地名管理条例 art. 9)",
		Long: "Judges the standing names of the database, or those of a file that is not loaded, by the naming rules.\n" +
			"Names that stand are only warned about; with --new those of the file are judged as proposals.\n" +
			"Rows of the file that cannot be taken in are errors. Exits 1 when there are findings of severity error.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if c.New && c.File == "" {
				return usageError{fmt.Errorf("--new needs --file")}
			}
			return a.checkGazetteer(cmd.Context(), c, cmd.OutOrStdout())
		},
	}
	set := cmd.Flags()
	set.StringVar(&c.File, "file", "", "judge this file instead of the database; nothing is loaded")
	set.StringVar(&c.Area, "area", "", "code of an area: only its entries")
	set.StringVar(&c.Encoding, "encoding", "", "of the file: utf-8 or gb18030 (default: by the content)")
	set.BoolVar(&c.New, "new", false, "judge the names of the file as new ones")
	return cmd
}

// nameReport is the outcome as --json prints it.
type nameReport struct {
	Checked  int           `json:"checked"`
	Errors   int           `json:"errors"`
	Warnings int           `json:"warnings"`
	Findings []nameFinding `json:"findings"`
}

// nameFinding is a finding with what it is about.
type nameFinding struct {
	ID        *uuid.UUID           `json:"id"` // null: not in the database
	Ref       string               `json:"ref,omitempty"`
	File      string               `json:"file,omitempty"`
	Row       int                  `json:"row,omitempty"`
	Name      string               `json:"name"`
	ClassCode string               `json:"class_code"`
	AreaCode  string               `json:"area_code"`
	AreaPath  []string             `json:"area_path"`
	Lon       *float64             `json:"lon"`
	Lat       *float64             `json:"lat"`
	Rule      string               `json:"rule"`
	Severity  string               `json:"severity"`
	Article   string               `json:"article,omitempty"`
	Field     string               `json:"field"`
	Message   string               `json:"message"`
	Conflicts []gazetteer.Conflict `json:"conflicts"`
}

func (r *nameReport) add(f nameFinding) {
	switch f.Severity {
	case gazetteer.SeverityError:
		r.Errors++
	case gazetteer.SeverityWarning:
		r.Warnings++
	}
	if f.AreaPath == nil {
		f.AreaPath = []string{}
	}
	if f.Conflicts == nil {
		f.Conflicts = []gazetteer.Conflict{}
	}
	r.Findings = append(r.Findings, f)
}

func (a *app) checkGazetteer(ctx context.Context, c nameCheck, out io.Writer) error {
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.close()
	look := checkStored
	if c.File != "" {
		look = a.checkFile
	}
	report, err := look(ctx, db, c)
	if err != nil {
		return err
	}
	if err := a.print(out, report, report.text); err != nil {
		return err
	}
	if report.Errors > 0 {
		return fmt.Errorf("%d findings are errors", report.Errors)
	}
	return nil
}

// checkStored judges the entries of the database.
func checkStored(ctx context.Context, db *session, c nameCheck) (nameReport, error) {
	s := naming.NewStore(db.DB)
	bar := newNameBar(progressTo())
	judged, checked, err := s.Survey(ctx, s.Read(), c.Area, bar.set)
	bar.done()
	report := nameReport{Checked: checked, Findings: []nameFinding{}}
	if err != nil {
		return report, err
	}
	ids := make([]uuid.UUID, len(judged))
	for i, j := range judged {
		ids[i] = j.ID
	}
	spots, err := s.Spots(ctx, s.Read(), ids)
	for _, j := range judged {
		spot := spots[j.ID]
		report.judged(j, nameFinding{ID: &j.ID, Ref: spot.Ref, Lon: spot.Lon, Lat: spot.Lat})
	}
	return report, err
}

// judged adds the findings of a name; about says what is known of it.
func (r *nameReport) judged(j naming.Judged, about nameFinding) {
	about.Name, about.ClassCode, about.AreaCode, about.AreaPath = j.Name, j.ClassCode, j.AreaCode, j.AreaPath
	for _, f := range j.Findings {
		f.Say(terminalLang())
		about.Rule, about.Severity, about.Article, about.Field = f.Rule, f.Severity, f.Article, f.Field
		about.Message, about.Conflicts = f.Message, f.Conflicts
		r.add(about)
	}
}

// checkFile judges the rows of a file: whether they could be taken in, and their names.
func (a *app) checkFile(ctx context.Context, db *session, c nameCheck) (nameReport, error) {
	report := nameReport{Findings: []nameFinding{}}
	sources, _, err := findSources([]string{c.File}, "gazetteer")
	if err != nil {
		return report, err
	}
	tables, err := readSources(sources[:1], interchange.Options{Encoding: c.Encoding}, newProgress(io.Discard))
	if err != nil {
		return report, err
	}
	taken, err := imports.Import(ctx, db.DB, tables, imports.Options{Change: a.importChange(), DryRun: true, SkipBad: true})
	if err != nil {
		return report, err
	}
	rows := map[uuid.UUID]*imports.Row{}
	names := namesOf(tables[0], c, rows)
	report.Checked = len(tables[0].Rows)
	for _, f := range taken.Files {
		report.rows(tables[0], f.Errors, gazetteer.SeverityError)
		report.rows(tables[0], f.Warnings, gazetteer.SeverityWarning)
	}
	s := naming.NewStore(db.DB)
	bar := newNameBar(progressTo())
	judged, err := s.SurveyNames(ctx, s.Read(), names, bar.set)
	bar.done()
	for _, j := range judged {
		row := rows[j.ID]
		report.judged(j, nameFinding{Ref: row.Key, File: row.File, Row: row.Number, Lon: row.Float("lon"), Lat: row.Float("lat")})
	}
	return report, err
}

// namesOf are the standing names of the good rows, with the ids that loading would use.
func namesOf(table imports.Table, c nameCheck, rows map[uuid.UUID]*imports.Row) []gazetteer.NameQuestion {
	var names []gazetteer.NameQuestion
	for _, r := range table.Rows {
		id, err := uuid.Parse(r.EntityID)
		if err != nil {
			id = uuid.New() // a row that stays as it is has none
		}
		if !r.OK() || r.Text("status") == gazetteer.Historic || !strings.HasPrefix(r.Text("area_code"), c.Area) || rows[id] != nil {
			continue
		}
		rows[id] = r
		names = append(names, gazetteer.NameQuestion{ID: id, Name: r.Text("name"), Pinyin: r.Text("pinyin"),
			ClassCode: r.Text("class_code"), AreaCode: r.Text("area_code"), New: c.New})
	}
	return names
}

// rows adds what is wrong with rows themselves.
func (r *nameReport) rows(table imports.Table, fields []problem.Field, severity string) {
	for _, f := range fields {
		found := nameFinding{File: f.File, Row: f.Row, Rule: "row", Severity: severity, Field: f.Field, Message: f.Text(terminalLang())}
		if f.Row > 0 && f.Row <= len(table.Rows) {
			row := table.Rows[f.Row-1]
			found.Ref, found.Name, found.ClassCode, found.AreaCode = row.Key, row.Text("name"), row.Text("class_code"), row.Text("area_code")
		}
		r.add(found)
	}
}

func (r *nameReport) text(w io.Writer) {
	for _, f := range r.Findings {
		at := f.Ref
		if f.ID != nil {
			at = strings.TrimSpace(f.ID.String() + " " + f.Ref)
		}
		if f.File != "" {
			at = fmt.Sprintf("%s:%d %s", f.File, f.Row, f.Ref)
		}
		if f.Lon != nil && f.Lat != nil {
			at += fmt.Sprintf(" %.6f,%.6f", *f.Lon, *f.Lat)
		}
		text := strings.TrimSpace(f.Message + "  " + f.Article)
		line(w, "%-7s %s %s [%s] %s: %s", f.Severity, strings.Join(f.AreaPath, "/"), f.Name, at, f.Rule, text)
	}
	line(w, "%d names, %d errors, %d warnings, %d in all", r.Checked, r.Errors, r.Warnings, len(r.Findings))
}

// nameBar shows how many names are judged.
type nameBar struct {
	w   io.Writer
	bar *progressbar.ProgressBar
}

func newNameBar(w io.Writer) *nameBar { return &nameBar{w: w} }

func (b *nameBar) set(done, total int) {
	if b.w == io.Discard {
		return
	}
	if b.bar == nil {
		b.bar = progressbar.NewOptions(total, progressbar.OptionSetWriter(b.w), progressbar.OptionSetDescription("names"), progressbar.OptionShowCount(),
			progressbar.OptionThrottle(65*time.Millisecond), progressbar.OptionSetWidth(30), progressbar.OptionOnCompletion(func() { fmt.Fprintln(b.w) }))
	}
	_ = b.bar.Set(done) // a bar that cannot be drawn stops nothing
}

func (b *nameBar) done() {
	if b.bar != nil {
		_ = b.bar.Finish()
	}
}
