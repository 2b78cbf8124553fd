package api

import (
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"os"
	"reflect"
	"slices"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/gazetteer/national"
	"cairn/internal/problem"
)

// maxExport is the largest file of the national database, in bytes.
const maxExport = 100 << 20

// bodyUpTo lets a route take a larger body than Limits.Body, in bytes.
func bodyUpTo(n int64) option { return func(s *settings) { s.body = n } }

// exportParams are the parameters that go with a file: in the query, or as parts of a form.
var exportParams = []string{"file", "export_version", "exported_on", "area", "mapping", "encoding", "id"}

// asExportFile describes a file with its parameters.
func asExportFile[Answer any](r *router, status int) option {
	answer := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Answer](), true, "")
	text, binary := &huma.Schema{Type: huma.TypeString}, &huma.Schema{Type: huma.TypeString, Format: "binary"}
	return func(set *settings) {
		docs := map[string]string{"file": "name of the file, when the body is the file itself", "export_version": "what the office calls the export, say 2024-03",
			"exported_on": "day of the export, YYYY-MM-DD", "area": "code of the area to compare; default one's own", "mapping": "id of a mapping; default by the headings",
			"encoding": "of CSV: utf-8 or gb18030; default by the content", "id": "of the export, made by the client"}
		form := &huma.Schema{Type: huma.TypeObject, Properties: map[string]*huma.Schema{}}
		for _, name := range exportParams {
			queryParam(name, text, docs[name])(set)
			form.Properties[name] = &huma.Schema{Type: huma.TypeString, Description: docs[name]}
		}
		form.Properties["file"] = &huma.Schema{Type: huma.TypeString, Format: "binary", Description: "CSV (UTF-8 or GB18030) or workbook (.xlsx), 100 MB at most"}
		set.op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"multipart/form-data": {Schema: form},
			"text/csv": {Schema: binary}, xlsxType: {Schema: binary}, "application/octet-stream": {Schema: binary}}}
		set.op.DefaultStatus = status
		produces("application/json", answer)(set)
		set.op.Responses[map[int]string{http.StatusOK: "200", http.StatusCreated: "201"}[status]] = set.op.Responses["200"]
		if status != http.StatusOK {
			delete(set.op.Responses, "200")
		}
	}
}

// loadExport reads a file of the national database in.
func (s *Server) loadExport(w http.ResponseWriter, r *http.Request) error {
	return s.withExport(w, r, func(u national.Upload) error {
		x, err := s.National.Load(r.Context(), changeBy(r.Context(), ""), u)
		if err != nil {
			return err
		}
		w.Header().Set("Location", "/gazetteer/national/exports/"+x.ID.String())
		return answerJSON(w, http.StatusCreated, typeJSON, x)
	})
}

// sampleExport shows what a file looks like and which mapping fits.
func (s *Server) sampleExport(w http.ResponseWriter, r *http.Request) error {
	return s.withExport(w, r, func(u national.Upload) error {
		sample, err := s.National.Sample(r.Context(), actorOf(r.Context()), u)
		if err != nil {
			return err
		}
		return answerJSON(w, http.StatusOK, typeJSON, sample)
	})
}

// withExport puts the file of a request on disk, so that large ones take no memory, and
// hands it on with its parameters.
func (s *Server) withExport(w http.ResponseWriter, r *http.Request, take func(national.Upload) error) error {
	params, err := exportQuery(r.URL.Query())
	if err != nil {
		return err
	}
	file, err := os.CreateTemp("", "cairn-export-*")
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	body := newPacedBody(w, r, s.Limits)
	media, options, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	var size int64
	if media == "multipart/form-data" {
		size, err = readForm(multipart.NewReader(body, options["boundary"]), file, params)
	} else {
		size, err = io.Copy(file, io.LimitReader(body, maxExport+1))
	}
	if err == nil && size > maxExport {
		err = problem.New(problem.TooLarge, "api.body_too_large", "max", sizeText(maxExport))
	}
	if err != nil {
		return err
	}
	if size == 0 {
		return problem.InvalidFields(problem.Bad("file", "problem.required"))
	}
	u, err := uploadOf(params)
	if err != nil {
		return err
	}
	u.In, u.Size = file, size
	return take(u)
}

func exportQuery(query url.Values) (url.Values, error) {
	for name := range query {
		if !slices.Contains(exportParams, name) {
			return nil, badParameter(problem.Bad(name, "api.unknown_parameter"))
		}
	}
	return query, nil
}

// readForm writes the part called file into a file and the others into params.
func readForm(form *multipart.Reader, file io.Writer, params url.Values) (int64, error) {
	var size int64
	for seen := 0; ; seen++ {
		part, err := form.NextPart()
		if errors.Is(err, io.EOF) {
			return size, nil
		}
		if err != nil {
			if large := new(http.MaxBytesError); errors.As(err, &large) {
				return 0, err
			}
			return 0, problem.New(problem.Malformed, "national.bad_form").With(err)
		}
		name := part.FormName()
		switch {
		case !slices.Contains(exportParams, name), seen > 2*len(exportParams), name == "file" && size > 0:
			return 0, badParameter(problem.Bad(shorten(name, 60), "api.unknown_parameter"))
		case name == "file":
			params.Set("file", part.FileName())
			if size, err = io.Copy(file, io.LimitReader(part, maxExport+1)); err != nil {
				return 0, err
			}
		default:
			text, err := io.ReadAll(io.LimitReader(part, 1000))
			if err != nil {
				return 0, err
			}
			params.Set(name, string(text))
		}
	}
}

func uploadOf(params url.Values) (national.Upload, error) {
	u := national.Upload{File: params.Get("file"), Encoding: params.Get("encoding"), ExportVersion: params.Get("export_version"), Area: params.Get("area")}
	if u.File == "" {
		u.File = "export"
	}
	if text := params.Get("exported_on"); text != "" {
		day, err := time.Parse(time.DateOnly, text)
		if err != nil {
			return u, badParameter(problem.Bad("exported_on", "problem.bad_date"))
		}
		u.ExportedOn = day
	}
	for name, into := range map[string]func(uuid.UUID){"mapping": func(id uuid.UUID) { u.Mapping = &id }, "id": func(id uuid.UUID) { u.ID = id }} {
		if text := params.Get(name); text != "" {
			id, err := uuid.Parse(text)
			if err != nil {
				return u, badParameter(problem.Bad(name, "api.bad_uuid"))
			}
			into(id)
		}
	}
	return u, nil
}
