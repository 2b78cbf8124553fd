package boundaries_test

import (
	"context"
	"testing"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Either party adds photos to a marker and scans to a line; whoever may see the marker sees
// its photos, scans are for accounts only.
func TestFilesOfMarkersAndLines(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	markers, lines := boundaries.NewMarkerStore(db), boundaries.NewLineStore(db)
	closed, open := boundaries.MarkerFiles{Store: markers}, boundaries.MarkerFiles{Store: markers, Public: true}
	scans := boundaries.LineFiles{Store: lines}
	west, east, other := by(actor.Inspector, "532601").Actor, by(actor.Reviewer, "532622").Actor, by(actor.Inspector, "532623").Actor
	clerk, outside := by(actor.Clerk, "532601001").Actor, by(actor.Inspector, "45").Actor
	for _, tc := range []struct {
		name string
		err  error
		want problem.Kind
	}{
		{"photo by one party", closed.MayWrite(ctx, west, markerID.String()), ""},
		{"photo by the other", closed.MayWrite(ctx, east, markerID.String()), ""},
		{"photo by a third", closed.MayWrite(ctx, other, markerID.String()), problem.Forbidden},
		{"photo by the outside", open.MayWrite(ctx, outside, markerID.String()), problem.Forbidden},
		{"photo by a clerk", closed.MayWrite(ctx, clerk, markerID.String()), problem.Forbidden},
		{"photo by nobody", open.MayWrite(ctx, actor.Nobody, markerID.String()), problem.Unauthorized},
		{"photo of nothing", closed.MayWrite(ctx, west, uuid.NewString()), problem.NotFound},
		{"photo of no id", closed.MayWrite(ctx, west, "x"), problem.NotFound},
		{"read by a third", closed.MayRead(ctx, other, markerID.String()), ""},
		{"read by nobody", closed.MayRead(ctx, actor.Nobody, markerID.String()), problem.Unauthorized},
		{"read by nobody, open layer", open.MayRead(ctx, actor.Nobody, markerID.String()), ""},
		{"scan by one party", scans.MayWrite(ctx, west, countyLine), ""},
		{"scan by the other", scans.MayWrite(ctx, east, countyLine), ""},
		{"scan by a third", scans.MayWrite(ctx, other, countyLine), problem.Forbidden},
		{"scan of nothing", scans.MayWrite(ctx, west, "532601000532623000"), problem.NotFound},
		{"scan read by a third", scans.MayRead(ctx, other, countyLine), ""},
		{"scan read by nobody", scans.MayRead(ctx, actor.Nobody, countyLine), problem.Unauthorized},
	} {
		wantKind(t, tc.name, tc.err, tc.want)
	}
	wantKind(t, "retire", markers.Retire(ctx, by(actor.Inspector, "532601"), markerID, 1), "")
	wantKind(t, "photo of a retired one", closed.MayWrite(ctx, west, markerID.String()), problem.Conflict)
}
