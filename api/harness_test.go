package api

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/accounts"
	"cairn/api/domains"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
)

// harness is a server on a database of its own.
type harness struct {
	t      testing.TB
	db     *data.DB
	server *Server
}

// serve starts a server on db; change may set fields of the configuration.
func serve(t testing.TB, db *data.DB, change ...func(*Config)) *harness {
	t.Helper()
	cfg := Config{DB: db, Stores: domains.Stores{Accounts: accounts.New(db, accounts.Config{})}, Version: "test", Logger: slog.New(slog.NewTextHandler(testLog{t}, nil))}
	for _, c := range change {
		c(&cfg)
	}
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return &harness{t: t, db: db, server: s}
}

type testLog struct{ t testing.TB }

func (l testLog) Write(text []byte) (int, error) {
	l.t.Logf("%s", bytes.TrimSpace(text))
	return len(text), nil
}

// client acts as an account (or as nobody).
type client struct {
	*harness
	token string
}

func (h *harness) nobody() client { return client{harness: h} }

// as makes an account of the role in the area and a client with its token.
func (h *harness) as(role actor.Role, area string) client {
	h.t.Helper()
	token := "cairn_" + strings.ReplaceAll(uuid.NewString(), "-", "")
	hash := sha256.Sum256([]byte(token))
	id := uuid.New()
	err := h.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		login := string(role) + "-" + id.String()[:8]
		if _, err := tx.Exec(ctx, `INSERT INTO account (id, login, name, role, area_code, must_change_password)
			VALUES ($1, $2, $2, $3, $4, false)`, id, login, role, area); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `INSERT INTO api_token (id, account_id, name, hash) VALUES ($1, $2, 'test', $3)`, uuid.New(), id, hash[:])
		return err
	})
	if err != nil {
		h.t.Fatal(err)
	}
	return client{harness: h, token: token}
}

// reply is an answer, its body read.
type reply struct {
	*http.Response
	text []byte
}

// do sends a request; headers are alternating names and values. A body that is no string
// or reader is sent as JSON.
func (c client) do(method, path string, body any, headers ...string) reply {
	c.t.Helper()
	var reader io.Reader
	switch b := body.(type) {
	case nil:
	case string:
		reader = strings.NewReader(b)
	case io.Reader:
		reader = b
	default:
		text, err := json.Marshal(b)
		if err != nil {
			c.t.Fatal(err)
		}
		reader = bytes.NewReader(text)
	}
	r := httptest.NewRequest(method, path, reader)
	if reader != nil {
		r.Header.Set("Content-Type", "application/json")
		if method == http.MethodPatch {
			r.Header.Set("Content-Type", "application/merge-patch+json")
		}
	}
	r.Header.Set("Accept-Language", "en")
	if c.token != "" {
		r.Header.Set("Authorization", "Bearer "+c.token)
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return c.send(r)
}

func (c client) send(r *http.Request) reply {
	c.t.Helper()
	w := httptest.NewRecorder()
	c.server.Handler().ServeHTTP(w, r)
	res := w.Result()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return reply{Response: res, text: text}
}

// want fails unless the answer has the status.
func (r reply) want(t testing.TB, status int) reply {
	t.Helper()
	if r.StatusCode != status {
		t.Fatalf("%d, want %d: %s", r.StatusCode, status, r.text)
	}
	return r
}

// problem is the refusal's body; it fails unless the answer is one of the status.
func (r reply) problem(t testing.TB, status int) problemBody {
	t.Helper()
	r.want(t, status)
	var p problemBody
	if err := json.Unmarshal(r.text, &p); err != nil || p.Status != status {
		t.Fatalf("no problem with status %d: %s (%v)", status, r.text, err)
	}
	if ct := r.Header.Get("Content-Type"); ct != "application/problem+json" {
		t.Fatalf("a problem of type %s", ct)
	}
	return p
}

// into decodes a JSON answer.
func (r reply) into(t testing.TB, v any) {
	t.Helper()
	if err := json.Unmarshal(r.text, v); err != nil {
		t.Fatalf("%v: %s", err, r.text)
	}
}
