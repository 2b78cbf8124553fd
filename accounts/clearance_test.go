package accounts

import (
	"testing"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Nobody gives away a clearance he has not, nor signs in as somebody who has one.
func TestClearanceIsNotHandedOut(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	keeper := data.Change{Actor: actor.System("keeper"), Door: "test"}
	cleared, _, err := s.Create(ctx, keeper, Draft{Login: "cleared", Name: "甲", Role: actor.Officer, AreaCode: "5326", Clearance: actor.Confidential})
	if err != nil || cleared.Clearance != actor.Confidential || cleared.Actor().Clearance != actor.Confidential {
		t.Fatalf("%+v, %v", cleared, err)
	}
	admin := data.Change{Actor: actor.Actor{Login: "admin", Role: actor.Admin, Area: "5326", Clearance: actor.Internal}, Door: "test"}
	higher, lower := actor.Secret, actor.Public
	refuse := func(name string, err error, want problem.Kind) {
		t.Helper()
		if !problem.Is(err, want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	_, _, err = s.Create(ctx, admin, Draft{Login: "b", Name: "乙", Role: actor.Officer, AreaCode: "5326", Clearance: actor.Confidential})
	refuse("a new account", err, problem.Forbidden)
	_, _, err = s.Create(ctx, keeper, Draft{Login: "c", Name: "丙", Role: actor.Officer, AreaCode: "5326", Clearance: 9})
	if err == nil {
		t.Error("there is no grade 9")
	}
	_, err = s.Update(ctx, admin, cleared.ID, 1, Patch{Clearance: &higher})
	refuse("a raised one", err, problem.Forbidden)
	_, err = s.ResetPassword(ctx, admin, cleared.ID)
	refuse("a new password", err, problem.Forbidden)
	_, _, err = s.IssueToken(ctx, admin, cleared.ID, "脚本", nil)
	refuse("a token", err, problem.Forbidden)
	after, err := s.Update(ctx, admin, cleared.ID, 1, Patch{Clearance: &lower})
	if err != nil || after.Clearance != actor.Public {
		t.Errorf("taken back: %+v, %v", after, err)
	}
}
