// Package alarm judges whether a marker (界桩) was moved, by what inspections observed of it,
// and tells a mistaken datum from a move.
//
// Evidence. Distances to the witnesses (方位物) by tape and survey-grade positions (RTK) can
// decide that a marker was moved. A phone's position, a single tape, or an observer's word can
// only raise a suspicion. A fix declared as WGS 84 or CGCS2000 that is off by about the shift
// of GCJ-02 is a mistaken datum: it says nothing of the marker.
//
// Threshold. A position is off when it is farther from the registered coordinate than
// max(fixed, k·√(σ_observed² + σ_registered²)). σ_observed is the accuracy of the fix,
// σ_registered that of the register (Thresholds where it does not say). The line plays no part:
// its offset says nothing of a move along it, and pairs and triples stand beside it. Thresholds
// are of the installation: its bureau sets them, for single markers and for sets apart.
//
// Pairs and triples. Each marker of a set is judged against its own registered coordinate.
// Where several of a set were observed by one device within an hour (as set), their distances from one
// another are compared with the registered ones, too. If all of them are off but their
// distances are as registered, the set did not walk off together: the base station or the
// datum was wrong, which is a suspicion at most. If a distance between two is off though
// neither is beyond its own threshold (phones err alike on one spot), that is a suspicion of
// both.
//
// Time. Of each marker the newest survey or tape decides; phones count only when newer.
// Records that were corrected do not count.
//
// Distances are metres on the ellipsoid; bearings degrees from true north.
package alarm

import (
	"embed"

	"cairn/data"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("alarm", sqlFiles)
