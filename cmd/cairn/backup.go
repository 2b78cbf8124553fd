package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"

	"github.com/spf13/cobra"

	"cairn/boundaries/rounds"
	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/backup"
)

func backupCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "backup DIR",
		Short: "Write a consistent backup into a new or empty folder, while the service runs",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			db, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer db.close()
			m, err := backup.Make(cmd.Context(), backup.Source{DB: db.DB, Attachments: a.attachments(), BinDir: db.binDir, Program: version}, args[0])
			if err != nil {
				return err
			}
			return a.print(cmd.OutOrStdout(), m, func(w io.Writer) {
				line(w, "Backup of %d changes in %s: %d files, chain head %.16s…", m.Changes, args[0], len(m.Files), m.ChainHead)
			})
		},
	}
}

func restoreCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "restore DIR",
		Short: "Restore a backup into an empty data dir (or an empty outside database)",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			if err := a.emptyDataDir(); err != nil {
				return err
			}
			if _, err := backup.Whole(args[0]); err != nil {
				return err // before a cluster is made, which would be in the way of the next try
			}
			url, binDir, stop, err := a.server(ctx)
			if err != nil {
				return err
			}
			defer stop()
			m, err := backup.Restore(ctx, args[0], backup.Target{URL: url, Attachments: a.attachments(), BinDir: binDir})
			if err != nil {
				return err
			}
			if _, err := data.Migrate(ctx, url); err != nil {
				return err
			}
			return a.print(cmd.OutOrStdout(), m, func(w io.Writer) {
				line(w, "Restored the backup of %s: %d changes.", m.MadeAt.Local().Format("2006-01-02 15:04:05"), m.Changes)
			})
		},
	}
}

// emptyDataDir refuses to restore over a private database.
func (a *app) emptyDataDir() error {
	if a.DatabaseURL != "" {
		return nil
	}
	if _, err := os.Stat(filepath.Join(a.DataDir, "postgres")); err == nil {
		return fmt.Errorf("%s already holds a database: restore into another --data-dir", a.DataDir)
	}
	return nil
}

func verifyCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "verify [DIR]",
		Short: "Prove that the live database's revision chain and the attachments, or the backup in DIR, are whole",
		Args:  cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			report, err := a.verify(cmd.Context(), args)
			if err != nil {
				return err
			}
			err = a.print(cmd.OutOrStdout(), report, func(w io.Writer) {
				for _, f := range report.Faults {
					line(w, "%s %s: %s", f.What, f.ID, f.Text)
				}
				line(w, "%d changes, %d revisions, %d live rows, %d files: %d faults.", report.Changes, report.Revisions, report.Rows, report.Files, len(report.Faults))
			})
			if err == nil && len(report.Faults) > 0 {
				return fmt.Errorf("not whole: %d faults", len(report.Faults))
			}
			return err
		},
	}
}

func (a *app) verify(ctx context.Context, args []string) (data.Report, error) {
	if len(args) == 1 {
		return verifyBackup(ctx, args[0])
	}
	db, err := a.open(ctx)
	if err != nil {
		return data.Report{}, err
	}
	defer db.close()
	return verifyAll(ctx, db.DB, a.attachments())
}

// verifyAll proves the trail, the files that the attachments name, and the frozen archives of rounds.
func verifyAll(ctx context.Context, db *data.DB, dir string) (data.Report, error) {
	report, err := data.Verify(ctx, db)
	if err != nil {
		return report, err
	}
	files, faults, err := attachments.Verify(ctx, db.Read(), dir)
	if err != nil {
		return report, err
	}
	archives, damaged, err := rounds.Verify(ctx, db.Read(), dir)
	report.Files, report.Faults = files+archives, slices.Concat(report.Faults, faults, damaged)
	return report, err
}

// verifyBackup checks the files against the manifest, restores them into a cluster made
// for the purpose, and walks the chain there.
func verifyBackup(ctx context.Context, dir string) (data.Report, error) {
	scratch, err := os.MkdirTemp("", "cairn-verify-")
	if err != nil {
		return data.Report{}, err
	}
	defer os.RemoveAll(scratch)
	if err := os.Chmod(scratch, 0o755); err != nil { // the database's own user passes through
		return data.Report{}, err
	}
	b := newApp()
	b.DataDir = filepath.Join(scratch, "data")
	url, binDir, stop, err := b.server(ctx)
	if err != nil {
		return data.Report{}, err
	}
	defer stop()
	if _, err := backup.Restore(ctx, dir, backup.Target{URL: url, Attachments: b.attachments(), BinDir: binDir}); err != nil {
		return data.Report{}, err
	}
	db, err := data.Open(ctx, data.Config{URL: url})
	if err != nil {
		return data.Report{}, err
	}
	defer db.Close()
	return verifyAll(ctx, db, b.attachments())
}
