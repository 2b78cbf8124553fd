package facilities

import (
	"context"
	"testing"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/internal/feature"
	"cairn/internal/problem"
)

func TestFeaturesOfPack(t *testing.T) {
	t.Parallel()
	source, ctx := Features(packDB(t)), context.Background()
	seen := map[string]bool{}
	for q := (feature.Query{Limit: 1000}); ; {
		page, err := source.Features(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range page.Features {
			if seen[f.ID] || f.Geometry == nil || f.Properties.Get("status") == nil {
				t.Fatalf("%+v", f)
			}
			seen[f.ID] = true
		}
		if q.After = page.Next; q.After == "" {
			break
		}
	}
	if len(seen) != 4937 {
		t.Errorf("%d facilities", len(seen))
	}
	extent, err := source.Extent(ctx)
	if err != nil || extent.BBox == nil || extent.BBox.Min[0] < 103 || extent.BBox.Max[0] > 107 || extent.From == nil {
		t.Errorf("extent %+v: %v", extent, err)
	}
}

func TestFeatures(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	f := mustCreate(t, s, nil)
	mustCreate(t, s, func(d *Draft) {
		d.Kind, d.Lon, d.Lat, d.Status, d.StatusFrom = "care_home", nil, nil, "closed", ptr(day("2020-01-01"))
	})
	source := Features(s.db)
	at := func(text string) feature.Interval {
		i, err := feature.ParseInterval(text)
		if err != nil {
			t.Fatal(err)
		}
		return i
	}
	box := func(w, e float64) *orb.Bound { return &orb.Bound{Min: orb.Point{w, 23}, Max: orb.Point{e, 24}} }
	for name, tc := range map[string]struct {
		q    feature.Query
		want int
	}{
		"all":           {feature.Query{}, 2},
		"box":           {feature.Query{BBox: box(104.2, 104.3)}, 1},
		"on the edge":   {feature.Query{BBox: box(104.25, 104.25)}, 1},
		"other box":     {feature.Query{BBox: box(104.26, 104.3)}, 0},
		"kind":          {feature.Query{Props: map[string]string{"kind": "care_home"}}, 1},
		"status":        {feature.Query{Props: map[string]string{"status": "closed"}}, 1},
		"before":        {feature.Query{Datetime: at("../2015-05-03")}, 0},
		"first day":     {feature.Query{Datetime: at("2015-05-04")}, 1},
		"since":         {feature.Query{Datetime: at("2021-01-01/..")}, 1},
		"status then":   {feature.Query{Datetime: at("2016-01-01"), Props: map[string]string{"status": "in_use"}}, 1},
		"another kind":  {feature.Query{Props: map[string]string{"kind": "x"}}, 0},
		"name, village": {feature.Query{Props: map[string]string{"name": f.Name, "village_code": "1"}}, 0},
	} {
		page, err := source.Features(ctx, tc.q)
		if err != nil || len(page.Features) != tc.want {
			t.Errorf("%s: %d features, want %d: %v", name, len(page.Features), tc.want, err)
		}
	}
	one, err := source.Feature(ctx, f.ID.String())
	if err != nil || one.Geometry != orb.Geometry(orb.Point{104.25, 23.36}) || one.Properties.Get("status_from") != "2015-05-04" {
		t.Errorf("%+v: %v", one, err)
	}
	if _, err := source.Feature(ctx, uuid.NewString()); !problem.Is(err, problem.NotFound) {
		t.Errorf("an unknown id gives %v", err)
	}
	if _, err := source.Feature(ctx, "x"); !problem.Is(err, problem.NotFound) {
		t.Errorf("no id gives %v", err)
	}
	for _, q := range []feature.Query{{After: "x"}, {Props: map[string]string{"colour": "red"}}, {Props: map[string]string{"status": "x"}}} {
		if _, err := source.Features(ctx, q); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%+v: %v", q, err)
		}
	}
}
