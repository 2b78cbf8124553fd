package topology_test

import (
	"context"
	"testing"

	"cairn/boundaries/boundarytest"
	"cairn/boundaries/topology"
)

// The clean pack has no error: its lines close all areas on file, ends on the national
// border meet its locked edge, ends on vertices of other lines are nodes.
func TestPackIsClean(t *testing.T) {
	t.Parallel()
	report, err := topology.NewStore(boundarytest.Pack(t)).Check(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if report.Lines != 222 || report.Markers != 54 || report.Areas != 112 {
		t.Errorf("%d lines, %d markers, %d areas", report.Lines, report.Markers, report.Areas)
	}
	for _, f := range report.Findings {
		if f.Severity == topology.Error {
			f.Say("en")
			t.Errorf("%+v", f)
		}
	}
}
