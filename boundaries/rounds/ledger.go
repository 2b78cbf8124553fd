package rounds

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// LedgerLine is a row of the ledger of joint inspections (联检台账): a line of a round as one of
// its parties sees it.
type LedgerLine struct {
	LineRecord
	Ours          string  `json:"ours" enum:"left,right" doc:"our side: the right one only where it alone lies in the area asked for"`
	LeadingName   string  `json:"leading_name"`
	OurSignedOn   *string `json:"our_signed_on" format:"date"`
	TheirSignedOn *string `json:"their_signed_on" format:"date"`
	OpenProblems  bool    `json:"open_problems" doc:"the conclusion is that something is to follow, problems are noted, findings are open, or markers were found other than intact and nothing is concluded yet"`
}

func entryOf(l LineRecord, q Query) LedgerLine {
	e := LedgerLine{LineRecord: l, Ours: Left, LeadingName: l.Leader(), OurSignedOn: l.LeftSignedOn, TheirSignedOn: l.RightSignedOn,
		OpenProblems: l.Conclusion == "follow_up" || l.Problems != "" || l.OpenFindings > 0 || l.markersOpen() > 0}
	if left := strings.HasPrefix(l.LeftArea, q.Area) && strings.HasPrefix(l.RightArea, q.Party); !left {
		e.Ours, e.OurSignedOn, e.TheirSignedOn = Right, l.RightSignedOn, l.LeftSignedOn
	}
	return e
}

// markersOpen are the markers found other than intact of which nothing is concluded yet.
func (l LineRecord) markersOpen() int {
	if l.Conclusion != "" {
		return 0
	}
	return l.MarkersBad
}

// Ledger is a page of the ledger by line code, at most one more than limit.
// Errors: as Lines.
func (s *Store) Ledger(ctx context.Context, q Query, after string, limit int) ([]LedgerLine, error) {
	lines, err := s.Lines(ctx, q, after, limit)
	return entriesOf(lines, q), err
}

func entriesOf(lines []LineRecord, q Query) []LedgerLine {
	entries := make([]LedgerLine, len(lines))
	for i, l := range lines {
		entries[i] = entryOf(l, q)
	}
	return entries
}

// MostRows bounds a ledger that is written as a file.
const MostRows = 50_000

// Sheet is the ledger of all lines that fit, with its footer.
type Sheet struct {
	Query   Query
	Round   Round
	Entries []LedgerLine
	Totals  RoundTotals
	Whole   RoundTotals // of all lines in force, whatever was asked for
}

// Sheet reads the ledger whole, as of one moment. Errors: as Lines; problem.TooLarge.
func (s *Store) Sheet(ctx context.Context, q Query) (Sheet, error) {
	var sheet Sheet
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		sheet, err = s.sheet(ctx, tx, q)
		return err
	})
	return sheet, err
}

func (s *Store) sheet(ctx context.Context, db data.Querier, q Query) (Sheet, error) {
	sheet := Sheet{Query: q}
	var err error
	if sheet.Round, err = ledgerRound(ctx, db, q.Round); err != nil {
		return sheet, err
	}
	lines, err := s.rows(ctx, db, q, "", MostRows+1)
	if err != nil {
		return sheet, err
	}
	if len(lines) > MostRows {
		return sheet, problem.New(problem.TooLarge, "boundaries.too_many", "max", MostRows)
	}
	sheet.Entries = entriesOf(lines, q)
	if sheet.Totals, err = s.totals(ctx, db, q); err != nil {
		return sheet, err
	}
	sheet.Whole, err = s.totals(ctx, db, Query{Round: q.Round})
	return sheet, err
}
