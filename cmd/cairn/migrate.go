package main

import (
	"io"

	"github.com/spf13/cobra"

	"cairn/data"
)

func migrateCommand(a *app) *cobra.Command {
	var status bool
	cmd := &cobra.Command{
		Use:   "migrate",
		Short: "Bring the schema up to date",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			url, _, stop, err := a.server(cmd.Context())
			if err != nil {
				return err
			}
			defer stop()
			take := data.Migrate
			if status {
				take = data.MigrationStatus
			}
			steps, err := take(cmd.Context(), url)
			if err != nil {
				return err
			}
			return a.print(cmd.OutOrStdout(), steps, func(w io.Writer) { printSteps(w, steps, status) })
		},
	}
	cmd.Flags().BoolVar(&status, "status", false, "only list the steps and whether they were taken")
	return cmd
}

func printSteps(w io.Writer, steps []data.Migration, status bool) {
	if len(steps) == 0 {
		line(w, "The schema is up to date (version %d).", data.SchemaVersion())
	}
	for _, s := range steps {
		state := "taken now"
		switch {
		case status && s.Applied:
			state = "taken"
		case status:
			state = "open"
		}
		line(w, "%04d %-20s %s", s.Version, s.Name, state)
	}
}
