package data

import (
	"context"
	_ "embed"
	"log/slog"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
)

//go:embed sql/outbox.sql
var outboxSQL string

// Event says that something cached has changed: its topic, key, and the box before or after.
type Event struct {
	ID    int64
	Topic string
	Key   string
	Box   Geom
}

// Feed reads the outbox: each committed event once, whatever order transactions commit in.
// It remembers the snapshot of its last look, so an event of a slow transaction is not missed.
type Feed struct {
	db       *DB
	log      *slog.Logger
	mu       sync.Mutex
	snapshot string
	handlers []func(context.Context, []Event) error
}

// NewFeed starts a feed at the current state: load caches after making it, then call Sync.
func NewFeed(ctx context.Context, db *DB, log *slog.Logger) (*Feed, error) {
	f := &Feed{db: db, log: log}
	err := db.pool.QueryRow(ctx, "SELECT pg_current_snapshot()::text").Scan(&f.snapshot)
	if err != nil {
		return nil, Problem(err)
	}
	return f, nil
}

// Handle adds a handler; it gets the new events of every Sync, in order. A handler that
// fails gets the same events again at the next Sync.
func (f *Feed) Handle(h func(context.Context, []Event) error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.handlers = append(f.handlers, h)
}

// Sync hands on everything committed since the last Sync.
func (f *Feed) Sync(ctx context.Context) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	var snapshot string
	var events []Event
	err := f.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if err := tx.QueryRow(ctx, "SELECT pg_current_snapshot()::text").Scan(&snapshot); err != nil {
			return err
		}
		rows, err := tx.Query(ctx, outboxSQL, f.snapshot)
		if err != nil {
			return err
		}
		events, err = pgx.CollectRows(rows, pgx.RowToStructByPos[Event])
		return err
	})
	if err != nil {
		return err
	}
	if len(events) > 0 {
		for _, h := range f.handlers {
			if err := h(ctx, events); err != nil {
				return err
			}
		}
	}
	f.snapshot = snapshot
	return nil
}

// Run syncs after every NOTIFY and at least once a second, until ctx ends, and drops
// events older than an hour. Writers of this process call Sync themselves (OnCommit).
func (f *Feed) Run(ctx context.Context) {
	wake := make(chan struct{}, 1)
	go f.listen(ctx, wake)
	tick := time.NewTicker(time.Second)
	prune := time.NewTicker(10 * time.Minute)
	defer tick.Stop()
	defer prune.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-wake:
		case <-tick.C:
		case <-prune.C:
			f.prune(ctx)
		}
		if err := f.Sync(ctx); err != nil && ctx.Err() == nil {
			f.log.Warn("outbox not read, trying again", "error", err)
		}
	}
}

func (f *Feed) prune(ctx context.Context) {
	if _, err := f.db.pool.Exec(ctx, "DELETE FROM outbox WHERE at < now() - interval '1 hour'"); err != nil && ctx.Err() == nil {
		f.log.Warn("outbox not pruned", "error", err)
	}
}

func (f *Feed) listen(ctx context.Context, wake chan<- struct{}) {
	for ctx.Err() == nil {
		if err := f.listenOnce(ctx, wake); err != nil && ctx.Err() == nil {
			f.log.Debug("listener lost its connection", "error", err)
			select {
			case <-ctx.Done():
			case <-time.After(time.Second):
			}
		}
	}
}

func (f *Feed) listenOnce(ctx context.Context, wake chan<- struct{}) error {
	conn, err := f.db.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer conn.Release()
	if _, err := conn.Exec(ctx, "LISTEN cairn"); err != nil {
		return err
	}
	defer conn.Exec(context.WithoutCancel(ctx), "UNLISTEN *")
	for {
		if _, err := conn.Conn().WaitForNotification(ctx); err != nil {
			return err
		}
		select {
		case wake <- struct{}{}:
		default:
		}
	}
}
