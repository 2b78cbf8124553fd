package main

import (
	"context"
	"fmt"
	"io"

	"github.com/spf13/cobra"

	"cairn/data"
	"cairn/gazetteer"
)

func reindexCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "reindex",
		Short: "Make the search rows of all place names again",
		Long: "Makes what searching reads of all place names again, in batches, while the service may run.\n" +
			"The service does it by itself when a new version has other rules; by hand it is needed after place names were written past cairn.",
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			db, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer db.close()
			errs := progressTo()
			done, err := gazetteer.NewStore(db.DB, nil).Reindex(cmd.Context(), func(entries int) {
				fmt.Fprintf(errs, "\r%d place names", entries)
			})
			fmt.Fprintln(errs)
			if err != nil {
				return err
			}
			return a.print(cmd.OutOrStdout(), done, func(w io.Writer) {
				if done.Current {
					line(w, "Another program is making the search rows again.")
					return
				}
				line(w, "Search rows made again for %d place names.", done.Entries)
			})
		},
	}
}

// keepSearch makes the search rows again where they follow the rules of an older version.
// The service answers meanwhile, by the old rows and the new ones; only rows that no
// search finds whole (those of before migration 13) are made first.
func (a *app) keepSearch(ctx context.Context, db *data.DB) error {
	places := gazetteer.NewStore(db, nil)
	complete, err := places.Searchable(ctx)
	if err != nil {
		return err
	}
	keep := func() error {
		done, err := places.Upkeep(ctx)
		if err == nil && done.Entries > 0 {
			a.log.Info("search rows made again", "entries", done.Entries, "version", done.Version)
		}
		return err
	}
	if !complete {
		return keep()
	}
	go func() {
		if err := keep(); err != nil && ctx.Err() == nil {
			a.log.Warn("the search rows could not be made again; the next start goes on", "error", err)
		}
	}()
	return nil
}
