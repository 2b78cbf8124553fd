package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/gazetteer/changes"
	"cairn/gazetteer/naming"
	"cairn/internal/problem"
)

// CleanupFilter is embedded where rows of the clean-up ledger are asked for.
type CleanupFilter struct {
	Area     string    `query:"area" maxLength:"12" doc:"code of an area that holds the entries"`
	Class    string    `query:"class" maxLength:"5" doc:"class code, or the beginning of one"`
	Category string    `query:"category" maxLength:"20" doc:"duplicate, rare, person, foreign, company, inflated, odd, famous, generic"`
	Rule     string    `query:"rule" maxLength:"40"`
	State    string    `query:"state" maxLength:"20" doc:"found, exception, to_rectify, renamed, closed; open: all but closed"`
	Severity string    `query:"severity" maxLength:"20" doc:"error or warning"`
	Q        string    `query:"q" maxLength:"100" doc:"part of the name"`
	Place    uuid.UUID `query:"place" format:"uuid" doc:"id of an entry"`
}

func (f CleanupFilter) filter() naming.CleanupFilter {
	return naming.CleanupFilter{Area: f.Area, Class: f.Class, Category: f.Category, Rule: f.Rule, State: f.State,
		Severity: f.Severity, Text: f.Q, Place: f.Place}
}

type listCleanupInput struct {
	Paging
	CleanupFilter
}

func (s *Server) listCleanup(ctx context.Context, in *listCleanupInput) (*list[naming.Cleanup], error) {
	filter := in.filter()
	filter.Limit = in.Limit
	key, err := in.key(1)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if filter.After, err = uuid.Parse(key[0]); err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
	}
	rows, err := s.Naming.Ledger(ctx, filter)
	return listOf(saidRows(ctx, rows), in.Limit, func(c naming.Cleanup) []string { return []string{c.ID.String()} }), err
}

// saidRows fills the messages of rows in the reader's language.
func saidRows(ctx context.Context, rows []naming.Cleanup) []naming.Cleanup {
	for i := range rows {
		rows[i].Say(langOf(ctx))
	}
	return rows
}

func (s *Server) cleanupWorkbook(ctx context.Context, in *CleanupFilter) (*workbook, error) {
	book, err := s.Naming.Workbook(ctx, in.filter(), authorOf(ctx), langOf(ctx))
	if err != nil {
		return nil, err
	}
	return workbookOf(book, problem.Text(langOf(ctx), "naming.cleanup", nil))
}

type cleanupTotalsInput struct {
	CleanupFilter
	By string `query:"by" default:"category" enum:"category,county,rule,class"`
}

func (s *Server) cleanupTotals(ctx context.Context, in *cleanupTotalsInput) (*struct{ Body naming.CleanupCounts }, error) {
	counts, err := s.Naming.Counts(ctx, in.filter(), in.By)
	return &struct{ Body naming.CleanupCounts }{counts}, err
}

// CleanupID is embedded where a row is named.
type CleanupID struct {
	ID uuid.UUID `path:"id" format:"uuid"`
}

func (s *Server) readCleanup(ctx context.Context, in *CleanupID) (*record[naming.Cleanup], error) {
	row, err := s.Naming.Get(ctx, in.ID)
	row.Say(langOf(ctx))
	return recordOf(row, row.Version), err
}

type runCleanupInput struct {
	Body struct {
		Area   string `json:"area" required:"false" maxLength:"12" doc:"area whose entries are judged; empty: all of one's own"`
		Reason string `json:"reason" required:"false" maxLength:"2000"`
	}
}

func (s *Server) runCleanup(ctx context.Context, in *runCleanupInput) (*struct{ Body naming.CleanupRun }, error) {
	run, err := s.Naming.Run(ctx, changeBy(ctx, in.Body.Reason), in.Body.Area, nil)
	return &struct{ Body naming.CleanupRun }{run}, err
}

type judgeCleanupInput struct {
	CleanupID
	IfMatch
	Body struct {
		Verdict string `json:"verdict" enum:"exception,to_rectify"`
		Reason  string `json:"reason" required:"false" maxLength:"2000" doc:"an exception needs one"`
	}
}

func (s *Server) judgeCleanup(ctx context.Context, in *judgeCleanupInput) (*record[naming.Cleanup], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	rows, err := s.Naming.Judge(ctx, changeBy(ctx, in.Body.Reason), naming.Judgement{ID: in.ID, Version: version, Verdict: in.Body.Verdict, Reason: in.Body.Reason})
	if err != nil {
		return nil, err
	}
	row := saidRows(ctx, rows)[0]
	return recordOf(row, row.Version), nil
}

// VersionOf names a row at a version.
type VersionOf struct {
	ID      uuid.UUID `json:"id" format:"uuid"`
	Version int64     `json:"version" minimum:"1"`
}

type judgeManyInput struct {
	Body struct {
		Rows    []VersionOf `json:"rows" minItems:"1" maxItems:"1000"`
		Verdict string      `json:"verdict" enum:"exception,to_rectify"`
		Reason  string      `json:"reason" required:"false" maxLength:"2000" doc:"an exception needs one"`
	}
}

func (s *Server) judgeMany(ctx context.Context, in *judgeManyInput) (*list[naming.Cleanup], error) {
	judgements := make([]naming.Judgement, len(in.Body.Rows))
	for i, row := range in.Body.Rows {
		judgements[i] = naming.Judgement{ID: row.ID, Version: row.Version, Verdict: in.Body.Verdict, Reason: in.Body.Reason}
	}
	rows, err := s.Naming.Judge(ctx, changeBy(ctx, in.Body.Reason), judgements...)
	return listOf(saidRows(ctx, rows), len(rows), func(naming.Cleanup) []string { return nil }), err
}

type renameCleanupInput struct {
	CleanupID
	IfMatch
	Body struct {
		Name   string `json:"name" maxLength:"100" doc:"the new name"`
		Pinyin string `json:"pinyin" required:"false" maxLength:"300"`
	}
}

func (s *Server) renameCleanup(ctx context.Context, in *renameCleanupInput) (*record[naming.Cleanup], error) {
	version, err := in.version()
	if err != nil {
		return nil, err
	}
	row, err := s.Naming.StartRename(ctx, changeBy(ctx, ""), proposals{s.Changes}, in.ID, version, in.Body.Name, in.Body.Pinyin)
	row.Say(langOf(ctx))
	return recordOf(row, row.Version), err
}

// proposals starts change sets of one renaming.
type proposals struct{ sets *changes.Store }

// Propose implements naming.ChangeSets.
func (p proposals) Propose(ctx context.Context, c data.Change, n naming.Proposal) (uuid.UUID, error) {
	set, err := p.sets.Create(ctx, c, changes.New{Stream: changes.Naming, Title: n.Title, Reason: n.Reason,
		Items: []changes.NewItem{{Op: changes.Modify, Matter: gazetteer.Renaming, PlaceID: n.PlaceID, Fields: n.Fields, Reason: n.Reason}}})
	return set.ID, err
}
