package api

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/danielgtaylor/huma/v2"

	"cairn/internal/actor"
)

// hostileValues are tried in every field of every body.
var hostileValues = []any{
	nil, true, 0, -1, 5, 1e308, -0.5, 104.2, 5_000_000_000, 1 << 53, json.RawMessage("5.0"), json.RawMessage("-2e1"), "", " ", "x", "NaN", "2021-02-30", "𣲗𠮷😀", "a\x00b", "a\u0007b", "line\nline", "\u202eevil", "'; DROP TABLE place; --",
	strings.Repeat("长", 10_000), "532601", "5326010019999", "00000000-0000-0000-0000-000000000000",
	[]any{}, []any{nil}, []any{"x", "x"}, []any{map[string]any{}}, map[string]any{}, map[string]any{"type": "Point"},
	map[string]any{"type": "Point", "coordinates": []any{23.3, 104.2}},
	map[string]any{"type": "Point", "coordinates": []any{104.2, "23"}},
	map[string]any{"type": "Point", "coordinates": []any{1e308, -1e308}},
	map[string]any{"type": "Polygon", "coordinates": []any{[]any{[]any{104.1, 23.1}, []any{104.2, 23.1}, []any{104.2, 23.2}}}},
	map[string]any{"type": "Polygon", "coordinates": []any{[]any{[]any{104.1, 23.1}, []any{104.2, 23.2}, []any{104.2, 23.1}, []any{104.1, 23.2}, []any{104.1, 23.1}}}},
	map[string]any{"type": "Polygon", "coordinates": []any{[]any{[]any{104.1, 23.1}, []any{104.1, 23.1}, []any{104.1, 23.1}, []any{104.1, 23.1}}}},
	map[string]any{"type": "Point", "coordinates": []any{104.2, 23.3}, "crs": map[string]any{"type": "name", "properties": map[string]any{"name": "EPSG:2435"}}},
	map[string]any{"type": "Circle", "coordinates": []any{104.2, 23.3}},
	map[string]any{"type": "GeometryCollection", "geometries": []any{}},
}

// Whatever stands in a field of a body, the answer is a success that is one change, or a
// problem in the 400s that names a field and changes nothing.
func TestHostileFields(t *testing.T) {
	t.Parallel()
	const shares = 4 // of the routes, side by side
	keys := slices.Sorted(maps.Keys(routeRights))
	for share := range shares {
		t.Run(strconv.Itoa(share), func(t *testing.T) {
			t.Parallel()
			p := newPlace(t)
			c := p.root()
			for i := share; i < len(keys); i += shares {
				p.harmRoute(c, keys[i])
			}
		})
	}
}

// harmRoute tries every value in every field of the body of a route that writes.
func (p *place) harmRoute(c client, key string) {
	p.t.Helper()
	want := routeRights[key]
	method, pattern, _ := strings.Cut(key, " ")
	if want.write == nil || method != http.MethodPost && method != http.MethodPatch {
		return
	}
	fields := bodyFields(p.server.api.OpenAPI(), method, pattern)
	body := want.write(p).body
	if _, file := body.(string); file || body == nil && len(fields) == 0 {
		return // a file; or neither the description nor the attempt knows a body
	}
	if len(fields) == 0 && pattern != "/accounts/{id}/password" {
		p.t.Errorf("%s: the description names no field", key)
	}
	p.harmFields(c, method, pattern, fields, want.write)
}

// harmFields tries every value in every field of a route's body, on a record that nothing was done to before.
func (p *place) harmFields(c client, method, pattern string, fields []string, make func(*place) attempt) {
	p.t.Helper()
	a, changes, fresh := attempt{}, 0, false
	for _, field := range fields {
		for i, value := range hostileValues {
			if !fresh && (i == 0 || method == http.MethodPost) { // what was done once may not be done twice
				a = make(p).prepared(c)
				changes, fresh = p.changes(), true
			}
			after, done := p.harm(c, method, pattern, &a, field, value, changes)
			if done || after != changes {
				fresh = false
			}
			changes = after
		}
	}
}

// harm sends a body with one field replaced, when so many changes have been made before; it tells how many there are then,
// and whether the answer was a success.
func (p *place) harm(c client, method, pattern string, a *attempt, field string, value any, before int) (after int, done bool) {
	p.t.Helper()
	body := map[string]any{}
	if a.body != nil {
		body = maps.Clone(a.body.(map[string]any))
	}
	body[field] = value
	r := p.try(c, method, pattern, attempt{path: a.path, body: body, version: a.version})
	after = p.changes()
	made := after - before
	text := strings.ToValidUTF8(string(r.text), "?")
	switch {
	case r.StatusCode >= 500 || r.StatusCode == http.StatusPreconditionFailed:
		p.t.Errorf("%s %s with %s = %.80v: %d %s", method, pattern, field, value, r.StatusCode, text)
	case r.StatusCode >= 400:
		b := r.problem(p.t, r.StatusCode)
		for _, e := range b.Errors {
			if e.Field == "" || e.Message == e.Code || strings.ContainsAny(e.Message, "{}") {
				p.t.Errorf("%s %s with %s = %.80v is not worded: %+v", method, pattern, field, value, e)
			}
		}
		if made != 0 || b.Status == http.StatusUnprocessableEntity && b.Code == "problem.invalid" && len(b.Errors) == 0 || b.Code == "problem.check" {
			p.t.Errorf("%s %s with %s = %.80v is refused by %s and makes %d changes: %s", method, pattern, field, value, b.Code, made, text)
		}
	default:
		if made > 1 {
			p.t.Errorf("%s %s with %s = %.80v makes %d changes", method, pattern, field, value, made)
		}
		if tag := r.Header.Get("ETag"); method == http.MethodPatch {
			v, err := parseIfMatch(tag)
			if err != nil {
				p.t.Fatalf("%s %s answers with the tag %s", method, pattern, tag)
			}
			a.version = v
		}
	}
	return after, r.StatusCode < 300
}

// Characters beyond the basic plane come back as they went in.
func TestRareCharactersSurvive(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.root()
	const rare = "𣲗𠮷村𰀀"
	for _, tc := range []struct {
		path, field string
		body        any
	}{
		{"/gazetteer/entries", "name", newEntry(p).body},
		{"/gazetteer/entries", "meaning", newEntry(p).body},
		{"/facilities", "name", newFacility(p).body},
		{"/boundaries/markers", "description", newMarker(p).body},
	} {
		body := tc.body.(map[string]any)
		body[tc.field] = rare
		made := c.do("POST", tc.path, body).want(t, http.StatusCreated)
		var got map[string]any
		c.do("GET", made.Header.Get("Location"), nil).want(t, http.StatusOK).into(t, &got)
		if got[tc.field] != rare {
			t.Errorf("%s of %s is %q", tc.field, tc.path, got[tc.field])
		}
	}
}

// bodyFields are the fields that the description gives a route's body.
func bodyFields(api *huma.OpenAPI, method, pattern string) []string {
	item := api.Paths[docPath(pattern)]
	op := map[string]*huma.Operation{http.MethodPost: item.Post, http.MethodPatch: item.Patch}[method]
	if op.RequestBody == nil {
		return nil
	}
	var fields []string
	for _, media := range op.RequestBody.Content {
		schemas := append([]*huma.Schema{media.Schema}, append(media.Schema.OneOf, media.Schema.AnyOf...)...)
		for _, schema := range schemas {
			for schema.Ref != "" {
				schema = api.Components.Schemas.SchemaFromRef(schema.Ref)
			}
			fields = append(fields, slices.Collect(maps.Keys(schema.Properties))...)
		}
	}
	slices.Sort(fields)
	return slices.Compact(fields)
}

// Whatever stands in a parameter, reading never fails on our side and changes nothing.
func TestHostileParameters(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Admin, "5326")
	addresses := map[string]string{} // made first: some need records
	for path, item := range p.server.api.OpenAPI().Paths {
		if item.Get != nil {
			addresses[path] = p.instance(item.Get.Path)
		}
	}
	before := p.changes()
	values := []string{"NaN", "-Inf", "x", "-1", "0", "1e999", "99999999999999999999", "104.2", "𣲗", "%", "_", "'", `"`, "\x00", "\u0007", "\xff", "2021-02-30", "0001-01-01", "9999-12-31",
		"2021-12-31", "null", "true", "../../etc/passwd", "5326", "532601001201999", strings.Repeat("长", 3000), "104,23,105,24", "1e308,1e308,1e308,1e308", "\\", "()|*+?", "a b"}
	for route, item := range p.server.api.OpenAPI().Paths {
		if item.Get == nil {
			continue
		}
		path, rest, _ := strings.Cut(addresses[route], "?")
		for _, param := range item.Get.Parameters {
			if param.In != "query" {
				continue
			}
			for _, value := range values {
				query, err := url.ParseQuery(rest)
				if err != nil {
					t.Fatal(err)
				}
				query.Set(param.Name, value)
				if r := c.do(http.MethodGet, path+"?"+query.Encode(), nil); r.StatusCode >= 500 || r.StatusCode == http.StatusUnprocessableEntity {
					t.Errorf("%s with %s = %.60q: %d %.300s", path, param.Name, value, r.StatusCode, r.text)
				}
			}
		}
	}
	if n := p.changes(); n != before {
		t.Errorf("reading made %d changes", n-before)
	}
}

// Path parameters of any kind are refused or not found.
func TestHostilePaths(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	c := p.as(actor.Admin, "5326")
	for _, r := range p.server.routes {
		for _, value := range []string{"x", "%00", "%ff", "..%2f..", "%F0%A3%B2%97", "0", "-1", "%25", "99999999999999999999", strings.Repeat("9", 3000), "00000000-0000-0000-0000-000000000000"} {
			path := pathParam.ReplaceAllString(r.path, value)
			if path == r.path {
				continue
			}
			var body any
			if r.method != http.MethodGet && r.method != http.MethodDelete {
				body = map[string]any{}
			}
			if a := c.do(r.method, path, body, "If-Match", `"1"`); a.StatusCode >= 500 {
				t.Errorf("%s %s: %d %.300s", r.method, path, a.StatusCode, a.text)
			}
		}
	}
}
