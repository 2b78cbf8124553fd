// Package findings keeps what is wrong with markers and lines until it is right again: the
// findings (隐患) with their workflow, the register of disputes (边界纠纷), and the list of
// markers and hazards (界桩及隐患清单) that offices open every week.
//
// Terms. A finding is damage, loss or a move of a marker, a risk of dispute, or works across
// the line (越界施工). It is reported within a clock (12 hours unless the bureau sets another),
// the neighbour is told, both sides visit the place, decide, handle it (restored in place,
// moved by agreement, replaced, or nothing to do), file the papers and close it. A marker that
// was moved or replaced gets a new registration; nothing is overwritten. A dispute lies on a
// stretch of a line, has steps of mediation (调解) and peaceful-boundary agreements
// (平安边界协议). Disputes and risks of disputes are for those with the right to read disputes,
// in the area of a party; for everybody else they are not there.
//
// Either party of a line or marker may write. The package reads lines, markers and inspections;
// of them it writes only the new registration of a marker, through package boundaries.
package findings

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("boundaries/findings", sqlFiles)
