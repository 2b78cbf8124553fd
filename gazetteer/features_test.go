package gazetteer

import (
	"context"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"cairn/internal/chinatime"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

func TestFeatures(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	s.now = func() time.Time { return time.Date(2021, 3, 1, 8, 0, 0, 0, chinatime.Zone) }
	d := village("下𣲗坝")
	d.AltNames = []string{"老坝"}
	first := created(t, s, d)
	created(t, s, village("新寨"))
	other := village("古木镇")
	*other.Lon, *other.Lat, other.AreaCode, other.ClassCode = 104.15, 23.15, "532601102", "21500"
	created(t, s, other)
	s.now = func() time.Time { return time.Date(2022, 3, 1, 8, 0, 0, 0, chinatime.Zone) }
	if _, err := s.Retire(ctx, reviewer("53"), first.ID, 1); err != nil {
		t.Fatal(err)
	}
	source := Features(s.db)
	count := func(q feature.Query) int {
		t.Helper()
		page, err := source.Features(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		return len(page.Features)
	}
	during := func(text string) feature.Query {
		i, err := feature.ParseInterval(text)
		if err != nil {
			t.Fatal(err)
		}
		return feature.Query{Datetime: i}
	}
	for name, tc := range map[string]struct {
		query feature.Query
		want  int
	}{
		"all":              {feature.Query{}, 2},
		"box":              {feature.Query{BBox: &orb.Bound{Min: orb.Point{104.1, 23.1}, Max: orb.Point{104.2, 23.2}}}, 1},
		"point box":        {feature.Query{BBox: &orb.Bound{Min: orb.Point{104.15, 23.15}, Max: orb.Point{104.15, 23.15}}}, 1},
		"class":            {feature.Query{Props: map[string]string{"class_code": "22200"}}, 1},
		"name":             {feature.Query{Props: map[string]string{"name": "新寨"}}, 1},
		"before":           {during("2021-02-28"), 0},
		"first day":        {during("2021-03-01"), 3},
		"before retiring":  {during("2022-02-28"), 3},
		"retired that day": {during("2022-03-01"), 2},
		"open start":       {during("../2021-12-31"), 3},
	} {
		if got := count(tc.query); got != tc.want {
			t.Errorf("%s: %d features, want %d", name, got, tc.want)
		}
	}
	page, err := source.Features(ctx, feature.Query{Limit: 1})
	if err != nil || len(page.Features) != 1 || page.Next == "" || page.Features[0].Properties.Get("name") != "新寨" {
		t.Fatalf("first page %+v: %v", page, err)
	}
	if page, err = source.Features(ctx, feature.Query{Limit: 1, After: page.Next}); err != nil || page.Next != "" {
		t.Errorf("second page %+v: %v", page, err)
	}
	one, err := source.Feature(ctx, page.Features[0].ID)
	if err != nil || one.Properties.Get("class_code") != "21500" || one.Geometry.(orb.Point)[0] != 104.15 {
		t.Errorf("one feature %+v: %v", one, err)
	}
	for _, id := range []string{"x", first.ID.String()} {
		if _, err := source.Feature(ctx, id); !problem.Is(err, problem.NotFound) {
			t.Errorf("feature %s: %v", id, err)
		}
	}
	for _, bad := range []feature.Query{{After: "x"}, {Props: map[string]string{"colour": "red"}}} {
		if _, err := source.Features(ctx, bad); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%+v: %v", bad, err)
		}
	}
	extent, err := source.Extent(ctx)
	if err != nil || extent.BBox == nil || extent.BBox.Max[0] != 104.15 || extent.From == nil {
		t.Errorf("extent %+v: %v", extent, err)
	}
}
