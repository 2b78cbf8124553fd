package gazetteer

import (
	"context"
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

func pointer[T any](v T) *T { return &v }

// cleared is a context whose reader is cleared up to a grade.
func cleared(g actor.Grade) context.Context {
	return actor.WithReader(context.Background(), actor.Actor{Login: "reader", Clearance: g})
}

// gradedEntry is an entry with everything that can be graded, written by somebody cleared.
func gradedEntry(t *testing.T, s *Store) (Place, data.Change) {
	t.Helper()
	c := data.Change{Actor: actor.Actor{Login: "mi", Name: "密", Role: actor.Reviewer, Area: "532601", Clearance: actor.Secret}, Door: "test"}
	d := village("隐泉寨")
	*d.Lon, *d.Lat = 104.056789, 23.054321
	d.Meaning, d.History = "泉水隐于林", "三迁其址"
	err := d.SetForms([]Form{{Kind: "alias", Text: "九号点", Grade: 2, Source: "内部资料"}, {Kind: "alias", Text: "泉边"},
		{Kind: "minority", Text: "Raemj Ndoi", Language: "za", Script: "Latn"}, {Kind: "map", Text: "隐泉", Sheet: "G-48", Edition: "1975", Scale: "1:50000"}})
	if err != nil {
		t.Fatal(err)
	}
	d.Secrecy = Secrecy{"position": 2, "history": 1, "meaning": 0}
	p, err := s.Create(context.Background(), c, uuid.Nil, d)
	if err != nil {
		t.Fatal(err)
	}
	return p, c
}

// Every door of the package, asked by a reader without clearance: neither the field nor a
// hint of it.
func TestGradedFieldsAreNowhere(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	p, _ := gradedEntry(t, s)
	ctx, open := context.Background(), cleared(actor.Secret)
	doors := map[string]func(context.Context) (any, error){
		"get":     func(ctx context.Context) (any, error) { return s.Get(ctx, p.ID) },
		"list":    func(ctx context.Context) (any, error) { return s.List(ctx, Filter{Limit: 10, Text: "隐泉寨"}) },
		"history": func(ctx context.Context) (any, error) { return s.History(ctx, p.ID) },
		"search": func(ctx context.Context) (any, error) {
			return s.Search(ctx, Search{Text: "隐泉寨", Limit: 5, Clearance: int16(actor.ClearanceOf(ctx))})
		},
		"feature": func(ctx context.Context) (any, error) { return Features(s.db).Feature(ctx, p.ID.String()) },
		"features": func(ctx context.Context) (any, error) {
			page, err := Features(s.db).Features(ctx, feature.Query{Limit: 10})
			return page, err
		},
	}
	lon := strings.TrimRight(jsonOf(*p.Lon), "0")
	for name, door := range doors {
		shut, err := door(ctx)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		wide, err := door(open)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, secret := range []string{"九号点", "三迁其址", lon, `"position"`, `"grade": 2`} {
			if text := jsonOf(shut); strings.Contains(text, secret) {
				t.Errorf("%s tells %q: %s", name, secret, text)
			}
		}
		if !strings.Contains(jsonOf(wide), lon) || !strings.Contains(jsonOf(shut), "隐泉寨") {
			t.Errorf("%s: cleared %s, not cleared %s", name, jsonOf(wide), jsonOf(shut))
		}
	}
	for _, q := range []string{"九号点", "jiuhaodian", "jhd"} {
		hits, err := s.Search(ctx, Search{Text: q, Limit: 5})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range hits {
			if h.ID == p.ID {
				t.Errorf("%q finds the entry by its graded alias", q)
			}
		}
		if hits, err = s.Search(open, Search{Text: q, Limit: 5, Clearance: 3}); err != nil || len(hits) == 0 || hits[0].ID != p.ID {
			t.Errorf("%q: the cleared reader finds %v, %v", q, hits, err)
		}
	}
	box := orb.Bound{Min: orb.Point{*p.Lon - 0.001, *p.Lat - 0.001}, Max: orb.Point{*p.Lon + 0.001, *p.Lat + 0.001}}
	page, err := Features(s.db).Features(ctx, feature.Query{BBox: &box, Limit: 10})
	if err != nil || strings.Contains(jsonOf(page), "隐泉寨") {
		t.Errorf("a small box hints at the position: %s, %v", jsonOf(page), err)
	}
}

func jsonOf(v any) string {
	text, err := json.MarshalIndent(v, "", " ")
	if err != nil {
		panic(err)
	}
	return string(text)
}

// A whole graded entry is not there; tiles never have one.
func TestGradedEntryIsNotThere(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	p, c := gradedEntry(t, s)
	if _, err := s.Update(context.Background(), c, p.ID, 1, func(d *Draft) error { d.Secrecy = Secrecy{"entry": 1}; return nil }); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Get(context.Background(), p.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("get: %v", err)
	}
	if _, err := s.History(context.Background(), p.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("history: %v", err)
	}
	if list, err := s.List(context.Background(), Filter{Limit: 10}); err != nil || strings.Contains(jsonOf(list), "隐泉寨") {
		t.Errorf("list: %v", err)
	}
	if hits, err := s.Search(context.Background(), Search{Text: "隐泉寨", Limit: 5}); err != nil || strings.Contains(jsonOf(hits), "隐泉寨") {
		t.Errorf("search: %v, %v", hits, err)
	}
	var drawn int
	if err := s.db.Read().QueryRow(context.Background(), "SELECT count(*) FROM map_place WHERE id = $1", p.ID).Scan(&drawn); err != nil || drawn != 0 {
		t.Errorf("%d on the map, %v", drawn, err)
	}
}

// An author who is not cleared changes what he sees and nothing that he does not.
func TestUnclearedAuthor(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	p, keeper := gradedEntry(t, s)
	c := data.Change{Actor: actor.Actor{Login: "li", Name: "李", Role: actor.Reviewer, Area: "532601"}, Door: "test"}
	for name, change := range map[string]func(*Draft) error{
		"moves it":            func(d *Draft) error { d.Lon = pointer(*d.Lon + 0.0001); return nil },
		"rewrites it":         func(d *Draft) error { d.History = "另说"; return nil },
		"takes a grade away":  func(d *Draft) error { d.Secrecy = Secrecy{"history": 1}; return nil },
		"sets a grade":        func(d *Draft) error { d.Secrecy = Secrecy{"position": 2, "history": 1, "meaning": 1}; return nil },
		"grades a name":       func(d *Draft) error { return d.SetForms(append(d.Forms, Form{Kind: "other", Text: "某", Grade: 1})) },
		"grades what is none": func(d *Draft) error { d.Secrecy = Secrecy{"position": 2, "history": 1, "name": 1}; return nil },
	} {
		_, err := s.Update(context.Background(), c, p.ID, 1, change)
		if want := map[bool]problem.Kind{true: problem.Invalid, false: problem.Forbidden}[name == "grades what is none"]; !problem.Is(err, want) {
			t.Errorf("%s: %v, want %s", name, err, want)
		}
	}
	_, err := s.Update(context.Background(), c, p.ID, 1, func(d *Draft) error { d.AltNames, d.Meaning = []string{"泉边寨"}, "改"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	after, err := s.Get(cleared(actor.Secret), p.ID)
	if err != nil || strings.Join(after.AltNames, " ") != "泉边寨 九号点" || after.History != "三迁其址" || after.Meaning != "改" || len(after.Secrecy) != 2 {
		t.Errorf("after: %s, %v", jsonOf(after), err)
	}
	if _, err := s.Update(context.Background(), keeper, p.ID, 2, func(d *Draft) error { d.Secrecy = nil; return nil }); err != nil {
		t.Errorf("the keeper opens it: %v", err)
	}
	if open, err := s.Get(context.Background(), p.ID); err != nil || open.Lon == nil {
		t.Errorf("opened: %v, %v", open.Lon, err)
	}
}

// Name forms keep what is known of them; a renaming leaves a former name with its dates.
func TestNameForms(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	p, c := gradedEntry(t, s)
	p, err := s.Update(context.Background(), c, p.ID, 1, func(d *Draft) error { d.Name = "清泉寨"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	p, err = s.Get(cleared(actor.Secret), p.ID)
	if err != nil {
		t.Fatal(err)
	}
	byText := map[string]Name{}
	for _, n := range p.Names {
		byText[n.Text] = n
	}
	old := byText["隐泉寨"]
	if old.Kind != kindFormer || old.To == nil || byText["Raemj Ndoi"].Script != "Latn" || byText["隐泉"].Sheet != "G-48" || byText["九号点"].Grade != 2 {
		t.Errorf("names %+v", p.Names)
	}
	for name, forms := range map[string][]Form{
		"unknown kind":       {{Kind: "nickname", Text: "某"}},
		"no text":            {{Kind: "other"}},
		"ends before begins": {{Kind: "former", Text: "某", From: pointer("1990-01-01"), To: pointer("1980-01-01")}},
		"no date":            {{Kind: "former", Text: "某", From: pointer("1990-02-30")}},
		"two short names":    {{Kind: "short", Text: "甲"}, {Kind: "short", Text: "乙"}},
		"grade":              {{Kind: "other", Text: "某", Grade: 5}},
	} {
		_, err := s.Update(context.Background(), c, p.ID, p.Version, func(d *Draft) error { return d.SetForms(forms) })
		if !problem.Is(err, problem.Invalid) && !problem.Is(err, problem.Forbidden) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
