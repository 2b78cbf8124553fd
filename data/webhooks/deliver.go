package webhooks

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Sender delivers messages.
type Sender struct {
	db     *data.DB
	log    *slog.Logger
	client *http.Client
	wake   chan struct{}
	retry  func(failures int) time.Duration
}

// How often it looks without being woken, how long an address may take, and how many
// messages one of them gets before the others have their turn.
const (
	interval = 5 * time.Second
	patience = 10 * time.Second
	batch    = 50
)

// NewSender makes a sender; Run starts it. Redirects are not followed: a hook is told to
// its own address only.
func NewSender(db *data.DB, log *slog.Logger) *Sender {
	client := &http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	s := &Sender{db: db, log: log, client: client, wake: make(chan struct{}, 1), retry: backoff}
	db.OnCommit(func(context.Context) { s.Wake() })
	return s
}

// backoff doubles from ten seconds to an hour.
func backoff(failures int) time.Duration {
	return min(10*time.Second<<min(failures-1, 10), time.Hour)
}

// Wake makes Run look at once.
func (s *Sender) Wake() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// Run delivers until ctx ends.
func (s *Sender) Run(ctx context.Context) {
	tick := time.NewTicker(interval)
	defer tick.Stop()
	for {
		if err := s.Deliver(ctx); err != nil && ctx.Err() == nil {
			s.log.Warn("webhooks cannot be looked after, trying again", "error", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		case <-s.wake:
		}
	}
}

// due is a hook whose turn it is. While it is served, no other process takes it.
type due struct {
	ID       uuid.UUID
	URL      string
	Secret   string
	Entities []string
	Area     string
	Seq      int64
	Failures int
}

// Deliver sends to every hook whose turn it is what it has not taken yet.
func (s *Sender) Deliver(ctx context.Context) error {
	for {
		rows, err := s.db.Read().Query(ctx, queries.Get("take_due"), patience.Seconds()*batch)
		if err != nil {
			return err
		}
		hooks, err := pgx.CollectRows(rows, pgx.RowToStructByPos[due])
		if err != nil || len(hooks) == 0 {
			return err
		}
		for _, h := range hooks {
			if err := s.serve(ctx, h); err != nil {
				return err
			}
		}
	}
}

// serve sends a batch to one hook and writes down how far it has come.
func (s *Sender) serve(ctx context.Context, h due) error {
	messages, last, err := s.messages(ctx, h)
	if err != nil {
		return err
	}
	var failure error
	var status *int
	delivered := false
	for _, m := range messages {
		var code int
		if code, failure = s.post(ctx, h, m); code != 0 {
			status = &code
		}
		if failure != nil {
			last = m.Seq - 1
			break
		}
		delivered = true
	}
	text, wait := "", time.Duration(0)
	if failures := h.Failures + 1; failure != nil {
		text, wait = failure.Error(), s.retry(failures)
	}
	_, err = s.db.Read().Exec(context.WithoutCancel(ctx), queries.Get("state_put"), h.ID, max(last, h.Seq), failure != nil, status, text, wait.Seconds(), delivered)
	return err
}

// messages reads what the hook has not taken: the messages it wants, and the last number looked at.
func (s *Sender) messages(ctx context.Context, h due) ([]Message, int64, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("messages"), h.Seq, batch, h.Entities, private, h.Area, maxEvents)
	if err != nil {
		return nil, 0, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Message])
	last := h.Seq
	wanted := all[:0]
	for _, m := range all {
		last = m.Seq
		if len(m.Events) > 0 {
			wanted = append(wanted, m)
		}
	}
	return wanted, last, err
}

// post sends one message; anything but 2xx is a failure.
func (s *Sender) post(ctx context.Context, h due, m Message) (int, error) {
	body, err := json.Marshal(m)
	if err != nil {
		return 0, err
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, h.URL, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("User-Agent", "cairn")
	request.Header.Set("Cairn-Delivery", fmt.Sprintf("%s/%d", h.ID, m.Seq))
	request.Header.Set("Cairn-Signature", Sign(h.Secret, body))
	answer, err := s.client.Do(request)
	if err != nil {
		return 0, err
	}
	defer answer.Body.Close()
	_, _ = io.CopyN(io.Discard, answer.Body, 64<<10)
	if answer.StatusCode < 200 || answer.StatusCode > 299 {
		return answer.StatusCode, fmt.Errorf("answered %s", answer.Status)
	}
	return answer.StatusCode, nil
}

// Sign is the value of Cairn-Signature for a body.
func Sign(secret string, body []byte) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write(body)
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}
