package api

import (
	"fmt"
	"net/http"
	"testing"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/actor"
)

func TestLocate(t *testing.T) {
	t.Parallel()
	h := withBoundaries(t, func(c *Config) { c.Limits.Points = 3 })
	viewer := h.as(actor.Viewer, "5326")
	p := orb.Point{104.099, 23.1} // east of the county in GCJ-02, west of it in truth
	gcj, bd := geo.GCJFromWGS(p), geo.BDFromWGS(p)
	for _, query := range []string{
		fmt.Sprintf("lon=%v&lat=%v", p[0], p[1]), fmt.Sprintf("lon=%v&lat=%v&crs=wgs84", p[0], p[1]),
		fmt.Sprintf("lon=%v&lat=%v&crs=gcj02", gcj[0], gcj[1]), fmt.Sprintf("lon=%v&lat=%v&crs=bd09", bd[0], bd[1]),
	} {
		var got Located
		viewer.do("GET", "/locate?"+query, nil).want(t, http.StatusOK).into(t, &got)
		if len(got.Areas) != 4 || got.Areas[3].Code != "532601001" || got.Areas[0].Level != "province" || got.Areas[2].Name != "甲县" {
			t.Errorf("%s: %+v", query, got)
		}
	}
	none := viewer.do("GET", "/locate?lon=0&lat=0", nil).want(t, http.StatusOK)
	if string(none.text) != `{"areas":[]}`+"\n" {
		t.Errorf("in the sea: %s", none.text)
	}
	for _, query := range []string{"", "lon=104", "lon=23&lat=104", "lon=x&lat=23", "lon=NaN&lat=23", "lon=1e999&lat=1", "lon=104&lat=23&crs=xian80", "lon=104&lat=23&z=1"} {
		viewer.do("GET", "/locate?"+query, nil).problem(t, http.StatusBadRequest)
	}
	h.nobody().do("GET", "/locate?lon=104&lat=23", nil).problem(t, http.StatusUnauthorized)
	var many LocatedMany
	viewer.do("POST", "/locate", map[string]any{"points": []any{gcj, []float64{1, 1}}, "crs": "gcj02"}).want(t, http.StatusOK).into(t, &many)
	if len(many.Results) != 2 || len(many.Results[0].Areas) != 4 || many.Results[1].Areas == nil || len(many.Results[1].Areas) != 0 {
		t.Errorf("%+v", many)
	}
	for body, status := range map[string]int{
		`{"points": []}`: 200, `{}`: 422, `{"points": [[104]]}`: 422, `{"points": [[104, 23, 5]]}`: 422, `{"points": [[23, 104]]}`: 422,
		`{"points": [["a", 23]]}`: 422, `{"points": [null]}`: 422, `{"points": null}`: 422, `{"points": [[1,1],[1,1],[1,1],[1,1]]}`: 413,
		`{"points": [[1,1]], "crs": "EPSG:4490"}`: 422, `{"points": [[NaN,1]]}`: 400, `{"points": [[1,1]], "x": 1}`: 422,
	} {
		if r := viewer.do("POST", "/locate", body); r.StatusCode != status {
			t.Errorf("%s: %d %s, want %d", body, r.StatusCode, r.text, status)
		}
	}
}
