// Package data is the door to PostgreSQL: the pool, migrations, transactions with
// their revision record, and the outbox that feeds caches.
//
// It knows no domain. Every write goes through DB.Write: one transaction, one
// change (who, when, why, through which door), and a revision for each row that
// moved, written by triggers. The schema is cairn; coordinates are stored in
// EPSG:4490.
package data

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgxpool"
)

// Querier is what a pool and a transaction both do.
type Querier interface {
	Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error)
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
	QueryRow(ctx context.Context, sql string, args ...any) pgx.Row
	SendBatch(ctx context.Context, b *pgx.Batch) pgx.BatchResults
	CopyFrom(ctx context.Context, table pgx.Identifier, columns []string, src pgx.CopyFromSource) (int64, error)
}

// Config says which database to open.
type Config struct {
	URL      string        // postgres:// URL of the database
	MaxConns int32         // default 8
	Timeout  time.Duration // to connect, default 10 s
}

// DB is an open database.
type DB struct {
	pool     *pgxpool.Pool
	url      string
	mu       sync.RWMutex
	onCommit []func(context.Context)
}

// appRole is the role that can only add to the trail.
const appRole = "cairn_app"

// Open connects to a migrated database. Run Migrate first on a new one.
func Open(ctx context.Context, cfg Config) (*DB, error) {
	pc, err := pgxpool.ParseConfig(cfg.URL)
	if err != nil {
		return nil, fmt.Errorf("database URL: %w", err)
	}
	pc.MaxConns = 8
	if cfg.MaxConns > 0 {
		pc.MaxConns = cfg.MaxConns
	}
	pc.ConnConfig.RuntimeParams["search_path"] = "cairn, public"
	pc.ConnConfig.RuntimeParams["timezone"] = "Asia/Shanghai"
	pc.ConnConfig.RuntimeParams["application_name"] = "cairn"
	pc.ConnConfig.RuntimeParams["jit"] = "off" // our queries are short; compiling them takes longer than running them
	pc.AfterConnect = prepareConn
	if cfg.Timeout == 0 {
		cfg.Timeout = 10 * time.Second
	}
	ctx, cancel := context.WithTimeout(ctx, cfg.Timeout)
	defer cancel()
	pool, err := pgxpool.NewWithConfig(ctx, pc)
	if err != nil {
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	if err := pool.Ping(ctx); err != nil {
		pool.Close()
		return nil, fmt.Errorf("connect to the database: %w", err)
	}
	return &DB{pool: pool, url: cfg.URL}, nil
}

// prepareConn teaches a new connection the geometry type and takes the application's role.
func prepareConn(ctx context.Context, conn *pgx.Conn) error {
	if err := registerGeometry(ctx, conn); err != nil {
		return err
	}
	var may bool
	err := conn.QueryRow(ctx, `SELECT EXISTS (SELECT FROM pg_roles
		WHERE rolname = $1 AND pg_has_role(current_user, oid, 'MEMBER'))`, appRole).Scan(&may)
	if err != nil || !may {
		return err
	}
	_, err = conn.Exec(ctx, "SET ROLE "+appRole)
	return err
}

// Read is the pool, for reading.
func (db *DB) Read() Querier { return db.pool }

// Pool is the pool itself, for libraries that want one (sessions).
func (db *DB) Pool() *pgxpool.Pool { return db.pool }

// URL is the database's address.
func (db *DB) URL() string { return db.url }

// Close gives all connections back.
func (db *DB) Close() { db.pool.Close() }

// OnCommit calls f after every committed write of this process, before Write returns.
func (db *DB) OnCommit(f func(context.Context)) {
	db.mu.Lock()
	defer db.mu.Unlock()
	db.onCommit = append(db.onCommit, f)
}
