package data_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
)

// beforeColumns is the first release, before columns were added to its tables.
const beforeColumns = 8

// A database that an older program filled is whole after the upgrade, and a row altered
// behind the trail's back is still found, in an old column and in one that was added since.
func TestUpgradeKeepsTheTrailWhole(t *testing.T) {
	t.Parallel()
	ctx, url := context.Background(), datatest.EmptyURL(t)
	if _, err := data.MigrateTo(ctx, url, beforeColumns); err != nil {
		t.Fatal(err)
	}
	conn, err := pgx.Connect(ctx, url)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	fill(t, conn)
	if _, err := data.Migrate(ctx, url); err != nil {
		t.Fatal(err)
	}
	db, err := data.Open(ctx, data.Config{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	report, err := data.Verify(ctx, db)
	if err != nil || len(report.Faults) != 0 || report.Rows < 5 {
		t.Fatalf("after the upgrade: %+v, %v", report, err)
	}
	var registered int
	err = conn.QueryRow(ctx, "SELECT count(*) FROM cairn.marker_registration WHERE version_no = 1 AND why = 'first' AND witnesses -> 0 ->> 'text' = '桥'").Scan(&registered)
	if err != nil || registered != 1 {
		t.Errorf("%d markers have a first registration, %v", registered, err)
	}
	for _, tamper := range []string{"UPDATE place_edit SET origin = 'forged'", "UPDATE place_edit SET clerk = 'forged'"} {
		if got := faultsAfter(t, conn, db, tamper); got != 3 {
			t.Errorf("%s: %d faults", tamper, got)
		}
	}
}

// fill writes what the older program could: an entry with an addition, a renaming and a
// correction, and a marker with a witness.
func fill(t *testing.T, conn *pgx.Conn) {
	t.Helper()
	err := pgx.BeginFunc(context.Background(), conn, func(tx pgx.Tx) error {
		_, err := tx.Exec(context.Background(), `SET LOCAL search_path = cairn, public;
			SELECT begin_change(gen_random_uuid(), NULL, 'li', '李', 'test', '');
			INSERT INTO area (code, name, level) VALUES ('532601', '文山市', 'county');
			INSERT INTO marker (id, number, type, geom) VALUES ('00000000-0000-7000-8000-000000000002', '0122001Q', 'single', 'SRID=4490;POINT(104.1 23.15)');
			INSERT INTO marker_witness VALUES ('00000000-0000-7000-8000-000000000002', 1, '桥', 12.5, 3, 'SRID=4490;POINT(104.1 23.2)');
			INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点');
			INSERT INTO place (id, name, class_code, area_code) VALUES ('00000000-0000-7000-8000-000000000001', '新寨', '22200', '532601');
			INSERT INTO place_edit (id, place_id, op, edited_on, area_code, class_code, after) VALUES
				(gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'add', '2019-01-01', '532601', '22200', '{"name": "老寨"}'),
				(gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'modify', '2020-01-01', '532601', '22200', '{"name": "新寨"}'),
				(gen_random_uuid(), '00000000-0000-7000-8000-000000000001', 'modify', '2021-01-01', '532601', '22200', '{"meaning": "新建之寨"}')`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// faultsAfter counts the faults that are found after a write past the triggers, and takes
// it back.
func faultsAfter(t *testing.T, conn *pgx.Conn, db *data.DB, tamper string) int {
	t.Helper()
	ctx := context.Background()
	_, err := conn.Exec(ctx, "SET search_path = cairn, public; SET session_replication_role = replica; CREATE TABLE kept AS TABLE place_edit; "+tamper)
	if err != nil {
		t.Fatal(err)
	}
	report, err := data.Verify(ctx, db)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, "DELETE FROM place_edit; INSERT INTO place_edit SELECT * FROM kept; DROP TABLE kept"); err != nil {
		t.Fatal(err)
	}
	return len(report.Faults)
}
