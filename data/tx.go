package data

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/internal/actor"
)

// Change says who writes, why, and through which door (api, cli, import, setup …).
type Change struct {
	Actor  actor.Actor
	Reason string
	Door   string
}

// Write runs fn in one transaction under a new change: all of it happens, with its
// revisions, or nothing does. Constraint violations come back as problems.
func (db *DB) Write(ctx context.Context, c Change, fn func(ctx context.Context, tx pgx.Tx) error) error {
	err := pgx.BeginFunc(ctx, db.pool, func(tx pgx.Tx) error {
		if err := beginChange(ctx, tx, c); err != nil {
			return err
		}
		return fn(ctx, tx)
	})
	if err != nil {
		return Problem(err)
	}
	db.committed(ctx)
	return nil
}

// Snapshot runs fn in one read-only transaction that sees a single state of the database.
func (db *DB) Snapshot(ctx context.Context, fn func(ctx context.Context, tx pgx.Tx) error) error {
	options := pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadOnly}
	return Problem(pgx.BeginTxFunc(ctx, db.pool, options, func(tx pgx.Tx) error { return fn(ctx, tx) }))
}

func beginChange(ctx context.Context, tx pgx.Tx, c Change) error {
	id, err := uuid.NewV7()
	if err != nil {
		return err
	}
	var actorID *uuid.UUID
	if c.Actor.ID != uuid.Nil {
		actorID = &c.Actor.ID
	}
	_, err = tx.Exec(ctx, "SELECT begin_change($1, $2, $3, $4, $5, $6)",
		id, actorID, c.Actor.Login, c.Actor.Name, c.Door, c.Reason)
	return err
}

func (db *DB) committed(ctx context.Context) {
	db.mu.RLock()
	hooks := db.onCommit
	db.mu.RUnlock()
	for _, hook := range hooks {
		hook(context.WithoutCancel(ctx))
	}
}
