package reconcile

import (
	"bytes"
	"context"
	"html/template"
	"strings"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// The size of a preview in pixels.
const (
	previewWidth  = 420
	previewHeight = 160
)

var previewPage = template.Must(template.New("preview").Parse(`<!DOCTYPE html>
<html lang="{{.Lang}}">
<head><meta charset="utf-8"><title>{{.Place.Name}}</title>
<style>body{font:13px/1.5 sans-serif;margin:8px}h1{font-size:16px;margin:0}p{margin:2px 0}.quiet{color:#666}</style></head>
<body>
<h1>{{.Place.Name}}{{with .Place.Pinyin}} <span class="quiet">{{.}}</span>{{end}}</h1>
<p>{{.Place.ClassName}}　{{.Path}}</p>
{{with .Former}}<p class="quiet">{{$.FormerWord}}{{.}}</p>{{end}}
{{with .Code}}<p class="quiet">{{.}}</p>{{end}}
{{with .Place.Meaning}}<p>{{.}}</p>{{end}}
</body>
</html>
`))

// Preview is a small page about an entry. Error: problem.NotFound.
func (s *Service) Preview(ctx context.Context, id uuid.UUID, r Reader) ([]byte, error) {
	p, err := s.places.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	var page bytes.Buffer
	err = previewPage.Execute(&page, struct {
		Lang                           problem.Lang
		Place                          gazetteer.Place
		Path, Former, FormerWord, Code string
	}{r.Lang, p, strings.Join(p.AreaPath, " "), strings.Join(p.FormerNames, "、"), problem.Text(r.Lang, "reconcile.former_names", nil), codeOf(&p)})
	return page.Bytes(), err
}

// Manifest says what the service offers. base is the address of the whole service, without
// a slash at the end; public: readable without an account.
func Manifest(base, version string, public bool, lang problem.Lang) map[string]any {
	here := base + "/gazetteer/reconcile"
	path := func(p string) map[string]any { return map[string]any{"service_url": here, "service_path": p} }
	m := map[string]any{
		"versions":        []string{"0.2"},
		"name":            problem.Text(lang, "reconcile.service", nil),
		"identifierSpace": base + "/gazetteer/entries/",
		"schemaSpace":     base + "/gazetteer/classes",
		"documentation":   base + "/api",
		"serviceVersion":  version,
		"defaultTypes":    []Type{placeType(lang)},
		"view":            map[string]any{"url": base + "/collections/places/items/{{id}}?f=html"},
		"preview":         map[string]any{"url": here + "/preview?id={{id}}", "width": previewWidth, "height": previewHeight},
		"suggest":         map[string]any{"entity": path("/suggest/entity"), "property": path("/suggest/property"), "type": path("/suggest/type")},
		"extend": map[string]any{"propose_properties": path("/extend/propose"), "property_settings": []map[string]any{{
			"name": "limit", "label": problem.Text(lang, "reconcile.setting_limit", nil), "type": "number", "default": 0,
			"help_text": problem.Text(lang, "reconcile.setting_limit_help", nil)}}},
	}
	if !public {
		m["authentication"] = map[string]any{"type": "apiKey", "name": "Authorization", "in": "header"}
	}
	return m
}
