package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/go-chi/chi/v5"

	"cairn/geo"
	"cairn/geo/geojson"
	"cairn/internal/feature"
	"cairn/internal/grain"
)

// listItems answers a page of a collection's features.
func (s *Server) listItems(w http.ResponseWriter, r *http.Request) error {
	c, err := s.collectionOf(r)
	if err != nil {
		return err
	}
	systems, err := s.systems(r)
	if err != nil {
		return err
	}
	q, err := parseItems(r, c, systems)
	if err != nil {
		return err
	}
	page, err := c.source.Features(r.Context(), q.Query)
	if err != nil {
		return err
	}
	c.coarsen(r.Context(), page.Features)
	if q.box != nil && (!q.box.simple() || c.grain(r.Context()) != grain.Exact) {
		page.Features = slices.DeleteFunc(page.Features, func(f feature.Feature) bool { return !q.box.meets(f.Geometry) })
	}
	if err := s.noteFeatures(r, c, len(page.Features)); err != nil {
		return err
	}
	links := selfLinks(r, q.format, typeGeoJSON)
	if page.Next != "" {
		query := r.URL.Query()
		query.Set("after", encodeCursor(page.Next))
		links = append(links, link{Href: hrefOf(r, r.URL.Path, query), Rel: "next", Type: links[0].Type})
	}
	links = append(links, collectionLink(r, c))
	if q.format == formatHTML {
		return s.document(w, r, q.format, "", "items", itemsPage(r, c, page.Features, links), links)
	}
	text, err := appendCollection(nil, r, c, page.Features, q.crs, links)
	if err != nil {
		return err
	}
	return writeGeoJSON(w, q.crs, text, links)
}

// readItem answers one feature.
func (s *Server) readItem(w http.ResponseWriter, r *http.Request) error {
	if err := onlyParams(r, "f", "crs"); err != nil {
		return err
	}
	f, err := formatOf(r)
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
	crs, err := parseSystem("crs", r.URL.Query().Get("crs"), systems)
	if err != nil {
		return err
	}
	id, err := url.PathUnescape(chi.URLParam(r, "fid"))
	if err != nil || !cleanText(id) {
		id = ""
	}
	found, err := c.source.Feature(r.Context(), id)
	if err != nil {
		return err
	}
	one := []feature.Feature{found}
	c.coarsen(r.Context(), one)
	if err := s.noteFeatures(r, c, 1); err != nil {
		return err
	}
	found = one[0]
	links := append(selfLinks(r, f, typeGeoJSON), collectionLink(r, c))
	if f == formatHTML {
		return s.document(w, r, f, "", "item", itemsPage(r, c, one, links), links)
	}
	text, err := appendFeature(nil, found, crs, links)
	if err != nil {
		return err
	}
	return writeGeoJSON(w, crs, text, links)
}

// grain is how coarse the request's reader is shown the collection.
func (c collection) grain(ctx context.Context) grain.Grain {
	if c.exact == "" {
		return grain.Exact
	}
	return grain.Of(ctx).Of(c.exact)
}

// exactProperties of features say what coarse geometries do not.
var exactProperties = []string{"northing", "easting", "projected_crs", "height_m"}

// noteFeatures notes that n features of the collection are shown, where they are exact.
func (s *Server) noteFeatures(r *http.Request, c collection, n int) error {
	if c.exact != "" {
		grain.Of(r.Context()).Saw(c.exact, n)
	}
	return s.noteExact(r.Context())
}

// coarsen makes features what the reader may see of them.
func (c collection) coarsen(ctx context.Context, features []feature.Feature) {
	g := c.grain(ctx)
	if g == grain.Exact {
		return
	}
	for i := range features {
		f := &features[i]
		f.Geometry = g.Geometry(f.Geometry)
		for j := range f.Properties {
			if slices.Contains(exactProperties, f.Properties[j].Name) {
				f.Properties[j].Value = nil
			}
		}
	}
}

func collectionLink(r *http.Request, c collection) link {
	return link{Href: hrefOf(r, "/collections/"+c.id, nil), Rel: "collection", Type: typeJSON, Title: c.text(r, "title")}
}

func writeGeoJSON(w http.ResponseWriter, crs geo.CRS, text []byte, links []link) error {
	h := w.Header()
	h.Set("Content-Type", typeGeoJSON)
	h.Set("Content-Crs", "<"+crs.URI()+">")
	h.Add("Vary", "Accept")
	for _, l := range links {
		h.Add("Link", "<"+l.Href+`>; rel="`+l.Rel+`"; type="`+l.Type+`"`)
	}
	_, _ = w.Write(text)
	return nil
}

// appendCollection writes a FeatureCollection.
func appendCollection(dst []byte, r *http.Request, c collection, features []feature.Feature, crs geo.CRS, links []link) ([]byte, error) {
	dst = append(dst, `{"type":"FeatureCollection","timeStamp":"`...)
	dst = time.Now().UTC().AppendFormat(dst, time.RFC3339)
	dst = append(dst, `","numberReturned":`...)
	dst = strconv.AppendInt(dst, int64(len(features)), 10)
	dst = appendLinks(append(dst, `,"links":`...), links)
	dst = append(dst, `,"features":[`...)
	var err error
	for i, f := range features {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dst, err = appendFeature(dst, f, crs, nil); err != nil {
			return nil, fmt.Errorf("%s %s: %w", c.id, f.ID, err)
		}
	}
	return append(dst, "]}\n"...), nil
}

// appendFeature writes a Feature, its coordinates in the system.
func appendFeature(dst []byte, f feature.Feature, crs geo.CRS, links []link) ([]byte, error) {
	dst = geojson.AppendString(append(dst, `{"type":"Feature","id":`...), f.ID)
	dst = geojson.Append(append(dst, `,"geometry":`...), crs.GeometryFromLonLat(f.Geometry))
	props, err := f.Properties.MarshalJSON()
	if err != nil {
		return nil, err
	}
	dst = append(append(dst, `,"properties":`...), props...)
	if links != nil {
		dst = appendLinks(append(dst, `,"links":`...), links)
	}
	return append(dst, '}'), nil
}

func appendLinks(dst []byte, links []link) []byte {
	text, _ := json.Marshal(links) // strings only: cannot fail
	return append(dst, text...)
}
