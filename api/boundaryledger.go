package api

import (
	"context"
	"time"

	"cairn/boundaries/rounds"
	"cairn/internal/chinatime"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// RoundFilter holds the parameters that say which lines of a round are meant; they mirror
// the map.
type RoundFilter struct {
	Area       string `query:"area" maxLength:"12" doc:"code of an area that is a party, or that holds one"`
	Party      string `query:"party" maxLength:"12" doc:"the same of the other party; without area, of either"`
	Level      string `query:"level" enum:"province,prefecture,county,township"`
	State      string `query:"state" enum:"unplanned,planned,walked,recorded,signed,closed"`
	Batch      int    `query:"batch" minimum:"0" maximum:"2200" doc:"year"`
	Conclusion string `query:"conclusion" enum:"qualified,repaired,follow_up"`
	Due        string `query:"due" enum:"overdue"`
	Q          string `query:"q" maxLength:"200" doc:"part of name, code or document, or of the name of a party"`
	BBox       string `query:"bbox" maxLength:"200" doc:"west,south,east,north: lines that meet the box"`
}

// query checks the parameters. Error: problem.BadParameter.
func (f *RoundFilter) query(ctx context.Context, round int) (rounds.Query, error) {
	q := rounds.Query{Round: round, Area: f.Area, Party: f.Party, Level: f.Level, State: f.State, Batch: f.Batch, Conclusion: f.Conclusion, Due: f.Due, Text: f.Q}
	var err error
	q.Box, err = boxFor(ctx, f.BBox, grain.Lines)
	return q, err
}

// LedgerFilterOfRound is RoundFilter with the round as a parameter.
type LedgerFilterOfRound struct {
	RoundFilter
	Round int `query:"round" minimum:"0" maximum:"99" doc:"number of the round; default: the one under way, else the latest; while there is none, every line stands without a plan"`
}

// query checks the parameters and finds the round. Errors: problem.BadParameter, NotFound.
func (s *Server) roundQuery(ctx context.Context, f *LedgerFilterOfRound) (rounds.Query, error) {
	if f.Round == 0 {
		r, err := s.Rounds.Current(ctx)
		if err != nil {
			return rounds.Query{}, err
		}
		return f.query(ctx, r.Number)
	}
	return f.query(ctx, f.Round)
}

type boundaryLedgerInput struct {
	Paging
	LedgerFilterOfRound
}

// boundaryLedgerOutput is a page of the ledger of joint inspections.
type boundaryLedgerOutput struct {
	Body struct {
		Round  int                 `json:"round" doc:"0: there is none yet"`
		Items  []rounds.LedgerLine `json:"items" doc:"by code of the line"`
		Next   *string             `json:"next" doc:"cursor of the following page; null on the last"`
		Totals *rounds.RoundTotals `json:"totals,omitempty" doc:"of all rows that fit; on the first page"`
		Whole  *rounds.RoundTotals `json:"whole,omitempty" doc:"the same of all lines in force, whatever was asked for; on the first page"`
	}
}

// boundaryLedger answers the ledger of joint inspections (联检台账) as a page.
func (s *Server) boundaryLedger(ctx context.Context, in *boundaryLedgerInput) (*boundaryLedgerOutput, error) {
	q, err := s.roundQuery(ctx, &in.LedgerFilterOfRound)
	if err != nil {
		return nil, err
	}
	after, err := in.part()
	if err != nil {
		return nil, err
	}
	entries, err := s.Rounds.Ledger(ctx, q, after.After, in.Limit)
	if err != nil {
		return nil, err
	}
	page := listOf(entries, in.Limit, func(e rounds.LedgerLine) []string { return []string{e.Code} })
	out := &boundaryLedgerOutput{}
	out.Body.Round, out.Body.Items, out.Body.Next = q.Round, page.Body.Items, page.Body.Next
	if after.After == "" {
		totals, whole, err := s.Rounds.Footer(ctx, q)
		if err != nil {
			return nil, err
		}
		out.Body.Totals, out.Body.Whole = &totals, &whole
	}
	return out, nil
}

// boundaryLedgerBook answers the same whole, as a workbook in the form of the report.
func (s *Server) boundaryLedgerBook(ctx context.Context, in *LedgerFilterOfRound) (*workbook, error) {
	q, err := s.roundQuery(ctx, in)
	if err != nil {
		return nil, err
	}
	sheet, err := s.Rounds.Sheet(ctx, q)
	if err != nil {
		return nil, err
	}
	lang, now := langOf(ctx), time.Now()
	day := chinatime.Day(now)
	return workbookOf(sheet.Workbook(authorOf(ctx), now, lang), problem.Text(lang, "rounds.ledger", nil)+"_"+day)
}
