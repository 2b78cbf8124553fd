// Package rounds keeps the rounds of joint inspection (联合检查): both parties of every line
// walk it together every five years (行政区域界线管理条例 art. 12).
//
// Terms. A round has a number, and for each line a plan (teams of both sides, which party
// leads, 牵头方, a yearly batch and a day due) that becomes its record (联检记录表). A line
// goes planned → walked → recorded → signed → closed; a round planned → open → closed →
// archived. The neighbour outside the prefecture has no account: the signed paper is the
// record, so a line closes with its scan, both sides' signing dates and the number of the
// document. What the sides do not agree on stays visible, an opinion each. A round that was
// over before its conclusions came in is past: its lines are closed without papers.
//
// Coverage is counted by marker (inspections of the round) and by segment (stretches of a
// line within reach of a track). A closed round takes no more writes; inspections that
// arrive later are kept and do not count. Lengths are those of the agreements.
//
// It reads the register of package boundaries and writes none of it but the conclusion.
package rounds

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("rounds", sqlFiles)
