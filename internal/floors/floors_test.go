// Package floors holds the test that imports point down only (ARCHITECTURE.md).
package floors

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// floor of each top-level folder; a package imports only from lower ones.
var floor = map[string]int{
	"geo": 0, "internal": 1, "data": 2,
	"gazetteer": 3, "boundaries": 3, "facilities": 3, "tiles": 3, "accounts": 3,
	"api": 4, "web": 4, "cmd": 5,
}

func TestImportsPointDown(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	err := filepath.WalkDir("../..", func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (d.Name() == "node_modules" || d.Name() == "var" || strings.HasPrefix(d.Name(), ".") && len(d.Name()) > 2) {
			return filepath.SkipDir
		}
		rel, err := filepath.Rel("../..", path)
		if err != nil || !strings.HasSuffix(rel, ".go") {
			return err
		}
		top := strings.Split(filepath.ToSlash(rel), "/")[0]
		seen[top] = true
		checkFile(t, path, rel, top)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for top := range floor {
		if !seen[top] {
			t.Errorf("there is no Go file in %s: the floors are out of date", top)
		}
	}
}

func checkFile(t *testing.T, path, rel, top string) {
	t.Helper()
	mine, ok := floor[top]
	if !ok {
		t.Errorf("%s stands in no known top-level folder", rel)
		return
	}
	file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		imported, inside := strings.CutPrefix(name, "cairn/")
		if !inside {
			continue
		}
		to := strings.Split(imported, "/")[0]
		climbs := floor[to] > mine || floor[to] == mine && to != top
		if climbs {
			t.Errorf("%s (floor %d) imports %s (floor %d)", rel, mine, name, floor[to])
		}
	}
}
