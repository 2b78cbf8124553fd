// Package topology looks for faults in boundary lines: in their courses, in what stands on
// both sides of them, in the areas that they close and in their markers. It reports; it
// never mends, since the position of a line is the agreement's and not the program's
// (行政区域界线管理条例 art. 4).
//
// Terms. A node is a point at which lines meet: a vertex that they have in common. A line
// that ends at a vertex inside another line makes a node there; a line that ends on the
// national border makes one with its locked closing edge. A face is a piece of land with
// lines all around; its sides are the stretches of lines along it, and each side names the
// area that its line has there.
//
// LineFaults are judged on the lines as they are. Only for the faces ends that miss their node
// by less than Limits.Reach are taken as meeting, and crossings as nodes, so that one fault
// is told once and not again in every area around it.
//
// Coordinates are lon/lat in EPSG:4490; distances geodesic in metres, areas in m².
package topology

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("topology", sqlFiles)
