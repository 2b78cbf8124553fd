package api

import (
	"context"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"cairn/gazetteer/national"
	"cairn/internal/problem"
)

// DifferenceFilter are the fields by which differences are picked, in a query or a body.
type DifferenceFilter struct {
	Kind  string `query:"kind" json:"kind,omitempty" maxLength:"20" doc:"missing_here, missing_there, differs or ambiguous"`
	Field string `query:"field" json:"field,omitempty" maxLength:"20" doc:"name of an entry's field; position for lon and lat"`
	Area  string `query:"area" json:"area,omitempty" maxLength:"12" doc:"code of an area that holds them"`
	State string `query:"state" json:"state,omitempty" maxLength:"20" doc:"open, accepted, ours, later or chosen"`
	Class string `query:"class" json:"class,omitempty" maxLength:"5" doc:"class code, or the beginning of one"`
	Q     string `query:"q" json:"q,omitempty" maxLength:"100" doc:"part of the name"`
}

func (f DifferenceFilter) filter() national.Filter {
	return national.Filter{Kind: f.Kind, Field: f.Field, Area: f.Area, State: f.State, Class: f.Class, Text: strings.TrimSpace(f.Q)}
}

type listDifferencesInput struct {
	ExportID
	Paging
	DifferenceFilter
}

func (s *Server) listDifferences(ctx context.Context, in *listDifferencesInput) (*list[national.Difference], error) {
	after, err := in.number()
	if err != nil {
		return nil, err
	}
	f := in.filter()
	f.After, f.Limit = int(min(after, 1<<30)), in.Limit
	_, found, err := s.National.Differences(ctx, actorOf(ctx), in.ID, f)
	return listOf(found, in.Limit, func(d national.Difference) []string { return []string{strconv.Itoa(d.Seq)} }), err
}

type reportInput struct {
	ExportID
	DifferenceFilter
}

func (s *Server) nationalReport(ctx context.Context, in *reportInput) (*workbook, error) {
	lang := langOf(ctx)
	book, x, err := s.National.Workbook(ctx, actorOf(ctx), in.ID, in.filter(), lang)
	if err != nil {
		return nil, err
	}
	return workbookOf(book, problem.Text(lang, "national.report", nil)+"_"+x.ExportVersion)
}

// SelectedDifferences is embedded in bodies that speak of differences: by id, or by a filter.
type SelectedDifferences struct {
	IDs    []uuid.UUID       `json:"ids,omitempty" format:"uuid" maxItems:"5000" doc:"differences; or a filter instead"`
	Filter *DifferenceFilter `json:"filter,omitempty" doc:"all that it finds in one's own area; {} for all"`
}

func (d *SelectedDifferences) selection() (national.Selection, error) {
	if (d.Filter == nil) == (len(d.IDs) == 0) {
		return national.Selection{}, problem.InvalidFields(problem.Bad("ids", "national.ids_or_filter"))
	}
	if d.Filter == nil {
		return national.Selection{IDs: d.IDs}, nil
	}
	f := d.Filter.filter()
	return national.Selection{Filter: &f}, nil
}

type decideInput struct {
	ExportID
	Body struct {
		SelectedDifferences
		Decision string `json:"decision" enum:"ours,later,open" doc:"ours: ours is right, with a reason; open takes a decision back"`
		Reason   string `json:"reason,omitempty" maxLength:"500"`
	}
}

type decidedBody struct {
	Decided int `json:"decided" doc:"number of differences"`
}

func (s *Server) decideDifferences(ctx context.Context, in *decideInput) (*struct{ Body decidedBody }, error) {
	which, err := in.Body.selection()
	if err != nil {
		return nil, err
	}
	n, err := s.National.Decide(ctx, changeBy(ctx, in.Body.Reason), in.ID, which, national.Decision{Decision: in.Body.Decision, Reason: in.Body.Reason})
	return &struct{ Body decidedBody }{decidedBody{n}}, err
}

type acceptInput struct {
	ExportID
	Body struct {
		SelectedDifferences
		SetID  *uuid.UUID `json:"set_id,omitempty" format:"uuid" doc:"of the change set, made by the client; made here when absent"`
		Title  string     `json:"title,omitempty" maxLength:"200" doc:"of the change set; named after the export when absent"`
		Reason string     `json:"reason,omitempty" maxLength:"500"`
		Limit  int        `json:"limit,omitempty" minimum:"1" maximum:"500" doc:"entries in the change set at most; 500 when not said"`
	}
}

// OutcomeBody is what became of an acceptance.
type OutcomeBody struct {
	national.Outcome
	Skipped []skippedBody `json:"skipped" doc:"differences that cannot be proposed as they are"`
}

type skippedBody struct {
	national.Skipped
	Problems []fieldError `json:"problems"`
}

func (s *Server) acceptDifferences(ctx context.Context, in *acceptInput) (*struct{ Body OutcomeBody }, error) {
	b := &in.Body
	which, err := b.selection()
	if err != nil {
		return nil, err
	}
	a := national.Acceptance{Title: b.Title, Reason: b.Reason, Items: b.Limit}
	if b.SetID != nil {
		a.SetID = *b.SetID
	}
	if strings.TrimSpace(a.Title) == "" {
		x, err := s.National.Export(ctx, actorOf(ctx), in.ID)
		if err != nil {
			return nil, err
		}
		a.Title = problem.Say(langOf(ctx), "national.set_title", "version", x.ExportVersion)
	}
	outcome, err := s.National.Accept(ctx, changeBy(ctx, b.Reason), in.ID, which, a)
	if err != nil {
		return nil, err
	}
	out := OutcomeBody{outcome, []skippedBody{}}
	for _, skipped := range outcome.Skipped {
		out.Skipped = append(out.Skipped, skippedBody{skipped, worded(ctx, skipped.Problems)})
	}
	return &struct{ Body OutcomeBody }{out}, nil
}

type chooseInput struct {
	ExportID
	Body struct {
		Difference uuid.UUID  `json:"difference" format:"uuid" doc:"of kind ambiguous"`
		PlaceID    *uuid.UUID `json:"place_id,omitempty" format:"uuid" doc:"the entry that the row is; none of ours when absent"`
		Undo       bool       `json:"undo,omitempty" doc:"take a choice back"`
		Reason     string     `json:"reason,omitempty" maxLength:"500"`
	}
}

func (s *Server) chooseEntry(ctx context.Context, in *chooseInput) (*struct{ Body national.Export }, error) {
	b, place := &in.Body, uuid.Nil
	if b.PlaceID != nil {
		place = *b.PlaceID
	}
	if err := s.National.Choose(ctx, changeBy(ctx, b.Reason), in.ID, b.Difference, place, b.Undo); err != nil {
		return nil, err
	}
	return s.readExport(ctx, &in.ExportID)
}

type takenInInput struct {
	ExportID
	Paging
	State string `query:"state" enum:"reported,unreported" doc:"only edits that were reported (已报), or only others"`
}

// takenInBody is what an export has taken in, as POST /gazetteer/ledger/national wants it.
type takenInBody struct {
	ExportVersion string               `json:"export_version"`
	ExportedOn    string               `json:"exported_on" format:"date"`
	Edits         []uuid.UUID          `json:"edits" doc:"ids of the items, to be sent to POST /gazetteer/ledger/national"`
	Items         []national.Reflected `json:"items"`
	Next          *string              `json:"next"`
}

func (s *Server) takenIn(ctx context.Context, in *takenInInput) (*struct{ Body takenInBody }, error) {
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	after := uuid.Nil
	if key != nil {
		if after, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	x, edits, err := s.National.Reflected(ctx, actorOf(ctx), in.ID, in.State, after, in.Limit)
	if err != nil {
		return nil, err
	}
	page := listOf(edits, in.Limit, func(e national.Reflected) []string { return []string{e.EditID.String()} }).Body
	body := takenInBody{ExportVersion: x.ExportVersion, ExportedOn: x.ExportedOn, Edits: []uuid.UUID{}, Items: page.Items, Next: page.Next}
	for _, e := range page.Items {
		body.Edits = append(body.Edits, e.EditID)
	}
	return &struct{ Body takenInBody }{body}, nil
}

type sinceInput struct {
	ExportID
	Paging
	From uuid.UUID `query:"from" required:"true" format:"uuid" doc:"the other, usually earlier, export"`
}

func (s *Server) exportChanges(ctx context.Context, in *sinceInput) (*list[national.Since], error) {
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	after := ""
	if key != nil {
		after = key[0]
	}
	rows, err := s.National.Since(ctx, actorOf(ctx), in.ID, in.From, after, in.Limit)
	return listOf(rows, in.Limit, func(r national.Since) []string { return []string{r.Identity} }), err
}
