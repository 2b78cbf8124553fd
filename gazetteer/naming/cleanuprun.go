package naming

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// CleanupRun says what a run over the entries saw and did. Graded entries (密级) are judged
// like others but not counted: every account reads the counts.
type CleanupRun struct {
	ID       uuid.UUID `json:"id"`
	AreaCode string    `json:"area_code" doc:"area whose entries were judged; empty: all"`
	Actor    string    `json:"actor"`
	At       time.Time `json:"at"`
	Entries  int       `json:"entries" doc:"entries judged"`
	Found    int       `json:"found" doc:"findings seen"`
	Added    int       `json:"added" doc:"of them new in the ledger"`
	Closed   int       `json:"closed" doc:"rows closed: their finding is gone"`
	Seconds  float64   `json:"seconds"`
}

// Run judges every entry of an area (empty: all of the author's own) and brings the ledger
// up to date: new findings are added, rows whose finding is gone are closed, judgements
// stay. Information is left out. Errors: problem.Forbidden; problem.Conflict while another
// run is under way; problem.BadParameter for an area that does not exist.
func (s *Store) Run(ctx context.Context, c data.Change, area string, progress Progress) (CleanupRun, error) {
	if area == "" {
		area = c.Actor.Area
	}
	run := CleanupRun{ID: uuid.Must(uuid.NewV7()), AreaCode: area, Actor: c.Actor.Login, At: s.now()}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames, area); err != nil {
			return err
		}
		if err := alone(ctx, tx); err != nil {
			return err
		}
		if known, err := knownAreas(ctx, tx, []gazetteer.NameQuestion{{AreaCode: area}}); err != nil || area != "" && !known[area] {
			if err == nil {
				err = problem.Parameter("area", "gazetteer.unknown_area", "code", shorten(area))
			}
			return err
		}
		judged, entries, err := s.Survey(ctx, tx, area, progress)
		if err != nil {
			return err
		}
		run.Entries = entries
		if err := s.enter(ctx, tx, &run, judged); err != nil {
			return err
		}
		run.Seconds = s.now().Sub(run.At).Seconds()
		_, err = tx.Exec(ctx, queries.Get("cleanup_run_insert"), run.ID, run.AreaCode, run.Actor, run.At, run.Entries, run.Found, run.Added, run.Closed, run.Seconds)
		return err
	})
	return run, err
}

// alone keeps other runs away until the transaction ends.
func alone(ctx context.Context, tx pgx.Tx) error {
	var got bool
	if err := tx.QueryRow(ctx, queries.Get("cleanup_alone")).Scan(&got); err != nil {
		return err
	}
	if !got {
		return problem.New(problem.Conflict, "naming.running")
	}
	return nil
}

// ledgerKey is what makes two findings the same one.
type ledgerKey struct {
	place         uuid.UUID
	rule, subject string
}

// enter writes what is new into the ledger and closes what is gone.
func (s *Store) enter(ctx context.Context, tx pgx.Tx, run *CleanupRun, judged []Judged) error {
	known, err := s.openRows(ctx, tx, run.AreaCode)
	if err != nil {
		return err
	}
	book, err := ReadBook(ctx, tx)
	if err != nil {
		return err
	}
	var added [][]any
	for _, j := range judged {
		for _, f := range j.Findings {
			if f.Severity == gazetteer.SeverityInfo {
				continue
			}
			if j.Grade == actor.Public {
				run.Found++
			}
			key := ledgerKey{j.ID, f.Rule, f.Params["subject"]}
			if _, is := known[key]; is {
				delete(known, key)
				continue
			}
			conflicts := []uuid.UUID{}
			for _, c := range f.Conflicts {
				conflicts = append(conflicts, c.ID)
			}
			if j.Grade == actor.Public {
				run.Added++
			}
			added = append(added, []any{uuid.Must(uuid.NewV7()), j.ID, j.Name, j.ClassCode, j.AreaCode, f.Rule, book.Category(f.Rule),
				key.subject, f.Severity, f.Article, f.Key, f.Params, conflicts, run.At})
		}
	}
	if _, err := tx.CopyFrom(ctx, pgx.Identifier{"cairn", "cleanup"}, cleanupColumns, pgx.CopyFromRows(added)); err != nil {
		return err
	}
	var gone []uuid.UUID
	for _, id := range known {
		gone = append(gone, id)
	}
	return tx.QueryRow(ctx, queries.Get("cleanup_close"), gone, run.At, run.AreaCode).Scan(&run.Closed)
}

var cleanupColumns = []string{"id", "place_id", "name", "class_code", "area_code", "rule", "category",
	"subject", "severity", "article", "key", "params", "conflicts", "found_at"}

// openRows are the rows of an area that a finding may belong to.
func (s *Store) openRows(ctx context.Context, tx pgx.Tx, area string) (map[ledgerKey]uuid.UUID, error) {
	rows, err := tx.Query(ctx, queries.Get("cleanup_open"), area)
	if err != nil {
		return nil, err
	}
	known := map[ledgerKey]uuid.UUID{}
	var key ledgerKey
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&id, &key.place, &key.rule, &key.subject}, func() error { known[key] = id; return nil })
	return known, err
}
