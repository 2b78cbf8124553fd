package national

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Export is a file of the national database that was read in.
type Export struct {
	ID             uuid.UUID      `json:"id"`
	ExportVersion  string         `json:"export_version" doc:"what the office calls it"`
	ExportedOn     string         `json:"exported_on" format:"date"`
	File           string         `json:"file"`
	MappingID      uuid.UUID      `json:"mapping_id"`
	MappingName    string         `json:"mapping_name"`
	MappingVersion int64          `json:"mapping_version" doc:"of the mapping by which it was last read"`
	Headings       []string       `json:"headings"`
	AreaCode       string         `json:"area_code" doc:"scope: rows outside are kept but not compared"`
	AreaName       string         `json:"area_name"`
	Classes        []string       `json:"classes" doc:"groups of classes that it holds (two digits); entries of others are not missed"`
	Totals         int            `json:"totals" doc:"rows of the file that were totals or repeated headers"`
	LoadedBy       string         `json:"loaded_by"`
	Stale          bool           `json:"stale" doc:"rows, matches or the mapping changed since it was compared"`
	Version        int64          `json:"version"`
	ComparedAt     time.Time      `json:"compared_at"`
	CreatedAt      time.Time      `json:"created_at"`
	Rows           map[string]int `json:"rows" doc:"number of rows by state: good, bad, ignored, outside"`
	Differences    []Count        `json:"differences" doc:"numbers by kind, field and state; in a list of exports the state is all"`
	Skipped        []string       `json:"skipped_sheets,omitempty" db:"-" doc:"sheets with other headings, told when the file is read in"`
}

// Count is how many differences there are of a kind.
type Count struct {
	Kind  string `json:"kind"`
	Field string `json:"field"`
	State string `json:"state"`
	Count int    `json:"count"`
}

// Exports lists the exports that touch the reader's area, the latest first, one more than
// the limit when more follow. Error: problem.Forbidden.
func (s *Store) Exports(ctx context.Context, by actor.Actor, after *uuid.UUID, limit int) ([]Export, error) {
	if err := by.Check(actor.TendNames); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("export_list"), by.Area, after, limit+1, by.Clearance)
	if err != nil {
		return nil, data.Problem(err)
	}
	exports, err := pgx.CollectRows(rows, pgx.RowToStructByName[Export])
	return exports, data.Problem(err)
}

// Export is one export with its counts, those of differences in the reader's area. Errors:
// problem.Forbidden when its scope does not touch that area; problem.NotFound.
func (s *Store) Export(ctx context.Context, by actor.Actor, id uuid.UUID) (Export, error) {
	if err := by.Check(actor.TendNames); err != nil {
		return Export{}, err
	}
	x, err := getExport(ctx, s.db.Read(), by, id)
	if err != nil {
		return Export{}, data.Problem(err)
	}
	return x, touches(by, x.AreaCode)
}

func getExport(ctx context.Context, q data.Querier, by actor.Actor, id uuid.UUID) (Export, error) {
	rows, err := q.Query(ctx, queries.Get("export_get"), id, by.Area, by.Clearance)
	if err != nil {
		return Export{}, err
	}
	x, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Export])
	if errors.Is(err, pgx.ErrNoRows) {
		err = exportNotFound(id)
	}
	x.Skipped = []string{}
	return x, err
}

func exportNotFound(id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "national_export", "id", id)
}

// touches refuses a reader whose area has nothing in common with the scope.
func touches(by actor.Actor, scope string) error {
	if strings.HasPrefix(by.Area, scope) {
		return nil
	}
	return by.Check(actor.TendNames, scope)
}

// lockExport reads what is needed to compare an export, for an author who may tend its
// whole scope, and keeps others from it until the end.
func lockExport(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID) (Export, error) {
	x := Export{}
	err := tx.QueryRow(ctx, queries.Get("export_lock"), id).Scan(&x.ID, &x.ExportVersion, &x.ExportedOn, &x.MappingID, &x.Headings, &x.AreaCode)
	if errors.Is(err, pgx.ErrNoRows) {
		return x, exportNotFound(id)
	}
	if err != nil {
		return x, err
	}
	return x, touches(by, x.AreaCode)
}

// surroundings are what rows are read against.
func surroundings(ctx context.Context, q data.Querier) (*areaIndex, *classIndex, error) {
	rows, err := q.Query(ctx, queries.Get("surroundings"))
	if err != nil {
		return nil, nil, err
	}
	var areas, classes []area
	var kind string
	var a area
	_, err = pgx.ForEachRow(rows, []any{&kind, &a.Code, &a.Name}, func() error {
		if kind == "area" {
			areas = append(areas, a)
		} else {
			classes = append(classes, a)
		}
		return nil
	})
	return newAreaIndex(areas), newClassIndex(classes), err
}
