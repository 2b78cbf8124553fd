package main

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// config is what every command knows. Each value comes from its flag, else from the
// environment (CAIRN_ and the flag's name), else from the file, else the default.
type config struct {
	DataDir     string
	DatabaseURL string
	User        string
	File        string
	LogLevel    string
	JSON        bool
}

func (c *config) flags(set *pflag.FlagSet) {
	set.StringVar(&c.DataDir, "data-dir", defaultDataDir(), "folder of the private database and the attachments")
	set.StringVar(&c.DatabaseURL, "database-url", "", "PostgreSQL to use instead of the private one (postgres://…)")
	set.StringVar(&c.User, "user", "", "author of what the command writes (default: the user of the terminal)")
	set.StringVar(&c.File, "config", "", "configuration file, TOML with the flags' names (default: cairn.toml in the data dir)")
	set.StringVar(&c.LogLevel, "log-level", "info", "debug, info, warn or error")
	set.BoolVar(&c.JSON, "json", false, "machine-readable output on stdout")
}

// defaultDataDir is ./var, and for root a place that the unprivileged database user can reach.
func defaultDataDir() string {
	if os.Geteuid() == 0 {
		return "/var/lib/cairn"
	}
	return "./var"
}

// resolve fills the flags that the command line left open and checks the values.
func (c *config) resolve(cmd *cobra.Command) error {
	file, err := c.readFile(cmd.Flags())
	if err != nil {
		return usageError{err}
	}
	var bad []error
	cmd.Flags().VisitAll(func(f *pflag.Flag) {
		if f.Changed || f.Name == "help" {
			return
		}
		name := "CAIRN_" + strings.ToUpper(strings.ReplaceAll(f.Name, "-", "_"))
		if value, ok := os.LookupEnv(name); ok {
			if err := f.Value.Set(value); err != nil {
				bad = append(bad, fmt.Errorf("%s: %w", name, err))
			}
			return
		}
		if value, ok := file[f.Name]; ok {
			if err := f.Value.Set(fmt.Sprint(value)); err != nil {
				bad = append(bad, fmt.Errorf("%s in the configuration file: %w", f.Name, err))
			}
		}
	})
	if !slices.Contains([]string{"debug", "info", "warn", "error"}, c.LogLevel) {
		bad = append(bad, fmt.Errorf("log-level: %q is none of debug, info, warn, error", c.LogLevel))
	}
	if c.User == "" {
		c.User = cmdUser()
	}
	if err := errors.Join(bad...); err != nil {
		return usageError{err}
	}
	return nil
}

func (c *config) readFile(flags *pflag.FlagSet) (map[string]any, error) {
	path, named := c.File, c.File != ""
	if !named {
		path, named = os.LookupEnv("CAIRN_CONFIG")
	}
	if !named {
		dir := c.DataDir
		if value, ok := os.LookupEnv("CAIRN_DATA_DIR"); ok && !flags.Changed("data-dir") {
			dir = value
		}
		path = filepath.Join(dir, "cairn.toml")
	}
	values := map[string]any{}
	_, err := toml.DecodeFile(path, &values)
	if errors.Is(err, fs.ErrNotExist) && !named {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("configuration file: %w", err)
	}
	for key := range values {
		if !knownFlag(flags, key) {
			return nil, fmt.Errorf("configuration file %s: %q is no setting", path, key)
		}
	}
	return values, nil
}

// knownFlag reports whether any command has the flag: one file serves them all.
func knownFlag(flags *pflag.FlagSet, key string) bool {
	if flags.Lookup(key) != nil {
		return true
	}
	set := pflag.NewFlagSet("serve", pflag.ContinueOnError)
	(&serveConfig{}).flags(set)
	return set.Lookup(key) != nil
}

func cmdUser() string {
	for _, name := range []string{"SUDO_USER", "USER", "LOGNAME"} {
		if user := os.Getenv(name); user != "" {
			return user
		}
	}
	return "cli"
}

func (c *config) logger() *slog.Logger {
	var level slog.Level
	_ = level.UnmarshalText([]byte(c.LogLevel)) // checked by resolve
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: level}))
}
