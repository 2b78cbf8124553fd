package main

import (
	"fmt"

	"github.com/spf13/cobra"
)

// openapiCommand prints what api/openapi.json must hold; for developers.
func openapiCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:    "openapi",
		Short:  "Print the OpenAPI document of the service",
		Args:   cobra.NoArgs,
		Hidden: true,
		RunE: func(cmd *cobra.Command, _ []string) error {
			db, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer db.close()
			p, err := a.assemble(cmd.Context(), db.DB, serveConfig{TileCacheMB: 1})
			if err != nil {
				return err
			}
			document, err := p.api.Document()
			if err != nil {
				return err
			}
			_, err = fmt.Fprintf(cmd.OutOrStdout(), "%s\n", document)
			return err
		},
	}
}
