package api

import (
	"net/url"
	"strings"
	"testing"

	"cairn/gazetteer"
	"cairn/internal/actor"
)

// What is preferred goes first; what filters leaves out.
func TestSearchPreferences(t *testing.T) {
	t.Parallel()
	h := withPlaces(t)
	reviewer := h.as(actor.Reviewer, "5326")
	for lon, area := range map[float64]string{104.02: "532601001", 104.25: "532622101"} {
		reviewer.do("POST", "/gazetteer/entries", hamlet("name", "新寨", "lon", lon, "area_code", area, "position_reason", "飞地")).want(t, 201)
	}
	first := func(c client, query string) gazetteer.Hit {
		t.Helper()
		var page struct{ Items []gazetteer.Hit }
		c.do("GET", query, nil).want(t, 200).into(t, &page)
		if len(page.Items) == 0 {
			t.Fatalf("%s: nothing", query)
		}
		return page.Items[0]
	}
	q := "?q=" + url.QueryEscape("新寨")
	for _, path := range []string{"/gazetteer/search", "/gazetteer/suggest"} {
		for query, want := range map[string]string{
			"&lon=104.26&lat=23.01": "532622101", "&lon=104.01&lat=23.01": "532601001",
			"&near_area=532622": "532622101", "&near_area=532601": "532601001", "&area=532622&near_area=532601": "532622101",
		} {
			if got := first(reviewer, path+q+query); got.AreaCode != want {
				t.Errorf("%s%s: %s", path, query, got.AreaCode)
			}
		}
		if got := first(h.as(actor.Reviewer, "532622"), path+q); got.AreaCode != "532622101" {
			t.Errorf("%s: the reader's own area is not preferred: %s", path, got.AreaCode)
		}
	}
	for _, path := range []string{
		"/gazetteer/search" + q + "&lon=104", "/gazetteer/search" + q + "&lat=23", "/gazetteer/search" + q + "&lon=x&lat=23", "/gazetteer/search" + q + "&lon=200&lat=23",
		"/gazetteer/suggest", "/gazetteer/suggest" + q + "&limit=11", "/gazetteer/suggest" + q + "&near_area=" + strings.Repeat("5", 13),
		"/gazetteer/suggest?q=%ff", "/gazetteer/suggest?q=%00", "/gazetteer/suggest?q=" + strings.Repeat("x", 10_000),
	} {
		reviewer.do("GET", path, nil).problem(t, 400)
	}
	h.nobody().do("GET", "/gazetteer/suggest"+q, nil).problem(t, 401)
}
