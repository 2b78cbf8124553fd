package data_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/problem"
)

const addArea = `INSERT INTO area (code, name, level, geom, seat) VALUES ($1, $2, 'county', $3, $4)`

var square = orb.MultiPolygon{{{{104, 23}, {105, 23}, {105, 24}, {104, 24}, {104, 23}}}}

func insertArea(ctx context.Context, tx pgx.Tx, code, name string) error {
	_, err := tx.Exec(ctx, addArea, code, name, data.Geom{Geometry: square}, data.Geom{})
	return err
}

func TestMigrateTwice(t *testing.T) {
	t.Parallel()
	url := datatest.EmptyURL(t)
	ctx := context.Background()
	first, err := data.Migrate(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	if all, err := data.MigrationStatus(ctx, url); err != nil || len(all) != len(first) || first[len(first)-1].Version != data.SchemaVersion() {
		t.Fatalf("first run took %d of %d steps: %v", len(first), len(all), err)
	}
	again, err := data.Migrate(ctx, url)
	if err != nil || len(again) != 0 {
		t.Fatalf("second run took %d steps: %v", len(again), err)
	}
}

func TestMigrateAtOnce(t *testing.T) {
	t.Parallel()
	url := datatest.EmptyURL(t)
	errs := make(chan error, 4)
	for range 4 {
		go func() { _, err := data.Migrate(context.Background(), url); errs <- err }()
	}
	for range 4 {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
}

func TestWriteLeavesRevision(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	write := func(fn func(context.Context, pgx.Tx) error) {
		t.Helper()
		if err := db.Write(ctx, datatest.Change(), fn); err != nil {
			t.Fatal(err)
		}
	}
	write(func(ctx context.Context, tx pgx.Tx) error { return insertArea(ctx, tx, "532601", "𣲗市") })
	write(func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE area SET name = '文山市' WHERE code = '532601'")
		return err
	})
	history, err := data.History(ctx, db.Read(), "area", "532601", "area")
	if err != nil || len(history) != 2 {
		t.Fatalf("%d versions: %v", len(history), err)
	}
	if h := history[0]; h.Op != "update" || h.Actor != "test" || h.Reason != "test" || h.Before == nil || h.After == nil {
		t.Errorf("newest version is incomplete: %+v", h)
	}
	var g data.Geom
	if err := db.Read().QueryRow(ctx, "SELECT geom FROM area").Scan(&g); err != nil || !orb.Equal(g.Geometry, square) {
		t.Errorf("geometry came back as %v: %v", g.Geometry, err)
	}
	if report, err := data.Verify(ctx, db); err != nil || report.Changes < 2 || len(report.Faults) > 0 {
		t.Errorf("chain: %+v, %v", report, err)
	}
}

func TestFailedWriteLeavesNothing(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	before := rowCount(t, db)
	err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		if err := insertArea(ctx, tx, "532601", "文山市"); err != nil {
			return err
		}
		return insertArea(ctx, tx, "532601", "文山市")
	})
	if !problem.Is(err, problem.Conflict) {
		t.Errorf("a doubled key gives %v", err)
	}
	if left := rowCount(t, db) - before; left != 0 {
		t.Errorf("%d rows left", left)
	}
}

func rowCount(t *testing.T, db *data.DB) (n int) {
	t.Helper()
	err := db.Read().QueryRow(context.Background(), `SELECT (SELECT count(*) FROM area) + (SELECT count(*) FROM change)
		+ (SELECT count(*) FROM revision) + (SELECT count(*) FROM outbox) + (SELECT count(*) FROM chain)`).Scan(&n)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

func TestTrailIsAppendOnly(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return insertArea(ctx, tx, "532601", "文山市") })
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{
		"UPDATE revision SET after = NULL", "DELETE FROM revision", "TRUNCATE revision, chain, change",
		"UPDATE change SET actor = 'x'", "DELETE FROM change", "DELETE FROM chain", "TRUNCATE area CASCADE",
		"INSERT INTO area (code, name, level) VALUES ('532602', 'x', 'county')",
	} {
		if _, err := db.Read().Exec(ctx, sql); err == nil {
			t.Errorf("the application's role could: %s", sql)
		}
		owner, err := pgx.Connect(ctx, db.URL())
		if err != nil {
			t.Fatal(err)
		}
		var pg *pgconn.PgError
		_, err = owner.Exec(ctx, "SET search_path = cairn, public; "+sql)
		if !errors.As(err, &pg) || (pg.Code != "CA001" && pg.Code != "CA002") {
			t.Errorf("the owner got %v from: %s", err, sql)
		}
		owner.Close(ctx)
	}
}

func TestVerifyFindsTampering(t *testing.T) {
	t.Parallel()
	for name, sql := range map[string]string{
		"changed revision": "UPDATE revision SET after = after || '{\"name\": \"x\"}'",
		"removed revision": "DELETE FROM revision WHERE id = (SELECT min(id) FROM revision)",
		"changed author":   "UPDATE change SET actor = 'somebody' WHERE id = (SELECT change_id FROM chain WHERE seq = 1)",
		"removed tail":     "DELETE FROM chain WHERE seq = 2",
		"live row":         "UPDATE area SET name = 'x'",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, ctx := datatest.New(t), context.Background()
			for _, code := range []string{"532601", "532602"} {
				err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return insertArea(ctx, tx, code, code) })
				if err != nil {
					t.Fatal(err)
				}
			}
			owner, err := pgx.Connect(ctx, db.URL())
			if err != nil {
				t.Fatal(err)
			}
			defer owner.Close(ctx)
			if _, err := owner.Exec(ctx, "SET search_path = cairn, public; SET session_replication_role = replica; "+sql); err != nil {
				t.Fatal(err)
			}
			report, err := data.Verify(ctx, db)
			if err != nil || len(report.Faults) == 0 {
				t.Errorf("not found: %+v, %v", report, err)
			}
		})
	}
}

// An event of a transaction that began early and committed late is not missed.
func TestFeedSeesLateCommit(t *testing.T) {
	t.Parallel()
	db, ctx := datatest.New(t), context.Background()
	feed, err := data.NewFeed(ctx, db, nil)
	if err != nil {
		t.Fatal(err)
	}
	seen := map[string]int{}
	feed.Handle(func(_ context.Context, events []data.Event) error {
		for _, e := range events {
			seen[e.Key]++
		}
		return nil
	})
	inside, goOn, done := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		done <- db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			err := insertArea(ctx, tx, "532601", "slow")
			close(inside)
			<-goOn
			return err
		})
	}()
	<-inside
	if err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return insertArea(ctx, tx, "532602", "quick") }); err != nil {
		t.Fatal(err)
	}
	if err := feed.Sync(ctx); err != nil || seen["532602"] != 1 || seen["532601"] != 0 {
		t.Fatalf("first look: %v, %v", seen, err)
	}
	close(goOn)
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if err := feed.Sync(ctx); err != nil || seen["532602"] != 1 || seen["532601"] != 1 {
		t.Fatalf("second look: %v, %v", seen, err)
	}
}

func TestUnavailable(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	_, err := data.Open(ctx, data.Config{URL: "postgres://cairn@/cairn?host=/nonexistent"})
	if !problem.Is(data.Problem(err), problem.Unavailable) {
		t.Errorf("got %v", err)
	}
}
