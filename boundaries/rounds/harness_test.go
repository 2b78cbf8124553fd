package rounds

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/boundaries/boundarytest"
	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/datatest"
	"cairn/geo/geojson"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// kit is a store on a database with the boundaries of the pack, and a county line in it.
type kit struct {
	*testing.T
	ctx         context.Context
	db          *data.DB
	store       *Store
	files       *attachments.Store
	inspections *boundaries.InspectionStore
	chief       data.Change
	line        string
	left, right string
	marker      string // on the line
	course      orb.LineString
}

func newKit(t *testing.T) *kit {
	t.Helper()
	t.Parallel()
	db := boundarytest.Pack(t)
	files, err := attachments.NewStore(db, attachments.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	k := &kit{T: t, ctx: context.Background(), db: db, files: files, store: NewStore(db, files), inspections: boundaries.NewInspectionStore(db), chief: by(actor.Admin, "5326")}
	var g data.Geom
	k.scan(`SELECT l.code, l.left_area, l.right_area, l.geom, (SELECT min(m.number) FROM marker m JOIN marker_line ml ON ml.marker_id = m.id WHERE ml.line_code = l.code)
		FROM boundary_line l WHERE l.level = 'county' AND EXISTS (SELECT FROM marker_line ml WHERE ml.line_code = l.code) ORDER BY l.code LIMIT 1`).
		into(&k.line, &k.left, &k.right, &g, &k.marker)
	k.course = g.Geometry.(orb.LineString)
	return k
}

// by is a change of somebody.
func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: string(role) + area, Name: "某人", Role: role, Area: area}, Door: "test", Reason: "测试"}
}

// scanned is a row that a test reads.
type scanned struct {
	k   *kit
	row pgx.Row
}

func (k *kit) scan(sql string, args ...any) scanned {
	return scanned{k, k.db.Read().QueryRow(k.ctx, sql, args...)}
}

func (s scanned) into(targets ...any) {
	s.k.Helper()
	if err := s.row.Scan(targets...); err != nil {
		s.k.Fatal(err)
	}
}

func (k *kit) write(sql string, args ...any) {
	k.Helper()
	err := k.db.Write(k.ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
	if err != nil {
		k.Fatal(err)
	}
}

// fifth plans and opens round 5 with all lines of the prefecture.
func (k *kit) fifth() {
	k.Helper()
	r, err := k.store.Create(k.ctx, k.chief, RoundInput{Number: 5, Title: "第五次联合检查"})
	if err == nil {
		_, err = k.store.Plan(k.ctx, k.chief, 5, Choice{Area: "5326"}, PlanInput{})
	}
	if err == nil {
		_, err = k.store.Start(k.ctx, k.chief, 5, r.Version)
	}
	if err != nil {
		k.Fatal(err)
	}
}

// closeRound closes a round while lines are left.
func (k *kit) closeRound(number int) {
	k.Helper()
	r, err := k.store.Get(k.ctx, number)
	if err == nil {
		_, err = k.store.Close(k.ctx, k.chief, number, r.Version)
	}
	if err != nil {
		k.Fatal(err)
	}
}

// stretch is an inspection of round 5 on the line, with a track or without.
func (k *kit) stretch(track orb.LineString) boundaries.InspectionInput {
	from, to := 0.0, 1000.0
	round := 5
	in := boundaries.InspectionInput{ID: uuid.New(), Kind: "round", Round: &round, ObservedAt: time.Date(2022, 5, 6, 10, 0, 0, 0, chinatime.Zone), Observer: "联检组",
		Line: k.line, ChainageFromM: &from, ChainageToM: &to, Conditions: []string{"intact"}}
	if track != nil {
		in.Track = json.RawMessage(geojson.Append(nil, track))
	}
	return in
}

// log sends inspections in, which are taken.
func (k *kit) log(inputs ...boundaries.InspectionInput) {
	k.Helper()
	out, err := k.inspections.Log(k.ctx, by(actor.Inspector, k.left), inputs)
	if err != nil {
		k.Fatal(err)
	}
	for _, o := range out {
		if o.Err != nil {
			k.Fatal(o.Err)
		}
	}
}

func (k *kit) coverage(number int) RoundCoverage {
	k.Helper()
	cov, err := k.store.Coverage(k.ctx, number, k.line)
	if err != nil {
		k.Fatal(err)
	}
	return cov
}

// covered is the share of the line, 0 without a track; ledger and coverage agree on it.
func (k *kit) covered(number int) float64 {
	k.Helper()
	cov := k.coverage(number)
	l, err := k.store.Line(k.ctx, number, k.line)
	if err != nil {
		k.Fatal(err)
	}
	if (cov.Covered == nil) != (l.Covered == nil) || cov.Covered != nil && *cov.Covered != *l.Covered {
		k.Errorf("covered %v, in the ledger %v", cov.Covered, l.Covered)
	}
	if l.Covered == nil {
		return 0
	}
	return *l.Covered
}

func (k *kit) refused(what string, err error, kind problem.Kind, key string) {
	k.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind || key != "" && p.Key != key && (len(p.Fields) == 0 || p.Fields[0].Key != key) {
		k.Errorf("%s: %v, want %s %s", what, err, kind, key)
	}
}
