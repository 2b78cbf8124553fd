package cluster

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Installation is one set of PostgreSQL server programs.
type Installation struct {
	Bin   string // directory of postgres, initdb, pg_dump …
	Major int    // 15
}

// Installations finds the PostgreSQL servers of this machine, newest first:
// the directory named by the environment variable CAIRN_PG_BIN alone if it is
// set, else Debian's and Red Hat's places and the PATH.
func Installations() []Installation { return installations(searchPath()) }

func searchPath() []string {
	if dir := os.Getenv("CAIRN_PG_BIN"); dir != "" {
		return []string{dir}
	}
	var dirs []string
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin"} {
		found, _ := filepath.Glob(pattern)
		dirs = append(dirs, found...)
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(real))
		}
	}
	return dirs
}

func installations(dirs []string) []Installation {
	var found []Installation
	for _, dir := range dirs {
		major, err := majorOf(dir)
		if err == nil && !slices.ContainsFunc(found, func(i Installation) bool { return i.Bin == dir }) {
			found = append(found, Installation{Bin: dir, Major: major})
		}
	}
	slices.SortStableFunc(found, func(a, b Installation) int { return b.Major - a.Major })
	return found
}

var versionLine = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// majorOf asks the programs in dir for their major version; both postgres and
// initdb must be there.
func majorOf(dir string) (int, error) {
	if _, err := os.Stat(filepath.Join(dir, "initdb")); err != nil {
		return 0, err
	}
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	out, err := exec.CommandContext(ctx, filepath.Join(dir, "postgres"), "--version").Output()
	if err != nil {
		return 0, err
	}
	m := versionLine.FindSubmatch(out)
	if m == nil {
		return 0, fmt.Errorf("no PostgreSQL version in %q", out)
	}
	return strconv.Atoi(string(m[1]))
}

// hasPostGIS reports whether CREATE EXTENSION postgis (3 or newer) can work
// here: its control file and its library, which Debian puts in two packages.
func (i Installation) hasPostGIS() bool {
	share := i.config("--sharedir", fmt.Sprintf("/usr/share/postgresql/%d", i.Major))
	lib := i.config("--pkglibdir", filepath.Join(filepath.Dir(i.Bin), "lib"))
	_, err := os.Stat(filepath.Join(share, "extension", "postgis.control"))
	library, _ := filepath.Glob(filepath.Join(lib, "postgis-[3-9].so"))
	return err == nil && len(library) > 0
}

// config asks pg_config for a directory; without one it is Debian's place.
func (i Installation) config(option, debian string) string {
	out, err := exec.Command(filepath.Join(i.Bin, "pg_config"), option).Output()
	if err != nil {
		return debian
	}
	return strings.TrimSpace(string(out))
}

// choose picks the installation for the cluster at pgdata: the version that
// made it, or for a new one the newest that has PostGIS.
func choose(found []Installation, pgdata string) (Installation, error) {
	if len(found) == 0 {
		return Installation{}, &Error{
			Kind:    NoPostgres,
			Message: "PostgreSQL is not installed",
			Hint: "on Debian 12: apt-get install postgresql-15-postgis-3 (other releases: their number); elsewhere name the " +
				"directory of its programs in CAIRN_PG_BIN, or use a server of your own with --database-url",
		}
	}
	major, err := clusterVersion(pgdata)
	if err != nil {
		return Installation{}, err
	}
	candidates := found
	if major != 0 {
		candidates = slices.DeleteFunc(slices.Clone(found), func(i Installation) bool { return i.Major != major })
		if len(candidates) == 0 {
			return Installation{}, wrongVersion(pgdata, major, found)
		}
	}
	for _, inst := range candidates {
		if inst.hasPostGIS() {
			return inst, nil
		}
	}
	return Installation{}, &Error{
		Kind:    NoPostGIS,
		Message: fmt.Sprintf("PostGIS is not installed for PostgreSQL %d", candidates[0].Major),
		Hint:    fmt.Sprintf("on Debian and Ubuntu: apt-get install postgresql-%d-postgis-3", candidates[0].Major),
	}
}

// clusterVersion reads the major version that made the cluster; 0 when there is none yet.
func clusterVersion(pgdata string) (int, error) {
	path := filepath.Join(pgdata, "PG_VERSION")
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return 0, nil
	}
	if err != nil {
		return 0, fileError(path, err)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, &Error{Kind: Version, Message: path + " does not hold a PostgreSQL version",
			Hint: "restore the data directory from a backup: cairn restore", Err: err}
	}
	return major, nil
}

func wrongVersion(pgdata string, major int, found []Installation) *Error {
	names := make([]string, len(found))
	for i, inst := range found {
		names[i] = strconv.Itoa(inst.Major)
	}
	return &Error{
		Kind: Version,
		Message: fmt.Sprintf("%s was made by PostgreSQL %d, but only PostgreSQL %s is installed",
			pgdata, major, strings.Join(names, ", ")),
		Hint: fmt.Sprintf("install PostgreSQL %d with PostGIS (apt-get install postgresql-%d-postgis-3), "+
			"or restore a backup of cairn into an empty data directory", major, major),
	}
}
