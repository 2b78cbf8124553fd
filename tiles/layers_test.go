package tiles

import (
	"slices"
	"testing"

	"cairn/internal/problem"
)

func TestTilesets(t *testing.T) {
	t.Parallel()
	want := map[string][]string{
		"places":     {"places"},
		"areas":      {"areas", "area_labels"},
		"boundaries": {"lines", "closing_edges", "markers"},
		"facilities": {"constraints", "burial_zones", "roads", "facilities"},
		"all": {"areas", "constraints", "burial_zones", "roads", "lines", "closing_edges", "places", "facilities",
			"markers", "area_labels"},
	}
	if len(Tilesets()) != len(want) {
		t.Errorf("%d tilesets, want %d", len(Tilesets()), len(want))
	}
	for name, names := range want {
		set, err := FindTileset(name)
		if err != nil || !slices.Equal(set.Layers.Names(), names) {
			t.Errorf("%s: %v, %v", name, set.Layers.Names(), err)
		}
	}
	if _, err := FindTileset("nothing"); !problem.Is(err, problem.NotFound) {
		t.Errorf("an unknown tileset gives %v", err)
	}
}

func TestVisible(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		tileset  string
		signedIn bool
		public   []string
		want     []string // nil: refused
	}{
		{"all", true, nil, Tilesets()[4].Layers.Names()},
		{"boundaries", true, nil, []string{"lines", "closing_edges", "markers"}},
		{"boundaries", false, []string{"boundaries"}, []string{"lines", "markers"}},
		{"boundaries", false, []string{"areas", "places"}, nil},
		{"all", false, nil, nil},
		{"all", false, []string{"areas", "places"}, []string{"areas", "places", "area_labels"}},
		{"all", false, []string{"places", "areas", "boundaries", "facilities"},
			[]string{"areas", "constraints", "burial_zones", "roads", "lines", "places", "facilities", "markers", "area_labels"}},
		{"facilities", false, []string{"facilities"}, []string{"constraints", "burial_zones", "roads", "facilities"}},
	} {
		set, err := FindTileset(tc.tileset)
		if err != nil {
			t.Fatal(err)
		}
		got, err := set.Visible(tc.signedIn, tc.public)
		switch {
		case tc.want == nil && !problem.Is(err, problem.Unauthorized):
			t.Errorf("%+v: got %v, %v", tc, got.Names(), err)
		case tc.want != nil && !slices.Equal(got.Names(), tc.want):
			t.Errorf("%+v: got %v, %v", tc, got.Names(), err)
		}
	}
}

func TestLayersPanicsOnUnknown(t *testing.T) {
	t.Parallel()
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	Layers("places", "nothing")
}

func TestFirstZoom(t *testing.T) {
	t.Parallel()
	areas, roads := layers[0], layers[3]
	values := func(values ...any) []any {
		for i, v := range values {
			if text, ok := v.(string); ok {
				values[i] = &text
			}
		}
		return values
	}
	for _, tc := range []struct {
		layer  *Layer
		values []any
		want   uint8
	}{
		{areas, values("文山市", "county", false), 0},
		{areas, values("开化街道", "township", false), 5},
		{areas, values("x", nil, false), 0},
		{roads, values("x", "national"), 5},
		{roads, values("x", "village"), 10},
	} {
		if got := tc.layer.firstZoom(tc.values); got != tc.want {
			t.Errorf("%s %v: zoom %d, want %d", tc.layer.Name, tc.values, got, tc.want)
		}
	}
}

func TestFeatureID(t *testing.T) {
	t.Parallel()
	seen := map[uint64]bool{}
	for _, key := range []string{"532601", "532622", "532601001", "0198f2a0-0000-7000-8000-000000000001", ""} {
		id := featureID(key)
		if id == 0 || id >= 1<<53 || seen[id] || id != featureID(key) {
			t.Errorf("id of %q is %d", key, id)
		}
		seen[id] = true
	}
}
