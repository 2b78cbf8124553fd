package accounts

import (
	"context"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// Entry is a line of the trail: a row that a change moved, or an attempt to sign in
// (Entity sign_in, Door the address, Op its outcome).
type Entry struct {
	At        time.Time
	ChangeID  string // "" of a sign-in
	Number    int64  // of the revision or the sign-in
	Actor     string
	ActorName string
	Door      string
	Reason    string
	Entity    string
	EntityID  string
	Table     string
	Op        string
	Changed   []string // fields that an update changed
}

// TrailQuery says which entries are wanted; zero values want any.
type TrailQuery struct {
	From, To   *time.Time // To is exclusive
	Actor      string     // login
	Entity, ID string
	After      *Entry // last of the page before: At, ChangeID and Number count
	Limit      int
}

// Trail reads entries, newest first. Auditors of the whole prefecture see all; those of a
// part of it see what its accounts did and what was done to records in it. What was done
// to entries and fields above the reader's clearance is left out.
// Errors: problem.Unauthorized, problem.Forbidden.
func (s *Service) Trail(ctx context.Context, by actor.Actor, q TrailQuery) ([]Entry, error) {
	if err := by.Check(actor.ReadAudit, by.Area); err != nil {
		return nil, err
	}
	area, err := s.trailArea(ctx, by)
	if err != nil {
		return nil, err
	}
	var at *time.Time
	after := Entry{}
	if q.After != nil {
		after, at = *q.After, &q.After.At
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("audit"), q.From, q.To, q.Actor, q.Entity, q.ID, area,
		at, after.ChangeID, after.Number, q.Limit, int16(by.Clearance))
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Entry])
	return all, data.Problem(err)
}

// trailArea is the area that bounds what the reader sees of the trail; "" for all of it.
func (s *Service) trailArea(ctx context.Context, by actor.Actor) (string, error) {
	var home struct {
		Code string `json:"code"`
	}
	if _, err := data.Setting(ctx, s.db.Read(), "prefecture", &home); err != nil {
		return "", err
	}
	if strings.HasPrefix(home.Code, by.Area) {
		return "", nil
	}
	return by.Area, nil
}
