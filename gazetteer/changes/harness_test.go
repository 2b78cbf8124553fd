package changes_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// land puts 532601001 west of 104.2° E, 532622101 east of it; nothing beyond 105.
type land struct{}

func (land) CodesAt(p orb.Point) []string {
	switch {
	case p[0] > 105:
		return nil
	case p[0] < 104.2:
		return []string{"53", "5326", "532601", "532601001"}
	}
	return []string{"53", "5326", "532622", "532622101"}
}

// bench is a store of sets over two counties with a township each.
type bench struct {
	*changes.Store
	t       testing.TB
	ctx     context.Context
	db      *data.DB
	places  *gazetteer.Store
	reports *changes.Reports
	author  data.Change // who starts the sets of the helpers below
}

func newBench(t testing.TB, config ...changes.Config) *bench {
	t.Helper()
	db := datatest.From(t, "changes_land", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent) VALUES
				('53', '云南省', 'province', null), ('5326', '文山州', 'prefecture', '53'),
				('532601', '文山市', 'county', '5326'), ('532622', '砚山县', 'county', '5326'),
				('532601001', '开化街道', 'township', '532601'), ('532622101', '江那镇', 'township', '532622');
				INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点'), ('23213', '县道')`)
			return err
		})
	})
	c := changes.Config{}
	if len(config) > 0 {
		c = config[0]
	}
	places := gazetteer.NewStore(db, land{})
	return &bench{changes.NewStore(db, places, c), t, context.Background(), db, places, changes.NewReports(db, places), officer}
}

// by is a change by an account of the role in the area; the login tells accounts apart.
func by(role actor.Role, area, login string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.NewSHA1(uuid.NameSpaceOID, []byte(login)), Login: login, Name: login, Role: role, Area: area}, Door: "test"}
}

var (
	officer  = by(actor.Officer, "532601", "officer")
	reviewer = by(actor.Reviewer, "5326", "reviewer")
	second   = by(actor.Reviewer, "5326", "second")
	clerk    = by(actor.Clerk, "532601001", "clerk")
	stranger = by(actor.Reviewer, "532622", "stranger")
)

// village adds an entry in 开化街道 outside of any set.
func (b *bench) village(name string) gazetteer.Place {
	b.t.Helper()
	lon, lat := 104.05, 23.05
	p, err := b.places.Create(b.ctx, second, uuid.Nil, gazetteer.Draft{Name: name, ClassCode: "22200", AreaCode: "532601001", Lon: &lon, Lat: &lat})
	b.must(err)
	return p
}

// edit changes an entry outside of any set.
func (b *bench) edit(id uuid.UUID, change func(*gazetteer.Draft)) gazetteer.Place {
	b.t.Helper()
	now := b.place(id)
	p, err := b.places.Update(b.ctx, second, id, now.Version, func(d *gazetteer.Draft) error { change(d); return nil })
	b.must(err)
	return p
}

func (b *bench) place(id uuid.UUID) gazetteer.Place {
	b.t.Helper()
	p, err := b.places.Get(b.ctx, id)
	b.must(err)
	return p
}

func (b *bench) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// fields are a proposal of pairs of names and values.
func fields(pairs ...any) changes.Fields {
	f := changes.Fields{}
	for i := 0; i+1 < len(pairs); i += 2 {
		text, err := json.Marshal(pairs[i+1])
		if err != nil {
			panic(err)
		}
		f[pairs[i].(string)] = text
	}
	return f
}

// hamlet is the proposal of a new village in 开化街道, changed by pairs.
func hamlet(name string, pairs ...any) changes.NewItem {
	f := fields("name", name, "class_code", "22200", "area_code", "532601001", "lon", 104.05, "lat", 23.05)
	for name, value := range fields(pairs...) {
		f[name] = value
	}
	return changes.NewItem{Op: changes.Add, Fields: f}
}

// modify is the proposal of a change of an entry.
func modify(p gazetteer.Place, pairs ...any) changes.NewItem {
	return changes.NewItem{Op: changes.Modify, PlaceID: p.ID, BaseVersion: p.Version, Fields: fields(pairs...)}
}

// draft is a set of corrections by the officer.
func (b *bench) draft(stream string, items ...changes.NewItem) changes.Set {
	b.t.Helper()
	n := changes.New{Stream: stream, Title: "一批", Reason: "实地核查", Items: items}
	if stream == changes.Naming {
		n.Approval = approval()
	}
	s, err := b.Create(b.ctx, b.author, n)
	b.must(err)
	return s
}

func approval() *changes.ApprovalRecord {
	return &changes.ApprovalRecord{Authority: "文山市人民政府", AuthorityKind: "government", AuthorityArea: "532601", Document: "文政复〔2021〕1号", ApprovedOn: "2021-03-01"}
}

func (b *bench) submitted(stream string, items ...changes.NewItem) changes.Set {
	b.t.Helper()
	s := b.draft(stream, items...)
	s, err := b.Submit(b.ctx, b.author, s.ID, s.Version)
	b.must(err)
	return s
}

func (b *bench) accepted(stream string, items ...changes.NewItem) changes.Set {
	b.t.Helper()
	s := b.submitted(stream, items...)
	s, err := b.Accept(b.ctx, reviewer, s.ID, s.Version, "")
	b.must(err)
	return s
}

func (b *bench) published(stream string, items ...changes.NewItem) changes.Set {
	b.t.Helper()
	s := b.accepted(stream, items...)
	s, err := b.Publish(b.ctx, reviewer, s.ID, s.Version)
	b.must(err)
	return s
}

func (b *bench) items(id uuid.UUID) []changes.ItemView {
	b.t.Helper()
	items, err := b.Items(b.ctx, actor.System("test"), id, 0, changes.MaxItems)
	b.must(err)
	return items
}

// state is what must not change when something is refused.
func (b *bench) state() string {
	b.t.Helper()
	var n [6]int64
	b.must(b.db.Read().QueryRow(b.ctx, `SELECT (SELECT count(*) FROM change), (SELECT count(*) FROM revision), (SELECT count(*) FROM place),
		(SELECT count(*) FROM change_item), (SELECT coalesce(sum(version), 0)::bigint FROM change_set), (SELECT coalesce(sum(version), 0)::bigint FROM place)`).
		Scan(&n[0], &n[1], &n[2], &n[3], &n[4], &n[5]))
	return fmt.Sprint(n)
}

// refused fails unless the error is of the kind and key, and nothing has changed since before.
func (b *bench) refused(what, before string, err error, kind problem.Kind, key string) {
	b.t.Helper()
	p := problem.As(err)
	switch {
	case p == nil || p.Kind != kind:
		b.t.Errorf("%s: %v, want %s", what, err, kind)
	case key != "" && p.Key != key && (len(p.Fields) == 0 || p.Fields[0].Key != key):
		b.t.Errorf("%s: refused as %v, want %s", what, err, key)
	case b.state() != before:
		b.t.Errorf("%s: refused, but something changed", what)
	}
}

func ptr[T any](v T) *T { return &v }

func line() orb.LineString { return orb.LineString{{104.01, 23.01}, {104.05, 23.05}, {104.09, 23.05}} }
