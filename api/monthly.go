package api

import (
	"context"
	"net/http"
	"time"

	"github.com/google/uuid"

	"cairn/facilities/monthly"
	"cairn/internal/problem"
)

// MonthlyID is embedded where a monthly report is named.
type MonthlyID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

// monthOf reads the month that a question is asked for; zero when absent.
func monthOf(text string) (monthly.Month, error) {
	if text == "" {
		return monthly.Month{}, nil
	}
	m, err := monthly.ParseMonth(text)
	if err != nil {
		return m, badParameter(problem.Bad("month", "monthly.bad_month"))
	}
	return m, nil
}

type monthlyFormInput struct {
	Area  string `query:"area" maxLength:"12" doc:"code of a township; default the account's own"`
	Month string `query:"month" maxLength:"7" doc:"YYYY-MM; default the oldest month that is over and not confirmed, else the last one"`
}

func (s *Server) monthlyForm(ctx context.Context, in *monthlyFormInput) (*struct{ Body monthly.MonthlyForm }, error) {
	month, err := monthOf(in.Month)
	if err != nil {
		return nil, err
	}
	f, err := s.Monthly.Form(ctx, actorOf(ctx), in.Area, month)
	return &struct{ Body monthly.MonthlyForm }{f}, err
}

// MonthlySheetQuery are the parameters of the monthly table.
type MonthlySheetQuery struct {
	Area    string `query:"area" maxLength:"12" doc:"code of an area inside the account's own, which is the default"`
	Month   string `query:"month" maxLength:"7" doc:"YYYY-MM; default the last month that is over"`
	State   string `query:"state" enum:"confirmed,returned,missing"`
	Overdue bool   `query:"overdue" doc:"only townships that are behind, in this month or an earlier one"`
	Changed string `query:"changed" enum:"true,false"`
	Errors  bool   `query:"errors" doc:"only townships whose report says that records are wrong, unanswered"`
}

func (s *Server) sheetOf(ctx context.Context, in *MonthlySheetQuery, facilities bool) (monthly.MonthlySheet, error) {
	month, err := monthOf(in.Month)
	if err != nil {
		return monthly.MonthlySheet{}, err
	}
	f := monthly.SheetFilter{Area: in.Area, Month: month, State: in.State, Overdue: in.Overdue, Errors: in.Errors, Facilities: facilities}
	if in.Changed != "" {
		changed := in.Changed == "true"
		f.Changed = &changed
	}
	return s.Monthly.Sheet(ctx, actorOf(ctx), f)
}

func (s *Server) monthlySheet(ctx context.Context, in *MonthlySheetQuery) (*struct{ Body monthly.MonthlySheet }, error) {
	sheet, err := s.sheetOf(ctx, in, false)
	return &struct{ Body monthly.MonthlySheet }{sheet}, err
}

func (s *Server) monthlyBook(ctx context.Context, in *MonthlySheetQuery) (*workbook, error) {
	sheet, err := s.sheetOf(ctx, in, true)
	if err != nil {
		return nil, err
	}
	lang := langOf(ctx)
	return workbookOf(sheet.Workbook(authorOf(ctx), time.Now(), lang), sheet.Title(lang))
}

// MonthlyChange is a figure that the clerk changed.
type MonthlyChange struct {
	FacilityID uuid.UUID `json:"facility_id" format:"uuid"`
	Measure    string    `json:"measure" enum:"plots,niches,eco_plots,beds,nursing_beds,places"`
	Total      *int      `json:"total,omitempty" nullable:"true" doc:"all there are; absent only where none is on record"`
	Used       *int      `json:"used,omitempty" nullable:"true" doc:"used, or residents; absent only where none is on record"`
}

type sendMonthlyInput struct {
	Body struct {
		ID         uuid.UUID       `json:"id" format:"uuid" doc:"made on the device; the same id with the same content is accepted again"`
		AreaCode   string          `json:"area_code,omitempty" doc:"township; that of the account, when absent"`
		Month      string          `json:"month" doc:"YYYY-MM"`
		Basis      string          `json:"basis,omitempty" maxLength:"40" doc:"of the form that the clerk saw: other figures since are refused (412); without it the figures are taken as they are"`
		Corrects   *uuid.UUID      `json:"corrects,omitempty" format:"uuid" doc:"the edition that stands, to be replaced by this one"`
		Reason     string          `json:"reason,omitempty" maxLength:"2000" doc:"why a confirmed report is corrected"`
		Cremations int             `json:"cremations,omitempty" doc:"0 when absent"`
		Burials    int             `json:"burials,omitempty" doc:"eco-burials included; 0 when absent"`
		EcoBurials int             `json:"eco_burials,omitempty" doc:"of the burials; 0 when absent"`
		Deaths     *int            `json:"deaths,omitempty" nullable:"true"`
		Changes    []MonthlyChange `json:"changes,omitempty" maxItems:"2000" doc:"figures that differ from the form; none: 无变化"`
		ErrorNote  string          `json:"error_note,omitempty" doc:"what is wrong with the records"`
		Confirm    []string        `json:"confirm,omitempty" maxItems:"2000" doc:"values of the fields of an answer /problems/unconfirmed that are meant so"`
	}
}

// sentMonthly is the answer to a report: 201 new, 200 the same again.
type sentMonthly struct {
	Status   int
	Location string `header:"Location"`
	ETag     string `header:"ETag"`
	Body     monthly.MonthlyReport
}

func (s *Server) sendMonthly(ctx context.Context, in *sendMonthlyInput) (*sentMonthly, error) {
	b := &in.Body
	month, err := monthly.ParseMonth(b.Month)
	if err != nil {
		return nil, problem.InvalidFields(problem.Bad("month", "monthly.bad_month"))
	}
	input := monthly.Input{ID: b.ID, AreaCode: b.AreaCode, Month: month, Basis: b.Basis, Corrects: b.Corrects, Reason: b.Reason,
		MonthlyCounts: monthly.MonthlyCounts{Cremations: b.Cremations, Burials: b.Burials, EcoBurials: b.EcoBurials, Deaths: b.Deaths},
		ErrorNote:     b.ErrorNote, Confirmed: b.Confirm}
	for _, c := range b.Changes {
		input.Changes = append(input.Changes, monthly.FigureChange{FacilityID: c.FacilityID, Measure: c.Measure, FigurePair: monthly.FigurePair{Total: c.Total, Used: c.Used}})
	}
	r, stored, err := s.Monthly.Send(ctx, changeBy(ctx, ""), input)
	if err != nil {
		return nil, err
	}
	out := &sentMonthly{Status: http.StatusCreated, Location: "/facilities/monthly/" + r.ID.String(), ETag: recordOf(r, r.Version).ETag, Body: r}
	if stored {
		out.Status = http.StatusOK
	}
	return out, nil
}

func (s *Server) readMonthly(ctx context.Context, in *MonthlyID) (*record[monthly.MonthlyReport], error) {
	r, err := s.Monthly.Get(ctx, actorOf(ctx), in.ID)
	return recordOf(r, r.Version), err
}

func (s *Server) monthlyEditions(ctx context.Context, in *MonthlyID) (*list[monthly.MonthlyReport], error) {
	all, err := s.Monthly.Editions(ctx, actorOf(ctx), in.ID)
	return listOf(all, len(all), func(monthly.MonthlyReport) []string { return nil }), err
}

type returnMonthlyInput struct {
	MonthlyID
	IfMatch
	Body struct {
		Reason string `json:"reason" maxLength:"2000" doc:"what the township is to look at again"`
	}
}

func (s *Server) returnMonthly(ctx context.Context, in *returnMonthlyInput) (*record[monthly.MonthlyReport], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Monthly.Return(ctx, changeBy(ctx, ""), in.ID, version, in.Body.Reason)
	return recordOf(r, r.Version), err
}

type answerMonthlyInput struct {
	MonthlyID
	IfMatch
	Body struct {
		Answer string `json:"answer" maxLength:"2000" doc:"what was done about the error that the clerk reported"`
	}
}

func (s *Server) answerMonthly(ctx context.Context, in *answerMonthlyInput) (*record[monthly.MonthlyReport], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	r, err := s.Monthly.Answer(ctx, changeBy(ctx, ""), in.ID, version, in.Body.Answer)
	return recordOf(r, r.Version), err
}

func (s *Server) monthlySettings(ctx context.Context, _ *struct{}) (*record[monthly.MonthlySettings], error) {
	set, err := s.Monthly.Settings(ctx)
	return recordOf(set, set.Version), err
}

type putMonthlySettingsInput struct {
	IfMatch
	Body struct {
		Day    int     `json:"day" minimum:"1" maximum:"31" doc:"day of the following month until which a report is in time"`
		Since  *string `json:"since,omitempty" nullable:"true" doc:"first month that is expected, YYYY-MM; null: the first that anybody reported"`
		Reason string  `json:"reason,omitempty" maxLength:"2000"`
	}
}

func (s *Server) putMonthlySettings(ctx context.Context, in *putMonthlySettingsInput) (*record[monthly.MonthlySettings], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	set := monthly.MonthlySettings{Day: in.Body.Day}
	if in.Body.Since != nil {
		since, err := monthly.ParseMonth(*in.Body.Since)
		if err != nil {
			return nil, problem.InvalidFields(problem.Bad("since", "monthly.bad_month"))
		}
		set.Since = &since
	}
	set, err = s.Monthly.SetSettings(ctx, changeBy(ctx, in.Body.Reason), version, set)
	return recordOf(set, set.Version), err
}
