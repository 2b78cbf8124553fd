// Package precision keeps the policy of how exactly coordinates of lines, markers and
// inspections are shown, by role, and the log of who was shown exact ones.
//
// The policy is the bureau's: 《行政区域界线管理条例》 and the rules on State secrets in
// surveying leave it to the offices what may be shown to whom, so what stands in the
// migration is only there to begin with. What must hold whatever is set is in [PrecisionRule.Validate].
//
// How coordinates are made coarse is package grain; this one says how coarse, and knows
// nothing of geometries.
package precision

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("precision", sqlFiles)
