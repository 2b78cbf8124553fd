// Package coverage says which areas and people a kind of facility covers (覆盖率), on a day and
// by a named counting rule.
//
// A question names a kind or group of kinds, a day, an area, a rule and its parameters; the
// answer carries all of them, with the versions of the data and of the road network, so that a
// figure can be proven later. Rules stand side by side and none is silently preferred: presence
// (townships with a facility over all townships) is what is reported upward, the others say
// what it hides. The official rule of burial (官方口径) is presence in the group that is marked
// so: a township cemetery of its own (自建) or shared (联建), or a columbarium; exempt townships
// (免建) stand apart with their document.
//
// Terms. A unit is an area that is counted. A demand is where people are: a village, or a
// township without villages on record. A site counts on the day: it is in use, or, with planned
// ones, to be opened by then. Nearest is geodesic, from the seat; the nearest site need not take
// people of the place (a village cemetery closed to outsiders), so the nearest eligible one
// stands beside it. There are three states, never two: served, in reach without capacity left,
// out of reach; and unknown, which is none of them.
//
// Answers are kept in memory as long as nothing that they rest on has changed.
package coverage

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/coverage", sqlFiles)
