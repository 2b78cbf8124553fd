package national

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/actor"
)

// bench is a store on a small prefecture: two counties, four townships, one name twice.
type bench struct {
	t      testing.TB
	db     *data.DB
	store  *Store
	places *gazetteer.Store
	fake   *fakeProposer
}

// everywhere puts every point into no known area.
type everywhere struct{}

func (everywhere) CodesAt(orb.Point) []string { return nil }

func newBench(t testing.TB) *bench {
	t.Helper()
	db := datatest.From(t, "national_land", "2", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent) VALUES ('53', '云南省', 'province', NULL),
				('5326', '文山壮族苗族自治州', 'prefecture', '53'), ('532601', '文山市', 'county', '5326'), ('532622', '砚山县', 'county', '5326'),
				('532601001', '开化街道', 'township', '532601'), ('532601102', '古木镇', 'township', '532601'),
				('532622101', '江那镇', 'township', '532622'), ('532622102', '古木镇', 'township', '532622')`)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('21500', '乡级行政区'), ('22200', '农村居民点'),
				('23213', '县道'), ('27610', '村民委员会')`)
			return err
		})
	})
	fake := &fakeProposer{}
	return &bench{t, db, NewStore(db, fake), gazetteer.NewStore(db, everywhere{}), fake}
}

// by is a change of an officer of the area.
func by(area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: "officer-" + area, Name: "O", Role: actor.Officer, Area: area}, Door: "test"}
}

// place adds an entry.
func (b *bench) place(d gazetteer.Draft) gazetteer.Place {
	b.t.Helper()
	if d.ClassCode == "" {
		d.ClassCode = "22200"
	}
	if d.Lon == nil {
		lon, lat := 104.05, 23.05
		d.Lon, d.Lat = &lon, &lat
	}
	d.PositionReason = "the test knows no areas"
	p, err := b.places.Create(context.Background(), datatest.Change(), uuid.Nil, d)
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

// upload makes an upload of a text.
func upload(name, text string) Upload {
	return Upload{In: bytes.NewReader([]byte(text)), Size: int64(len(text)), File: name, ExportVersion: "2024-03",
		ExportedOn: time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)}
}

// load reads a text in as an officer of the area, or ends the test.
func (b *bench) load(area, text string) Export {
	b.t.Helper()
	x, err := b.store.Load(context.Background(), by(area), upload("export.csv", text))
	if err != nil {
		b.t.Fatal(err)
	}
	return x
}

// differences lists all of an export as one line each: kind name field ours>theirs.
func (b *bench) differences(x Export, f Filter) []string {
	b.t.Helper()
	f.Limit = 1000
	_, list, err := b.store.Differences(context.Background(), by("5326").Actor, x.ID, f)
	if err != nil {
		b.t.Fatal(err)
	}
	out := []string{}
	for _, d := range list {
		line := d.Kind + " " + d.Name
		if d.Kind == Differs {
			line += " " + d.Field + " " + fmt.Sprint(shownValue(d.Ours)) + ">" + fmt.Sprint(shownValue(d.Theirs))
		}
		out = append(out, line)
	}
	return out
}

// one is the only difference that fits.
func (b *bench) one(x Export, f Filter) Difference {
	b.t.Helper()
	f.Limit = 10
	_, list, err := b.store.Differences(context.Background(), by("5326").Actor, x.ID, f)
	if err != nil || len(list) != 1 {
		b.t.Fatalf("%d differences: %v", len(list), err)
	}
	return list[0]
}

// write changes what other packages keep.
func (b *bench) write(sql string, args ...any) {
	b.t.Helper()
	err := b.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
	if err != nil {
		b.t.Fatal(err)
	}
}

func (b *bench) count(sql string, args ...any) (n int) {
	b.t.Helper()
	if err := b.db.Read().QueryRow(context.Background(), sql, args...).Scan(&n); err != nil {
		b.t.Fatal(err)
	}
	return n
}

// fakeProposer writes change sets as package changes does, as far as reports see them, and
// refuses items that add an entry without a position.
type fakeProposer struct{ last Proposal }

func (f *fakeProposer) Propose(ctx context.Context, tx pgx.Tx, by actor.Actor, p Proposal) (int64, error) {
	f.last = p
	var number int64
	err := tx.QueryRow(ctx, `INSERT INTO change_set (id, stream, title, area_code, author) VALUES ($1, 'correction', $2, $3, $4) RETURNING number`,
		p.ID, p.Title, by.Area, by.Login).Scan(&number)
	if err != nil {
		return 0, err
	}
	for i, item := range p.Items {
		if item.Op == "add" && item.Fields["lon"] == nil {
			return 0, badItem(i)
		}
		_, err := tx.Exec(ctx, `INSERT INTO change_item (id, set_id, seq, op, matter, place_id, base_version, proposed, area_code, class_code, scope)
			VALUES ($1, $2, $3, $4, 'correction', $5, $6, $7, '', '', '')`, item.ID, p.ID, i+1, item.Op, item.PlaceID, item.BaseVersion, item.Fields)
		if err != nil {
			return 0, err
		}
	}
	return number, nil
}

// table joins lines of an export.
func table(lines ...string) string { return strings.Join(lines, "\n") + "\n" }
