package precision

import (
	"context"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// ExactRead is a request of a person that was answered with exact coordinates.
type ExactRead struct {
	ID      int64      `json:"-"`
	At      time.Time  `json:"at"`
	Account *uuid.UUID `json:"account_id" format:"uuid"`
	Login   string     `json:"login"`
	Role    string     `json:"role" doc:"that the account had then"`
	Area    string     `json:"area_code" doc:"that the account had then"`
	Door    string     `json:"door" doc:"api, or the command that was run"`
	Route   string     `json:"route" example:"GET /boundaries/markers/{id}"`
	Subject string     `json:"subject" doc:"path and query as asked for, shortened to 1,000 characters"`
	Layers  []string   `json:"layers" doc:"lines, markers, inspections"`
	Records int        `json:"records" doc:"how many records were shown exactly; of a map tile, how many features"`
	Request string     `json:"request_id"`
}

// longestSubject is how much of a query is kept.
const longestSubject = 1000

func (r *ExactRead) trim() {
	r.Subject = strings.ToValidUTF8(strings.ReplaceAll(r.Subject, "\x00", ""), "�")
	if runes := []rune(r.Subject); len(runes) > longestSubject {
		r.Subject = string(runes[:longestSubject])
	}
}

// Note writes a read down; it is durable when Note returns. Error: the database's: the answer
// must not go out then.
func (s *Store) Note(ctx context.Context, r ExactRead) error { return s.write(ctx, []ExactRead{r}) }

// Reads of map tiles come by the dozen: they are written a second later, together.
const (
	every   = time.Second
	most    = 20_000 // that wait; the database has been away for long then
	atATime = 1000
)

// NoteLater writes a read of a map tile down with others, about a second later; Flush does
// what is left at the end. Error: problem.Unavailable when too many wait.
func (s *Store) NoteLater(r ExactRead) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.queue) >= most {
		return problem.New(problem.Unavailable, "precision.log_behind")
	}
	s.queue = append(s.queue, r)
	return nil
}

// Run writes what waits, every second until ctx ends. A failure is told and tried again.
func (s *Store) Run(ctx context.Context, failed func(error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		if err := s.Flush(ctx); err != nil && ctx.Err() == nil {
			failed(err)
		}
	}
}

// Flush writes what waits now. What could not be written waits on.
func (s *Store) Flush(ctx context.Context) error {
	for {
		s.mu.Lock()
		n := min(len(s.queue), atATime)
		part := s.queue[:n:n]
		s.queue = s.queue[n:]
		s.mu.Unlock()
		if n == 0 {
			return nil
		}
		if err := s.write(ctx, part); err != nil {
			s.mu.Lock()
			s.queue = append(part, s.queue...)
			s.mu.Unlock()
			return err
		}
	}
}

func (s *Store) write(ctx context.Context, reads []ExactRead) error {
	batch := &pgx.Batch{}
	for _, r := range reads {
		r.trim()
		batch.Queue(queries.Get("note"), r.At, r.Account, r.Login, r.Role, r.Area, r.Door, r.Route, r.Subject, r.Layers, r.Records, r.Request)
	}
	return data.Problem(s.db.Read().SendBatch(context.WithoutCancel(ctx), batch).Close())
}

// ReadQuery says which reads are wanted; zero values want any.
type ReadQuery struct {
	From, To *time.Time // To is exclusive
	Login    string
	After    *ExactRead // last of the page before: At and ID count
	Limit    int
}

// Reads lists the log, newest first. Auditors of the whole prefecture see all; those of a
// part of it what its accounts read. Errors: problem.Unauthorized, Forbidden.
func (s *Store) Reads(ctx context.Context, by actor.Actor, q ReadQuery) ([]ExactRead, error) {
	if err := by.Check(actor.ReadAudit, by.Area); err != nil {
		return nil, err
	}
	home, err := boundaries.Prefecture(ctx, s.db.Read())
	if err != nil {
		return nil, err
	}
	area := by.Area
	if strings.HasPrefix(home.Code, by.Area) {
		area = ""
	}
	var at *time.Time
	var id int64
	if q.After != nil {
		at, id = &q.After.At, q.After.ID
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("reads"), q.From, q.To, q.Login, area, at, id, q.Limit)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[ExactRead])
	return all, data.Problem(err)
}
