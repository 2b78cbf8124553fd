package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"cairn/data/datatest"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

// points is a collection in memory: points 0.1° apart from 104/23 to the north.
type points int

func (n points) feature(i int) feature.Feature {
	return feature.Feature{ID: fmt.Sprintf("p%03d", i), Geometry: orb.Point{104, 23 + float64(i)/10},
		Properties: feature.Props("name", fmt.Sprintf("地名 %d <b>", i), "level", []string{"county", "township"}[i%2])}
}

func (n points) Filters() []feature.Filter {
	return []feature.Filter{{Name: "level", Title: "Level", Type: "string", Enum: []string{"county", "township"}}}
}

func (n points) Features(_ context.Context, q feature.Query) (feature.Page, error) {
	if err := q.Check("places", n.Filters()); err != nil {
		return feature.Page{}, err
	}
	var found []feature.Feature
	for i := range int(n) {
		f := n.feature(i)
		level, asked := q.Props["level"]
		if f.ID > q.After && (q.BBox == nil || q.BBox.Contains(f.Geometry.(orb.Point))) && (!asked || f.Properties.Get("level") == level) {
			found = append(found, f)
		}
	}
	return feature.Cut(found, q.Size()), nil
}

func (n points) Feature(_ context.Context, id string) (feature.Feature, error) {
	for i := range int(n) {
		if f := n.feature(i); f.ID == id {
			return f, nil
		}
	}
	return feature.Feature{}, problem.New(problem.NotFound, "problem.not_found", "what", "places", "id", id)
}

func (n points) Extent(context.Context) (feature.Extent, error) {
	return feature.Extent{BBox: &orb.Bound{Min: orb.Point{104, 23}, Max: orb.Point{104, 24}}}, nil
}

func withPoints(t *testing.T, public ...string) *harness {
	return serve(t, datatest.New(t), func(c *Config) {
		c.Public = public
		c.Features = map[string]feature.Source{"places": points(25), "inspections": points(3)}
	})
}

type featureCollection struct {
	Type           string `json:"type"`
	NumberReturned int    `json:"numberReturned"`
	TimeStamp      string `json:"timeStamp"`
	Links          []link `json:"links"`
	Features       []struct {
		Type     string `json:"type"`
		ID       string `json:"id"`
		Geometry struct {
			Coordinates []float64 `json:"coordinates"`
		} `json:"geometry"`
		Properties map[string]any `json:"properties"`
	} `json:"features"`
}

func (fc featureCollection) link(rel string) string {
	i := slices.IndexFunc(fc.Links, func(l link) bool { return l.Rel == rel })
	if i < 0 {
		return ""
	}
	return fc.Links[i].Href
}

func TestItemsPages(t *testing.T) {
	t.Parallel()
	c := withPoints(t, layerPlaces).nobody()
	var ids []string
	next := "/collections/places/items?limit=4&level=county&bbox=103,22,105,26&datetime=2021-01-01/.."
	for next != "" {
		r := c.do("GET", next, nil).want(t, 200)
		var fc featureCollection
		r.into(t, &fc)
		if fc.Type != "FeatureCollection" || fc.NumberReturned != len(fc.Features) || fc.TimeStamp == "" || r.Header.Get("Content-Type") != typeGeoJSON {
			t.Fatalf("%s", r.text)
		}
		for _, f := range fc.Features {
			ids = append(ids, f.ID)
		}
		next = fc.link("next")
		if next != "" && (!strings.Contains(next, "level=county") || !strings.Contains(next, "limit=4") || !strings.Contains(strings.Join(r.Header.Values("Link"), ","), `rel="next"`)) {
			t.Fatalf("next is %s", next)
		}
	}
	if len(ids) != 13 || !slices.IsSorted(ids) || len(slices.Compact(ids)) != 13 {
		t.Errorf("%d features: %v", len(ids), ids)
	}
}

func TestItemsParameters(t *testing.T) {
	t.Parallel()
	c := withPoints(t, layerPlaces).nobody()
	for query, status := range map[string]int{
		"": 200, "limit=1": 200, "limit=999999": 200, "bbox=104,23,104,23.25": 200, "bbox=104,23,0,104,23.25,9": 200,
		"bbox=177,20,-175,30": 200, "bbox=103,20,-175,30": 200, "datetime=2021-01-01": 200, "datetime=../2021-01-01T00:00:00Z": 200,
		"bbox=23,103,25,105&bbox-crs=" + url.QueryEscape("http://www.opengis.net/def/crs/EPSG/0/4490"): 200,
		"limit=0": 400, "limit=-1": 400, "limit=x": 400, "bbox=1,2,3": 400, "bbox=a,b,c,d": 400, "bbox=104,24,105,23": 400,
		"bbox=NaN,1,2,3": 400, "bbox=104,23,104,95": 400, "bbox=1,2,3,4,5": 400, "bbox=1,2,3,4,5,6,7": 400,
		"datetime=yesterday": 400, "datetime=2022-01-01/2021-01-01": 400, "colour=red": 400, "level=x": 400, "f=xml": 400,
		"after=x": 400, "crs=EPSG:9999": 400, "bbox-crs=beijing54": 400, "crs=gcj02": 400, "limit=1&limit=2": 400,
	} {
		r := c.do("GET", "/collections/places/items?"+query, nil)
		if r.StatusCode != status {
			t.Errorf("%s: %d %s", query, r.StatusCode, r.text)
		}
		if status == 400 {
			if p := r.problem(t, 400); len(p.Errors) == 0 || p.Errors[0].Message == "" {
				t.Errorf("%s: %s", query, r.text)
			}
		}
	}
	p := c.do("GET", "/collections/places/items?limit=x&bbox=1&colour=red", nil).problem(t, 400)
	if len(p.Errors) != 3 {
		t.Errorf("all bad parameters are listed: %+v", p.Errors)
	}
	var fc featureCollection
	c.do("GET", "/collections/places/items?bbox=103,20,-175,23.05", nil).want(t, 200).into(t, &fc)
	if len(fc.Features) != 1 {
		t.Errorf("a box across the 180th meridian holds %d", len(fc.Features))
	}
}

func TestItemsSystems(t *testing.T) {
	t.Parallel()
	c := withPoints(t, layerPlaces).nobody()
	uri := "http://www.opengis.net/def/crs/EPSG/0/4490"
	for _, path := range []string{"/collections/places/items?limit=1&crs=", "/collections/places/items/p000?crs="} {
		r := c.do("GET", path+url.QueryEscape(uri), nil).want(t, 200)
		if !strings.Contains(string(r.text), `"coordinates":[23,104]`) || r.Header.Get("Content-Crs") != "<"+uri+">" {
			t.Errorf("%s %s", r.text, r.Header.Get("Content-Crs"))
		}
	}
	if r := c.do("GET", "/collections/places/items/p000", nil).want(t, 200); !strings.Contains(string(r.text), `"coordinates":[104,23]`) {
		t.Errorf("%s", r.text)
	}
}

func TestCollectionsAreByReader(t *testing.T) {
	t.Parallel()
	h := withPoints(t, layerPlaces)
	ids := func(c client) string {
		var body struct {
			Collections []collectionBody `json:"collections"`
		}
		c.do("GET", "/collections", nil).want(t, 200).into(t, &body)
		var all []string
		for _, b := range body.Collections {
			if b.Title == "" || b.Description == "" || len(b.CRS) < 3 || b.Extent.Spatial == nil {
				t.Errorf("%+v", b)
			}
			all = append(all, b.ID)
		}
		return strings.Join(all, " ")
	}
	if got := ids(h.nobody()); got != "places" {
		t.Errorf("nobody sees %s", got)
	}
	if got := ids(h.as(actor.Viewer, "5326")); got != "places inspections" {
		t.Errorf("a viewer sees %s", got)
	}
	h.nobody().do("GET", "/collections/inspections/items", nil).problem(t, 401)
	h.nobody().do("GET", "/collections/inspections", nil).problem(t, 401)
	h.as(actor.Viewer, "5326").do("GET", "/collections/areas/items", nil).problem(t, 404)
	h.nobody().do("GET", "/collections/places/items/p999", nil).problem(t, 404)
	h.nobody().do("GET", "/collections/places/items/%00", nil).problem(t, 400)
	h.nobody().do("GET", "/collections/places/items/%25", nil).problem(t, 404)
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	c := withPoints(t, "all").nobody()
	for _, path := range []string{"/", "/conformance", "/api", "/collections", "/collections/places", "/collections/places/items", "/collections/places/items/p001"} {
		page := c.do("GET", path+"?f=html", nil).want(t, 200)
		text := string(page.text)
		if !strings.HasPrefix(text, "<!doctype html>") || strings.Contains(text, "<b>") || strings.Contains(text, "api.") {
			t.Errorf("%s: %s", path, text)
		}
		for _, outside := range []string{`src="http`, `href="//`, "@import"} {
			if strings.Contains(text, outside) {
				t.Errorf("%s loads from elsewhere", path)
			}
		}
		var v map[string]any
		c.do("GET", path, nil, "Accept", "application/json;q=0.9, text/html;q=0.1").want(t, 200).into(t, &v)
		c.do("GET", path+"?f=json", nil, "Accept", "text/html").want(t, 200).into(t, &v)
		c.do("GET", path, nil, "Accept", "image/png").problem(t, 406)
		c.do("GET", path+"?what=x", nil).problem(t, 400)
		if path != "/" {
			if r := c.do("GET", path, nil, "Accept", "text/html,*/*;q=0.8").want(t, 200); !strings.HasPrefix(r.Header.Get("Content-Type"), typeHTML) {
				t.Errorf("%s for a browser: %s", path, r.Header.Get("Content-Type"))
			}
		}
	}
	r := c.do("GET", "/", nil, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8").want(t, http.StatusFound)
	if r.Header.Get("Location") != "/app/" {
		t.Errorf("browsers go to %s", r.Header.Get("Location"))
	}
}

func TestAcceptance(t *testing.T) {
	t.Parallel()
	for header, want := range map[string][2]float64{
		"": {1, 1}, "*/*": {1, 1}, "application/json": {1, 0}, "application/geo+json;q=0.5": {0.5, 0}, "text/html, */*;q=0.1": {0.1, 1},
		"text/*": {0, 1}, "application/*;q=0.3,application/json;q=0": {0, 0.3}, "image/png": {0, 0}, "text/html;q=9": {0, 0},
		"application/xhtml+xml": {0, 1}, ";;,": {0, 0},
	} {
		if json, html := acceptance(header); json != want[0] || html != want[1] {
			t.Errorf("%q: %v %v", header, json, html)
		}
	}
}

func FuzzAcceptance(f *testing.F) {
	f.Add("text/html;q=0.3, */*;q=0.1")
	f.Fuzz(func(t *testing.T, header string) {
		if json, html := acceptance(header); !(json >= 0 && json <= 1 && html >= 0 && html <= 1) {
			t.Errorf("%q: %v %v", header, json, html)
		}
	})
}

func FuzzParseBox(f *testing.F) {
	f.Add("104,23,105,24", false)
	f.Add("177,20,0,-177,30,9", false)
	f.Add("2500000,300000,2600000,500000", true)
	systems := mustSystems("", "EPSG:4544")
	f.Fuzz(func(t *testing.T, text string, grid bool) {
		crs := systems[0]
		if grid {
			crs = systems[1]
		}
		box, err := parseBox(text, crs)
		if err != nil && !problem.Is(err, problem.BadParameter) {
			t.Errorf("another error: %v", err)
		}
		if box != nil {
			if b := box.lonLat(); b.Min[0] > b.Max[0] || b.Min[1] > b.Max[1] {
				t.Errorf("%q becomes %v", text, b)
			}
		}
	})
}

func FuzzParseIfMatch(f *testing.F) {
	f.Add(`"3"`)
	f.Add(`W/"3"`)
	f.Add(`"`)
	f.Fuzz(func(t *testing.T, text string) {
		v, err := parseIfMatch(text)
		if err == nil && v != noVersion && etagOf(v) != text {
			t.Errorf("%q is taken as %d", text, v)
		}
		if err != nil && problem.As(err) == nil {
			t.Errorf("another error: %v", err)
		}
	})
}

func FuzzDecodeCursor(f *testing.F) {
	f.Add(encodeCursor("a", "b"), 2)
	f.Fuzz(func(t *testing.T, text string, n int) {
		parts, err := decodeCursor(text, n)
		if err == nil && len(parts) != n || err != nil && !problem.Is(err, problem.BadParameter) {
			t.Errorf("%q: %v %v", text, parts, err)
		}
	})
}

// What the checker lets pass, encoding/json reads; what it refuses as syntax, so does encoding/json.
func FuzzCheckJSON(f *testing.F) {
	for _, seed := range []string{`{"a":[1,2.5e-3,null,true],"b":"\ud84c\udc97"}`, `{"a":1,"a":2}`, `[[[[]]]]`, `"\ud800"`, "\"\xff\"", `1e999`, ``, `{"a":}`} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		err := checkJSON(text, 20, 1000)
		var v any
		std := json.Unmarshal(text, &v)
		if err == nil && std != nil {
			t.Errorf("%q passes, but %v", text, std)
		}
		if err != nil && strings.HasPrefix(err.Error(), "api.bad_json") && std == nil {
			t.Errorf("%q is valid, but %v", text, err)
		}
	})
}

func mustSystems(names ...string) []geo.CRS {
	var all []geo.CRS
	for _, name := range names {
		crs, err := geo.ParseCRS(name)
		if err != nil {
			panic(err)
		}
		all = append(all, crs)
	}
	return all
}
