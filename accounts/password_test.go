package accounts

import (
	"context"
	"strings"
	"testing"
	"time"

	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

func TestHash(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	h := newHasher(HashParams{64, 1, 1}, 1)
	one, err := h.hash(ctx, "密码 𣲗 password")
	two, _ := h.hash(ctx, "密码 𣲗 password")
	if err != nil || one == two || !strings.HasPrefix(one, "$argon2id$v=19$m=64,t=1,p=1$") {
		t.Errorf("%s %s %v", one, two, err)
	}
	for _, tc := range []struct {
		password, hash string
		params         HashParams
		fits, old      bool
	}{
		{"密码 𣲗 password", one, HashParams{64, 1, 1}, true, false},
		{"密码 𣲗 password", one, HashParams{128, 1, 1}, true, true},
		{"another password", one, HashParams{64, 1, 1}, false, false},
		{"", "", HashParams{64, 1, 1}, false, false},
		{"x", "$argon2id$v=19$m=4294967295,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA", HashParams{64, 1, 1}, false, false},
		{"x", "$2a$10$abc", HashParams{64, 1, 1}, false, false},
	} {
		fits, old, err := newHasher(tc.params, 1).verify(ctx, tc.password, tc.hash)
		if fits != tc.fits || old != tc.old || err != nil {
			t.Errorf("%q against %q: fits %v, old %v, %v", tc.password, tc.hash, fits, old, err)
		}
	}
}

// A request that waits for its turn gives up with its context, without hashing.
func TestHashWaits(t *testing.T) {
	t.Parallel()
	h := newHasher(HashParams{64, 1, 1}, 1)
	h.turn <- struct{}{}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := h.hash(ctx, "x"); !problem.Is(err, problem.Unavailable) {
		t.Errorf("%v", err)
	}
}

func TestHashIsRenewed(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	old := New(db, quick)
	_, password := mustCreate(t, old, "he", actor.Viewer, "5326")
	s := New(db, Config{Hash: HashParams{128, 1, 1}})
	for range 2 {
		if _, _, err := s.SignIn(ctx, "he", password, ""); err != nil {
			t.Fatal(err)
		}
	}
	a, err := s.ByLogin(ctx, "He")
	if err != nil || !strings.Contains(a.passwordHash, "m=128,") || a.generation != 1 {
		t.Errorf("%s %d %v", a.passwordHash, a.generation, err)
	}
}

func TestThrottle(t *testing.T) {
	t.Parallel()
	th := newThrottle(Rate{2, time.Minute}, Rate{5, time.Second})
	now := time.Now()
	step := func(login, address string, after time.Duration, wantWait int, wantFirst, wantOK bool) {
		t.Helper()
		now = now.Add(after)
		wait, first, ok := th.take(login, address, now)
		if wait != wantWait || first != wantFirst || ok != wantOK {
			t.Errorf("%s from %s: wait %d first %v ok %v", login, address, wait, first, ok)
		}
	}
	step("a", "1", 0, 0, false, true)
	step("a", "1", 0, 0, false, true)
	step("a", "1", 0, 60, true, false)
	step("a", "2", 30*time.Second, 30, false, false)
	step("b", "1", 0, 0, false, true)
	step("a", "1", 30*time.Second, 0, false, true)
	th.succeeded("a")
	step("a", "1", 0, 0, false, true)
	step("c", "3", 0, 0, false, true)
	step("d", "3", 0, 0, false, true)
	step("e", "3", 0, 0, false, true)
	step("f", "3", 0, 0, false, true)
	step("g", "3", 0, 0, false, true)
	step("h", "3", 0, 1, true, false)
	th.prune(now.Add(time.Hour))
	if n := len(th.login.of) + len(th.address.of); n != 0 {
		t.Errorf("%d buckets kept", n)
	}
}

func TestSignInIsThrottled(t *testing.T) {
	t.Parallel()
	cfg := quick
	cfg.PerLogin = Rate{2, time.Hour}
	s, ctx := New(datatest.New(t), cfg), context.Background()
	_, password := mustCreate(t, s, "ma", actor.Viewer, "5326")
	for range 2 {
		_, _, _ = s.SignIn(ctx, "ma", "wrong password", "9")
	}
	for range 3 {
		_, _, err := s.SignIn(ctx, "ma", password, "9")
		if p := problem.As(err); p == nil || p.Kind != problem.TooMany || p.Params["seconds"].(int) < 3000 {
			t.Errorf("%v", err)
		}
	}
	var n int
	if err := s.db.Read().QueryRow(ctx, "SELECT count(*) FROM sign_in WHERE outcome = 'throttled'").Scan(&n); err != nil || n != 1 {
		t.Errorf("%d lines for one flood: %v", n, err)
	}
}

func FuzzParseHash(f *testing.F) {
	f.Add("$argon2id$v=19$m=64,t=1,p=1$AAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAA")
	f.Add("$argon2id$v=19$m=0,t=0,p=0$$")
	f.Fuzz(func(t *testing.T, hash string) {
		p, salt, key, ok := parseHash(hash)
		if ok && (p.MemoryKiB > maxHash.MemoryKiB || p.Passes == 0 || p.Lanes == 0 || len(salt) == 0 || len(key) == 0) {
			t.Errorf("%q is taken as %+v", hash, p)
		}
	})
}
