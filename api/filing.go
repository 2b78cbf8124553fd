package api

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"os"
	"strings"

	"github.com/danielgtaylor/huma/v2"
	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"cairn/gazetteer/filing"
	"cairn/internal/actor"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

type clocksInput struct {
	Area string `query:"area" maxLength:"12" doc:"code of an area that holds one of the names"`
	Kind string `query:"kind" enum:"filing,announcement"`
	Due  string `query:"due" enum:"overdue,soon,running"`
	WarnDays
}

func (s *Server) listClocks(ctx context.Context, in *clocksInput) (*struct{ Body filing.Clocks }, error) {
	warn, err := s.warn(ctx, in.WarnDays, in.Area)
	if err != nil {
		return nil, err
	}
	clocks, err := s.Filing.Clocks(ctx, filing.ClocksQuery{Area: in.Area, Kind: in.Kind, State: in.Due, Warn: warn})
	return &struct{ Body filing.Clocks }{clocks}, err
}

type approvalsInput struct {
	Paging
	Area string `query:"area" maxLength:"12" doc:"code of an area that holds one of the names, or the authority"`
	Q    string `query:"q" maxLength:"200" doc:"part of authority or document"`
	Due  string `query:"due" enum:"filing,announcement,overdue,done" doc:"not filed, not announced, one of both overdue, all done"`
	WarnDays
}

func (s *Server) listApprovals(ctx context.Context, in *approvalsInput) (*list[filing.Approval], error) {
	q := filing.ApprovalsQuery{Area: in.Area, Text: in.Q, Due: in.Due, Limit: in.Limit}
	var err error
	if q.Warn, err = s.warn(ctx, in.WarnDays, in.Area); err != nil {
		return nil, err
	}
	key, err := in.key(2)
	if err != nil {
		return nil, err
	}
	if key != nil {
		at, err := position(key)
		if err != nil {
			return nil, err
		}
		q.After = &filing.Place{On: at.On, ID: at.ID}
	}
	approvals, err := s.Filing.Approvals(ctx, q)
	if err != nil {
		return nil, err
	}
	return listOf(approvals, in.Limit, func(a filing.Approval) []string { return []string{a.ApprovedOn, a.ID.String()} }), nil
}

// ApprovalID is embedded where an approval is named.
type ApprovalID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// FiledApprovalBody is an approval with its names and papers.
type FiledApprovalBody struct {
	filing.Approval
	Names   []filing.ApprovedName `json:"names"`
	Package filing.Package        `json:"package"`
}

type readApprovalInput struct {
	ApprovalID
	WarnDays
}

func (s *Server) readApproval(ctx context.Context, in *readApprovalInput) (*record[FiledApprovalBody], error) {
	warn, err := s.warn(ctx, in.WarnDays, "")
	if err != nil {
		return nil, err
	}
	a, err := s.Filing.Approval(ctx, in.ID, warn)
	if err != nil {
		return nil, err
	}
	return s.approvalRecord(ctx, a)
}

func (s *Server) approvalRecord(ctx context.Context, a filing.Approval) (*record[FiledApprovalBody], error) {
	names, err := s.Filing.Names(ctx, a.ID)
	if err != nil {
		return nil, err
	}
	papers, err := s.Filing.Package(ctx, a, langOf(ctx))
	if err != nil {
		return nil, err
	}
	if names == nil {
		names = []filing.ApprovedName{}
	}
	return recordOf(FiledApprovalBody{a, names, papers}, a.Version), nil
}

type fileApprovalInput struct {
	ApprovalID
	IfMatch
	Body struct {
		FiledOn  string `json:"filed_on" doc:"day, YYYY-MM-DD; not before the approval, not in the future"`
		Document string `json:"document" maxLength:"400" doc:"number of the filing report"`
		Receiver string `json:"receiver,omitempty" maxLength:"400" doc:"default: as route says"`
		Reason   string `json:"reason,omitempty" maxLength:"2000" doc:"goes to the history"`
	}
}

func (s *Server) fileApproval(ctx context.Context, in *fileApprovalInput) (*record[FiledApprovalBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	b := &in.Body
	a, err := s.Filing.File(ctx, changeBy(ctx, b.Reason), in.ID, version, filing.NewFiling{FiledOn: b.FiledOn, Document: b.Document, Receiver: b.Receiver})
	if err != nil {
		return nil, err
	}
	return s.approvalRecord(ctx, a)
}

type unfileApprovalInput struct {
	ApprovalID
	IfMatch
	Body struct {
		Reason string `json:"reason" maxLength:"2000"`
	}
}

func (s *Server) unfileApproval(ctx context.Context, in *unfileApprovalInput) (*record[FiledApprovalBody], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	a, err := s.Filing.Unfile(ctx, changeBy(ctx, in.Body.Reason), in.ID, version)
	if err != nil {
		return nil, err
	}
	return s.approvalRecord(ctx, a)
}

// filingPackage answers with the filing package as a zip. What it lacks stands in its list
// and in the header X-Missing-Papers.
func (s *Server) filingPackage(w http.ResponseWriter, r *http.Request) error {
	id, err := uuid.Parse(chi.URLParam(r, "id"))
	if err != nil {
		return badParameter(problem.Bad("id", "api.bad_value"))
	}
	a, err := s.Filing.Approval(r.Context(), id, filing.DefaultWarnDays)
	if err != nil {
		return err
	}
	if err := actorOf(r.Context()).Check(actor.TendNames, a.Areas...); err != nil {
		return err
	}
	file, err := os.CreateTemp("", "cairn-package-*.zip") // papers may be large, and an error must come before the status
	if err != nil {
		return err
	}
	defer os.Remove(file.Name())
	defer file.Close()
	missing, err := s.Filing.Bundle(r.Context(), file, id)
	if err != nil {
		return err
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return err
	}
	if len(missing) > 0 {
		w.Header().Set("X-Missing-Papers", strings.Join(missing, ", "))
	}
	w.Header().Set("Content-Type", "application/zip")
	w.Header().Set("Content-Disposition", attachment(problem.Say(problem.Chinese, "filing.package_name", "document", a.Document)+".zip"))
	_, err = io.Copy(w, file)
	return err
}

// PaperFormat is embedded where a paper is asked for.
type PaperFormat struct {
	Format string `query:"format" enum:"docx,html" default:"docx"`
}

type approvalPaperInput struct {
	ApprovalID
	Paper string `path:"paper" enum:"registration,report,announcement" doc:"地名登记表, 备案报告, 公告"`
	PaperFormat
}

func (s *Server) approvalPaper(ctx context.Context, in *approvalPaperInput) (*huma.StreamResponse, error) {
	doc, err := s.Filing.Paper(ctx, in.ID, in.Paper)
	if err != nil {
		return nil, err
	}
	return paperOf(doc, in.Format)
}

// paperOf answers with a paper as a file to be saved, or as a page to be printed.
func paperOf(doc paper.Document, format string) (*huma.StreamResponse, error) {
	var out bytes.Buffer
	if format == "html" {
		err := doc.WriteHTML(&out)
		return fileOf("text/html; charset=utf-8", "", out.Bytes()), err
	}
	err := doc.WriteDocx(&out)
	return fileOf(paper.DocxType, doc.Title+".docx", out.Bytes()), err
}

// asPaper describes the media types of a paper.
func asPaper(set *settings) {
	produces(paper.DocxType, &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
	produces("text/html", &huma.Schema{Type: huma.TypeString})(set)
}

// asZip describes a route that answers with a zip.
func asZip(set *settings) {
	produces("application/zip", &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
}

// FilingArea is embedded where a bureau is named.
type FilingArea struct {
	Area string `path:"area" maxLength:"6" doc:"code of the bureau's area"`
}

func (s *Server) filingSettings(ctx context.Context, in *FilingArea) (*record[filing.Settings], error) {
	set, err := s.Filing.Settings(ctx, in.Area)
	return recordOf(set, set.Version), err
}

type putFilingSettingsInput struct {
	FilingArea
	IfMatch
	Body struct {
		WarnDays int          `json:"warn_days" minimum:"0" maximum:"15"`
		Texts    filing.Texts `json:"texts" doc:"the bureau's own templates, as a whole; a missing one is taken over from above"`
		Reason   string       `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) putFilingSettings(ctx context.Context, in *putFilingSettingsInput) (*record[filing.Settings], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	set, err := s.Filing.SetSettings(ctx, changeBy(ctx, in.Body.Reason), in.Area, version, filing.NewSettings{WarnDays: in.Body.WarnDays, Texts: in.Body.Texts})
	return recordOf(set, set.Version), err
}
