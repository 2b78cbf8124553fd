package main

import (
	"io"

	"github.com/spf13/cobra"

	"cairn/facilities"
)

func coverageCommand(a *app) *cobra.Command {
	var q facilities.Question
	var asOf, level, include string
	cmd := &cobra.Command{
		Use:   "coverage --kind K --as-of D",
		Short: "Print the coverage table, the same figures as the API",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asOf != "" {
				day, err := facilities.ParseDay(asOf)
				if err != nil {
					return usageError{err}
				}
				q.AsOf = day
			}
			q.Level, q.Planned = facilities.Level(level), include == "planned"
			db, err := a.open(cmd.Context())
			if err != nil {
				return err
			}
			defer db.close()
			answer, err := facilities.NewStore(db.DB, nil).Coverage(cmd.Context(), q)
			if err != nil {
				return err
			}
			var failed error
			err = a.print(cmd.OutOrStdout(), answer, func(w io.Writer) { failed = answer.WriteText(w, terminalLang()) })
			if err == nil {
				err = failed
			}
			return err
		},
	}
	set := cmd.Flags()
	set.StringVar(&q.Kind, "kind", "township_burial", "kind of facility, or a group of kinds")
	set.StringVar(&asOf, "as-of", "", "day, YYYY-MM-DD (default: today)")
	set.StringVar(&q.Area, "area", "", "code of the area whose parts are counted (default: the prefecture)")
	set.StringVar(&level, "level", "", "county, township or village (default: the kind's own unit)")
	set.StringVar(&q.Rule, "rule", "", "counting rule (default: presence)")
	set.StringVar(&include, "include", "", "planned: count what is to open by the day")
	return cmd
}
