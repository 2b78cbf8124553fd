package data

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
	"sync"
)

// Queries are the SQL files of a store, by file name without .sql.
type Queries map[string]string

var (
	registeredMu sync.Mutex
	registered   = map[string]string{}
)

// MustQueries reads the embedded sql/*.sql of a store and remembers them, so that a
// test can prepare every query of the program. It panics on a file without its
// one-line purpose: that is a mistake of the programmer, seen at start.
func MustQueries(store string, files fs.FS) Queries {
	names, err := fs.Glob(files, "sql/*.sql")
	if err != nil || len(names) == 0 {
		panic(fmt.Sprintf("%s: no SQL files: %v", store, err))
	}
	queries := Queries{}
	for _, name := range names {
		text, err := fs.ReadFile(files, name)
		if err != nil {
			panic(err)
		}
		if !strings.HasPrefix(string(text), "-- ") {
			panic(fmt.Sprintf("%s %s: the first line must say what the query is for", store, name))
		}
		queries[strings.TrimSuffix(path.Base(name), ".sql")] = string(text)
	}
	registeredMu.Lock()
	defer registeredMu.Unlock()
	for name, sql := range queries {
		registered[store+"/"+name] = sql
	}
	return queries
}

// Get is the SQL of a query; it panics on a name without a file.
func (q Queries) Get(name string) string {
	sql, ok := q[name]
	if !ok {
		panic("no SQL file " + name + ".sql")
	}
	return sql
}

// RegisteredQueries lists every query of every store linked into the program.
func RegisteredQueries() map[string]string {
	registeredMu.Lock()
	defer registeredMu.Unlock()
	all := make(map[string]string, len(registered))
	for name, sql := range registered {
		all[name] = sql
	}
	return all
}
