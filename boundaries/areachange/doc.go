// Package areachange carries out changes of administrative areas (区划变更): a county
// becomes a city, a township a town, areas merge, split or go to another parent. A change
// is drafted, looked at in a preview of everything that it touches, and applied in one
// transaction, from its day of effect on and only with the authority's reply (批复).
//
// Terms. A part is one area as it is to be, made of old ones. Codes that end stay on file
// with their last day and are never given to another area; the table area_move says what
// became of them. A code may go on with another extent: of the area that takes another in,
// or of the part of a split that keeps the code. Areas inside follow: their codes get the
// new prefix, or the one that the draft gives them.
//
// The package works out the plan and writes the areas; what else names an area (lines,
// facilities, entries, accounts) follows through the Reparenters of its domain.
package areachange

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("areachange", sqlFiles)
