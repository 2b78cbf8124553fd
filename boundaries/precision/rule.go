package precision

import (
	"strconv"
	"strings"
	"time"

	"cairn/internal/actor"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// Public is the role of readers without an account.
const Public = "public"

// PrecisionRule is how exactly the readers of a role are shown coordinates.
type PrecisionRule struct {
	Role         string      `json:"role" enum:"public,viewer,township_clerk,planner,auditor,officer,reviewer,inspector,admin"`
	LinesM       grain.Grain `json:"lines_m" enum:"0,10,100,500,1000,5000,10000" doc:"side of the grid, metres, to which courses of lines and outlines of areas are moved; 0: exact"`
	MarkersM     grain.Grain `json:"markers_m" enum:"0,10,100,500,1000,5000,10000" doc:"likewise of markers and their witnesses"`
	InspectionsM grain.Grain `json:"inspections_m" enum:"0,10,100,500,1000,5000,10000" doc:"likewise of fixes, tracks and places of photographs; never finer than lines and markers"`
	MustBeExact  bool        `json:"must_be_exact" doc:"the role may edit lines and markers: it has to see what it edits"`
	Version      int64       `json:"version"`
	UpdatedAt    time.Time   `json:"updated_at"`
}

func (r PrecisionRule) grains() grain.Grains {
	return grain.Grains{Lines: r.LinesM, Markers: r.MarkersM, Inspections: r.InspectionsM}
}

// editor reports whether accounts of the role may edit lines or markers.
func editor(role string) bool {
	who := actor.Actor{Login: "-", Role: actor.Role(role)}
	return who.May(actor.EditLine) || who.May(actor.EditMarker)
}

// Validate checks a rule. Fixes and tracks show where markers and lines are, so they are at
// least as coarse; who edits lines and markers must see them exactly, or coarse coordinates
// would be written back. Error: problem.Invalid.
func (r PrecisionRule) Validate() error {
	var bad []problem.Field
	for _, layer := range []struct {
		field string
		grain grain.Grain
		edits bool
	}{{"lines_m", r.LinesM, true}, {"markers_m", r.MarkersM, true}, {"inspections_m", r.InspectionsM, false}} {
		switch {
		case !layer.grain.Valid():
			bad = append(bad, problem.Bad(layer.field, "problem.unknown_value", "allowed", ladder()))
		case layer.edits && layer.grain != grain.Exact && editor(r.Role):
			bad = append(bad, problem.Bad(layer.field, "precision.edits_exactly", "role", r.Role))
		}
	}
	if finest := max(r.LinesM, r.MarkersM); len(bad) == 0 && r.InspectionsM < finest {
		bad = append(bad, problem.Bad("inspections_m", "precision.finer_than_register", "metres", int(finest)))
	}
	return problem.InvalidFields(bad...)
}

func ladder() string {
	texts := make([]string, len(grain.Ladder))
	for i, g := range grain.Ladder {
		texts[i] = strconv.Itoa(int(g))
	}
	return strings.Join(texts, ", ")
}
