package changes

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Every name that a proposal may use is one of the entry's fields or makes one.
func TestFieldTable(t *testing.T) {
	t.Parallel()
	lon, lat := 104.05, 23.05
	d := gazetteer.Draft{Name: "新寨", AltNames: []string{"寨"}, Lon: &lon, Lat: &lat}
	for name, value := range valuesOf(d) {
		var back gazetteer.Draft
		if err := (Fields{name: value}).write(&back); err != nil {
			t.Errorf("%s = %s: %v", name, value, err)
		}
		if again := valuesOf(back)[name]; !same(again, value) {
			t.Errorf("%s went in as %s and came back as %s", name, value, again)
		}
	}
	var empty gazetteer.Draft
	for _, name := range FieldNames() {
		if err := (Fields{name: null}).write(&empty); err != nil {
			t.Errorf("null empties %s: %v", name, err)
		}
	}
}

// Steps and states are in the table of transitions, and lead to states there are.
func TestTransitions(t *testing.T) {
	t.Parallel()
	for _, step := range Steps {
		if len(transitions[step]) == 0 {
			t.Errorf("%s is possible nowhere", step)
		}
		for from, to := range transitions[step] {
			if !knownState(from) || !knownState(to) {
				t.Errorf("%s leads from %s to %s", step, from, to)
			}
		}
	}
}

func knownState(state string) bool {
	for _, s := range States {
		if s == state {
			return true
		}
	}
	return false
}

// Whatever stands in proposed fields, they are refused as invalid with a field named, or
// kept in a form that reads back as itself, and merging them terminates in a state.
func FuzzFields(f *testing.F) {
	for _, seed := range []string{`{}`, `{"name":"𣲗"}`, `{"name":null,"alt_names":["a","a",""]}`, `{"lon":104,"lat":23}`, `{"lon":1e999}`,
		`{"geometry":{"type":"Point","coordinates":[104,23]},"lon":104}`, `{"position":null}`, `{"position":{"type":"LineString","coordinates":[[104,23],[104,23.1]]},"geometry":null}`,
		`{"alt_names":{}}`, `{"colour":1}`, `{"lat":"x"}`, `{"geometry":{"type":"GeometryCollection","geometries":[]}}`, `{"name":"\ud800"}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		var fields Fields
		if json.Unmarshal(text, &fields) != nil {
			return
		}
		lon, lat := 104.05, 23.05
		before := gazetteer.Draft{Name: "新寨", ClassCode: "22200", AreaCode: "532601001", Lon: &lon, Lat: &lat}
		d := before
		if err := fields.write(&d); err != nil {
			if p := problem.As(err); p == nil || p.Kind != problem.Invalid || len(p.Fields) == 0 {
				t.Fatalf("%s is refused as %v", text, err)
			}
			return
		}
		kept := fields.keep(d)
		again := before
		if err := kept.write(&again); err != nil {
			t.Fatalf("%s was kept as %s, which is refused: %v", text, encode(kept), err)
		}
		for name, value := range kept {
			if !same(valuesOf(again)[name], value) {
				t.Fatalf("%s: %s was kept as %s and reads back as %s", text, name, value, valuesOf(again)[name])
			}
		}
		merges(t, before, kept)
	})
}

// merges compares a proposal with the entry that it was made for.
func merges(t *testing.T, before gazetteer.Draft, proposed Fields) {
	p := gazetteer.Place{ID: uuid.New(), Name: before.Name, ClassCode: before.ClassCode, AreaCode: before.AreaCode, Version: 1, Status: gazetteer.Current,
		Geom: data.Geom{Geometry: before.Geometry}}
	it := Item{Op: Modify, PlaceID: p.ID, BaseVersion: 1, Base: valuesOf(p.Draft()), Proposed: proposed}
	for _, r := range it.compare(&p, nil) {
		if r.State != Clean && r.State != Same {
			t.Fatalf("%s is %s although nobody touched the entry", r.Field, r.State)
		}
	}
}
