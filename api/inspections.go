package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/internal/problem"
)

// maxInspections is the longest batch.
const maxInspections = 1000

// InspectionBody is what a device sends: one visit to one marker, or to a stretch of a line.
type InspectionBody struct {
	ID            uuid.UUID       `json:"id" format:"uuid" doc:"made on the device: the same again is accepted, other content under it is refused"`
	Kind          string          `json:"kind" enum:"round,patrol" doc:"round of joint inspection (联合检查) or patrol (巡查)"`
	Round         opt[int]        `json:"round,omitempty" doc:"number of the round; rounds only"`
	DeviceID      opt[string]     `json:"device_id,omitempty"`
	ObservedAt    time.Time       `json:"observed_at" format:"date-time" doc:"by the clock of the device; one that is years off is flagged"`
	Observer      opt[string]     `json:"observer,omitempty"`
	Marker        opt[string]     `json:"marker,omitempty" doc:"number of the marker; absent for a stretch of a line"`
	Line          opt[string]     `json:"line,omitempty" doc:"code of the line; required without a marker"`
	ChainageFromM opt[float64]    `json:"chainage_from_m,omitempty" doc:"metres from the start of the line; or give a position or a track"`
	ChainageToM   opt[float64]    `json:"chainage_to_m,omitempty"`
	Conditions    []string        `json:"conditions" doc:"codes of /boundaries/conditions, several at once"`
	Lon           opt[float64]    `json:"lon,omitempty" doc:"as observed, in crs"`
	Lat           opt[float64]    `json:"lat,omitempty"`
	AccuracyM     opt[float64]    `json:"accuracy_m,omitempty" doc:"of the fix, metres"`
	CRS           opt[string]     `json:"crs,omitempty" enum:"wgs84,cgcs2000,gcj02,bd09," doc:"what lon and lat are in; default wgs84, and empty without a fix"`
	Source        opt[string]     `json:"source,omitempty" enum:"phone,rtk,map,paper," doc:"how the position was found"`
	Taped         opt[[]TapeBody] `json:"taped,omitempty" doc:"distances from the marker to its witnesses (方位物) by tape"`
	Track         json.RawMessage `json:"track,omitempty" doc:"WGS 84: a GeoJSON LineString, MultiLineString or Feature of one with coordTimes; or the text of a GPX file"`
	Corrects      opt[uuid.UUID]  `json:"corrects,omitempty" format:"uuid" doc:"the record about the same marker or line that this one takes the place of"`
	Note          opt[string]     `json:"note,omitempty"`
	Photos        opt[[]string]   `json:"photos,omitempty" doc:"ids of attachments of this inspection, which may arrive before or after it"`
}

// TapeBody is a distance by tape.
type TapeBody struct {
	Seq       int     `json:"seq" minimum:"1" maximum:"9" doc:"number of the witness"`
	DistanceM float64 `json:"distance_m" minimum:"0" maximum:"10000"`
}

func (b InspectionBody) input() boundaries.InspectionInput {
	in := boundaries.InspectionInput{ID: b.ID, Kind: b.Kind, Round: patched(b.Round, nil), DeviceID: b.DeviceID.or(""),
		ObservedAt: b.ObservedAt, Observer: b.Observer.or(""), Marker: b.Marker.or(""), Line: b.Line.or(""),
		ChainageFromM: patched(b.ChainageFromM, nil), ChainageToM: patched(b.ChainageToM, nil), Conditions: b.Conditions,
		Lon: patched(b.Lon, nil), Lat: patched(b.Lat, nil), AccuracyM: patched(b.AccuracyM, nil), CRS: b.CRS.or(""),
		Source: b.Source.or(""), Track: b.Track, Corrects: patched(b.Corrects, nil), Note: b.Note.or(""), Photos: b.Photos.or(nil)}
	for _, t := range b.Taped.or(nil) {
		in.Taped = append(in.Taped, boundaries.Tape(t))
	}
	return in
}

// InspectionOutcome is what became of one record of a batch.
type InspectionOutcome struct {
	ID      string       `json:"id" doc:"as sent; empty when it could not be read"`
	Outcome string       `json:"outcome" enum:"created,duplicate,conflict,invalid"`
	Status  int          `json:"status" doc:"what the record alone would have been answered with" example:"201"`
	Problem *problemBody `json:"problem,omitempty"`
}

// InspectionOutcomes is the answer to a batch, in its order.
type InspectionOutcomes struct {
	Items []InspectionOutcome `json:"items"`
}

// asInspections describes the body, one record or a batch, and its answers.
func asInspections(r *router) option {
	schemas := r.api.OpenAPI().Components.Schemas
	schema := func(t reflect.Type) *huma.Schema { return schemas.Schema(t, true, "") }
	one, stored, many := schema(reflect.TypeFor[InspectionBody]()), schema(reflect.TypeFor[boundaries.Inspection]()), schema(reflect.TypeFor[InspectionOutcomes]())
	most := maxInspections
	body := &huma.Schema{OneOf: []*huma.Schema{one, {Type: huma.TypeArray, Items: one, MaxItems: &most}}}
	answer := func(text string, schema *huma.Schema) *huma.Response {
		return &huma.Response{Description: text, Content: map[string]*huma.MediaType{"application/json": {Schema: schema}}}
	}
	return func(set *settings) {
		set.op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{"application/json": {Schema: body}}}
		set.op.Responses = map[string]*huma.Response{
			"200": answer("The same record was stored before; or the outcomes of a batch", &huma.Schema{OneOf: []*huma.Schema{stored, many}}),
			"201": answer("Stored", stored),
			"409": {Description: "Another record has this id; it is in `stored`, nothing was changed",
				Content: map[string]*huma.MediaType{"application/problem+json": {Schema: schema(reflect.TypeFor[inspectionConflict]())}}},
		}
	}
}

// inspectionConflict is the problem of a record whose id is taken, with the one that took it.
type inspectionConflict struct {
	*problemBody
	Stored *boundaries.Inspection `json:"stored"`
}

// logInspections takes in one record, or a batch of which each record stands for itself.
func (s *Server) logInspections(w http.ResponseWriter, r *http.Request) error {
	if err := onlyParams(r); err != nil {
		return err
	}
	text, err := io.ReadAll(r.Body)
	if err != nil {
		return bodyCut(err)
	}
	var body any
	if err := s.decodeJSON(text, &body); err != nil {
		return fromHuma(http.StatusBadRequest, "", []error{&huma.ErrorDetail{Message: err.Error(), Location: "body"}})
	}
	values, batch := body.([]any)
	if !batch {
		return s.logOne(w, r, text, body)
	}
	if len(values) > maxInspections {
		return problem.New(problem.TooLarge, "boundaries.too_many", "max", maxInspections)
	}
	var texts []json.RawMessage
	if err := json.Unmarshal(text, &texts); err != nil {
		return err
	}
	items, err := s.logMany(r.Context(), texts, values)
	if err != nil {
		return err
	}
	return answerJSON(w, http.StatusOK, "application/json", InspectionOutcomes{items})
}

// bodyCut tells a body whose connection was cut from a database that cannot be reached.
func bodyCut(err error) error {
	var large *http.MaxBytesError
	var network net.Error
	switch {
	case errors.As(err, &large):
		return err
	case errors.As(err, &network) && network.Timeout():
		return problem.New(problem.TooSlow, "api.body_too_slow").With(err)
	}
	return problem.New(problem.Malformed, "api.body_broken_off").With(err)
}

func (s *Server) logOne(w http.ResponseWriter, r *http.Request, text []byte, value any) error {
	in, err := s.readInspection(r.Context(), text, value)
	if err != nil {
		return err
	}
	outcomes, err := s.Inspections.Log(r.Context(), changeBy(r.Context(), ""), []boundaries.InspectionInput{in})
	if err != nil {
		return err
	}
	if err := s.showInspection(r.Context(), outcomes[0].Inspection); err != nil {
		return err
	}
	switch out := outcomes[0]; out.Result {
	case boundaries.Created:
		return answerJSON(w, http.StatusCreated, "application/json", out.Inspection)
	case boundaries.Duplicate:
		return answerJSON(w, http.StatusOK, "application/json", out.Inspection)
	case boundaries.Conflict:
		p := bodyOf(r.Context(), asProblem(out.Err))
		return answerJSON(w, p.Status, p.ContentType(""), inspectionConflict{p, out.Inspection})
	default:
		return out.Err
	}
}

// logMany takes in what can be read of a batch and tells of the rest why not.
func (s *Server) logMany(ctx context.Context, texts []json.RawMessage, values []any) ([]InspectionOutcome, error) {
	items := make([]InspectionOutcome, len(values))
	var inputs []boundaries.InspectionInput
	var places []int // of inputs among items
	for i, value := range values {
		in, err := s.readInspection(ctx, texts[i], value)
		if err != nil {
			items[i] = outcomeOf(ctx, idOf(value), boundaries.Invalid, err)
			continue
		}
		inputs, places = append(inputs, in), append(places, i)
	}
	outcomes, err := s.Inspections.Log(ctx, changeBy(ctx, ""), inputs)
	for i, out := range outcomes {
		items[places[i]] = outcomeOf(ctx, out.ID.String(), out.Result, out.Err)
	}
	return items, err
}

func outcomeOf(ctx context.Context, id, result string, err error) InspectionOutcome {
	out := InspectionOutcome{ID: id, Outcome: result, Status: http.StatusCreated}
	if result == boundaries.Duplicate {
		out.Status = http.StatusOK
	}
	if err != nil {
		out.Problem = bodyOf(ctx, asProblem(err))
		out.Status = out.Problem.Status
	}
	return out
}

// idOf is the id of a record that could not be read otherwise, shortened.
func idOf(value any) string {
	record, _ := value.(map[string]any)
	id, _ := record["id"].(string)
	return shorten(id, 60)
}

// readInspection checks a decoded record against its schema and reads it.
func (s *Server) readInspection(ctx context.Context, text []byte, value any) (boundaries.InspectionInput, error) {
	schemas := s.api.OpenAPI().Components.Schemas
	schema := schemas.Schema(reflect.TypeFor[InspectionBody](), true, "")
	var found huma.ValidateResult
	huma.Validate(schemas, schema, huma.NewPathBuffer([]byte("body"), len("body")), huma.ModeWriteToServer, value, &found)
	if len(found.Errors) > 0 {
		return boundaries.InspectionInput{}, fromHuma(http.StatusUnprocessableEntity, "", found.Errors)
	}
	var body InspectionBody
	if err := json.Unmarshal(text, &body); err != nil {
		return boundaries.InspectionInput{}, errors.Join(problem.New(problem.Invalid, "api.bad_value"), err)
	}
	in := body.input()
	return in, s.checkCorrection(ctx, in)
}

type listInspectionsInput struct {
	Paging
	Marker   string `query:"marker" maxLength:"200" doc:"number of a marker"`
	Line     string `query:"line" maxLength:"18" doc:"code of a line: inspections of its markers and of its stretches"`
	Area     string `query:"area" maxLength:"12" doc:"code of an area: inspections of markers and lines with a party in it"`
	Round    int    `query:"round" minimum:"1" maximum:"99" doc:"number of a round of joint inspection"`
	Flag     string `query:"flag" enum:"suspected_gcj02,far_away,clock_off,photo_time_differs,photo_place_differs" doc:"only those that have it"`
	Standing bool   `query:"standing" doc:"without those that were corrected"`
	Mine     bool   `query:"mine" doc:"only those that this account sent in"`
}

func (s *Server) listInspections(ctx context.Context, in *listInspectionsInput) (*list[boundaries.Inspection], error) {
	part, err := in.part()
	if err != nil {
		return nil, err
	}
	filter := boundaries.InspectionFilter{Marker: in.Marker, Line: in.Line, Area: in.Area, Flag: in.Flag, Standing: in.Standing}
	if in.Round > 0 {
		filter.Round = &in.Round
	}
	if in.Mine {
		filter.Author = actorOf(ctx).Login
	}
	p, err := s.Inspections.List(ctx, filter, part)
	return pageOf(p, same), err
}

type readInspectionInput struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// readOneInspection answers without a version: a record never changes, what hangs on it does.
func (s *Server) readOneInspection(ctx context.Context, in *readInspectionInput) (*struct {
	Body boundaries.InspectionRecord
}, error) {
	r, err := s.Inspections.Get(ctx, in.ID)
	return &struct{ Body boundaries.InspectionRecord }{r}, err
}

// answerJSON answers a raw route; it encodes before the status goes out.
func answerJSON(w http.ResponseWriter, status int, mediaType string, v any) error {
	var body bytes.Buffer
	encoder := json.NewEncoder(&body)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		return err
	}
	w.Header().Set("Content-Type", mediaType)
	w.WriteHeader(status)
	_, err := w.Write(body.Bytes())
	return err
}
