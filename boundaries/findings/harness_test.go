package findings_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries/boundarytest"
	"cairn/boundaries/findings"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// now is when the tests play.
var now = time.Date(2022, 3, 10, 10, 0, 0, 0, time.FixedZone("", 8*60*60))

// kit is a store on a database with the boundaries of the pack.
type kit struct {
	*testing.T
	ctx   context.Context
	db    *data.DB
	store *findings.Store
}

func newKit(t *testing.T) *kit {
	t.Helper()
	t.Parallel()
	db := boundarytest.Pack(t)
	k := &kit{t, context.Background(), db, findings.NewStore(db)}
	k.store.SetClock(now)
	return k
}

// by is a change of somebody.
func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: string(role) + area, Name: "某人", Role: role, Area: area}, Door: "test", Reason: "测试"}
}

func (k *kit) scan(sql string, args ...any) pgx.Row { return k.db.Read().QueryRow(k.ctx, sql, args...) }

func (k *kit) one(sql string, args ...any) (text string) {
	k.Helper()
	if err := k.scan(sql, args...).Scan(&text); err != nil {
		k.Fatal(err)
	}
	return text
}

func (k *kit) exec(sql string, args ...any) {
	k.Helper()
	err := k.db.Write(k.ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
	if err != nil {
		k.Fatal(err)
	}
}

// countyMarker is a marker between two counties inside: its number, id and parties.
func (k *kit) countyMarker() (number string, id uuid.UUID, parties [2]string) {
	k.Helper()
	err := k.scan(`SELECT m.number, m.id, l.left_area, l.right_area FROM marker m JOIN marker_line ml ON ml.marker_id = m.id JOIN boundary_line l ON l.code = ml.line_code
		WHERE l.level = 'county' AND m.type = 'single' AND (SELECT count(*) FROM marker_line x WHERE x.marker_id = m.id) = 1
		ORDER BY m.number LIMIT 1`).Scan(&number, &id, &parties[0], &parties[1])
	if err != nil {
		k.Fatal(err)
	}
	return number, id, parties
}

// report puts damage of a marker on record.
func (k *kit) report(marker string) findings.BoundaryFinding {
	k.Helper()
	f, err := k.store.Report(k.ctx, by(actor.Admin, "5326"), damage(marker))
	if err != nil {
		k.Fatal(err)
	}
	return f
}

func damage(marker string) findings.Report {
	return findings.Report{Kind: findings.Damage, Marker: marker, Description: "界桩断裂", FoundAt: now.Add(-5 * time.Hour), ReportedAt: now.Add(-time.Hour)}
}

// take takes a step that must succeed.
func (k *kit) take(f findings.BoundaryFinding, what findings.Step) findings.BoundaryFinding {
	k.Helper()
	next, err := k.store.Take(k.ctx, by(actor.Admin, "5326"), f.ID, f.Version, what)
	if err != nil {
		k.Fatalf("%T: %v", what, err)
	}
	return next
}

// refused fails unless the error is a problem of the kind, and with the field if one is named.
func (k *kit) refused(what string, err error, kind problem.Kind, field string) {
	k.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind {
		k.Errorf("%s: %v, want %s", what, err, kind)
		return
	}
	if field != "" && (len(p.Fields) == 0 || p.Fields[0].Field != field) {
		k.Errorf("%s: refused %v, want the field %s", what, p.Fields, field)
	}
}
