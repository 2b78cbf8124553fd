package main

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"cairn/data"
	"cairn/data/cluster"
	"cairn/internal/actor"
)

// app is what the commands share.
type app struct {
	config
	log     *slog.Logger
	started bool // a command was understood and runs
}

func newApp() *app { return &app{log: slog.New(slog.DiscardHandler)} }

func rootCommand(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:           "cairn",
		Short:         "Place names, boundaries and facilities on PostGIS",
		Long:          "cairn serves place names (地名), boundary lines and markers (界线、界桩) and burial and care facilities.\nConfiguration: flag > environment CAIRN_… > file > default.",
		SilenceUsage:  true,
		SilenceErrors: true,
		PersistentPreRunE: func(cmd *cobra.Command, _ []string) error {
			if err := a.resolve(cmd); err != nil {
				return err
			}
			a.log, a.started = a.logger(), true
			return nil
		},
	}
	a.flags(root.PersistentFlags())
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.AddCommand(serveCommand(a), migrateCommand(a), importCommand(a), exportCommand(a), coverageCommand(a), siteCommand(a), userCommand(a),
		backupCommand(a), restoreCommand(a), verifyCommand(a), reindexCommand(a), checkCommand(a), versionCommand(a), schemaCommand(a), openapiCommand(a))
	for _, cmd := range root.Commands() {
		usageErrors(cmd)
	}
	return root
}

// usageErrors marks wrong arguments as wrong usage, for the exit code.
func usageErrors(cmd *cobra.Command) {
	if check := cmd.Args; check != nil {
		cmd.Args = func(cmd *cobra.Command, args []string) error {
			if err := check(cmd, args); err != nil {
				return usageError{err}
			}
			return nil
		}
	}
	for _, sub := range cmd.Commands() {
		usageErrors(sub)
	}
}

// author writes in the name of the command's user.
func (a *app) author() actor.Actor { return actor.System(a.User) }

func (a *app) change(reason string) data.Change {
	return data.Change{Actor: a.author(), Door: "cli", Reason: reason}
}

// attachments is the folder of uploaded files.
func (a *app) attachments() string { return filepath.Join(a.DataDir, "attachments") }

// server finds the PostgreSQL of the configuration: the outside one, the running
// service's, or the private one started for the time of the command. stop ends what was started.
func (a *app) server(ctx context.Context) (url, binDir string, stop func(), err error) {
	if a.DatabaseURL != "" {
		return a.DatabaseURL, "", func() {}, nil
	}
	c, _, err := cluster.Attach(ctx, a.DataDir)
	if err != nil {
		return "", "", nil, err
	}
	stop = func() {
		if err := c.Stop(context.WithoutCancel(ctx)); err != nil {
			a.log.Warn("the private database did not stop cleanly", "error", err)
		}
	}
	if binDir, err = c.BinDir(); err != nil {
		stop()
		return "", "", nil, err
	}
	return c.URL(cluster.Database), binDir, stop, nil
}

// session is an open, migrated database for the time of a command.
type session struct {
	*data.DB
	binDir string
	stop   func()
}

// close gives back what open took.
func (s *session) close() {
	s.DB.Close()
	s.stop()
}

func (a *app) open(ctx context.Context) (*session, error) {
	url, binDir, stop, err := a.server(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := data.Migrate(ctx, url); err != nil {
		stop()
		return nil, err
	}
	db, err := data.Open(ctx, data.Config{URL: url})
	if err != nil {
		stop()
		return nil, err
	}
	return &session{DB: db, binDir: binDir, stop: stop}, nil
}

// print shows a result: as JSON where asked for, else as text.
func (a *app) print(w io.Writer, value any, text func(io.Writer)) error {
	if !a.JSON {
		text(w)
		return nil
	}
	return json.NewEncoder(w).Encode(value)
}

// progressTo is stderr when it is a terminal, else nothing.
func progressTo() io.Writer {
	if info, err := os.Stderr.Stat(); err == nil && info.Mode()&os.ModeCharDevice != 0 {
		return os.Stderr
	}
	return io.Discard
}

func line(w io.Writer, format string, args ...any) { fmt.Fprintf(w, format+"\n", args...) }
