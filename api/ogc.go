package api

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"cairn/boundaries"
	"cairn/geo"
	"cairn/internal/feature"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// OGC API Features part 1 (core, GeoJSON, HTML, OpenAPI 3.0) and part 2 (coordinate
// systems by reference).

// collection is a set of features that the service offers by name.
type collection struct {
	id     string
	layer  string      // whose readers may see it; "" for accounts only
	exact  grain.Layer // of the policy of precision; "" for what it does not speak of
	source feature.Source
}

// collectionLayers are the collections in their order, and their layers.
var collectionLayers = []collection{
	{id: "places", layer: layerPlaces},
	{id: "areas", layer: layerAreas, exact: grain.Lines},
	{id: "boundary-lines", layer: layerBoundaries, exact: grain.Lines},
	{id: "boundary-markers", layer: layerBoundaries, exact: grain.Markers},
	{id: "facilities", layer: layerFacilities},
	{id: "inspections", exact: grain.Inspections},
}

// layerOfCollection is the layer of a collection; "" for accounts only.
func layerOfCollection(id string) string {
	for _, c := range collectionLayers {
		if c.id == id {
			return c.layer
		}
	}
	return ""
}

// collections are those that the server has a source for.
func (s *Server) collections() []collection {
	var all []collection
	for _, c := range collectionLayers {
		if c.source = s.Features[c.id]; c.source != nil {
			all = append(all, c)
		}
	}
	return all
}

// collectionOf is the collection that the path names.
func (s *Server) collectionOf(r *http.Request) (collection, error) {
	id := chi.URLParam(r, "collection")
	all := s.collections()
	i := slices.IndexFunc(all, func(c collection) bool { return c.id == id })
	if i < 0 {
		return collection{}, problem.New(problem.NotFound, "api.no_collection", "id", shorten(id, 60))
	}
	return all[i], nil
}

// text is a message of the collection in the reader's language: title or description.
func (c collection) text(r *http.Request, what string) string {
	return problem.Text(langOf(r.Context()), "api."+what+"_"+strings.ReplaceAll(c.id, "-", "_"), nil)
}

// link is a web link (RFC 8288) in a document.
type link struct {
	Href      string `json:"href"`
	Rel       string `json:"rel"`
	Type      string `json:"type,omitempty"`
	Title     string `json:"title,omitempty"`
	Templated bool   `json:"templated,omitempty"`
}

// Media types of the documents.
const (
	typeJSON    = "application/json"
	typeGeoJSON = "application/geo+json"
	typeHTML    = "text/html"
	typeOpenAPI = "application/vnd.oai.openapi+json;version=3.0"
)

// hrefOf is the absolute address of a path of this service, with a query.
func hrefOf(r *http.Request, path string, query url.Values) string {
	u := url.URL{Scheme: "http", Host: r.Host, Path: path, RawQuery: query.Encode()}
	if requestOf(r.Context()).secure {
		u.Scheme = "https"
	}
	return u.String()
}

// selfLinks are the document as it is and in its other form.
func selfLinks(r *http.Request, f format, jsonType string) []link {
	types := map[format]string{formatJSON: jsonType, formatHTML: typeHTML}
	other := formatHTML
	if f == formatHTML {
		other = formatJSON
	}
	query := r.URL.Query()
	self := hrefOf(r, r.URL.Path, query)
	query.Set("f", string(other))
	return []link{
		{Href: self, Rel: "self", Type: types[f]},
		{Href: hrefOf(r, r.URL.Path, query), Rel: "alternate", Type: types[other]},
	}
}

// document answers with a value as JSON, or with a page of it.
func (s *Server) document(w http.ResponseWriter, r *http.Request, f format, jsonType, page string, v any, links []link) error {
	var buf bytes.Buffer
	w.Header().Add("Vary", "Accept")
	for _, l := range links {
		w.Header().Add("Link", "<"+l.Href+`>; rel="`+l.Rel+`"; type="`+l.Type+`"`)
	}
	if f == formatHTML {
		return s.writePage(w, r, page, v)
	}
	enc := json.NewEncoder(&buf)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", jsonType)
	_, _ = w.Write(buf.Bytes())
	return nil
}

// onlyParams refuses parameters that a document does not have.
func onlyParams(r *http.Request, known ...string) error {
	var bad []problem.Field
	for name := range r.URL.Query() {
		if !slices.Contains(known, name) {
			bad = append(bad, problem.Bad(shorten(name, 60), "api.unknown_parameter"))
		}
	}
	if len(bad) > 0 {
		slices.SortFunc(bad, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
		return badParameter(bad...)
	}
	return nil
}

// formatOnly is the form of a document whose only parameter is f.
func formatOnly(r *http.Request) (format, error) {
	if err := onlyParams(r, "f"); err != nil {
		return "", err
	}
	return formatOf(r)
}

// landing is the service's front: documents for programs, the web app for browsers.
func (s *Server) landing(w http.ResponseWriter, r *http.Request) error {
	f, err := formatOnly(r)
	if err != nil {
		return err
	}
	if f == formatHTML && !r.URL.Query().Has("f") {
		w.Header().Add("Vary", "Accept")
		http.Redirect(w, r, "/app/", http.StatusFound)
		return nil
	}
	lang := langOf(r.Context())
	links := append(selfLinks(r, f, typeJSON),
		link{Href: hrefOf(r, "/api", url.Values{"f": {"json"}}), Rel: "service-desc", Type: typeOpenAPI, Title: "OpenAPI 3.0"},
		link{Href: hrefOf(r, "/api", url.Values{"f": {"html"}}), Rel: "service-doc", Type: typeHTML, Title: problem.Text(lang, "api.doc_title", nil)},
		link{Href: hrefOf(r, "/conformance", nil), Rel: "conformance", Type: typeJSON, Title: problem.Text(lang, "api.conformance_title", nil)},
		link{Href: hrefOf(r, "/collections", nil), Rel: "data", Type: typeJSON, Title: problem.Text(lang, "api.collections_title", nil)},
	)
	return s.document(w, r, f, typeJSON, "landing", map[string]any{
		"title": "cairn", "description": problem.Text(lang, "api.landing_text", nil), "links": links,
	}, links)
}

// conformanceClasses are the standards' requirements that the service keeps to.
var conformanceClasses = []string{
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
	"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
	"http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
}

func (s *Server) conformance(w http.ResponseWriter, r *http.Request) error {
	f, err := formatOnly(r)
	if err != nil {
		return err
	}
	return s.document(w, r, f, typeJSON, "conformance", map[string]any{"conformsTo": conformanceClasses}, selfLinks(r, f, typeJSON))
}

// extentBody is what a collection spans.
type extentBody struct {
	Spatial  *spatialBody  `json:"spatial,omitempty"`
	Temporal *temporalBody `json:"temporal,omitempty"`
}

type spatialBody struct {
	BBox [][4]float64 `json:"bbox"`
	CRS  string       `json:"crs"`
}

type temporalBody struct {
	Interval [][2]*time.Time `json:"interval"`
	TRS      string          `json:"trs"`
}

type collectionBody struct {
	ID          string     `json:"id"`
	Title       string     `json:"title"`
	Description string     `json:"description"`
	ItemType    string     `json:"itemType"`
	Extent      extentBody `json:"extent"`
	CRS         []string   `json:"crs"`
	StorageCRS  string     `json:"storageCrs"`
	Links       []link     `json:"links"`
}

func (s *Server) describeCollection(r *http.Request, c collection, systems []geo.CRS) (collectionBody, error) {
	extent, err := c.source.Extent(r.Context())
	if err != nil {
		return collectionBody{}, err
	}
	path, title := "/collections/"+c.id, c.text(r, "title")
	body := collectionBody{
		ID: c.id, Title: title, Description: c.text(r, "about"), ItemType: "feature", StorageCRS: storageCRS,
		Links: []link{
			{Href: hrefOf(r, path, nil), Rel: "self", Type: typeJSON, Title: title},
			{Href: hrefOf(r, path+"/items", url.Values{"f": {"json"}}), Rel: "items", Type: typeGeoJSON, Title: title},
			{Href: hrefOf(r, path+"/items", url.Values{"f": {"html"}}), Rel: "items", Type: typeHTML, Title: title},
		},
	}
	for _, crs := range systems {
		body.CRS = append(body.CRS, crs.URI())
	}
	if b := extent.BBox; b != nil {
		*b = c.grain(r.Context()).Bound(*b)
		body.Extent.Spatial = &spatialBody{[][4]float64{{b.Left(), b.Bottom(), b.Right(), b.Top()}}, geo.CRS84.URI()}
	}
	if extent.From != nil || extent.To != nil {
		body.Extent.Temporal = &temporalBody{[][2]*time.Time{{extent.From, extent.To}}, "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"}
	}
	return body, nil
}

// storageCRS is how coordinates are kept.
const storageCRS = "http://www.opengis.net/def/crs/EPSG/0/4490"

// systems are the coordinate systems offered: CRS84 first, then EPSG 4490 and 4326, and
// the prefecture's projected system with and without zone prefix.
func (s *Server) systems(r *http.Request) ([]geo.CRS, error) {
	names := []string{"", "EPSG:4490", "EPSG:4326"}
	home, err := boundaries.Prefecture(r.Context(), s.DB.Read())
	if err != nil {
		return nil, err
	}
	if zone, ok := home.Zone(); ok {
		for _, prefixed := range []bool{false, true} {
			names = append(names, "EPSG:"+itoa(zone.WithPrefix(prefixed).EPSG()))
		}
	}
	all := make([]geo.CRS, len(names))
	for i, name := range names {
		if all[i], err = geo.ParseCRS(name); err != nil {
			return nil, err
		}
	}
	return all, nil
}

func (s *Server) listCollections(w http.ResponseWriter, r *http.Request) error {
	f, err := formatOnly(r)
	if err != nil {
		return err
	}
	systems, err := s.systems(r)
	if err != nil {
		return err
	}
	bodies := []collectionBody{}
	for _, c := range s.collections() {
		if !s.mayRead(r.Context(), c.layer) {
			continue
		}
		body, err := s.describeCollection(r, c, systems)
		if err != nil {
			return err
		}
		bodies = append(bodies, body)
	}
	links := selfLinks(r, f, typeJSON)
	return s.document(w, r, f, typeJSON, "collections", map[string]any{"collections": bodies, "links": links}, links)
}

func (s *Server) readCollection(w http.ResponseWriter, r *http.Request) error {
	f, err := formatOnly(r)
	if err != nil {
		return err
	}
	c, err := s.collectionOf(r)
	if err != nil {
		return err
	}
	systems, err := s.systems(r)
	if err != nil {
		return err
	}
	body, err := s.describeCollection(r, c, systems)
	if err != nil {
		return err
	}
	return s.document(w, r, f, typeJSON, "collection", body, selfLinks(r, f, typeJSON))
}
