package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"github.com/spf13/cobra"

	"cairn/boundaries/topology"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// lineCheck is what the check of boundaries is asked for.
type lineCheck struct{ File, Area, Encoding string }

func checkBoundariesCommand(a *app) *cobra.Command {
	var c lineCheck
	cmd := &cobra.Command{
		Use:   "boundaries [--file F]",
		Short: "Look for faults in boundary lines, what they close, and their markers",
		Long: "Looks for faults in the boundary lines of the database, or in those of a file that is not loaded: open ends,\n" +
			"crossings without a node, repeated stretches, slivers, exchanged sides, wrong levels, areas left open or other\n" +
			"than on file, markers off their line or out of order, agreed lengths that depart from the computed ones.\n" +
			"Nothing is changed. Exits 1 when there are findings of severity error.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.checkBoundaries(cmd.Context(), c, cmd.OutOrStdout())
		},
	}
	set := cmd.Flags()
	set.StringVar(&c.File, "file", "", "check the lines of this file instead of those of the database; nothing is loaded")
	set.StringVar(&c.Area, "area", "", "code of an area: only findings about it")
	set.StringVar(&c.Encoding, "encoding", "", "of the file: utf-8 or gb18030 (default: by the content)")
	return cmd
}

// lineReport is the outcome as --json prints it.
type lineReport struct {
	File string `json:"file,omitempty"`
	topology.LineFaults
}

func (a *app) checkBoundaries(ctx context.Context, c lineCheck, out io.Writer) error {
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.close()
	report := lineReport{File: c.File}
	s := topology.NewStore(db.DB)
	if c.File == "" {
		report.LineFaults, err = s.Check(ctx)
	} else {
		report.LineFaults, err = checkLinesOf(ctx, s, c)
	}
	if err != nil {
		return err
	}
	report.LineFaults = report.Only(func(f *topology.LineFault) bool { return f.In(c.Area) })
	for i := range report.Findings {
		report.Findings[i].Say(terminalLang())
	}
	if err := a.print(out, report, report.text); err != nil {
		return err
	}
	if report.Errors > 0 {
		return fmt.Errorf("%d findings are errors", report.Errors)
	}
	return nil
}

// checkLinesOf checks the lines of a file. Error: problem.Invalid with the rows that hold none.
func checkLinesOf(ctx context.Context, s *topology.Store, c lineCheck) (topology.LineFaults, error) {
	sources, _, err := findSources([]string{c.File}, "lines")
	if err != nil {
		return topology.LineFaults{}, err
	}
	tables, err := readSources(sources[:1], interchange.Options{Encoding: c.Encoding}, newProgress(io.Discard))
	if err != nil {
		return topology.LineFaults{}, err
	}
	var lines []topology.Line
	for _, row := range tables[0].Rows {
		if l, ok := topology.LineOf(row); ok {
			lines = append(lines, l)
		}
	}
	if err := problem.InvalidFields(tables[0].Errors()...); err != nil {
		return topology.LineFaults{}, err
	}
	return s.CheckLines(ctx, lines)
}

func (r lineReport) text(w io.Writer) {
	for _, f := range r.Findings {
		at := strings.TrimSpace(f.Line + " " + f.Marker)
		if f.Row > 0 {
			at = fmt.Sprintf("%s:%d %s", r.File, f.Row, at)
		}
		line(w, "%-7s %s [%s %.7f,%.7f]: %s", f.Severity, f.Kind, at, f.Lon, f.Lat, f.Message)
	}
	line(w, "%d lines, %d markers, %d areas; %d errors, %d warnings", r.Lines, r.Markers, r.Areas, r.Errors, r.Warnings)
}
