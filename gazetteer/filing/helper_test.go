package filing

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// somewhere locates every point in 开化街道.
type somewhere struct{}

func (somewhere) CodesAt(orb.Point) []string { return []string{"53", "5326", "532601", "532601001"} }

// office is a store on a small prefecture on 2026-11-22 with its entries and uploaded papers.
type office struct {
	*Store
	t      *testing.T
	places *gazetteer.Store
	papers *shelf
}

func newOffice(t *testing.T) *office {
	t.Helper()
	db := datatest.From(t, "filing_land", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent) VALUES ('53', '云南省', 'province', NULL),
				('5326', '文山壮族苗族自治州', 'prefecture', '53'), ('532601', '文山市', 'county', '5326'), ('532622', '砚山县', 'county', '5326'),
				('532601001', '开化街道', 'township', '532601'), ('532601102', '古木镇', 'township', '532601')`)
			if err != nil {
				return err
			}
			_, err = tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点'), ('23220', '街巷')`)
			return err
		})
	})
	places, papers := gazetteer.NewStore(db, somewhere{}), &shelf{files: map[uuid.UUID]attachments.Meta{}, dir: t.TempDir()}
	o := &office{Store: NewStore(db, places, papers), t: t, places: places, papers: papers}
	o.now = func() time.Time { return time.Date(2026, 11, 21, 17, 0, 0, 0, time.UTC) } // 22 November in Shanghai
	return o
}

// shelf holds uploaded papers.
type shelf struct {
	files map[uuid.UUID]attachments.Meta
	dir   string
}

func (s *shelf) List(_ context.Context, _ data.Querier, owner, ownerID string) ([]attachments.Meta, error) {
	var all []attachments.Meta
	for _, m := range s.files {
		if m.Owner == owner && m.OwnerID == ownerID {
			all = append(all, m)
		}
	}
	return all, nil
}

func (s *shelf) Open(_ context.Context, id uuid.UUID) (*attachments.File, attachments.Meta, error) {
	f, err := os.Open(filepath.Join(s.dir, id.String()))
	return &attachments.File{File: f}, s.files[id], err
}

func (s *shelf) put(t *testing.T, approval uuid.UUID, role, name, text string) {
	t.Helper()
	id := uuid.New()
	s.files[id] = attachments.Meta{ID: id, Owner: "approval", OwnerID: approval.String(), Role: role, Name: name, Size: int64(len(text))}
	if err := os.WriteFile(filepath.Join(s.dir, id.String()), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// by is a change by somebody of the role in the area.
func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: "o", Name: "经办甲", Role: role, Area: area}, Door: "test", Reason: "测试"}
}

var (
	officer  = by(actor.Officer, "532601")
	reviewer = by(actor.Reviewer, "532601")
)

// approve records an approval with names published under it; it returns their edits.
func (o *office) approve(kind, area, day string, names ...string) (uuid.UUID, []uuid.UUID) {
	o.t.Helper()
	id := uuid.New()
	var edits []uuid.UUID
	err := o.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, `INSERT INTO approval (id, authority, authority_kind, authority_area, document, approved_on)
			VALUES ($1, '文山市人民政府', $2, $3, '文政复〔2026〕7号', $4)`, id, kind, area, day); err != nil {
			return err
		}
		on, err := time.Parse(time.DateOnly, day)
		for _, name := range names {
			if err != nil {
				return err
			}
			lon, lat := 104.05, 23.05
			d := gazetteer.Draft{Name: name, Pinyin: "Xīnzhài", ClassCode: "22200", AreaCode: "532601001", Lon: &lon, Lat: &lat, Meaning: "新建之寨"}
			var edit uuid.UUID
			_, edit, err = o.places.AddIn(ctx, tx, actor.System("x"), uuid.Nil, d, gazetteer.Stamp{Matter: "naming", On: on, ApprovalID: &id})
			edits = append(edits, edit)
		}
		return err
	})
	if err != nil {
		o.t.Fatal(err)
	}
	return id, edits
}

// edit reads what the ledger has of an edit.
func (o *office) edit(id uuid.UUID) (filed, announced, national string) {
	o.t.Helper()
	err := o.db.Read().QueryRow(context.Background(), `SELECT coalesce(filed_on::text, ''), coalesce(announced_on::text, ''), national_state
		FROM ledger_edit WHERE edit_id = $1`, id).Scan(&filed, &announced, &national)
	if err != nil {
		o.t.Fatal(err)
	}
	return filed, announced, national
}

// changes counts the changes of the trail.
func (o *office) changes() (n int) {
	o.t.Helper()
	if err := o.db.Read().QueryRow(context.Background(), "SELECT count(*) FROM change").Scan(&n); err != nil {
		o.t.Fatal(err)
	}
	return n
}

// refuses fails unless err is a refusal of the kind, under one of its keys when key is set,
// and nothing was written since before.
func (o *office) refuses(name string, err error, kind problem.Kind, key string, before int) {
	o.t.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind {
		o.t.Errorf("%s: %v, want %s", name, err, kind)
		return
	}
	found := p.Key == key || key == ""
	for _, f := range p.Fields {
		found = found || f.Key == key
	}
	if !found {
		o.t.Errorf("%s: %v, want %s", name, err, key)
	}
	if p.Key == key && p.Text(problem.Chinese) == key {
		o.t.Errorf("%s: no message for %s", name, key)
	}
	if n := o.changes(); n != before {
		o.t.Errorf("%s: refused and wrote %d changes", name, n-before)
	}
}

func (o *office) must(err error) {
	o.t.Helper()
	if err != nil {
		o.t.Fatal(err)
	}
}
