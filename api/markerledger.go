package api

import (
	"context"
	"strconv"
	"time"

	"cairn/boundaries/findings"
	"cairn/internal/chinatime"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

// MarkerLedgerFilter says which rows of the list of markers and hazards are meant; it mirrors
// the filters of the map.
type MarkerLedgerFilter struct {
	Area      string `query:"area" maxLength:"12" doc:"code of an area: markers and lines with a party in it"`
	Line      string `query:"line" maxLength:"18"`
	Condition string `query:"condition" maxLength:"40" doc:"code of what the last inspection found"`
	Kind      string `query:"kind" enum:"damage,loss,move,dispute_risk,cross_works,other" doc:"of the finding"`
	State     string `query:"state" enum:"open,none,reported,joint_visit,decided,handled,filed,closed" doc:"of the finding; open: not closed, none: markers without an open one; default: open findings, else the last one"`
	Overdue   bool   `query:"overdue" doc:"only findings whose next step is overdue"`
	Q         string `query:"q" maxLength:"200" doc:"part of the marker's number, of the line's name or of the description"`
	BBox      string `query:"bbox" maxLength:"200" doc:"west,south,east,north"`
}

func (f MarkerLedgerFilter) query(ctx context.Context) (findings.LedgerQuery, error) {
	q := findings.LedgerQuery{Area: f.Area, Line: f.Line, Condition: f.Condition, Kind: f.Kind, State: f.State, Overdue: f.Overdue, Text: f.Q}
	var err error
	q.Box, err = boxFor(ctx, f.BBox, grain.Lines, grain.Markers)
	return q, err
}

type markerLedgerInput struct {
	Paging
	MarkerLedgerFilter
}

// markerLedgerBody is a page of the list of markers and hazards.
type markerLedgerBody struct {
	Items  []findings.MarkerLedgerRow   `json:"items"`
	Next   *string                      `json:"next" doc:"cursor of the following page; null on the last"`
	Totals *findings.MarkerLedgerTotals `json:"totals,omitempty" doc:"footer, of all rows that fit; on the first page"`
}

func (s *Server) markerLedger(ctx context.Context, in *markerLedgerInput) (*struct{ Body markerLedgerBody }, error) {
	q, err := in.query(ctx)
	if err != nil {
		return nil, err
	}
	key, err := in.key(2)
	if err != nil {
		return nil, err
	}
	var after *findings.LedgerPosition
	if key != nil {
		n, err := strconv.ParseInt(key[1], 10, 64)
		if err != nil {
			return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
		}
		after = &findings.LedgerPosition{Sort: key[0], Number: n}
	}
	rows, err := s.Findings.Ledger(ctx, actorOf(ctx), q, after, in.Limit)
	if err != nil {
		return nil, err
	}
	page := listOf(rows, in.Limit, func(r findings.MarkerLedgerRow) []string {
		return []string{r.Sort, strconv.FormatInt(r.FindingNumber, 10)}
	})
	body := markerLedgerBody{Items: page.Body.Items, Next: page.Body.Next}
	if after == nil {
		totals, err := s.Findings.LedgerTotals(ctx, actorOf(ctx), q)
		if err != nil {
			return nil, err
		}
		body.Totals = &totals
	}
	return &struct{ Body markerLedgerBody }{body}, nil
}

// markerLedgerBook answers the whole list as a workbook.
func (s *Server) markerLedgerBook(ctx context.Context, in *MarkerLedgerFilter) (*workbook, error) {
	q, err := in.query(ctx)
	if err != nil {
		return nil, err
	}
	lang, now := langOf(ctx), time.Now()
	sheet := findings.Sheet{By: authorOf(ctx), At: now}
	if sheet.Rows, err = s.Findings.Ledger(ctx, actorOf(ctx), q, nil, maxLedgerRows); err != nil {
		return nil, err
	}
	grain.Of(ctx).Apply(&sheet.Rows)
	if sheet.Totals, err = s.Findings.LedgerTotals(ctx, actorOf(ctx), q); err != nil {
		return nil, err
	}
	if sheet.Conditions, err = s.Findings.ConditionWords(ctx, lang); err != nil {
		return nil, err
	}
	name := problem.Text(lang, "findings.ledger_short", nil) + "_" + chinatime.Day(now)
	return workbookOf(sheet.Workbook(lang), name)
}
