// Package course follows a boundary line along its course: how far along it its markers,
// junctions and crossings stand (chainage, 里程), and the description of the course
// (走向说明) that is drafted from that, edited by a person, and compared with the text of
// the agreement. It changes no geometry and no agreement.
//
// Terms. A station is a place on the line with a chainage. A pass is a place at which the
// line is nearest to a point, of which a winding line has several. A pair (A, B) or a set of
// three (C, D, E) stands beside the line and is one station; how far its members stand off
// the line is their offset. A leg is a stretch that runs in about one direction. A sector is
// one of the 16 directions of GB/T 17796-2009, from true north.
//
// Places on the line are found on the plane of the prefecture's grid zone. Chainages are
// geodesic kilometres from the line's beginning, so that the last one is the line's computed
// length; grid kilometres stand beside them. Neither is the agreed length.
package course

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("course", sqlFiles)
