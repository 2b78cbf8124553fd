package course_test

import (
	"context"
	"io/fs"
	"math"
	"os"
	"strings"
	"testing"

	"cairn/boundaries"
	"cairn/boundaries/course"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/datatest/filled"
	"cairn/data/sample"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// courses is a database with the areas, lines and markers of a folder.
func courses(t testing.TB, name string, folder fs.FS) (*data.DB, *course.Store) {
	t.Helper()
	db := filled.From(t, name, "1", folder, boundaries.Imports(geo.Limits{}))
	return db, course.NewStore(db, boundaries.NewLineStore(db))
}

// Every marker of the pack has a chainage on each of its lines, single ones within 1 m of
// the line, all in the order of their numbers; markers of several lines stand where these
// meet; pairs have one member on each side. Every line has a description without gaps.
func TestPackProfiles(t *testing.T) {
	t.Parallel()
	db, store := courses(t, "course_pack", os.DirFS(datatest.Pack(t, "wenshan")))
	ctx := context.Background()
	lines, err := boundaries.NewLineStore(db).List(ctx, boundaries.LineFilter{}, boundaries.Paging{Limit: 500})
	if err != nil || len(lines.Items) != 222 {
		t.Fatalf("%d lines: %v", len(lines.Items), err)
	}
	types := map[string]boundaries.Marker{}
	markers, err := boundaries.NewMarkerStore(db).List(ctx, boundaries.MarkerFilter{}, boundaries.Paging{Limit: 500})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range markers.Items {
		types[m.ID] = m
	}
	found := map[string]int{}
	for _, l := range lines.Items {
		p, err := store.Profile(ctx, l.Code)
		if err != nil {
			t.Fatal(err)
		}
		if !p.InOrder || math.Abs(p.GeodesicLengthKm-l.GeodesicLengthKm) > 1e-5 {
			t.Errorf("%s: in order %v, %v km, on file %v", l.Name, p.InOrder, p.GeodesicLengthKm, l.GeodesicLengthKm)
		}
		checkStations(t, p, types, found)
		d := p.Draft(problem.Chinese)
		sum := 0.0
		for _, s := range d.Statements {
			sum += s.LengthKm
		}
		if math.Abs(sum-p.GeodesicLengthKm) > 1e-4 || strings.ContainsAny(d.Text, "{}") {
			t.Errorf("%s: %v of %v km are described: %s", l.Name, sum, p.GeodesicLengthKm, d.Text)
		}
		if c := p.Compare(course.Read(d.Text), problem.Chinese); c.Differs+c.Missing+c.Extra != 0 {
			t.Errorf("%s beside its own draft %+v\n%s", l.Name, c, d.Text)
		}
	}
	for id, m := range types {
		if found[id] != len(m.Lines) {
			t.Errorf("%s stands on %d of its %d lines", m.Number, found[id], len(m.Lines))
		}
	}
	if len(types) != 54 {
		t.Errorf("%d markers", len(types))
	}
}

func checkStations(t *testing.T, p course.Profile, types map[string]boundaries.Marker, found map[string]int) {
	t.Helper()
	for i, s := range p.Stations {
		if i > 0 && s.ChainageKm < p.Stations[i-1].ChainageKm {
			t.Errorf("%s: %v after %v", p.LineName, s, p.Stations[i-1])
		}
		sides := map[bool]bool{}
		for _, m := range s.Markers {
			found[m.ID]++
			of := types[m.ID]
			if of.Type == "single" && math.Abs(m.OffsetM) > 1 || math.Abs(m.OffsetM) > 300 {
				t.Errorf("%s is %v m off %s", m.Number, m.OffsetM, p.LineName)
			}
			if len(of.Lines) > 1 && len(s.Lines) == 0 {
				t.Errorf("%s stands at no junction of %s", m.Number, p.LineName)
			}
			sides[m.OffsetM > 0] = true
			if of.Type == "double" && len(s.Markers) != 2 || of.Type == "triple" && len(s.Markers) != 3 {
				t.Errorf("%s stands with %d", m.Number, len(s.Markers))
			}
		}
		if len(s.Markers) == 2 && len(sides) != 2 {
			t.Errorf("%s: both on one side: %+v", s.Number, s.Markers)
		}
	}
}

// A description is drafted, edited, outdated by nothing, compared, and given back to the
// draft; stale versions and other areas are refused.
func TestDescription(t *testing.T) {
	t.Parallel()
	db, store := courses(t, "course_sample", sample.Pack())
	ctx := context.Background()
	var code, left string
	if err := db.Read().QueryRow(ctx, "SELECT code, left_area FROM boundary_line WHERE level = 'county' ORDER BY code LIMIT 1").Scan(&code, &left); err != nil {
		t.Fatal(err)
	}
	first, err := store.Describe(ctx, code, problem.Chinese)
	if err != nil || first.Version != 1 || first.Edited || first.Text != first.Draft.Text || len(first.Comparison.Items) != 0 {
		t.Fatalf("%+v: %v", first, err)
	}
	change := func(c data.Change, version int64, edit func(*course.Edit)) (course.Description, error) {
		if err := store.Change(ctx, c, code, version, func(e *course.Edit) error { edit(e); return nil }); err != nil {
			return course.Description{}, err
		}
		return store.Describe(ctx, code, problem.Chinese)
	}
	text := "  由起点起，沿山脊而行。\r\n"
	d, err := change(datatest.Change(), 1, func(e *course.Edit) { e.Text, e.AgreementText = &text, first.Draft.Text })
	if err != nil || d.Text != "由起点起，沿山脊而行。" || !d.Edited || d.Outdated || d.Version != 2 || d.Comparison.Agrees == 0 || d.Comparison.Differs != 0 {
		t.Fatalf("edited %+v: %v", d, err)
	}
	_, err = change(datatest.Change(), 1, func(*course.Edit) {})
	if !problem.Is(err, problem.Stale) {
		t.Errorf("stale: %v", err)
	}
	stranger := data.Change{Actor: actor.Actor{Login: "x", Role: actor.Inspector, Area: "5399"}, Door: "test"}
	if _, err := change(stranger, 2, func(*course.Edit) {}); !problem.Is(err, problem.Unauthorized) && !problem.Is(err, problem.Forbidden) {
		t.Errorf("a stranger: %v", err)
	}
	long := strings.Repeat("长", 20_001)
	for _, bad := range []string{long, "零宽\u200b"} {
		if _, err := change(datatest.Change(), 2, func(e *course.Edit) { e.AgreementText = bad }); !problem.Is(err, problem.Invalid) {
			t.Errorf("%.20q: %v", bad, err)
		}
	}
	d, err = change(datatest.Change(), 2, func(e *course.Edit) { e.Text = nil })
	if err != nil || d.Edited || d.Text != d.Draft.Text || d.AgreementText == "" || d.Version != 3 {
		t.Errorf("given back %+v: %v", d, err)
	}
	if _, err := store.Describe(ctx, "1", problem.Chinese); !problem.Is(err, problem.NotFound) {
		t.Errorf("no line: %v", err)
	}
}
