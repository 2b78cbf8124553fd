package webhooks

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// listener is a program that is told; answer decides the status by the number of the call.
type listener struct {
	mu     sync.Mutex
	got    []Message
	calls  int
	secret string
	t      *testing.T
	answer func(call int) int
}

func (l *listener) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.calls++
	body, _ := io.ReadAll(r.Body)
	if want := Sign(l.secret, body); r.Header.Get("Cairn-Signature") != want {
		l.t.Errorf("signature %q, want %q", r.Header.Get("Cairn-Signature"), want)
	}
	status := http.StatusNoContent
	if l.answer != nil {
		status = l.answer(l.calls)
	}
	w.Header().Set("Location", "http://127.0.0.1:1/elsewhere")
	w.WriteHeader(status)
	if status > 299 {
		return
	}
	var m Message
	if err := json.Unmarshal(body, &m); err != nil {
		l.t.Error(err)
	}
	l.got = append(l.got, m)
}

var admin = actor.Actor{Login: "admin", Role: actor.Admin, Area: "5326"}

// setUp gives a store, a sender that does not wait between attempts, and a hook at l.
func setUp(t *testing.T, l *listener, entities ...string) (*data.DB, *Store, *Sender, Hook) {
	t.Helper()
	db := datatest.New(t)
	server := httptest.NewServer(l)
	t.Cleanup(server.Close)
	s := NewStore(db)
	hook, secret, err := s.Create(context.Background(), data.Change{Actor: admin, Door: "test"}, Draft{URL: server.URL + "/cairn", Entities: entities, Active: true})
	if err != nil {
		t.Fatal(err)
	}
	l.t, l.secret = t, secret
	sender := NewSender(db, slog.New(slog.DiscardHandler))
	sender.retry = func(int) time.Duration { return 0 }
	return db, s, sender, hook
}

// write makes a change that adds classes of entries, and those only, in one transaction.
func write(t *testing.T, db *data.DB, codes ...string) {
	t.Helper()
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		for _, code := range codes {
			if _, err := tx.Exec(ctx, "INSERT INTO place_class (code, name) VALUES ($1, '类')", code); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestMessagesFollowTheChain(t *testing.T) {
	t.Parallel()
	// The second message fails twice, by an error and by a redirect, before it is taken.
	l := &listener{answer: func(call int) int {
		switch call {
		case 2:
			return http.StatusInternalServerError
		case 3:
			return http.StatusFound
		}
		return http.StatusOK
	}}
	db, s, sender, hook := setUp(t, l, "place_class")
	write(t, db, "99901")
	write(t, db, "99902", "99903")
	write(t, db, "99904")
	for range 4 {
		if err := sender.Deliver(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	var ids []string
	for i, m := range l.got {
		if i > 0 && m.Seq <= l.got[i-1].Seq {
			t.Errorf("out of order: %+v", l.got)
		}
		for _, e := range m.Events {
			if e.Entity != "place_class" || e.Op != "insert" {
				t.Errorf("event %+v", e)
			}
			ids = append(ids, e.ID)
		}
	}
	if len(l.got) != 3 || len(ids) != 4 || ids[0] != "99901" || ids[3] != "99904" {
		t.Errorf("got %+v", l.got)
	}
	after, err := s.Get(context.Background(), admin, hook.ID)
	if err != nil || after.Waiting != 0 || after.Failures != 0 || after.LastError != "" || after.DeliveredAt == nil {
		t.Errorf("state %+v, %v", after, err)
	}
}

func TestFailuresAreKept(t *testing.T) {
	t.Parallel()
	l := &listener{answer: func(int) int { return http.StatusBadGateway }}
	db, s, sender, hook := setUp(t, l)
	sender.retry = backoff
	write(t, db, "99901")
	for range 3 {
		if err := sender.Deliver(context.Background()); err != nil {
			t.Fatal(err)
		}
	}
	after, err := s.Get(context.Background(), admin, hook.ID)
	if err != nil || l.calls != 1 || after.Failures != 1 || after.Waiting != 1 || *after.LastStatus != 502 || after.LastError == "" {
		t.Errorf("after a failure: %+v, %d calls, %v", after, l.calls, err)
	}
	if got := []time.Duration{backoff(1), backoff(2), backoff(40)}; got[0] != 10*time.Second || got[1] != 20*time.Second || got[2] != time.Hour {
		t.Errorf("waits %v", got)
	}
}

// A hook hears of no account and of nothing outside the area of the one who made it.
func TestWhatIsNotTold(t *testing.T) {
	t.Parallel()
	l := &listener{}
	db, _, sender, _ := setUp(t, l)
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `WITH a AS (INSERT INTO area (code, name, level) VALUES ('53', '省', 'province'), ('5326', '州', 'prefecture'), ('5303', '市', 'prefecture') RETURNING code)
			INSERT INTO account (id, login, name, role, area_code) VALUES (gen_random_uuid(), 'li', '李', 'officer', '5326')`)
		if err == nil {
			_, err = tx.Exec(ctx, "INSERT INTO sign_plan (id, title, area_code, year) VALUES ($1, '甲', '5326', 2022), ($2, '乙', '5303', 2022)", uuid.New(), uuid.New())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Deliver(context.Background()); err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for _, m := range l.got {
		for _, e := range m.Events {
			counts[e.Entity]++
		}
	}
	if counts["account"] != 0 || counts["sign_plan"] != 1 || counts["area"] != 3 {
		t.Errorf("told of %v", counts)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	_, s, _, hook := setUp(t, &listener{})
	ctx := context.Background()
	for _, url := range []string{"", "ftp://x/", "http://", "https://a:b@c/", "http://x/#y", "javascript:alert(1)"} {
		if _, _, err := s.Create(ctx, data.Change{Actor: admin, Door: "test"}, Draft{URL: url}); !problem.Is(err, problem.Invalid) {
			t.Errorf("%q: %v", url, err)
		}
	}
	for _, entity := range []string{"account", "webhook", "Place", "a b", ""} {
		if _, _, err := s.Create(ctx, data.Change{Actor: admin, Door: "test"}, Draft{URL: "http://x/", Entities: []string{entity}}); !problem.Is(err, problem.Invalid) {
			t.Errorf("%q: %v", entity, err)
		}
	}
	county := actor.Actor{Login: "c", Role: actor.Admin, Area: "532601"}
	officer := actor.Actor{Login: "o", Role: actor.Officer, Area: "5326"}
	if _, _, err := s.Create(ctx, data.Change{Actor: officer, Door: "test"}, Draft{URL: "http://x/"}); !problem.Is(err, problem.Forbidden) {
		t.Errorf("an officer makes a hook: %v", err)
	}
	if _, err := s.Get(ctx, county, hook.ID); !problem.Is(err, problem.Forbidden) {
		t.Errorf("a county reads the prefecture's hook: %v", err)
	}
	if _, err := s.Update(ctx, data.Change{Actor: admin, Door: "test"}, hook.ID, 7, func(*Draft) {}); !problem.Is(err, problem.Stale) {
		t.Errorf("stale: %v", err)
	}
	if err := s.Retire(ctx, data.Change{Actor: admin, Door: "test"}, hook.ID, 1); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(ctx, admin, hook.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("a hook taken away: %v", err)
	}
}

// The secret is not in the trail.
func TestSecretIsHidden(t *testing.T) {
	t.Parallel()
	l := &listener{}
	db, _, _, _ := setUp(t, l)
	var n int
	err := db.Read().QueryRow(context.Background(), "SELECT count(*) FROM revision WHERE entity = 'webhook' AND after::text LIKE '%' || $1 || '%'", l.secret).Scan(&n)
	if err != nil || n != 0 {
		t.Errorf("%d revisions hold the secret, %v", n, err)
	}
}

// A program has no clearance: a hook hears of no graded entry, and of a change that touched
// nothing but what is graded of an entry there is no message.
func TestGradedIsNotTold(t *testing.T) {
	t.Parallel()
	l := &listener{}
	db, _, sender, _ := setUp(t, l)
	steps := []string{
		`INSERT INTO area (code, name, level) VALUES ('532601', '文山市', 'county'); INSERT INTO place_class (code, name) VALUES ('22200', '居民点');
		 INSERT INTO place (id, name, class_code, area_code, meaning, secrecy) VALUES
			('00000000-0000-7000-8000-000000000001', '见山寨', '22200', '532601', '甲', '{"meaning": 2}'),
			('00000000-0000-7000-8000-000000000002', '绝谷寨', '22200', '532601', '', '{"entry": 1}')`,
		`UPDATE place SET meaning = '乙', version = version + 1 WHERE name = '见山寨'`,
		`INSERT INTO place_name (id, place_id, kind, seq, text, grade) VALUES (gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'alias', 1, '九号点', 2)`,
		`DELETE FROM place_name WHERE text = '九号点'`,
		`INSERT INTO place_edit (id, place_id, op, edited_on, area_code, class_code, before, after) VALUES
			(gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'modify', '2022-01-01', '532601', '22200', '{"meaning": "甲"}', '{"meaning": "乙"}')`,
		`UPDATE place SET name = '绝谷下寨', version = version + 1 WHERE name = '绝谷寨'`,
		`INSERT INTO sign (id, place_id, kind, text, condition, installed_on) VALUES (gen_random_uuid(), '00000000-0000-7000-8000-000000000002', 'village', '绝谷寨', 'good', '2022-01-01')`,
		`UPDATE place SET history = '史', version = version + 1 WHERE name = '见山寨'`,
	}
	for _, sql := range steps {
		err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, sql)
			return err
		})
		if err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
	if err := sender.Deliver(context.Background()); err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, m := range l.got {
		for _, e := range m.Events {
			if e.Entity != "area" && e.Entity != "place_class" && e.Entity != "webhook" {
				told = append(told, e.Op+" "+e.Entity+" "+e.ID[len(e.ID)-1:])
			}
		}
	}
	if want := "insert place 1, update place 1"; strings.Join(told, ", ") != want {
		t.Errorf("told %q, want %q", told, want)
	}
}

// Disputes, findings that are risks of one, and the files of both are told to nobody.
func TestDisputesAreNotTold(t *testing.T) {
	t.Parallel()
	l := &listener{}
	db, _, sender, _ := setUp(t, l)
	risk, damage := uuid.NewString(), uuid.NewString()
	err := db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level) VALUES ('53', '省', 'province'), ('45', '区', 'province')`)
		if err == nil {
			_, err = tx.Exec(ctx, `INSERT INTO boundary_line (code, name, level, left_area, right_area, geom)
				VALUES ('450000000530000000', '线', 'province', '45', '53', 'SRID=4490;LINESTRING(104 23, 104 23.1)')`)
		}
		if err == nil {
			_, err = tx.Exec(ctx, `INSERT INTO dispute (id, line_code, from_m, to_m, geom, title, since_on, author)
				SELECT gen_random_uuid(), code, 0, 10, geom, '争', '2021-01-01', 'x' FROM boundary_line`)
		}
		for id, kind := range map[string]string{risk: "dispute_risk", damage: "cross_works"} {
			if err == nil {
				_, err = tx.Exec(ctx, `INSERT INTO finding (id, kind, line_code, description, found_at, reported_at, report_due_at, state_since, author)
					SELECT $1, $2, code, '现', now(), now(), now(), now(), 'x' FROM boundary_line`, id, kind)
			}
			if err == nil {
				_, err = tx.Exec(ctx, `INSERT INTO attachment (id, owner, owner_id, role, name, kind, media_type, size, sha256, state, uploader)
					VALUES (gen_random_uuid(), 'finding', $1, 'photo', 'x.jpg', 'image', 'image/jpeg', 1, repeat('0', 64), 'ready', 'x')`, id)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := sender.Deliver(context.Background()); err != nil {
		t.Fatal(err)
	}
	told := map[string]int{}
	for _, m := range l.got {
		for _, e := range m.Events {
			told[e.Entity]++
			if e.Entity == "finding" && e.ID != damage {
				t.Errorf("told of %+v", e)
			}
		}
	}
	if told["finding"] != 1 || told["attachment"] != 1 || told["dispute"] != 0 || told["line"] != 1 {
		t.Errorf("told of %v", told)
	}
}
