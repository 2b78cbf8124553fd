package cluster

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
)

// fakePostgres makes a directory of programs that claim a version, with or
// without PostGIS's library.
func fakePostgres(t *testing.T, version string, postgis bool) string {
	t.Helper()
	dir := t.TempDir()
	write := func(name, text string, mode os.FileMode) {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), mode); err != nil {
			t.Fatal(err)
		}
	}
	write("bin/postgres", "#!/bin/sh\necho 'postgres (PostgreSQL) "+version+"'\n", 0o755)
	write("bin/pg_config", "#!/bin/sh\necho "+dir+"/$1\n", 0o755)
	write("bin/initdb", "", 0o755)
	write("--sharedir/extension/postgis.control", "", 0o644)
	if postgis {
		write("--pkglibdir/postgis-3.so", "", 0o644)
	}
	return filepath.Join(dir, "bin")
}

// clusterOf makes a directory that says it was made by a major version; 0: none.
func clusterOf(t *testing.T, major int) string {
	t.Helper()
	dir := t.TempDir()
	if major != 0 {
		if err := os.WriteFile(filepath.Join(dir, "PG_VERSION"), []byte(strconv.Itoa(major)+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestChoose(t *testing.T) {
	t.Parallel()
	bare14 := fakePostgres(t, "14.11 (Ubuntu 14.11-1)", false)
	full15 := fakePostgres(t, "15.8 (Debian 15.8-0+deb12u1)", true)
	full16 := fakePostgres(t, "16rc1", true)
	bare17 := fakePostgres(t, "17.0", false)
	for _, tc := range []struct {
		name    string
		dirs    []string
		cluster int
		want    string
		kind    Kind
		words   []string
	}{
		{"newest", []string{full15, full16}, 0, full16, "", nil},
		{"newest with PostGIS", []string{full15, bare17}, 0, full15, "", nil},
		{"the one that made the cluster", []string{full16, full15}, 15, full15, "", nil},
		{"same place twice", []string{full15, full15}, 0, full15, "", nil},
		{"nothing installed", []string{t.TempDir()}, 0, "", NoPostgres, []string{"apt-get install", "CAIRN_PG_BIN"}},
		{"no PostGIS", []string{bare14}, 0, "", NoPostGIS, []string{"postgresql-14-postgis-3"}},
		{"no PostGIS for the cluster's version", []string{bare17, full16}, 17, "", NoPostGIS, []string{"PostgreSQL 17"}},
		{"other version", []string{full15, full16}, 13, "", Version, []string{"made by PostgreSQL 13", "16, 15"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			got, err := choose(installations(tc.dirs), clusterOf(t, tc.cluster))
			if tc.kind != "" {
				wantKind(t, err, tc.kind, tc.words...)
				return
			}
			if err != nil || got.Bin != tc.want {
				t.Errorf("chose %+v (%v), want %s", got, err, tc.want)
			}
		})
	}
}

func TestUnreadableVersion(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "PG_VERSION"), []byte("fünfzehn"), 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := choose([]Installation{{Bin: "/x", Major: 15}}, dir)
	wantKind(t, err, Version, dir)
}

// The typed refusals come out of the doors as they are.
func TestEnsureWithoutPostgres(t *testing.T) {
	t.Parallel()
	cfg := quick(t, tempDir(t))
	cfg.binDirs = []string{}
	_, err := Ensure(t.Context(), cfg)
	wantKind(t, err, NoPostgres)
	if got := fmt.Sprint(err); len(got) < 40 {
		t.Errorf("the message is too short to help: %q", got)
	}
}

func TestSearchPathFromEnvironment(t *testing.T) {
	bin := fakePostgres(t, "15.1", true)
	t.Setenv("CAIRN_PG_BIN", bin)
	if got := Installations(); len(got) != 1 || got[0] != (Installation{Bin: bin, Major: 15}) {
		t.Errorf("found %+v", got)
	}
}
