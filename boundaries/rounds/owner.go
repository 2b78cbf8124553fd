package rounds

import (
	"context"
	"strconv"
	"strings"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Owner is the kind of record that scans of joint-inspection records belong to, by ID.
const Owner = "round_line"

// RoleScan is the role of the signed and stamped paper among the attachments of a line.
const RoleScan = "scan"

// LineOwner judges who may see and add papers of a line in a round.
type LineOwner struct{ *Store }

// MayRead refuses those without an account. Errors: problem.Unauthorized, problem.NotFound.
func (o LineOwner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.find(ctx, by, id)
	return err
}

// MayWrite refuses those who are no party, and all once line or round are closed.
// Errors: as MayRead; problem.Forbidden; problem.Conflict.
func (o LineOwner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	l, err := o.find(ctx, by, id)
	if err != nil {
		return err
	}
	if err := by.CheckEither(actor.EditLine, l.LeftArea, l.RightArea); err != nil {
		return err
	}
	r, err := o.Get(ctx, l.Round)
	if err != nil {
		return err
	}
	if err := r.takes(Planned, Open); err != nil {
		return err
	}
	if l.State == Closed {
		return conflict("rounds.line_closed", "name", l.Name)
	}
	return nil
}

func (o LineOwner) find(ctx context.Context, by actor.Actor, id string) (LineRecord, error) {
	if !by.SignedIn() {
		return LineRecord{}, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	number, code, _ := strings.Cut(id, "-")
	n, err := strconv.Atoi(number)
	if err != nil || ID(n, code) != id || n < 1 || n > 99 {
		return LineRecord{}, notFound(Owner, id)
	}
	l, err := o.Line(ctx, n, code)
	if err == nil && l.State == Unplanned {
		err = notFound(Owner, id)
	}
	return l, err
}

// papers are the attachments of a line in a round, those from before its code changed too.
func (s *Store) papers(ctx context.Context, q data.Querier, number int, code string) ([]attachments.Meta, error) {
	if s.files == nil {
		return nil, nil
	}
	var codes []string
	if err := q.QueryRow(ctx, queries.Get("past_codes"), code).Scan(&codes); err != nil {
		return nil, err
	}
	var all []attachments.Meta
	for _, c := range codes {
		found, err := s.files.List(ctx, q, Owner, ID(number, c))
		if err != nil {
			return nil, err
		}
		all = append(all, found...)
	}
	return all, nil
}

// scans are the signed papers among them.
func (s *Store) scans(ctx context.Context, q data.Querier, number int, code string) ([]attachments.Meta, error) {
	all, err := s.papers(ctx, q, number, code)
	var scans []attachments.Meta
	for _, m := range all {
		if m.Role == RoleScan {
			scans = append(scans, m)
		}
	}
	return scans, err
}
