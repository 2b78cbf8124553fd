package ledger

import (
	"context"
	"embed"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("ledger", sqlFiles)

// Store reads the ledger.
type Store struct {
	db  *data.DB
	now func() time.Time
}

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db: db, now: time.Now} }

// Position is where a page ends: the day and the id of its last row.
type Position struct {
	On string
	ID uuid.UUID
}

// first is the position before the newest row.
var first = Position{On: "infinity", ID: uuid.Max}

// List is the rows that fit, newest first, at most one more than limit; after is where the
// page before ended, nil for the first. Error: problem.BadParameter.
func (s *Store) List(ctx context.Context, q Query, after *Position, limit int) ([]Entry, error) {
	return s.read(ctx, s.db.Read(), q, after, limit+1)
}

func (s *Store) read(ctx context.Context, db data.Querier, q Query, after *Position, most int) ([]Entry, error) {
	today := chinatime.Day(s.now())
	r, err := q.restrict(today)
	if err != nil {
		return nil, err
	}
	if after == nil {
		after = &first
	}
	rows, err := db.Query(ctx, queries.Get("rows"), append(r.args, r.from, r.to, after.On, after.ID, most, int16(actor.ClearanceOf(ctx)))...)
	if err != nil {
		return nil, data.Problem(err)
	}
	kept, err := pgx.CollectRows(rows, pgx.RowToStructByName[stored])
	if err != nil {
		return nil, data.Problem(err)
	}
	entries, err := open(ctx, db, kept, today, q.Warn)
	return entries, data.Problem(err)
}

// open makes entries of stored rows, without what the reader of ctx may not know.
func open(ctx context.Context, db data.Querier, kept []stored, today string, warn int) ([]Entry, error) {
	ids := make([]uuid.UUID, len(kept))
	for i := range kept {
		ids[i] = kept[i].PlaceID
	}
	veil, err := gazetteer.ReadVeil(ctx, db, ids)
	if err != nil {
		return nil, err
	}
	entries := make([]Entry, len(kept))
	for i, row := range kept {
		row.Before, row.After = veil.Fields(row.PlaceID, row.Before), veil.Fields(row.PlaceID, row.After)
		entries[i] = row.entry(today, warn)
	}
	return entries, nil
}

// Totals are the counts of the rows that fit, by year, month or county, and of all of them:
// what happened from q.From to q.To, each thing on its own day, as far as the reader of ctx
// may know. Error: problem.BadParameter.
func (s *Store) Totals(ctx context.Context, q Query, by string) (Totals, error) {
	return s.totals(ctx, s.db.Read(), q, by)
}

func (s *Store) totals(ctx context.Context, db data.Querier, q Query, by string) (Totals, error) {
	t := Totals{By: by, Rows: []PeriodTotals{}}
	r, err := q.restrict(chinatime.Day(s.now()))
	if err != nil {
		return t, err
	}
	switch by {
	case "year", "month", "county":
	default:
		return t, problem.Parameter("by", "problem.unknown_value", "allowed", "year, month, county")
	}
	rows, err := db.Query(ctx, queries.Get("totals"), append(r.args, r.from, r.to, by, int16(actor.ClearanceOf(ctx)))...)
	if err != nil {
		return t, data.Problem(err)
	}
	counts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[gazetteer.PeriodCounts])
	if err != nil {
		return t, data.Problem(err)
	}
	names, err := areaNames(ctx, db, counts, by)
	for _, c := range counts {
		t.Rows = append(t.Rows, PeriodTotals{PeriodCounts: c, Name: names[c.Period]})
		t.Total.Added += c.Added
		t.Total.Modified += c.Modified
		t.Total.Deleted += c.Deleted
		t.Total.Filed += c.Filed
		t.Total.Announced += c.Announced
		t.Total.TakenIn += c.TakenIn
	}
	return t, err
}

// areaNames are the names of the counties among the periods, by their codes of six digits.
func areaNames(ctx context.Context, db data.Querier, counts []gazetteer.PeriodCounts, by string) (map[string]string, error) {
	names := map[string]string{}
	if by != "county" {
		return names, nil
	}
	var codes []string
	for _, c := range counts {
		codes = append(codes, c.Period, c.Period[:4]) // 532600 are the prefecture's own
	}
	found, err := pairs(ctx, db, "areas", codes)
	for _, c := range counts {
		if names[c.Period] = found[c.Period]; names[c.Period] == "" {
			names[c.Period] = found[c.Period[:4]]
		}
	}
	return names, err
}

// pairs reads codes with their names.
func pairs(ctx context.Context, db data.Querier, query string, args ...any) (map[string]string, error) {
	names := map[string]string{}
	rows, err := db.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, data.Problem(err)
	}
	var code, name string
	_, err = pgx.ForEachRow(rows, []any{&code, &name}, func() error { names[code] = name; return nil })
	return names, data.Problem(err)
}

// Sheet is the whole ledger of a question with its footers, to be written as a file.
type Sheet struct {
	Query               Query
	AreaName            string
	Entries             []Entry // oldest first, as reports have them
	County, Month, Year Totals
	areas, classes      map[string]string
}

// Sheet reads the rows that fit and their counts in one state of the database; most rows at
// most. Errors: problem.BadParameter, for more rows too.
func (s *Store) Sheet(ctx context.Context, q Query, most int) (Sheet, error) {
	sheet := Sheet{Query: q}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		entries, err := s.read(ctx, tx, q, nil, most+1)
		if err != nil {
			return err
		}
		if len(entries) > most {
			return problem.Parameter("from", "ledger.too_many_rows", "max", most)
		}
		for i := len(entries) - 1; i >= 0; i-- {
			sheet.Entries = append(sheet.Entries, entries[i])
		}
		for by, to := range map[string]*Totals{"county": &sheet.County, "month": &sheet.Month, "year": &sheet.Year} {
			if *to, err = s.totals(ctx, tx, q, by); err != nil {
				return err
			}
		}
		if sheet.classes, err = pairs(ctx, tx, "classes"); err != nil {
			return err
		}
		return sheet.nameAreas(ctx, tx)
	})
	return sheet, err
}

// nameAreas finds the names of the area asked for and of those that edits moved entries between.
func (s *Sheet) nameAreas(ctx context.Context, db data.Querier) error {
	var codes []string
	for _, e := range s.Entries {
		for _, c := range e.Changed {
			if c.Field == "area_code" || c.Field == "division_code" {
				codes = append(codes, shown(c.Before), shown(c.After))
			}
		}
	}
	var err error
	if s.areas, err = pairs(ctx, db, "areas", codes); err != nil {
		return err
	}
	home, err := pairs(ctx, db, "home", s.Query.Area)
	for _, name := range home {
		s.AreaName = name
	}
	return err
}
