// Package filled gives tests databases that hold what importers make of a folder.
package filled

import (
	"context"
	"io/fs"
	"testing"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/imports"
	"cairn/internal/interchange"
)

// Tables reads the files of a folder that the kinds know, as the options declare them.
func Tables(folder fs.FS, kinds []imports.Kind, opts interchange.Options) ([]imports.Table, error) {
	sources, _, err := imports.Discover(folder, kinds)
	if err != nil {
		return nil, err
	}
	var tables []imports.Table
	for _, source := range sources {
		table, err := imports.Read(source, opts)
		if err != nil {
			return nil, err
		}
		tables = append(tables, table)
	}
	return tables, nil
}

// Import takes a folder in as `cairn import` does; the change is the test's.
func Import(ctx context.Context, db *data.DB, folder fs.FS, kinds []imports.Kind, opts imports.Options) (imports.Report, error) {
	tables, err := Tables(folder, kinds, interchange.Options{})
	if err != nil {
		return imports.Report{}, err
	}
	opts.Change = datatest.Change()
	return imports.Import(ctx, db, tables, opts)
}

// From is datatest.From with a folder: tests that give the same name and version share the template.
func From(t testing.TB, name, version string, folder fs.FS, kinds []imports.Kind) *data.DB {
	t.Helper()
	return datatest.From(t, name, version, func(ctx context.Context, db *data.DB) error {
		_, err := Import(ctx, db, folder, kinds, imports.Options{})
		return err
	})
}
