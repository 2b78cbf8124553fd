package api

import (
	"bytes"
	"context"
	"html"
	"net/http"
	"path"
	"reflect"
	"strings"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/facilities/siting"
	"cairn/gazetteer/products"
	"cairn/internal/mapsheet"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// What a run is read as, beside its record: candidates, answer, report.

// sitingFormats are the formats of candidates and answers by the names of parameters.
var sitingFormats = map[string]string{"json": "application/json", "geojson": typeGeoJSON, "csv": csvType}

// asSitingFile describes a raw route that answers in one of the formats.
func asSitingFile(formats ...string) option {
	return func(set *settings) {
		all := []any{}
		for _, f := range formats {
			all = append(all, f)
			schema := &huma.Schema{Type: huma.TypeObject}
			if f == "csv" {
				schema = &huma.Schema{Type: huma.TypeString}
			}
			media, _, _ := strings.Cut(sitingFormats[f], ";")
			produces(media, schema)(set)
		}
		queryParam("format", &huma.Schema{Type: huma.TypeString, Enum: all, Default: formats[0]}, "")(set)
	}
}

// sitingRun reads the run of a raw route and the format asked for.
func (s *Server) sitingRun(r *http.Request, formats ...string) (full siting.FullRun, format string, err error) {
	format = formats[0]
	for name, values := range r.URL.Query() {
		if name != "format" {
			return full, "", badParameter(problem.Bad(name, "api.unknown_parameter"))
		}
		format = values[0]
	}
	if !strings.Contains(" "+strings.Join(formats, " ")+" ", " "+format+" ") {
		return full, "", badParameter(problem.Bad("format", "problem.unknown_value", "allowed", strings.Join(formats, ", ")))
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return full, "", badParameter(problem.Bad("id", "api.bad_uuid"))
	}
	full, err = s.Siting.FullRun(r.Context(), id)
	full.Say(langOf(r.Context()))
	return full, format, err
}

// sitingRunCandidates answers the candidates of a run with their reasons.
func (s *Server) sitingRunCandidates(w http.ResponseWriter, r *http.Request) error {
	full, format, err := s.sitingRun(r, "json", "csv", "geojson")
	if err != nil {
		return err
	}
	list, err := s.Siting.CandidatesOf(r.Context(), &full)
	if err != nil {
		return err
	}
	lang := langOf(r.Context())
	var body bytes.Buffer
	switch format {
	case "json":
		return answerJSON(w, http.StatusOK, "application/json", list)
	case "csv":
		err = list.WriteCSV(&body, lang)
		w.Header().Set("Content-Disposition", attachment(full.FileName(lang)+".csv"))
	default:
		err = list.WriteGeoJSON(&body, lang)
	}
	if err != nil {
		return err
	}
	w.Header().Set("Content-Type", sitingFormats[format])
	_, err = w.Write(body.Bytes())
	return err
}

// sitingRunResult answers what was chosen and who is served, as GeoJSON.
func (s *Server) sitingRunResult(w http.ResponseWriter, r *http.Request) error {
	full, _, err := s.sitingRun(r, "geojson")
	if err != nil {
		return err
	}
	in, err := s.Siting.Inputs(r.Context(), full.ID)
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := siting.WriteResult(&body, &full, in); err != nil {
		return err
	}
	w.Header().Set("Content-Type", typeGeoJSON)
	_, err = w.Write(body.Bytes())
	return err
}

func (s *Server) sitingReport(ctx context.Context, in *SitingRunID) (*workbook, error) {
	full, err := s.Siting.FullRun(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	inputs, err := s.Siting.Inputs(ctx, in.ID)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	return workbookOf(full.Workbook(inputs, authorOf(ctx), time.Now(), lang), full.FileName(lang))
}

// sitingPage answers the report of a run with its map, as a page to print.
func (s *Server) sitingPage(w http.ResponseWriter, r *http.Request) error {
	full, _, err := s.sitingRun(r, "html")
	if err != nil {
		return err
	}
	ctx, lang := r.Context(), langOf(r.Context())
	in, err := s.Siting.Inputs(ctx, full.ID)
	if err != nil {
		return err
	}
	doc := full.Paper(authorOf(ctx), time.Now(), lang)
	var text bytes.Buffer
	if err := doc.WriteBody(&text); err != nil {
		return err
	}
	var drawing bytes.Buffer
	if in != nil {
		sheet, err := s.sitingMap(ctx, &full, in)
		if err != nil {
			return err
		}
		if err := sheet.WriteSVG(&drawing); err != nil {
			return err
		}
	}
	_, svg, _ := strings.Cut(drawing.String(), "?>\n")
	w.Header().Set("Content-Type", typeHTML)
	_, err = w.Write([]byte("<!doctype html>\n<html lang=\"" + html.EscapeString(string(lang)) + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + html.EscapeString(doc.Title) + "</title>\n<style>\n@page { size: A4 portrait; }\n" +
		paper.Style() + sitingPageStyle + "</style>\n</head>\n<body>\n" + text.String() + "<figure class=\"map\">" + svg + "</figure>\n</body>\n</html>\n"))
	return err
}

// sitingPageStyle puts the map on a page of its own.
const sitingPageStyle = "figure.map { margin: 0 auto; break-before: page; }\nfigure.map svg { display: block; width: 100%; height: auto; max-height: 100vh; background: #fff; }\n"

// sitingMap is the map of a run: chosen sites, what stands, what was excluded.
func (s *Server) sitingMap(ctx context.Context, full *siting.FullRun, in *siting.Input) (*mapsheet.Sheet, error) {
	ground, err := products.ReadGround(ctx, s.DB.Read(), full.AreaCode, s.mayRead(ctx, layerAreas))
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	say := func(name string) string { return problem.Text(lang, "siting."+name, nil) }
	sheet := &mapsheet.Sheet{Title: full.Title(lang), Legend: say("map_legend"), Lang: string(lang), Paper: mapsheet.A4, Area: ground.Area, Parts: ground.Parts, Beside: ground.Beside,
		Kinds: []mapsheet.Kind{{Label: say("map_chosen"), Symbol: "star", Colour: "#b3261e", Size: 2.9, Bold: true},
			{Label: say("map_existing"), Symbol: "disc", Colour: "#2f5d8a", Size: 2}, {Label: say("map_excluded"), Symbol: "cross", Colour: "#8a8f98", Size: 2}}}
	sheet.Notes = func(f mapsheet.Facts) []string {
		notes := full.MapNotes(lang, f.Scale)
		if ground.Schematic {
			notes = append(notes, say("map_schematic"))
		}
		return notes
	}
	if full.Answer != nil {
		for _, site := range full.Answer.Sites {
			sheet.Marks = append(sheet.Marks, mapsheet.Mark{Name: site.Name, Kind: 0, Geom: orb.Point{site.Lon, site.Lat}, Must: true})
		}
	}
	for _, f := range in.Fixed { // whatever the method: what stands already
		if f.Lon != nil && f.Lat != nil {
			sheet.Marks = append(sheet.Marks, mapsheet.Mark{Kind: 1, Geom: orb.Point{*f.Lon, *f.Lat}})
		}
	}
	for _, c := range in.Candidates {
		if c.State == siting.Excluded {
			sheet.Marks = append(sheet.Marks, mapsheet.Mark{Kind: 2, Geom: orb.Point{*c.Lon, *c.Lat}, Past: true})
		}
	}
	return sheet, nil
}

// sitingPoints reads candidates from a file of points.
func (s *Server) sitingPoints(w http.ResponseWriter, r *http.Request) error {
	name := r.URL.Query().Get("file")
	if name == "" {
		name = "points"
	}
	points, err := siting.ReadPoints(r.Body, path.Base(name))
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, "application/json", sitingPointsBody{points})
}

type sitingPointsBody struct {
	Points []siting.Point `json:"points"`
}

// asSitingPoints describes the file and the answer.
func asSitingPoints(r *router) option {
	answer := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[sitingPointsBody](), true, "")
	binary := &huma.Schema{Type: huma.TypeString, Format: "binary"}
	return func(set *settings) {
		queryParam("file", &huma.Schema{Type: huma.TypeString}, "name of the file; its extension tells the format")(set)
		set.op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"text/csv": {Schema: binary}, typeGeoJSON: {Schema: binary}, "application/octet-stream": {Schema: binary}}}
		produces("application/json", answer)(set)
	}
}
