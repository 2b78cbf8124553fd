package main

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cairn/data"
	"cairn/data/imports"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// importConfig is what only the import knows.
type importConfig struct {
	Kind, CRS, Axes, Encoding string
	DryRun, SkipBad           bool
	ErrorsDir                 string
}

func importCommand(a *app) *cobra.Command {
	var c importConfig
	cmd := &cobra.Command{
		Use:   "import PATH…",
		Short: "Take data packs or single files in, in one transaction",
		Long: "Takes in folders in the layout of a data pack, and single files: CSV (UTF-8 or GB18030), Excel workbooks (.xlsx),\n" +
			"GeoJSON, and kinds and groups of facilities also as JSON. A workbook's header may stand below a title; files of\n" +
			"cairn export come back as they are.\n" +
			"Without --skip-bad a bad row means that nothing changes; every bad row is listed and written to --errors-dir.",
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.importPaths(cmd.Context(), c, args, cmd.OutOrStdout())
		},
	}
	set := cmd.Flags()
	set.StringVar(&c.Kind, "kind", "", "what single files hold: "+imports.Names(kinds()))
	set.StringVar(&c.CRS, "crs", "", "coordinate system of the files: wgs84, gcj02, bd09, EPSG:4490 … (default: what the file says)")
	set.StringVar(&c.Axes, "axes", "", "yx (also lat,lon or n,e) when the columns are exchanged")
	set.StringVar(&c.Encoding, "encoding", "", "utf-8 or gb18030 (default: by the content)")
	set.BoolVar(&c.DryRun, "dry-run", false, "check everything and write nothing")
	set.BoolVar(&c.SkipBad, "skip-bad", false, "take the good rows of a file that has bad ones")
	set.StringVar(&c.ErrorsDir, "errors-dir", "", "where lists of bad rows go (default: import-errors in the data dir)")
	return cmd
}

func (a *app) importPaths(ctx context.Context, c importConfig, paths []string, out io.Writer) error {
	sources, skipped, err := findSources(paths, c.Kind)
	if err != nil {
		return err
	}
	opts := interchange.Options{CRS: c.CRS, Axes: c.Axes, Encoding: c.Encoding}
	bars := newProgress(progressTo())
	tables, err := readSources(sources, opts, bars)
	if err != nil {
		return err
	}
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.close()
	report, err := imports.Import(ctx, db.DB, tables, imports.Options{
		Change: a.importChange(), SkipBad: c.SkipBad, DryRun: c.DryRun, Progress: bars.rows,
	})
	bars.done()
	report.Skipped = skipped
	if c.ErrorsDir == "" {
		c.ErrorsDir = filepath.Join(a.DataDir, "import-errors")
	}
	written, werr := writeErrorFiles(c.ErrorsDir, tables)
	if werr != nil {
		return fmt.Errorf("write the lists of bad rows: %w", werr)
	}
	if perr := a.print(out, newImportReport(report, written, err == nil), func(w io.Writer) { printReport(w, report, written, err == nil) }); perr != nil {
		return perr
	}
	return err
}

func (a *app) importChange() data.Change {
	return data.Change{Actor: a.author(), Door: "import", Reason: "import"}
}

// findSources lists the files behind the paths: folders by their layout, files by their name or kind.
func findSources(paths []string, kindName string) (sources []imports.Source, skipped []string, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, nil, usageError{err}
		}
		if info.IsDir() {
			found, left, err := imports.Discover(os.DirFS(path), kinds())
			if err != nil {
				return nil, nil, err
			}
			sources, skipped = append(sources, found...), append(skipped, left...)
			continue
		}
		kind, err := kindOf(path, kindName)
		if err != nil {
			return nil, nil, err
		}
		sources = append(sources, imports.Source{Files: os.DirFS(filepath.Dir(path)), Name: filepath.Base(path), Kind: kind})
	}
	if len(sources) == 0 {
		return nil, nil, problem.New(problem.BadParameter, "import.nothing")
	}
	return sources, skipped, nil
}

func kindOf(path, name string) (imports.Kind, error) {
	if name != "" {
		return imports.Find(kinds(), name)
	}
	return imports.Match(path, kinds())
}

func readSources(sources []imports.Source, opts interchange.Options, bars *progress) ([]imports.Table, error) {
	tables := make([]imports.Table, len(sources))
	for i, source := range sources {
		bars.reading(source.Name)
		table, err := imports.Read(source, opts)
		if err != nil {
			return nil, err
		}
		tables[i] = table
	}
	return tables, nil
}

// writeErrorFiles leaves a list of bad rows beside each other, one file a table, and names them.
func writeErrorFiles(dir string, tables []imports.Table) ([]string, error) {
	var written []string
	for _, table := range tables {
		path := filepath.Join(dir, table.File+".errors.csv")
		if !table.HasErrors() {
			if err := os.Remove(path); err != nil && !os.IsNotExist(err) {
				return written, err // an old list would mislead
			}
			continue
		}
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return written, err
		}
		if err := writeErrorFile(path, table); err != nil {
			return written, err
		}
		written = append(written, path)
	}
	return written, nil
}

func writeErrorFile(path string, table imports.Table) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	if err := imports.WriteErrors(f, table, terminalLang()); err != nil {
		return err
	}
	return f.Close()
}

// importFS takes a pack in that is no folder on disk: the sample.
func importFS(ctx context.Context, db *data.DB, files fs.FS, change data.Change) (imports.Report, error) {
	sources, _, err := imports.Discover(files, kinds())
	if err != nil {
		return imports.Report{}, err
	}
	tables, err := readSources(sources, interchange.Options{}, newProgress(io.Discard))
	if err != nil {
		return imports.Report{}, err
	}
	return imports.Import(ctx, db, tables, imports.Options{Change: change})
}
