package api

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"cairn/data"
	"cairn/facilities/plans"
	"cairn/internal/problem"
)

// ProjectPlanID is embedded where a plan document is named.
type ProjectPlanID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// ProjectPlanFields are the fields of a plan document that may be absent from a body.
type ProjectPlanFields struct {
	Number    opt[string] `json:"number,omitempty" doc:"of the document (文号)"`
	Authority opt[string] `json:"authority,omitempty"`
	IssuedOn  opt[string] `json:"issued_on,omitempty" format:"date"`
	Note      opt[string] `json:"note,omitempty"`
	Reason    string      `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
}

func (b *ProjectPlanFields) fill(d *plans.Draft) error {
	var on days
	d.Number, d.Authority, d.Note = b.Number.or(d.Number), b.Authority.or(d.Authority), b.Note.or(d.Note)
	d.IssuedOn = dayOrNone(on.or("issued_on", b.IssuedOn, valueOf(d.IssuedOn)))
	return problem.InvalidFields(on.bad...)
}

type listProjectPlansInput struct {
	Paging
	Area string `query:"area" maxLength:"12" doc:"code of an area: plans in it, and those over it"`
}

func (s *Server) listFacilityPlans(ctx context.Context, in *listProjectPlansInput) (*list[plans.FacilityPlan], error) {
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	var after uuid.UUID
	if key != nil {
		if after, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	all, err := s.Plans.List(ctx, in.Area, after, in.Limit)
	return listOf(all, in.Limit, func(p plans.FacilityPlan) []string { return []string{p.ID.String()} }), err
}

type createProjectPlanInput struct {
	Body struct {
		ID       *uuid.UUID `json:"id,omitempty" format:"uuid" doc:"made by the client; made here when absent"`
		Title    string     `json:"title"`
		AreaCode string     `json:"area_code" doc:"of the prefecture or a county"`
		YearFrom int        `json:"year_from"`
		YearTo   int        `json:"year_to"`
		ProjectPlanFields
	}
}

func (s *Server) createFacilityPlan(ctx context.Context, in *createProjectPlanInput) (*created[plans.FacilityPlan], error) {
	b := &in.Body
	d := plans.Draft{Title: b.Title, AreaCode: b.AreaCode, YearFrom: b.YearFrom, YearTo: b.YearTo}
	if err := b.fill(&d); err != nil {
		return nil, err
	}
	p, err := s.Plans.Create(ctx, changeBy(ctx, b.Reason), valueOf(b.ID), d)
	if err != nil {
		return nil, err
	}
	return createdAt("/facilities/plans/"+p.ID.String(), p, p.Version), nil
}

func (s *Server) readFacilityPlan(ctx context.Context, in *ProjectPlanID) (*record[plans.FacilityPlan], error) {
	p, err := s.Plans.Get(ctx, in.ID)
	return recordOf(p, p.Version), err
}

type patchProjectPlanInput struct {
	ProjectPlanID
	IfMatch
	Body struct {
		Title    opt[string] `json:"title,omitempty"`
		AreaCode opt[string] `json:"area_code,omitempty"`
		YearFrom opt[int]    `json:"year_from,omitempty"`
		YearTo   opt[int]    `json:"year_to,omitempty"`
		ProjectPlanFields
	} `contentType:"application/merge-patch+json"`
}

func (s *Server) patchFacilityPlan(ctx context.Context, in *patchProjectPlanInput) (*record[plans.FacilityPlan], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	p, err := s.Plans.Update(ctx, changeBy(ctx, b.Reason), in.ID, version, func(d *plans.Draft) error {
		d.Title, d.AreaCode = b.Title.or(d.Title), b.AreaCode.or(d.AreaCode)
		d.YearFrom, d.YearTo = b.YearFrom.or(d.YearFrom), b.YearTo.or(d.YearTo)
		return b.fill(d)
	})
	return recordOf(p, p.Version), err
}

type retireProjectPlanInput struct {
	ProjectPlanID
	Removal
}

func (s *Server) retireFacilityPlan(ctx context.Context, in *retireProjectPlanInput) (*struct{}, error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	return nil, s.Plans.Retire(ctx, changeBy(ctx, in.Reason), in.ID, version)
}

func (s *Server) facilityPlanHistory(ctx context.Context, in *ProjectPlanID) (*list[data.Version], error) {
	versions, err := s.Plans.History(ctx, in.ID)
	return listOf(versions, len(versions), func(data.Version) []string { return nil }), err
}

type putProjectsInput struct {
	ProjectPlanID
	IfMatch
	Body struct {
		Projects plans.Projects `json:"projects" doc:"the whole table"`
		Reason   string         `json:"reason,omitempty" maxLength:"2000" doc:"why; goes to the history"`
	}
}

func (s *Server) putProjects(ctx context.Context, in *putProjectsInput) (*record[plans.FacilityPlan], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	p, err := s.Plans.PutProjects(ctx, changeBy(ctx, in.Body.Reason), in.ID, version, in.Body.Projects)
	return recordOf(p, p.Version), err
}

// ProjectPlanOn is a plan on a day.
type ProjectPlanOn struct {
	ProjectPlanID
	AsOf string `query:"as_of" maxLength:"20" doc:"day, YYYY-MM-DD; default today (Asia/Shanghai)"`
}

func (s *Server) planProgress(ctx context.Context, in *ProjectPlanOn) (*record[plans.PlanProgress], error) {
	p, err := s.progressOf(ctx, in)
	return recordOf(p, p.Plan.Version), err
}

func (s *Server) progressOf(ctx context.Context, in *ProjectPlanOn) (plans.PlanProgress, error) {
	day, err := asOf(in.AsOf)
	if err != nil {
		return plans.PlanProgress{}, err
	}
	return s.Plans.Progress(ctx, in.ID, day)
}

func (s *Server) planBook(ctx context.Context, in *ProjectPlanOn) (*workbook, error) {
	p, err := s.progressOf(ctx, in)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	return workbookOf(p.Workbook(authorOf(ctx), time.Now(), lang), problem.Text(lang, "plans.file", nil)+"_"+p.AsOf.String())
}

// maxPlanFile is the largest file with a table of projects, in bytes.
const maxPlanFile = 8 << 20

// ReadProject is a project as a file names it, with what is wrong with it.
type ReadProject struct {
	plans.ReadRow
	Faults []Notice `json:"faults"`
}

// ReadTable is a table of projects as it was read.
type ReadTable struct {
	Rows     []ReadProject `json:"rows"`
	Totals   int           `json:"totals" doc:"totals and notes that were left out"`
	Skipped  []string      `json:"skipped_sheets"`
	Headings []string      `json:"headings" doc:"as found"`
}

// asPlanFile describes the file that is read.
func asPlanFile(r *router) option {
	answer := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[ReadTable](), true, "")
	binary := &huma.Schema{Type: huma.TypeString, Format: "binary", Description: "CSV (UTF-8 or GB18030) or workbook (.xlsx)"}
	return func(set *settings) {
		queryParam("file", &huma.Schema{Type: huma.TypeString}, "name of the file")(set)
		set.op.RequestBody = &huma.RequestBody{Required: true, Content: map[string]*huma.MediaType{
			"application/octet-stream": {Schema: binary}, "text/csv": {Schema: binary}, xlsxType: {Schema: binary}}}
		produces("application/json", answer)(set)
	}
}

// readPlanTable reads a table of projects; nothing is written.
func (s *Server) readPlanTable(w http.ResponseWriter, r *http.Request) error {
	query := r.URL.Query()
	for name := range query {
		if name != "file" {
			return badParameter(problem.Bad(name, "api.unknown_parameter"))
		}
	}
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return badParameter(problem.Bad("id", "api.bad_uuid"))
	}
	text, err := io.ReadAll(newPacedBody(w, r, s.Limits))
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		return problem.New(problem.TooLarge, "api.body_too_large", "max", sizeText(maxPlanFile))
	}
	if err != nil {
		return err
	}
	if len(text) == 0 {
		return problem.InvalidFields(problem.Bad("file", "problem.required"))
	}
	found, err := s.Plans.Read(r.Context(), actorOf(r.Context()), id, plans.Upload{In: bytes.NewReader(text), Size: int64(len(text)), Name: shorten(query.Get("file"), 200)})
	if err != nil {
		return err
	}
	out := ReadTable{Rows: make([]ReadProject, len(found.Rows)), Totals: found.Totals, Skipped: found.Skipped, Headings: found.Headings}
	lang := langOf(r.Context())
	for i, row := range found.Rows {
		out.Rows[i] = ReadProject{row, []Notice{}}
		for _, f := range row.Faults {
			out.Rows[i].Faults = append(out.Rows[i].Faults, noticeOf(lang, f.Field, f.Key, f.Params))
		}
	}
	return answerJSON(w, http.StatusOK, typeJSON, out)
}
