package actor

import (
	"errors"
	"testing"

	"cairn/internal/problem"
)

func TestCheck(t *testing.T) {
	t.Parallel()
	officer := Actor{Login: "o", Role: Officer, Area: "532601"}
	inspector := Actor{Login: "i", Role: Inspector, Area: "532601"}
	for _, tc := range []struct {
		name string
		err  error
		want problem.Kind
	}{
		{"own county", officer.Check(ProposePlace, "532601"), ""},
		{"township inside", officer.Check(ProposePlace, "532601001", "532601001201"), ""},
		{"other county", officer.Check(ProposePlace, "532622001"), problem.Forbidden},
		{"own and other", officer.Check(ProposePlace, "532601001", "532622001"), problem.Forbidden},
		{"prefecture above", officer.Check(ProposePlace, "5326"), problem.Forbidden},
		{"other role", officer.Check(EditFacility, "532601001"), problem.Forbidden},
		{"direct edit", officer.Check(EditPlace, "532601001"), problem.Forbidden},
		{"nobody", Nobody.Check(ProposePlace, "532601"), problem.Unauthorized},
		{"either party", inspector.CheckEither(EditMarker, "532622", "532601"), ""},
		{"neither party", inspector.CheckEither(EditMarker, "532622", "45"), problem.Forbidden},
		{"system", System("cli").Check(Import, "53"), ""},
	} {
		var p *problem.Error
		switch {
		case tc.want == "" && tc.err != nil:
			t.Errorf("%s: refused: %v", tc.name, tc.err)
		case tc.want != "" && (!errors.As(tc.err, &p) || p.Kind != tc.want):
			t.Errorf("%s: got %v, want %s", tc.name, tc.err, tc.want)
		}
	}
}

func TestCheckPosition(t *testing.T) {
	t.Parallel()
	officer := Actor{Login: "o", Role: Officer, Area: "532601"}
	inside := []string{"53", "5326", "532601", "532601001"}
	sibling := []string{"53", "5326", "532601", "532601102"}
	foreign := []string{"53", "5326", "532622", "532622101"}
	for _, tc := range []struct {
		name     string
		declared string
		located  []string
		reason   string
		want     problem.Kind
	}{
		{"in its township", "532601001", inside, "", ""},
		{"declared by village", "532601001201", inside, "", ""},
		{"declared by county", "532601", inside, "", ""},
		{"next township", "532601001", sibling, "", problem.Invalid},
		{"next township with a reason", "532601001", sibling, "derived polygon", ""},
		{"other county, with a reason", "532601001", foreign, "why", problem.Forbidden},
		{"in no area", "532601001", nil, "", problem.Invalid},
		{"declared elsewhere", "532622101", inside, "", problem.Forbidden},
	} {
		err := officer.CheckPosition(ProposePlace, tc.declared, tc.located, tc.reason)
		if (tc.want == "") != (err == nil) || tc.want != "" && !problem.Is(err, tc.want) {
			t.Errorf("%s: got %v, want %q", tc.name, err, tc.want)
		}
	}
}
