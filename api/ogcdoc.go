package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"

	"cairn/internal/feature"
)

// openAPI is the API's description, made once: OpenAPI 3.0 as JSON.
type openAPI struct {
	once sync.Once
	text []byte
	err  error
}

// readAPI answers with the description of every route.
func (s *Server) readAPI(w http.ResponseWriter, r *http.Request) error {
	f, err := formatOnly(r)
	if err != nil {
		return err
	}
	links := selfLinks(r, f, typeOpenAPI)
	if f == formatHTML {
		return s.document(w, r, f, typeOpenAPI, "apidoc", docPage(s.api.OpenAPI()), links)
	}
	s.doc.once.Do(func() { s.doc.text, s.doc.err = s.describe() })
	if s.doc.err != nil {
		return s.doc.err
	}
	w.Header().Add("Vary", "Accept")
	w.Header().Set("Content-Type", typeOpenAPI)
	_, _ = w.Write(s.doc.text)
	return nil
}

// describe is huma's OpenAPI 3.1 brought down to 3.0, with each collection's items and
// their filters added as paths of their own.
func (s *Server) describe() ([]byte, error) {
	text, err := s.api.OpenAPI().Downgrade()
	if err != nil {
		return nil, err
	}
	var doc map[string]any
	if err := json.Unmarshal(text, &doc); err != nil {
		return nil, err
	}
	doc["servers"] = []any{map[string]any{"url": "/"}}
	lower(doc)
	paths, ok := doc["paths"].(map[string]any)
	if !ok {
		return nil, fmt.Errorf("the description has no paths")
	}
	for _, c := range s.collections() {
		if err := describeItems(paths, c); err != nil {
			return nil, err
		}
	}
	return json.Marshal(doc)
}

// lower takes out what OpenAPI 3.0 does not know and huma's downgrade leaves.
func lower(v any) {
	switch v := v.(type) {
	case map[string]any:
		_, isSchema := v["type"].(string)
		if isSchema {
			delete(v, "contentMediaType")
			delete(v, "examples")
		}
		for _, child := range v {
			lower(child)
		}
	case []any:
		for _, child := range v {
			lower(child)
		}
	}
}

// describeItems adds /collections/<id>/items with the parameters of the general path and
// the collection's filters.
func describeItems(paths map[string]any, c collection) error {
	text, err := json.Marshal(paths["/collections/{collection}/items"])
	if err != nil {
		return err
	}
	var item map[string]map[string]any
	if err := json.Unmarshal(text, &item); err != nil {
		return err
	}
	get := item["get"]
	get["operationId"] = fmt.Sprint(get["operationId"], "_", strings.ReplaceAll(c.id, "-", "_"))
	params, _ := get["parameters"].([]any)
	params = slices.DeleteFunc(params, func(p any) bool { return p.(map[string]any)["in"] == "path" })
	for _, f := range c.source.Filters() {
		params = append(params, describeFilter(f))
	}
	get["parameters"] = params
	paths["/collections/"+c.id+"/items"] = item
	return nil
}

func describeFilter(f feature.Filter) map[string]any {
	schema := map[string]any{"type": f.Type}
	if f.Enum != nil {
		schema["enum"] = f.Enum
	}
	return map[string]any{"name": f.Name, "in": "query", "description": f.Title, "schema": schema}
}

// docSections is the description as a page shows it.
type docSections struct{ Sections []docSection }

type docSection struct {
	Name       string
	Operations []*huma.Operation
}

func docPage(api *huma.OpenAPI) docSections {
	var doc docSections
	paths := make([]string, 0, len(api.Paths))
	for path := range api.Paths {
		paths = append(paths, path)
	}
	slices.Sort(paths)
	for _, path := range paths {
		item := api.Paths[path]
		for _, op := range []*huma.Operation{item.Get, item.Post, item.Put, item.Patch, item.Delete} {
			if op == nil {
				continue
			}
			i := slices.IndexFunc(doc.Sections, func(s docSection) bool { return s.Name == op.Tags[0] })
			if i < 0 {
				i = len(doc.Sections)
				doc.Sections = append(doc.Sections, docSection{Name: op.Tags[0]})
			}
			doc.Sections[i].Operations = append(doc.Sections[i].Operations, op)
		}
	}
	return doc
}

// Descriptions of the OGC API's documents and parameters.
var (
	anyObject = &huma.Schema{Type: huma.TypeObject}
	anyText   = &huma.Schema{Type: huma.TypeString}
)

func asDocument(jsonType string) option {
	return func(s *settings) {
		queryParam("f", &huma.Schema{Type: huma.TypeString, Enum: []any{"json", "html"}}, "form; by Accept when absent")(s)
		produces(jsonType, anyObject)(s)
		produces(typeHTML, anyText)(s)
	}
}

func asItems(s *settings) {
	asDocument(typeGeoJSON)(s)
	one, most := 1.0, float64(maxItems)
	queryParam("bbox", anyText, "west,south,east,north, or with heights as third and sixth number; features that meet the box")(s)
	queryParam("bbox-crs", anyText, "URI of the coordinate system of bbox; CRS84 when absent")(s)
	queryParam("datetime", anyText, "an RFC 3339 time, a day, or an interval start/end with .. for an open end")(s)
	queryParam("limit", &huma.Schema{Type: huma.TypeInteger, Minimum: &one, Maximum: &most, Default: defaultItems}, "features on a page; more than the greatest is the greatest")(s)
	queryParam("after", anyText, "cursor of a page, as its next link has it")(s)
	asItem(s)
}

func asItem(s *settings) {
	queryParam("crs", anyText, "URI of the coordinate system of the answer; CRS84 when absent")(s)
}
