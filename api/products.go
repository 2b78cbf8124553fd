package api

import (
	"bytes"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"

	"cairn/gazetteer/products"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// productFiles are the products by their file names: how many entries they hold at most,
// what they are, and how they are written.
var productFiles = map[string]struct {
	kind      string // of the title
	limit     int
	mediaType string
	write     func(p *products.Product, w *bytes.Buffer, base string) error
}{
	"list.xlsx": {"list", products.MaxList, xlsxType, func(p *products.Product, w *bytes.Buffer, _ string) error { return p.List().Write(w) }},
	"dictionary.docx": {"dictionary", products.MaxDocument, paper.DocxType, func(p *products.Product, w *bytes.Buffer, _ string) error {
		return p.Dictionary().WriteDocx(w)
	}},
	"dictionary.html": {"dictionary", products.MaxDocument, typeHTML, func(p *products.Product, w *bytes.Buffer, _ string) error {
		return p.Dictionary().WriteHTML(w)
	}},
	"gazetteer.docx": {"gazetteer", products.MaxDocument, paper.DocxType, func(p *products.Product, w *bytes.Buffer, _ string) error {
		return p.Gazetteer().WriteDocx(w)
	}},
	"gazetteer.html": {"gazetteer", products.MaxDocument, typeHTML, func(p *products.Product, w *bytes.Buffer, _ string) error {
		return p.Gazetteer().WriteHTML(w)
	}},
	"places.geojson": {"list", products.MaxList, typeGeoJSON, func(p *products.Product, w *bytes.Buffer, _ string) error { return p.WriteGeoJSON(w) }},
	"linked-places.json": {"list", products.MaxList, typeJSON, func(p *products.Product, w *bytes.Buffer, base string) error {
		return p.WriteLinkedPlaces(w, base)
	}},
}

// asProduct describes the parameters and media types of the products.
func asProduct() option {
	return func(set *settings) {
		asSelection(set)
		for _, f := range productFiles {
			produces(f.mediaType, &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
		}
	}
}

// asSelection describes the parameters that all products have.
func asSelection(set *settings) {
	text := &huma.Schema{Type: huma.TypeString}
	queryParam("area", text, "code of an area that holds the entries; default the prefecture")(set)
	queryParam("class", text, "class code, or the beginning of one")(set)
	queryParam("status", text, "current, historic or retired; without it all but the retired ones")(set)
}

// product answers one of the products as a file; a page of HTML is shown, not saved.
func (s *Server) product(w http.ResponseWriter, r *http.Request) error {
	file := chi.URLParam(r, "file")
	made, ok := productFiles[file]
	if !ok {
		return problem.New(problem.NotFound, "problem.not_found", "what", "product", "id", file)
	}
	selection, err := s.selection(r)
	if err != nil {
		return err
	}
	lang := langOf(r.Context())
	p, err := products.Make(r.Context(), s.Places, selection, made.limit, lang, time.Now())
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := made.write(p, &body, strings.TrimSuffix(hrefOf(r, "/", nil), "/")); err != nil {
		return err
	}
	w.Header().Set("Content-Type", made.mediaType)
	if made.mediaType != typeHTML {
		title := problem.Say(lang, "products."+made.kind, "area", selection.AreaName)
		w.Header().Set("Content-Disposition", attachment(title+path.Ext(file)))
	}
	_, err = w.Write(body.Bytes())
	return err
}

// selection reads which entries a product is of; more are further parameters of it.
func (s *Server) selection(r *http.Request, more ...string) (products.Selection, error) {
	query := r.URL.Query()
	for name, values := range query {
		if !slices.Contains(append(more, "area", "class", "status"), name) {
			return products.Selection{}, badParameter(problem.Bad(name, "api.unknown_parameter"))
		}
		if len(values) > 1 || !cleanText(values[0]) {
			return products.Selection{}, badParameter(problem.Bad(name, "api.bad_value"))
		}
	}
	out := products.Selection{Area: strings.TrimSpace(query.Get("area")), Class: query.Get("class"), Status: query.Get("status")}
	if out.Area == "" {
		return out, nil
	}
	area, err := s.Areas.Get(r.Context(), out.Area)
	out.AreaName = area.Name
	if problem.Is(err, problem.NotFound) {
		err = badParameter(problem.Bad("area", "products.unknown_area", "code", out.Area))
	}
	return out, err
}
