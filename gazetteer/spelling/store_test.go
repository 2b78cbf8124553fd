package spelling

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// land is two counties of a prefecture, with a town each.
var land = [][4]string{
	{"53", "云南省", "province", ""}, {"5326", "文山州", "prefecture", "53"},
	{"532601", "文山市", "county", "5326"}, {"532622", "砚山县", "county", "5326"},
	{"532601101", "马塘镇", "township", "532601"}, {"532622101", "江那镇", "township", "532622"},
}

// nowhere knows no areas by position: entries of these tests have none.
type nowhere struct{}

func (nowhere) CodesAt(orb.Point) []string { return nil }

func newStore(t testing.TB) (*Store, *gazetteer.Store) {
	t.Helper()
	db := datatest.From(t, "spelling_land", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			for _, a := range land {
				if _, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent) VALUES ($1, $2, $3, nullif($4, ''))", a[0], a[1], a[2], a[3]); err != nil {
					return err
				}
			}
			_, err := tx.Exec(ctx, "INSERT INTO place_class (code, name) VALUES ('22200', '农村居民点')")
			return err
		})
	})
	return NewStore(db), gazetteer.NewStore(db, nowhere{})
}

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: string(role), Name: "N", Role: role, Area: area}, Door: "test"}
}

func TestSettledReadings(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	ctx := context.Background()
	officer := by(actor.Officer, "532601")
	r, err := s.Create(ctx, officer, Reading{Text: "重兴", Reading: "Zhòngxīng", AreaCode: "532601"})
	if err != nil || r.Reading != "zhòng xīng" || r.Scope != ScopeWord || r.By != "officer" || r.Version != 1 {
		t.Fatalf("%+v %v", r, err)
	}
	spelled := func(name, area string) string {
		b, err := s.Book(ctx, area)
		if err != nil {
			t.Fatal(err)
		}
		return best(b.Romanise(name, Options{Class: "22200"}))
	}
	for area, want := range map[string]string{"532601101": "Zhòngxīngzhài", "532622101": "Chóngxīngzhài", "": "Zhòngxīngzhài"} {
		if got := spelled("重兴寨", area); got != want {
			t.Errorf("in %q: %s, want %s", area, got, want)
		}
	}
	if _, err := s.Create(ctx, officer, Reading{Text: "重兴", Reading: "chong2 xing1", AreaCode: "532601"}); !problem.Is(err, problem.Conflict) {
		t.Errorf("settled twice: %v", err)
	}
	r.Reading = "chong2 xing4"
	if _, err := s.Update(ctx, officer, r, 9); !problem.Is(err, problem.Stale) {
		t.Errorf("stale: %v", err)
	}
	if r, err = s.Update(ctx, officer, r, r.Version); err != nil || r.Reading != "chóng xìng" || r.Version != 2 || spelled("重兴寨", "532601") != "Chóngxìngzhài" {
		t.Errorf("%+v %v", r, err)
	}
	for name, c := range map[string]data.Change{"a foreign officer": by(actor.Officer, "532622"), "a viewer": by(actor.Viewer, "53"), "a clerk": by(actor.Clerk, "532601101")} {
		if _, err := s.Update(ctx, c, r, r.Version); !problem.Is(err, problem.Forbidden) {
			t.Errorf("%s updates: %v", name, err)
		}
		if err := s.Delete(ctx, c, r.ID, r.Version); !problem.Is(err, problem.Forbidden) {
			t.Errorf("%s deletes: %v", name, err)
		}
	}
	if err := s.Delete(ctx, officer, r.ID, r.Version); err != nil || spelled("重兴寨", "532601") != "Chóngxīngzhài" {
		t.Errorf("deleted: %v", err)
	}
	if _, err := s.Get(ctx, r.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("read when deleted: %v", err)
	}
}

func TestBadReadings(t *testing.T) {
	t.Parallel()
	s, _ := newStore(t)
	ctx := context.Background()
	for _, tc := range []struct {
		r     Reading
		field string
		key   string
	}{
		{Reading{Reading: "a"}, "text", "problem.required"},
		{Reading{Text: "重庆"}, "reading", "problem.required"},
		{Reading{Text: "重庆", Reading: "chóng"}, "reading", "spelling.bad_reading"},
		{Reading{Text: "重庆", Reading: "chóng xxx"}, "reading", "spelling.bad_reading"},
		{Reading{Text: "重庆", Reading: "chóng qìng lù"}, "reading", "spelling.bad_reading"},
		{Reading{Text: "重庆A", Reading: "chóng qìng ā"}, "text", "spelling.not_chinese"},
		{Reading{Text: "重庆", Reading: "chóng qìng", Scope: ScopeCharacter}, "scope", "spelling.one_character"},
		{Reading{Text: "重庆", Reading: "chóng qìng", Scope: "all"}, "scope", "problem.unknown_value"},
		{Reading{Text: "重庆", Reading: "重庆", Transliteration: true}, "reading", "spelling.not_latin"},
		{Reading{Text: "重庆", Reading: "chóng qìng", AreaCode: "532699"}, "area_code", "gazetteer.unknown_area"},
		{Reading{Text: "重庆", Reading: "chóng qìng", Note: "a\x00b"}, "note", "problem.control_characters"},
	} {
		_, err := s.Create(ctx, by(actor.Officer, "53"), withArea(tc.r))
		p := problem.As(err)
		if p == nil || p.Kind != problem.Invalid || len(p.Fields) != 1 || p.Fields[0].Field != tc.field || p.Fields[0].Key != tc.key {
			t.Errorf("%+v: %v, want %s %s", tc.r, err, tc.field, tc.key)
		}
	}
	if left, err := s.List(ctx, Filter{Limit: 10}); err != nil || len(left) != 0 {
		t.Errorf("refused and stored: %+v %v", left, err)
	}
}

func withArea(r Reading) Reading {
	if r.AreaCode == "" {
		r.AreaCode = "5326"
	}
	return r
}

// What an officer settles is how entries with such names are found, older ones too.
func TestSearchFollowsSettledReadings(t *testing.T) {
	t.Parallel()
	s, places := newStore(t)
	ctx := context.Background()
	admin := by(actor.Admin, "5326")
	if _, err := places.Create(ctx, admin, uuid.Nil, gazetteer.Draft{Name: "甸索坪", ClassCode: "22200", AreaCode: "532601101", Status: gazetteer.Historic}); err != nil {
		t.Fatal(err)
	}
	first := func(text string) string {
		hits, err := places.Search(ctx, gazetteer.Search{Text: text, Limit: 3})
		if err != nil {
			t.Fatal(err)
		}
		if len(hits) == 0 {
			return ""
		}
		return hits[0].Name
	}
	r, err := s.Create(ctx, by(actor.Officer, "532601"), Reading{Text: "甸索", Reading: "tián suó", AreaCode: "532601"})
	if err != nil {
		t.Fatal(err)
	}
	if got := first("tiansuoping"); got != "甸索坪" {
		t.Errorf("found by the settled reading: %q", got)
	}
	if _, err := places.Create(ctx, admin, uuid.Nil, gazetteer.Draft{Name: "甸索岩", ClassCode: "22200", AreaCode: "532601101", Status: gazetteer.Historic}); err != nil {
		t.Fatal(err)
	}
	if got := first("tiansuoyan"); got != "甸索岩" {
		t.Errorf("a new entry is found by the settled reading: %q", got)
	}
	if err := s.Delete(ctx, by(actor.Officer, "532601"), r.ID, r.Version); err != nil {
		t.Fatal(err)
	}
	if got := first("diansuoping"); got != "甸索坪" {
		t.Errorf("found by the usual reading: %q", got)
	}
}
