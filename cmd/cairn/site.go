package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/network"
	"cairn/facilities/siting"
	"cairn/internal/problem"
)

// siteFlags are the flags of cairn site that are no field of the question.
type siteFlags struct {
	points  string
	inside  string
	noRules bool
}

func siteCommand(a *app) *cobra.Command {
	var ask siting.Ask
	var f siteFlags
	cmd := &cobra.Command{
		Use:   "site --kind K --method M --sites N",
		Short: "Look for sites and wait for the answer; Ctrl-C gives the best found so far",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := f.settle(&ask); err != nil {
				return err
			}
			return a.withSiting(cmd.Context(), func(store *siting.Store) error {
				full, err := store.Now(cmd.Context(), a.change("siting"), ask, a.siteProgress(), a.log)
				return a.showRun(cmd.OutOrStdout(), full, err)
			})
		},
	}
	siteQuestion(cmd, &ask, &f)
	cmd.AddCommand(siteListCommand(a), siteShowCommand(a), siteRepeatCommand(a))
	return cmd
}

// siteQuestion adds the flags of a question.
func siteQuestion(cmd *cobra.Command, ask *siting.Ask, f *siteFlags) {
	set := cmd.Flags()
	set.StringVar(&ask.Name, "name", "", "of the run")
	set.StringVar(&ask.Kind, "kind", "township_burial", "kind of facility, or a group of kinds")
	set.StringVar(&ask.SiteKind, "site-kind", "", "kind of the new sites (default: the kind, or the first of the group)")
	set.StringVar(&ask.Method, "method", "lscp", "lscp, mclp, capacitated-mclp, p-median, p-center or next")
	set.IntVar(&ask.Sites, "sites", 0, "new sites at most (default: as many as are needed)")
	set.StringVar(&ask.Area, "area", "", "code of the area (default: the prefecture)")
	set.StringVar(&ask.AsOf, "as-of", "", "day, YYYY-MM-DD (default: today)")
	set.StringVar(&ask.Cover.By, "by", "presence", "presence, distance or minutes")
	set.Float64Var(&ask.Cover.Metres, "metres", 0, "of distance (default: 10000)")
	set.Float64Var(&ask.Cover.Minutes, "minutes", 0, "of minutes (default: 60)")
	set.StringVar(&ask.Demand.Of, "of", "", "what is served: townships, villages or counties")
	set.StringVar(&ask.Demand.Weight, "weight", "", "population (default), age60 or equal")
	set.StringVar(&ask.Candidates.From, "candidates", "", "grid (default), villages, places, points or facilities")
	set.StringSliceVar(&ask.Candidates.Classes, "classes", nil, "of places: class codes, or their beginnings")
	set.Float64Var(&ask.Candidates.SpacingM, "spacing", 0, "of the grid, metres (default: 3000)")
	set.StringVar(&f.points, "points", "", "file of candidates: GeoJSON points, or CSV with lon and lat")
	set.StringVar(&f.inside, "inside", "", "file with the GeoJSON polygon that candidates must lie in")
	set.StringVar(&ask.Existing, "existing", "", "fixed (default): facilities in use serve already; none: they do not")
	set.StringVar(&ask.Planned, "planned", "", "planned facilities: none (default), fixed or candidates")
	set.BoolVar(&f.noRules, "no-rules", false, "do not keep the siting rules")
	set.Float64Var(&ask.Budget, "budget", 0, "for the prices of the new sites together")
	set.Float64Var(&ask.Price, "price", 0, "of a site whose candidate names none")
	set.Float64Var(&ask.Capacity, "capacity", 0, "of a site whose candidate names none")
	set.IntVar(&ask.Alternatives, "alternatives", 0, "how many further good answers")
	set.StringVar(&ask.Solver, "solver", "", "auto (default), go or cbc")
	set.Float64Var(&ask.TimeLimitS, "time-limit", 0, "of the search, seconds (default: 30)")
}

// settle reads the files that the flags name. Error: usageError, problem.Invalid.
func (f *siteFlags) settle(ask *siting.Ask) error {
	if f.noRules {
		no := false
		ask.Rules = &no
	}
	if f.points != "" {
		file, err := os.Open(f.points)
		if err != nil {
			return usageError{err}
		}
		defer file.Close()
		ask.Candidates.From = "points"
		if ask.Candidates.Points, err = siting.ReadPoints(file, filepath.Base(f.points)); err != nil {
			return err
		}
	}
	if f.inside != "" {
		text, err := os.ReadFile(f.inside)
		if err != nil {
			return usageError{err}
		}
		ask.Candidates.Inside = json.RawMessage(text)
	}
	return nil
}

// withSiting opens the database for runs.
func (a *app) withSiting(ctx context.Context, fn func(*siting.Store) error) error {
	db, err := a.open(ctx)
	if err != nil {
		return err
	}
	defer db.close()
	existing, roads := facilities.NewStore(db.DB, nil), network.NewStore(db.DB)
	return fn(siting.NewStore(db.DB, existing, coverage.NewStore(db.DB, existing, roads), roads))
}

// siteProgress shows where a search stands, on a terminal.
func (a *app) siteProgress() func(siting.RunProgress) {
	out := progressTo()
	figure := func(x *float64) string {
		if x == nil {
			return "–"
		}
		return fmt.Sprintf("%.6g", *x)
	}
	return func(p siting.RunProgress) {
		fmt.Fprintf(out, "\r\033[K%s: %s (%s)", p.Phase, figure(p.Incumbent), figure(p.Bound))
	}
}

// showRun prints a run. A run without an answer is a failure of the command; one whose demands cannot
// all be met is rejected input.
func (a *app) showRun(out io.Writer, full siting.FullRun, err error) error {
	if err != nil {
		return err
	}
	fmt.Fprint(progressTo(), "\r\033[K")
	lang := terminalLang()
	full.Say(lang)
	var failed error
	if err := a.print(out, full, func(w io.Writer) { failed = full.WriteText(w, lang) }); err != nil {
		return err
	}
	switch {
	case failed != nil:
		return failed
	case full.State == siting.Infeasible:
		return problem.New(problem.Conflict, "siting.cannot_meet", "count", len(full.Answer.Unmet))
	case full.State == siting.Failed:
		return fmt.Errorf("#%d: %s", full.Number, full.Error)
	}
	return nil
}

func siteListCommand(a *app) *cobra.Command {
	filter := siting.RunFilter{Limit: 50}
	cmd := &cobra.Command{
		Use:   "list",
		Short: "List runs, the newest first",
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			return a.withSiting(cmd.Context(), func(store *siting.Store) error {
				runs, err := store.Runs(cmd.Context(), filter)
				if err != nil {
					return err
				}
				runs = runs[:min(len(runs), filter.Limit)]
				lang := terminalLang()
				return a.print(cmd.OutOrStdout(), runs, func(w io.Writer) {
					for _, r := range runs {
						line(w, "%s", r.Line(lang))
					}
				})
			})
		},
	}
	cmd.Flags().StringVar(&filter.Area, "area", "", "code of an area that they were asked in")
	cmd.Flags().StringVar(&filter.Kind, "kind", "", "kind or group")
	cmd.Flags().StringVar(&filter.State, "state", "", "queued, running, done, cancelled, failed or infeasible")
	cmd.Flags().IntVar(&filter.Limit, "limit", 50, "how many")
	return cmd
}

func siteShowCommand(a *app) *cobra.Command {
	return &cobra.Command{
		Use:   "show RUN",
		Short: "Show a run, by id or number",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withSiting(cmd.Context(), func(store *siting.Store) error {
				id, err := store.Find(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				full, err := store.FullRun(cmd.Context(), id)
				if err != nil {
					return err
				}
				full.Say(terminalLang())
				var failed error
				err = a.print(cmd.OutOrStdout(), full, func(w io.Writer) { failed = full.WriteText(w, terminalLang()) })
				if err == nil {
					err = failed
				}
				return err
			})
		},
	}
}

func siteRepeatCommand(a *app) *cobra.Command {
	var present bool
	cmd := &cobra.Command{
		Use:   "repeat RUN",
		Short: "Answer a run again on its stored inputs, which gives the same answer",
		Args:  cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withSiting(cmd.Context(), func(store *siting.Store) error {
				id, err := store.Find(cmd.Context(), args[0])
				if err != nil {
					return err
				}
				full, err := store.RepeatNow(cmd.Context(), a.change("siting"), id, !present, a.siteProgress(), a.log)
				return a.showRun(cmd.OutOrStdout(), full, err)
			})
		},
	}
	cmd.Flags().BoolVar(&present, "present", false, "on the data as they are now")
	return cmd
}
