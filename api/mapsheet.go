package api

import (
	"bytes"
	"cmp"
	"net/http"
	"time"

	"github.com/danielgtaylor/huma/v2"

	"cairn/gazetteer/products"
	"cairn/internal/mapsheet"
	"cairn/internal/problem"
)

const typeSVG = "image/svg+xml"

// asMapSheet describes the parameters and the media type of the map sheet.
func asMapSheet(mediaType string) option {
	return func(set *settings) {
		asSelection(set)
		queryParam("paper", &huma.Schema{Type: huma.TypeString, Enum: []any{"a3", "a4"}}, "size of the sheet; default a3")(set)
		produces(mediaType, &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
	}
}

// mapSVG answers the map sheet as a drawing to keep.
func (s *Server) mapSVG(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.mapSheet(r)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := sheet.WriteSVG(&body); err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeSVG)
	w.Header().Set("Content-Disposition", attachment(sheet.Title+".svg"))
	_, err = w.Write(body.Bytes())
	return err
}

// mapPage answers the map sheet as a page that is printed.
func (s *Server) mapPage(w http.ResponseWriter, r *http.Request) error {
	sheet, err := s.mapSheet(r)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := sheet.WriteHTML(&body); err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeHTML)
	_, err = w.Write(body.Bytes())
	return err
}

// mapSheet makes the map of a selection, with areas for those who may read them.
func (s *Server) mapSheet(r *http.Request) (*mapsheet.Sheet, error) {
	selection, err := s.selection(r, "paper")
	if err != nil {
		return nil, err
	}
	paper, ok := products.Papers[cmp.Or(r.URL.Query().Get("paper"), "a3")]
	if !ok {
		return nil, badParameter(problem.Bad("paper", "products.bad_paper"))
	}
	ctx := r.Context()
	p, err := products.Make(ctx, s.Places, selection, products.MaxMap, langOf(ctx), time.Now())
	if err != nil {
		return nil, err
	}
	ground, err := products.ReadGround(ctx, s.DB.Read(), selection.Area, s.mayRead(ctx, layerAreas))
	if err != nil {
		return nil, err
	}
	return p.Map(ground, paper)
}
