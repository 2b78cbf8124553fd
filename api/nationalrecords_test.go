package api

import (
	"fmt"
	"maps"
	"net/http"
	"net/url"
)

func exportFile(p *place) string {
	n := p.next()
	twin := map[string]any{"name": fmt.Sprint("双生坡", n), "class_code": p.class, "area_code": p.township, "lon": p.lon, "lat": p.lat}
	p.made("/gazetteer/entries", twin)
	p.made("/gazetteer/entries", twin)
	return fmt.Sprintf("标准名称,类别,所属政区,经度,纬度\n新见坡%d,%s,%s,%v,%v\n双生坡%d,%s,%s,,\n", n, p.class, p.township, p.lon, p.lat, n, p.class, p.township)
}

func newExport(p *place) attempt {
	return attempt{path: "/gazetteer/national/exports?export_version=2024-01&exported_on=2024-01-31&file=a.csv&area=" + p.county, body: exportFile(p), media: "text/csv"}
}

// exported makes an export of the county.
func (p *place) exported() string {
	p.t.Helper()
	a := newExport(p)
	var made struct{ ID string }
	p.root().do("POST", a.path, a.body, "Content-Type", a.media).want(p.t, http.StatusCreated).into(p.t, &made)
	return made.ID
}

// difference is the only one of a kind in an export.
func (p *place) difference(export, kind string) string {
	p.t.Helper()
	var list struct{ Items []struct{ ID string } }
	p.root().do("GET", "/gazetteer/national/exports/"+export+"/differences?kind="+kind, nil).want(p.t, http.StatusOK).into(p.t, &list)
	if len(list.Items) != 1 {
		p.t.Fatalf("%d differences of kind %s", len(list.Items), kind)
	}
	return list.Items[0].ID
}

// onExport is a request about an export; kind names the difference that the body is about.
func onExport(rest, kind string, body func(difference string) any) func(*place) attempt {
	return func(p *place) attempt {
		id := p.exported()
		a := attempt{path: "/gazetteer/national/exports/" + id + rest}
		if rest == "/changes" {
			a.path += "?from=" + id
		}
		if body != nil {
			difference := ""
			if kind != "" {
				difference = p.difference(id, kind)
			}
			a.body = body(difference)
		}
		return a
	}
}

func sampleFile(p *place) attempt {
	return attempt{path: "/gazetteer/national/mappings/suggest?area=" + p.county, body: exportFile(p), media: "text/csv"}
}

func newMapping(p *place) attempt {
	return attempt{body: map[string]any{"name": "对应", "area_code": p.county,
		"columns": []map[string]any{{"heading": fmt.Sprint("标准名称", p.next()), "field": "name"}}}}
}

func mapping(p *place) attempt {
	return attempt{path: "/gazetteer/national/mappings/" + p.made("/gazetteer/national/mappings", newMapping(p).body), body: map[string]any{"name": "改名"}, version: 1}
}

var nationalRights = map[string]rights{
	"GET /gazetteer/national/fields":                   {roles: nameTenders},
	"GET /gazetteer/national/mappings":                 {roles: nameTenders},
	"POST /gazetteer/national/mappings":                {roles: nameTenders, write: newMapping},
	"POST /gazetteer/national/mappings/suggest":        {roles: nameTenders, write: sampleFile, quiet: true},
	"GET /gazetteer/national/mappings/{id}":            {roles: nameTenders, write: mapping},
	"PATCH /gazetteer/national/mappings/{id}":          {roles: nameTenders, write: mapping},
	"GET /gazetteer/national/exports":                  {roles: nameTenders},
	"POST /gazetteer/national/exports":                 {roles: nameTenders, write: newExport},
	"GET /gazetteer/national/exports/{id}":             {roles: nameTenders, write: onExport("", "", nil)},
	"POST /gazetteer/national/exports/{id}/compare":    {roles: nameTenders, write: onExport("/compare", "", nil)},
	"GET /gazetteer/national/exports/{id}/rows":        {roles: nameTenders, write: onExport("/rows", "", nil)},
	"GET /gazetteer/national/exports/{id}/differences": {roles: nameTenders, write: onExport("/differences", "", nil)},
	"GET /gazetteer/national/exports/{id}/report.xlsx": {roles: nameTenders, write: onExport("/report.xlsx", "", nil)},
	"GET /gazetteer/national/exports/{id}/taken-in":    {roles: nameTenders, write: onExport("/taken-in", "", nil)},
	"GET /gazetteer/national/exports/{id}/changes":     {roles: nameTenders, write: onExport("/changes", "", nil)},
	"POST /gazetteer/national/exports/{id}/rows": {roles: nameTenders, write: onExport("/rows", "", func(string) any {
		return map[string]any{"rows": []map[string]any{{"n": 1, "ignore": true}}}
	})},
	"POST /gazetteer/national/exports/{id}/choose": {roles: nameTenders, write: onExport("/choose", "ambiguous", func(id string) any {
		return map[string]any{"difference": id}
	})},
	"POST /gazetteer/national/exports/{id}/decide": {roles: nameTenders, write: onExport("/decide", "missing_here", func(id string) any {
		return map[string]any{"ids": []string{id}, "decision": "later"}
	})},
	"POST /gazetteer/national/exports/{id}/accept": {roles: nameTenders, write: onExport("/accept", "missing_here", func(id string) any {
		return map[string]any{"ids": []string{id}}
	})},

	"GET /gazetteer/reconcile":                  {layer: "places"},
	"POST /gazetteer/reconcile":                 {layer: "places"},
	"GET /gazetteer/reconcile/extend":           {layer: "places"},
	"POST /gazetteer/reconcile/extend":          {layer: "places"},
	"GET /gazetteer/reconcile/extend/propose":   {layer: "places"},
	"GET /gazetteer/reconcile/suggest/entity":   {layer: "places"},
	"GET /gazetteer/reconcile/suggest/property": {layer: "places"},
	"GET /gazetteer/reconcile/suggest/type":     {layer: "places"},
	"GET /gazetteer/reconcile/preview":          {layer: "places"},
}

func init() {
	maps.Copy(routeRights, nationalRights)
}

// reconciling is a proper question to a route of the reconciliation service.
func (p *place) reconciling(method, path string) (attempt, bool) {
	if !isReconcile(path) {
		return attempt{}, false
	}
	var entry string
	p.scan("SELECT id::text FROM place WHERE status <> 'retired' LIMIT 1").into(&entry)
	question := url.Values{"queries": {`{"q0":{"query":"文山"}}`}}.Encode()
	switch path {
	case reconcilePath + "/extend":
		question = url.Values{"extend": {`{"ids":["` + entry + `"],"properties":[{"id":"name"}]}`}}.Encode()
	case reconcilePath + "/preview":
		question = "id=" + entry
	case reconcilePath:
	default:
		question = ""
	}
	if method == http.MethodPost {
		return attempt{path: path, body: question, media: "application/x-www-form-urlencoded"}, true
	}
	return attempt{path: path + "?" + question}, true
}
