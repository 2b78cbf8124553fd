package main

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
)

// Every query of every store fits the migrated schema.
func TestEveryQueryPrepares(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	conn, err := pgx.Connect(ctx, datatest.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "SET search_path = cairn, public"); err != nil {
		t.Fatal(err)
	}
	all := data.RegisteredQueries()
	if len(all) < 50 {
		t.Errorf("only %d queries are registered", len(all))
	}
	for name, sql := range all {
		if _, err := conn.Prepare(ctx, name, sql); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
