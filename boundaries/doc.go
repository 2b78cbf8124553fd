// Package boundaries keeps administrative areas (行政区划), the boundary lines between
// them (界线), their markers (界桩) and what inspections (检查) found there.
//
// Terms. An area is a province … village; its code's prefixes are the codes of the areas
// that hold it. A line runs between two areas, its parties, and belongs to both: either
// may write, and lines and markers have no place check. The level of a line is the highest
// at which the codes of its parties differ. Agreed lengths (协议长度) come from the
// approved agreement, geodesic ones are computed; they are never mixed. A marker's
// witnesses (方位物) are objects nearby with bearing and distance. Of the parties of a line
// one leads (牵头方), one cooperates (配合方). A marker is registered (登记) version by
// version: a new one when it was put up again or moved by agreement. A closing edge is the
// national border, where the outline of a county has no line: it is no administrative line.
//
// Lines, markers and inspections come in through Kinds (import) and through the stores
// (API, command line); both call the same Validate methods. Geometry is EPSG:4490.
package boundaries

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("boundaries", sqlFiles)

// The levels of areas, outermost first. Lines have the first four.
const (
	Province      = "province"
	PrefectureLvl = "prefecture"
	County        = "county"
	Township      = "township"
	Village       = "village"
)
