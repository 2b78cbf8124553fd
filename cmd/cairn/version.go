package main

import (
	"io"

	"github.com/spf13/cobra"

	"cairn/data"
)

// version is set by the build.
var version = "dev"

type versionReport struct {
	Version       string `json:"version"`
	SchemaVersion int    `json:"schema_version"`
	PostgreSQL    string `json:"postgresql"`
	PostGIS       string `json:"postgis"`
}

func versionCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the versions of cairn, its schema, PostgreSQL and PostGIS",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			db, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer db.close()
			r := versionReport{Version: version, SchemaVersion: data.SchemaVersion()}
			err = db.Read().QueryRow(cmd.Context(), "SELECT current_setting('server_version'), postgis_lib_version()").Scan(&r.PostgreSQL, &r.PostGIS)
			if err != nil {
				return err
			}
			return a.print(cmd.OutOrStdout(), r, func(w io.Writer) {
				line(w, "cairn %s, schema %d, PostgreSQL %s, PostGIS %s", r.Version, r.SchemaVersion, r.PostgreSQL, r.PostGIS)
			})
		},
	}
}
