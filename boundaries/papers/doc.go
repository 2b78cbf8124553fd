// Package papers makes the papers of boundary markers: the registration form (界桩登记表),
// one for each marker, and the table of results (界桩成果表) of a line or an area, filled in
// from the register or blank for work on paper. Their language is Chinese, as the archives
// want them; the fields are those of GB/T 17796-2009 as the offices use them.
//
// It decides nothing and stores nothing. What the register does not hold stays empty, to be
// written in by hand.
package papers

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("papers", sqlFiles)
