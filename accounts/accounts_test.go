package accounts

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// quick hashes cost nothing: what is tested is not argon2.
var quick = Config{Hash: HashParams{MemoryKiB: 64, Passes: 1, Lanes: 1}}

func newService(t *testing.T) (*Service, context.Context) {
	t.Helper()
	return New(datatest.New(t), quick), context.Background()
}

func change(a actor.Actor) data.Change { return data.Change{Actor: a, Door: "test"} }

func mustCreate(t *testing.T, s *Service, login string, role actor.Role, area string) (Account, string) {
	t.Helper()
	a, password, err := s.Create(context.Background(), datatest.Change(), Draft{Login: login, Name: login, Role: role, AreaCode: area})
	if err != nil {
		t.Fatal(err)
	}
	return a, password
}

func TestSignIn(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	created, password := mustCreate(t, s, " Li.Ming ", actor.Clerk, "532601001")
	if created.Login != "li.ming" || !created.MustChangePassword || created.Version != 1 {
		t.Errorf("created %+v", created)
	}
	a, session, err := s.SignIn(ctx, "LI.MING", password, "10.0.0.1")
	if err != nil || a.ID != created.ID {
		t.Fatalf("%+v %v", a, err)
	}
	if by, err := s.BySession(ctx, session.Token); err != nil || by.ID != a.ID {
		t.Errorf("by session: %v", err)
	}
	for _, tc := range []struct{ login, password string }{{"li.ming", "wrong password"}, {"nobody", password}, {"li.ming", ""}} {
		if _, _, err := s.SignIn(ctx, tc.login, tc.password, "10.0.0.1"); !problem.Is(err, problem.Unauthorized) {
			t.Errorf("%s with %q: %v", tc.login, tc.password, err)
		}
	}
	if err := s.SignOut(ctx, a, session.Token, "10.0.0.1"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BySession(ctx, session.Token); !problem.Is(err, problem.Unauthorized) {
		t.Errorf("after signing out: %v", err)
	}
	var outcomes string
	err = s.db.Read().QueryRow(ctx, "SELECT string_agg(outcome || ' ' || login, ', ' ORDER BY id) FROM sign_in").Scan(&outcomes)
	if want := "accepted li.ming, refused li.ming, refused nobody, refused li.ming, signed_out li.ming"; err != nil || outcomes != want {
		t.Errorf("trail %q, want %q (%v)", outcomes, want, err)
	}
}

func TestPasswordChangeEndsSessions(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	a, first := mustCreate(t, s, "zhang", actor.Officer, "532601")
	_, one, err := s.SignIn(ctx, "zhang", first, "")
	if err != nil {
		t.Fatal(err)
	}
	_, two, _ := s.SignIn(ctx, "zhang", first, "")
	for _, bad := range []struct{ old, new, field string }{
		{"wrong", "a good password", "old_password"}, {first, "short", "new_password"},
		{first, first, "new_password"}, {first, strings.Repeat("长", 201), "new_password"},
	} {
		_, err := s.ChangePassword(ctx, a.ID, bad.old, bad.new, "")
		if p := problem.As(err); p == nil || p.Kind != problem.Invalid || p.Fields[0].Field != bad.field {
			t.Errorf("%q: %v", bad.new, err)
		}
	}
	three, err := s.ChangePassword(ctx, a.ID, first, "一个很好的新密码啊啊", "")
	if err != nil {
		t.Fatal(err)
	}
	for _, old := range []Session{one, two} {
		if _, err := s.BySession(ctx, old.Token); !problem.Is(err, problem.Unauthorized) {
			t.Errorf("an old session: %v", err)
		}
	}
	if a, err := s.BySession(ctx, three.Token); err != nil || a.MustChangePassword {
		t.Errorf("the new session: %+v %v", a, err)
	}
	if _, _, err := s.SignIn(ctx, "zhang", first, ""); !problem.Is(err, problem.Unauthorized) {
		t.Errorf("the old password: %v", err)
	}
	history, err := data.History(ctx, s.db.Read(), "account", a.ID.String(), "account")
	if err != nil || len(history) != 2 || strings.Contains(string(history[0].After), "argon2id") || history[0].Actor != "zhang" {
		t.Errorf("history %d %s %v", len(history), history[0].After, err)
	}
}

func TestPasswordIsNotLogin(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	for _, d := range []Draft{{Login: "a.long.login", Password: "A.Long.Login"}, {Login: "a.long.login", Password: "123456789"}} {
		d.Name, d.Role, d.AreaCode = "x", actor.Viewer, "5326"
		if _, _, err := s.Create(ctx, datatest.Change(), d); !problem.Is(err, problem.Invalid) {
			t.Errorf("%s: %v", d.Password, err)
		}
	}
}

// A service that did not make the change sees it through the outbox.
func TestForget(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	feed, err := data.NewFeed(ctx, s.db, s.cfg.Logger)
	if err != nil {
		t.Fatal(err)
	}
	feed.Handle(s.Forget)
	other := New(s.db, quick)
	a, password := mustCreate(t, s, "wang", actor.Officer, "532601")
	_, session, err := s.SignIn(ctx, "wang", password, "")
	if err != nil {
		t.Fatal(err)
	}
	_, token, err := s.IssueToken(ctx, datatest.Change(), a.ID, "script", nil)
	if err != nil {
		t.Fatal(err)
	}
	check := func(step string, want bool) {
		t.Helper()
		if err := feed.Sync(ctx); err != nil {
			t.Fatal(err)
		}
		_, bySession := s.BySession(ctx, session.Token)
		_, byToken := s.ByToken(ctx, token)
		if (bySession == nil) != want || (byToken == nil) != want {
			t.Errorf("%s: session %v, token %v", step, bySession, byToken)
		}
	}
	yes, no := true, false
	check("fresh", true)
	b, err := other.Update(ctx, datatest.Change(), a.ID, a.Version, Patch{Disabled: &yes})
	if err != nil {
		t.Fatal(err)
	}
	check("disabled", false)
	if _, _, err := s.SignIn(ctx, "wang", password, ""); !problem.Is(err, problem.Unauthorized) {
		t.Errorf("a disabled account signs in: %v", err)
	}
	if _, err := other.Update(ctx, datatest.Change(), a.ID, b.Version, Patch{Disabled: &no}); err != nil {
		t.Fatal(err)
	}
	check("enabled", true)
	if _, err := other.ResetPassword(ctx, datatest.Change(), a.ID); err != nil {
		t.Fatal(err)
	}
	if err := feed.Sync(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := s.BySession(ctx, session.Token); !problem.Is(err, problem.Unauthorized) {
		t.Errorf("after a reset the session holds: %v", err)
	}
}

func TestTokens(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	a, _ := mustCreate(t, s, "gis", actor.Viewer, "5326")
	soon := time.Now().Add(time.Hour)
	one, token, err := s.IssueToken(ctx, datatest.Change(), a.ID, "one", &soon)
	if err != nil || !strings.HasPrefix(token, "cairn_") || len(token) < 45 {
		t.Fatalf("%s %v", token, err)
	}
	if by, err := s.ByToken(ctx, token); err != nil || by.ID != a.ID {
		t.Errorf("by token: %v", err)
	}
	if all, err := s.Tokens(ctx, actor.System("x"), a.ID); err != nil || len(all) != 1 || all[0].Name != "one" {
		t.Errorf("%+v %v", all, err)
	}
	if err := s.RevokeToken(ctx, datatest.Change(), a.ID, one.ID); err != nil {
		t.Fatal(err)
	}
	for _, bad := range []string{token, "cairn_x", "", "x"} {
		if _, err := s.ByToken(ctx, bad); !problem.Is(err, problem.Unauthorized) {
			t.Errorf("%s: %v", bad, err)
		}
	}
	if err := s.RevokeToken(ctx, datatest.Change(), a.ID, one.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("revoked twice: %v", err)
	}
	past := time.Now().Add(-time.Hour)
	for _, tc := range []struct {
		name string
		ends *time.Time
	}{{"", nil}, {"x\x00", nil}, {"x", &past}} {
		if _, _, err := s.IssueToken(ctx, datatest.Change(), a.ID, tc.name, tc.ends); !problem.Is(err, problem.Invalid) {
			t.Errorf("%q: %v", tc.name, err)
		}
	}
}

func TestAdminsKeepToTheirArea(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	county, _ := mustCreate(t, s, "county", actor.Admin, "532601")
	own, _ := mustCreate(t, s, "own", actor.Officer, "532601001")
	other, _ := mustCreate(t, s, "other", actor.Officer, "532622")
	officer := own.Actor()
	by := county.Actor()
	wide, name := "5326", "新名"
	for _, tc := range []struct {
		name string
		err  error
		want problem.Kind
	}{
		{"create inside", second(s.Create(ctx, change(by), Draft{Login: "new", Name: "x", Role: actor.Admin, AreaCode: "532601002"})), ""},
		{"create beside", second(s.Create(ctx, change(by), Draft{Login: "new2", Name: "x", Role: actor.Viewer, AreaCode: "532622"})), problem.Forbidden},
		{"create everywhere", second(s.Create(ctx, change(by), Draft{Login: "new3", Name: "x", Role: actor.Viewer})), problem.Forbidden},
		{"create by an officer", second(s.Create(ctx, change(officer), Draft{Login: "new4", Name: "x", Role: actor.Viewer, AreaCode: "532601001"})), problem.Forbidden},
		{"login in use", second(s.Create(ctx, change(by), Draft{Login: "own", Name: "x", Role: actor.Viewer, AreaCode: "532601"})), problem.Conflict},
		{"no role", second(s.Create(ctx, change(by), Draft{Login: "new5", Name: "x", Role: "king", AreaCode: "532601"})), problem.Invalid},
		{"bad login", second(s.Create(ctx, change(by), Draft{Login: "新", Name: "x", Role: actor.Viewer, AreaCode: "532601"})), problem.Invalid},
		{"rename inside", first(s.Update(ctx, change(by), own.ID, 1, Patch{Name: &name})), ""},
		{"stale", first(s.Update(ctx, change(by), own.ID, 1, Patch{Name: &name})), problem.Stale},
		{"widen", first(s.Update(ctx, change(by), own.ID, 2, Patch{AreaCode: &wide})), problem.Forbidden},
		{"rename beside", first(s.Update(ctx, change(by), other.ID, 1, Patch{Name: &name})), problem.Forbidden},
		{"nobody there", first(s.Update(ctx, change(by), uuid.New(), 1, Patch{Name: &name})), problem.NotFound},
		{"reset beside", first(s.ResetPassword(ctx, change(by), other.ID)), problem.Forbidden},
		{"tokens beside", first(s.Tokens(ctx, by, other.ID)), problem.Forbidden},
	} {
		if (tc.want == "") != (tc.err == nil) || tc.want != "" && !problem.Is(tc.err, tc.want) {
			t.Errorf("%s: %v, want %q", tc.name, tc.err, tc.want)
		}
	}
	all, err := s.List(ctx, by, "", "", 10)
	if err != nil || len(all) != 3 || all[0].Login != "county" {
		t.Errorf("%d accounts listed: %v", len(all), err)
	}
}

func first[T any](_ T, err error) error        { return err }
func second[T, U any](_ T, _ U, e error) error { return e }

func TestLastAdmin(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	prefecture, _ := mustCreate(t, s, "prefecture", actor.Admin, "5326")
	county, _ := mustCreate(t, s, "county", actor.Admin, "532601")
	yes, viewer, narrow := true, actor.Viewer, "532601"
	for name, p := range map[string]Patch{"disable": {Disabled: &yes}, "demote": {Role: &viewer}, "narrow": {AreaCode: &narrow}} {
		if _, err := s.Update(ctx, datatest.Change(), prefecture.ID, 1, p); !problem.Is(err, problem.Conflict) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := s.Update(ctx, datatest.Change(), county.ID, 1, Patch{Role: &viewer}); err != nil {
		t.Errorf("the prefecture's admin still manages the county: %v", err)
	}
	mustCreate(t, s, "second", actor.Admin, "5326")
	if _, err := s.Update(ctx, datatest.Change(), prefecture.ID, 1, Patch{Disabled: &yes}); err != nil {
		t.Error(err)
	}
}

func TestBootstrap(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	login, password, created, err := s.Bootstrap(ctx)
	if err != nil || !created || len(password) != 19 {
		t.Fatalf("%s %s %v %v", login, password, created, err)
	}
	a, _, err := s.SignIn(ctx, login, password, "")
	if err != nil || a.Role != actor.Admin || a.AreaCode != "" || !a.MustChangePassword {
		t.Errorf("%+v %v", a, err)
	}
	if _, _, again, err := s.Bootstrap(ctx); err != nil || again {
		t.Errorf("a second time: %v %v", again, err)
	}
}

func TestQueriesFitTheSchema(t *testing.T) {
	t.Parallel()
	s, ctx := newService(t)
	conn, err := s.db.Pool().Acquire(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Release()
	for name, sql := range queries {
		if _, err := conn.Conn().Prepare(ctx, name, sql); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
