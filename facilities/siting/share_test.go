package siting_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/facilities/siting"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// A link shows the comparison as it was when it was made, without positions unless they are open, until
// its last day, until it is revoked, or until the scenario is withdrawn.
func TestScenarioIsShared(t *testing.T) {
	k := newKit(t)
	draft := siting.ScenarioText{Name: "一处", Kind: "township_cemetery", Sites: []siting.SiteDraft{{Name: "点一", Lon: 104.25, Lat: 23.37, Price: ref(3e5), Candidate: "c-1"}}}
	sc, err := k.store.CreateScenario(k.ctx, planner, uuid.Nil, draft)
	if err != nil {
		t.Fatal(err)
	}
	until := time.Now().AddDate(0, 0, 10).Format(time.DateOnly)
	text := siting.ShareText{Name: "征求意见", Until: until, Ask: siting.CompareAsk{Scenarios: []uuid.UUID{sc.ID}, AsOf: "2020-12-31"}}
	link, token, err := k.store.Share(k.ctx, planner, text)
	if err != nil || !strings.HasPrefix(token, "cairnshare_") || link.State != "open" {
		t.Fatalf("%v %+v", err, link)
	}
	var kept int
	if err := k.db.Read().QueryRow(k.ctx, `SELECT count(*) FROM siting_share WHERE shown::text || encode(hash, 'escape') || name || author LIKE '%' || $1 || '%'`, token[11:30]).Scan(&kept); err != nil || kept != 0 {
		t.Errorf("the token is kept: %v %d", err, kept)
	}
	draft.Name, draft.Sites = "改了", nil
	sc, err = k.store.UpdateScenario(k.ctx, planner, sc.ID, sc.Version, draft)
	if err != nil {
		t.Fatal(err)
	}
	shown, err := k.store.Shared(k.ctx, token, false)
	if err != nil || shown.Name != "一处" || shown.Before.Areas != 94 || len(shown.Townships) != 104 || shown.Until != until || shown.Placed || shown.AreaName == "" {
		t.Fatalf("%v %+v", err, shown)
	}
	if site := shown.Scenarios[0].Sites[0]; site.Lon != nil || site.Lat != nil || site.TownshipName == "" {
		t.Errorf("closed to the public: %+v", site)
	}
	if open, err := k.store.Shared(k.ctx, token, true); err != nil || !open.Placed || *open.Scenarios[0].Sites[0].Lon != 104.25 {
		t.Errorf("open to the public: %v %+v", err, open.Scenarios)
	}
	k.shareIsRefused(text)
	other, second, err := k.store.Share(k.ctx, planner, text)
	if err != nil || other.ID == link.ID || second == token {
		t.Fatal(err, other)
	}
	if err := k.store.RevokeShare(k.ctx, planner, sc.ID, link.ID); err != nil {
		t.Error(err)
	}
	k.refused("revoked twice", k.store.RevokeShare(k.ctx, planner, sc.ID, link.ID), problem.NotFound, "")
	if all, err := k.store.Shares(k.ctx, sc.ID); err != nil || len(all) != 2 || all[1].State != "revoked" || all[0].State != "open" {
		t.Errorf("%v %+v", err, all)
	}
	third, over, err := k.store.Share(k.ctx, planner, text)
	if err == nil {
		err = k.db.Write(k.ctx, planner, func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE siting_share SET until = current_date - 2 WHERE id = $1", third.ID)
			return err
		})
	}
	if err != nil {
		t.Fatal(err)
	}
	_, err = k.store.Shared(k.ctx, over, true)
	k.refused("over", err, problem.NotFound, "")
	if err := k.store.RetireScenario(k.ctx, planner, sc.ID, sc.Version); err != nil {
		t.Fatal(err)
	}
	for what, token := range map[string]string{"revoked": token, "of a withdrawn scenario": second, "guessed": "cairnshare_x", "none": ""} {
		_, err := k.store.Shared(k.ctx, token, true)
		k.refused(what, err, problem.NotFound, "")
	}
	_, _, err = k.store.Share(k.ctx, planner, text)
	k.refused("withdrawn", err, problem.Conflict, "")
}

// shareIsRefused: days that are past or far ahead, other roles, scenarios of other areas.
func (k *kit) shareIsRefused(text siting.ShareText) {
	k.Helper()
	for _, until := range []string{"", "2021-02-30", "2021-01-01", time.Now().AddDate(2, 0, 0).Format(time.DateOnly)} {
		bad := text
		bad.Until = until
		_, _, err := k.store.Share(k.ctx, planner, bad)
		k.refused("until "+until, err, problem.Invalid, "until")
	}
	_, _, err := k.store.Share(k.ctx, by(actor.Planner, "532601"), text)
	k.refused("another county's planner", err, problem.Forbidden, "")
	_, _, err = k.store.Share(k.ctx, by(actor.Clerk, "5326"), text)
	k.refused("a clerk", err, problem.Forbidden, "")
}
