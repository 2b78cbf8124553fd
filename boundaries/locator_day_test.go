package boundaries

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data/datatest"
)

// Areas begin and end at midnight in Shanghai: the first question of the day sees it, and
// one as of a day sees the areas of that day.
func TestLocatorNoticesMidnight(t *testing.T) {
	t.Parallel()
	ctx, db := context.Background(), datatest.New(t)
	err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, geom, valid_from, valid_to)
			SELECT c, c, 'county', 'SRID=4490;MULTIPOLYGON(((104 23,105 23,105 24,104 24,104 23)))', f::date, t::date
			FROM (VALUES ('532621', NULL, '2030-05-01'), ('532601', '2030-05-01', NULL)) v (c, f, t)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2030, 4, 30, 15, 59, 0, 0, time.UTC) // 23:59 in Shanghai
	l := &Locator{db: db, now: func() time.Time { return now }}
	if err := l.load(ctx); err != nil {
		t.Fatal(err)
	}
	at := func() string {
		if codes := l.CodesAt(orb.Point{104.5, 23.5}); len(codes) > 0 {
			return codes[len(codes)-1]
		}
		return ""
	}
	if got := at(); got != "532621" {
		t.Errorf("before midnight: %s", got)
	}
	now = now.Add(2 * time.Minute)
	if got := at(); got != "532601" {
		t.Errorf("after midnight: %s", got)
	}
	for day, want := range map[string]string{"2020-01-01": "532621", "2030-04-30": "532621", "2030-05-01": "532601", "2040-01-01": "532601"} {
		found, err := l.LocateOn(ctx, day, []orb.Point{{104.5, 23.5}})
		if err != nil || len(found[0]) == 0 || found[0][0].Code != want {
			t.Errorf("on %s: %v %v, want %s", day, found, err, want)
		}
	}
	if _, err := l.LocateOn(ctx, "2030-02-30", nil); err == nil {
		t.Error("an impossible day is taken")
	}
}
