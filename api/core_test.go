package api

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/danielgtaylor/huma/v2"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

type thing struct {
	Name  string   `json:"name" minLength:"1" maxLength:"20"`
	Size  float64  `json:"size,omitempty" minimum:"0"`
	Kinds []string `json:"kinds,omitempty" maxItems:"2"`
}

type thingPatch struct {
	Name  opt[string]  `json:"name,omitempty"`
	Size  opt[float64] `json:"size,omitempty"`
	Names opt[[]thing] `json:"names,omitempty"`
}

type thingInput struct {
	Lon  float64 `query:"lon" minimum:"-180" maximum:"180"`
	Kind string  `query:"kind" enum:"a,b"`
	Paging
	Body thing
}

type thingPatchInput struct {
	ID string `path:"id" format:"uuid"`
	IfMatch
	Body thingPatch `contentType:"application/merge-patch+json"`
}

// withThings adds routes that only these tests have.
func withThings(t *testing.T, change ...func(*Config)) *harness {
	h := serve(t, datatest.New(t), change...)
	r := &router{s: h.server, mux: h.server.mux, api: h.server.api, tag: "test"}
	post(r, "/things", func(_ context.Context, in *thingInput) (*record[thing], error) {
		return recordOf(in.Body, 7), nil
	}, anyone(), "test")
	patch(r, "/things/{id}", func(_ context.Context, in *thingPatchInput) (*record[map[string]bool], error) {
		version, err := in.version()
		if err != nil {
			return nil, err
		}
		return recordOf(map[string]bool{"set": in.Body.Name.Given, "null": in.Body.Name.Null, "size": in.Body.Size.Given}, version+1), nil
	}, needs(actor.EditPlace), "test")
	get(r, "/fails/{how}", func(_ context.Context, in *struct {
		How string `path:"how"`
	}) (*struct{ Body any }, error) {
		switch in.How {
		case "panic":
			panic("secret")
		case "encode":
			return &struct{ Body any }{Body: func() {}}, nil
		case "throttle":
			return nil, problem.New(problem.TooMany, "problem.internal", "seconds", 9)
		}
		return nil, errors.New("secret")
	}, anyone(), "test")
	get(r, "/read", func(context.Context, *struct{}) (*struct{}, error) { return nil, nil }, reads(layerPlaces), "test")
	return h
}

func TestBadRequests(t *testing.T) {
	t.Parallel()
	c := withThings(t).nobody()
	deep := `{"name":` + strings.Repeat("[", 50) + strings.Repeat("]", 50) + `}`
	for _, tc := range []struct {
		name, path, body string
		status           int
		code, field      string
	}{
		{"fine", "/things?lon=104.2", `{"name":"𣲗"}`, 200, "", ""},
		{"no body", "/things", "", 400, "api.no_body", ""},
		{"no JSON", "/things", `{"name":`, 400, "api.bad_json", ""},
		{"trailing text", "/things", `{"name":"x"} x`, 400, "api.bad_json", ""},
		{"NaN", "/things", `{"name":"x","size":NaN}`, 400, "api.bad_json", ""},
		{"beyond float64", "/things", `{"name":"x","size":1e999}`, 400, "api.json_number_range", ""},
		{"doubled key", "/things", `{"name":"x","n\u0061me":"y"}`, 400, "api.json_doubled_key", ""},
		{"half a surrogate", "/things", `{"name":"\ud840"}`, 400, "api.json_half_surrogate", ""},
		{"a whole surrogate pair", "/things", `{"name":"\ud84c\udc97"}`, 200, "", ""},
		{"not UTF-8", "/things", "{\"name\":\"\xff\"}", 400, "api.json_not_utf8", ""},
		{"deep", "/things", deep, 400, "api.json_too_deep", ""},
		{"wrong type", "/things", `{"name":5}`, 422, "problem.invalid", "name"},
		{"a list", "/things", `[]`, 422, "problem.invalid", ""},
		{"null", "/things", `null`, 422, "problem.invalid", ""},
		{"nothing required", "/things", `{}`, 422, "problem.invalid", "name"},
		{"unknown field", "/things", `{"name":"x","colour":"red"}`, 422, "problem.invalid", "colour"},
		{"other case", "/things", `{"name":"x","Size":1}`, 422, "problem.invalid", "Size"},
		{"too long", "/things", `{"name":"` + strings.Repeat("长", 10_000) + `"}`, 422, "problem.invalid", "name"},
		{"too small", "/things", `{"name":"x","size":-1}`, 422, "problem.invalid", "size"},
		{"wrong item", "/things", `{"name":"x","kinds":["a",{}]}`, 422, "problem.invalid", "kinds[1]"},
		{"unknown parameter", "/things?lot=1", `{"name":"x"}`, 400, "api.bad_parameter", "lot"},
		{"NaN parameter", "/things?lon=NaN", `{"name":"x"}`, 400, "api.bad_parameter", "lon"},
		{"infinite parameter", "/things?lon=-Inf", `{"name":"x"}`, 400, "api.bad_parameter", "lon"},
		{"no number", "/things?lon=east", `{"name":"x"}`, 400, "api.bad_parameter", "lon"},
		{"out of range", "/things?lon=181", `{"name":"x"}`, 400, "api.bad_parameter", "lon"},
		{"not in the list", "/things?kind=c", `{"name":"x"}`, 400, "api.bad_parameter", "kind"},
		{"twice", "/things?lon=1&lon=2", `{"name":"x"}`, 400, "api.bad_parameter", "lon"},
		{"control character", "/things?kind=a%00", `{"name":"x"}`, 400, "api.bad_parameter", "kind"},
		{"bad escape", "/things?kind=%zz", `{"name":"x"}`, 400, "api.bad_query", ""},
		{"limit", "/things?limit=1001", `{"name":"x"}`, 400, "api.bad_parameter", "limit"},
		{"parameter before body", "/things?limit=x", `{"colour":1}`, 400, "api.bad_parameter", "limit"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			var body any
			if tc.body != "" {
				body = tc.body
			}
			r := c.do("POST", tc.path, body)
			if tc.status == 200 {
				r.want(t, 200)
				return
			}
			p := r.problem(t, tc.status)
			if p.Code != tc.code || tc.field != "" && (len(p.Errors) == 0 || p.Errors[0].Field != tc.field) {
				t.Errorf("%s, want %s on %s", r.text, tc.code, tc.field)
			}
			if strings.Contains(string(r.text), sep) || strings.Contains(p.Detail, "{") || p.Title == "" {
				t.Errorf("not worded: %s", r.text)
			}
			for _, e := range p.Errors {
				if e.Message == "" || e.Message == e.Code || strings.Contains(e.Message, "%!") {
					t.Errorf("not worded: %+v", e)
				}
			}
		})
	}
}

func TestMediaTypes(t *testing.T) {
	t.Parallel()
	h := withThings(t)
	for media, status := range map[string]int{
		"application/json": 200, "application/json; charset=utf-8": 200, "application/json; charset=gbk": 415,
		"text/plain": 415, "application/merge-patch+json": 415, "application/x-www-form-urlencoded": 415, ";;": 415,
	} {
		if r := h.nobody().do("POST", "/things", `{"name":"x"}`, "Content-Type", media); r.StatusCode != status {
			t.Errorf("%s: %d, want %d", media, r.StatusCode, status)
		}
	}
	h.nobody().do("POST", "/things", `{"name":"x"}`, "Content-Encoding", "gzip").problem(t, 415)
}

func TestPatch(t *testing.T) {
	t.Parallel()
	h := withThings(t)
	c := h.as(actor.Reviewer, "532601")
	path := "/things/0197a2a4-0000-7000-8000-000000000000"
	for _, tc := range []struct{ match, body, want string }{
		{`"3"`, `{"name":null}`, `{"null":true,"set":true,"size":false}`},
		{`"3"`, `{"name":"x","size":2}`, `{"null":false,"set":true,"size":true}`},
		{`"3"`, `{}`, `{"null":false,"set":false,"size":false}`},
	} {
		r := c.do("PATCH", path, tc.body, "If-Match", tc.match).want(t, 200)
		if got := strings.TrimSpace(string(r.text)); got != tc.want || r.Header.Get("ETag") != `"4"` {
			t.Errorf("%s: %s %s", tc.body, got, r.Header.Get("ETag"))
		}
	}
	if p := c.do("PATCH", path, `{}`).problem(t, 428); p.Code != "problem.no_version" {
		t.Error(p)
	}
	for _, bad := range []string{"3", "*", `"3", "4"`, `"3`, `"`, `W/3`, `w/"3"`} {
		c.do("PATCH", path, `{}`, "If-Match", bad).problem(t, 400)
	}
	c.do("PATCH", path, `{"size":"two"}`, "If-Match", `"3"`).problem(t, 422)
	c.do("PATCH", "/things/7", `{}`, "If-Match", `"3"`).problem(t, 400)
	h.nobody().do("PATCH", path, `{}`).problem(t, 401)
	h.as(actor.Viewer, "5326").do("PATCH", path, `{}`).problem(t, 403)
}

func TestFailures(t *testing.T) {
	t.Parallel()
	c := withThings(t).nobody()
	for _, how := range []string{"panic", "encode", "error"} {
		r := c.do("GET", "/fails/"+how, nil)
		if p := r.problem(t, 500); p.Code != "problem.internal" || strings.Contains(string(r.text), "secret") || !strings.Contains(p.Instance, "#") {
			t.Errorf("%s: %s", how, r.text)
		}
	}
	r := c.do("GET", "/fails/throttle", nil)
	if r.problem(t, 429); r.Header.Get("Retry-After") != "9" {
		t.Errorf("Retry-After %q", r.Header.Get("Retry-After"))
	}
	if p := c.do("GET", "/nowhere", nil).problem(t, 404); p.Code != "api.no_route" {
		t.Error(p)
	}
	if r := c.do("DELETE", "/things", nil); r.problem(t, 405).Code != "api.wrong_method" || r.Header.Get("Allow") != "POST" {
		t.Errorf("Allow %q", r.Header.Get("Allow"))
	}
	c.do("POST", "/things", `{"name":"x"}`, "Sec-Fetch-Site", "cross-site").problem(t, 403)
	if p := c.do("GET", "/nowhere", nil, "Accept-Language", "fr").problem(t, 404); p.Title != "没有找到" {
		t.Errorf("Chinese is the default, not %q", p.Title)
	}
}

func TestDatabaseDown(t *testing.T) {
	t.Parallel()
	h := withThings(t)
	c := h.nobody()
	c.do("GET", "/readyz", nil).want(t, 200)
	token := h.as(actor.Viewer, "5326")
	refuseConnections(t, h.db)
	if r := c.do("GET", "/readyz", nil); r.problem(t, 503).Kind() != problem.Unavailable || r.Header.Get("Retry-After") == "" {
		t.Errorf("Retry-After %q", r.Header.Get("Retry-After"))
	}
	c.do("GET", "/healthz", nil).want(t, 200)
	token.do("GET", "/read", nil).problem(t, 503)
}

// refuseConnections makes the database one that cannot be reached.
func refuseConnections(t *testing.T, db *data.DB) {
	t.Helper()
	ctx := context.Background()
	cfg, err := pgx.ParseConfig(db.URL())
	if err != nil {
		t.Fatal(err)
	}
	name := cfg.Database
	cfg.Database = "postgres"
	conn, err := pgx.ConnectConfig(ctx, cfg)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(ctx)
	if _, err := conn.Exec(ctx, "ALTER DATABASE "+name+" ALLOW_CONNECTIONS false"); err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Exec(ctx, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1", name); err != nil {
		t.Fatal(err)
	}
}

// Kind is the kind that the type names.
func (b problemBody) Kind() problem.Kind {
	return problem.Kind(strings.TrimPrefix(b.Type, "/problems/"))
}

func TestReads(t *testing.T) {
	t.Parallel()
	h := withThings(t)
	h.nobody().do("GET", "/read", nil).problem(t, 401)
	h.as(actor.Viewer, "532601").do("GET", "/read", nil).want(t, 200)
	withThings(t, func(c *Config) { c.Public = []string{layerAreas} }).nobody().do("GET", "/read", nil).problem(t, 401)
	withThings(t, func(c *Config) { c.Public = []string{"all"} }).nobody().do("GET", "/read", nil).want(t, 200)
	h.nobody().do("GET", "/read", nil, "Authorization", "Bearer cairn_wrong").problem(t, 401)
	if _, err := New(Config{Public: []string{"secrets"}}); err == nil || !strings.Contains(err.Error(), "secrets") || !strings.Contains(err.Error(), "DB") {
		t.Errorf("a bad configuration gives %v", err)
	}
}

func TestHeaders(t *testing.T) {
	t.Parallel()
	c := withThings(t).nobody()
	r := c.do("GET", "/healthz", nil)
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "Cache-Control": "no-store", "Content-Security-Policy": "frame-ancestors 'none'", "Referrer-Policy": "same-origin", "X-Request-Id": ""} {
		if got := r.Header.Get(name); got == "" || !strings.Contains(got, want) {
			t.Errorf("%s: %q", name, got)
		}
	}
	c.do("HEAD", "/healthz", nil).want(t, 200)
}

func TestWebApp(t *testing.T) {
	t.Parallel()
	page := strings.Repeat("<p>page</p>", 200)
	h := serve(t, datatest.New(t), func(c *Config) {
		c.Web = fstest.MapFS{"index.html": {Data: []byte(page)}, "index.html.br": {Data: []byte("brotli")}, "assets/a-1.js": {Data: []byte("js")}, ".vite/manifest.json": {Data: []byte("{}")}}
	})
	for _, tc := range []struct {
		path, accept string
		status       int
		body, cache  string
	}{
		{"/app/", "", 200, page, "no-cache"},
		{"/app/coverage/x", "gzip, br", 200, "brotli", "no-cache"},
		{"/app/", "br;q=0", 200, page, "no-cache"},
		{"/app/assets/a-1.js", "br", 200, "js", "public, max-age=31536000, immutable"},
		{"/app/assets/a-2.js", "", 404, "", ""},
		{"/app/index.html.br", "", 404, "", ""},
		{"/app/.vite/manifest.json", "", 404, "", ""},
		{"/app/../secret.txt", "", 404, "", ""},
	} {
		r := h.nobody().do("GET", tc.path, nil, "Accept-Encoding", tc.accept).want(t, tc.status)
		if tc.status == 200 && (string(r.text) != tc.body || r.Header.Get("Cache-Control") != tc.cache) {
			t.Errorf("%s: %s %s", tc.path, r.Header.Get("Cache-Control"), r.text)
		}
	}
	tag := h.nobody().do("GET", "/app/", nil).Header.Get("ETag")
	h.nobody().do("GET", "/app/", nil, "If-None-Match", tag).want(t, http.StatusNotModified)
	if _, err := h.server.api.OpenAPI().Downgrade(); err != nil {
		t.Error(err)
	}
	var _ huma.API = h.server.api
}
