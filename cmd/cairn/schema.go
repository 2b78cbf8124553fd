package main

import (
	"fmt"

	"github.com/spf13/cobra"

	"cairn/data"
)

// schemaCommand prints what data/schema.sql must hold; for developers.
func schemaCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    "schema",
		Short:  "Print the schema that the migrations add up to",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			db, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer db.close()
			text, err := data.Schema(cmd.Context(), db.URL(), db.binDir)
			fmt.Fprint(cmd.OutOrStdout(), text)
			return err
		},
	}
}
