package findings

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// DisputeFilter chooses disputes; empty fields do not restrict.
type DisputeFilter struct {
	Area   string // a party lies in it
	Line   string
	State  string // one of DisputeStates, or unsettled
	Text   string // part of the title, the description or who is involved
	Box    *orb.Bound
	Before int64 // number of the last one of the page before; 0: from the newest
	Limit  int
}

// Disputes is those that fit, with a party in the reader's area, the newest first, one more
// than the limit when more follow. Errors: problem.Unauthorized, Forbidden, BadParameter.
func (s *Store) Disputes(ctx context.Context, who actor.Actor, f DisputeFilter) ([]Dispute, error) {
	if err := who.Check(actor.ReadDisputes); err != nil {
		return nil, err
	}
	if f.State != "" && f.State != "unsettled" && !slices.Contains(DisputeStates, f.State) {
		return nil, problem.Parameter("state", "problem.unknown_value", "allowed", "unsettled, "+strings.Join(DisputeStates, ", "))
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("dispute_list"), f.Area, f.Line, f.State, strings.ToLower(strings.TrimSpace(f.Text)),
		corners(f.Box), who.Area, f.Before, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Dispute])
	return all, data.Problem(err)
}

// Dispute is one of them. Error: problem.NotFound, for those whom it does not concern, too.
func (s *Store) Dispute(ctx context.Context, who actor.Actor, id uuid.UUID) (Dispute, error) {
	return getDispute(ctx, s.db.Read(), who, id)
}

func getDispute(ctx context.Context, q data.Querier, who actor.Actor, id uuid.UUID) (Dispute, error) {
	rows, err := q.Query(ctx, queries.Get("dispute_get"), id)
	if err != nil {
		return Dispute{}, data.Problem(err)
	}
	d, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Dispute])
	if errors.Is(err, pgx.ErrNoRows) || err == nil && !readerOf(who).sees(d.Parties, "") {
		return Dispute{}, notFound("dispute", id)
	}
	return d, data.Problem(err)
}

// DisputeHistory is every version of a dispute, newest first. Error: problem.NotFound.
func (s *Store) DisputeHistory(ctx context.Context, who actor.Actor, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Dispute(ctx, who, id); err != nil {
		return nil, err
	}
	versions, err := data.History(ctx, s.db.Read(), "dispute", id.String(), "dispute")
	return versions, data.Problem(err)
}

// OpenDispute puts a dispute on record. Errors: problem.Unauthorized, Forbidden, Invalid;
// problem.Conflict for an id in use.
func (s *Store) OpenDispute(ctx context.Context, c data.Change, id uuid.UUID, draft DisputeDraft) (Dispute, error) {
	if id == uuid.Nil {
		id = uuid.Must(uuid.NewV7())
	}
	var d Dispute
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.settleDispute(ctx, tx, c.Actor, &draft); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("dispute_insert"), id, draft.LineCode, draft.FromM, draft.ToM, draft.Title, draft.Description,
			draft.Involved, draft.SinceOn, c.Actor.Login, c.Actor.Name)
		if err != nil {
			return err
		}
		d, err = getDispute(ctx, tx, c.Actor, id)
		return err
	})
	return d, err
}

// settleDispute checks a draft against its line, of which the actor must be a party.
func (s *Store) settleDispute(ctx context.Context, q data.Querier, who actor.Actor, draft *DisputeDraft) error {
	if err := mayWriteDisputes(who); err != nil {
		return err
	}
	var parties []string
	var length float64
	draft.LineCode = strings.TrimSpace(draft.LineCode)
	err := q.QueryRow(ctx, queries.Get("dispute_line"), draft.LineCode).Scan(&parties, &length)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.InvalidFields(problem.Bad("line_code", "findings.unknown_line", "code", draft.LineCode))
	}
	if err != nil {
		return err
	}
	if err := who.CheckEither(actor.HandleFinding, parties...); err != nil {
		return err
	}
	return draft.Validate(length, s.now())
}

// mayWriteDisputes: who handles findings and may read disputes.
func mayWriteDisputes(who actor.Actor) error {
	if err := who.Check(actor.ReadDisputes); err != nil {
		return err
	}
	return who.Check(actor.HandleFinding)
}

// changeDispute changes a dispute from the version that the caller has read.
func (s *Store) changeDispute(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(ctx context.Context, tx pgx.Tx, d *Dispute) error) (Dispute, error) {
	var d Dispute
	if err := mayWriteDisputes(c.Actor); err != nil {
		return d, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("dispute_lock"), id); err != nil {
			return err
		}
		var err error
		if d, err = getDispute(ctx, tx, c.Actor, id); err != nil {
			return err
		}
		if err := fresh(d.Version, version); err != nil {
			return err
		}
		if err := change(ctx, tx, &d); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, queries.Get("dispute_update"), d.ID, d.LineCode, d.FromM, d.ToM, d.Title, d.Description, d.Involved,
			d.SinceOn, d.State, d.SettledOn, d.Settlement)
		if err != nil {
			return err
		}
		d, err = getDispute(ctx, tx, c.Actor, id)
		return err
	})
	return d, err
}

// UpdateDispute changes what a dispute says; its line too, while nobody has mediated. Errors:
// problem.NotFound, Unauthorized, Forbidden, Stale, Invalid; problem.Conflict once settled.
func (s *Store) UpdateDispute(ctx context.Context, c data.Change, id uuid.UUID, version int64, edit func(*DisputeDraft) error) (Dispute, error) {
	return s.changeDispute(ctx, c, id, version, func(ctx context.Context, tx pgx.Tx, d *Dispute) error {
		if err := d.unsettled(); err != nil {
			return err
		}
		draft := d.draft()
		if err := edit(&draft); err != nil {
			return err
		}
		if draft.LineCode != d.LineCode && len(d.Mediations) > 0 {
			return problem.InvalidFields(problem.Bad("line_code", "findings.mediated_already"))
		}
		if err := s.settleDispute(ctx, tx, c.Actor, &draft); err != nil {
			return err
		}
		d.LineCode, d.FromM, d.ToM, d.Title = draft.LineCode, draft.FromM, draft.ToM, draft.Title
		d.Description, d.Involved, d.SinceOn = draft.Description, draft.Involved, draft.SinceOn
		return nil
	})
}

func (d *Dispute) unsettled() error {
	if d.State == Settled {
		return problem.New(problem.Conflict, "findings.settled", "number", d.Number)
	}
	return nil
}

// Mediate adds a step of mediation; the dispute is being mediated from the first one on.
// Errors: as UpdateDispute.
func (s *Store) Mediate(ctx context.Context, c data.Change, id uuid.UUID, version int64, m Mediation) (Dispute, error) {
	return s.changeDispute(ctx, c, id, version, func(ctx context.Context, tx pgx.Tx, d *Dispute) error {
		if err := d.unsettled(); err != nil {
			return err
		}
		var check checker
		check.day("held_on", m.HeldOn, d.SinceOn, "since_on", s.now())
		check.need("who", &m.Who, maxName)
		check.need("result", &m.Result, maxNote)
		if err := check.Err(); err != nil {
			return err
		}
		d.State = Mediating
		_, err := tx.Exec(ctx, queries.Get("mediation_insert"), id, m.HeldOn, m.Who, m.Result)
		return err
	})
}

// Agree adds a peaceful-boundary agreement, before or after the settlement. Errors: as
// UpdateDispute.
func (s *Store) Agree(ctx context.Context, c data.Change, id uuid.UUID, version int64, a PeaceAgreement) (Dispute, error) {
	return s.changeDispute(ctx, c, id, version, func(ctx context.Context, tx pgx.Tx, d *Dispute) error {
		var check checker
		check.day("signed_on", a.SignedOn, d.SinceOn, "since_on", s.now())
		check.need("document", &a.Document, maxName)
		check.Trim("note", &a.Note, maxNote)
		if err := check.Err(); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("agreement_insert"), id, a.SignedOn, a.Document, a.Note)
		return err
	})
}

// Settle ends a dispute, with what was settled. Errors: as UpdateDispute.
func (s *Store) Settle(ctx context.Context, c data.Change, id uuid.UUID, version int64, on, settlement string) (Dispute, error) {
	return s.changeDispute(ctx, c, id, version, func(_ context.Context, _ pgx.Tx, d *Dispute) error {
		if err := d.unsettled(); err != nil {
			return err
		}
		last := d.SinceOn
		for _, m := range d.Mediations {
			last = max(last, m.HeldOn)
		}
		var check checker
		check.day("on", on, last, "held_on", s.now())
		check.need("settlement", &settlement, maxNote)
		d.State, d.SettledOn, d.Settlement = Settled, &on, settlement
		return check.Err()
	})
}

// Reopen takes a dispute up again that flared up after its settlement, for the reason of the
// change. Errors: as UpdateDispute; problem.Conflict when it is not settled.
func (s *Store) Reopen(ctx context.Context, c data.Change, id uuid.UUID, version int64) (Dispute, error) {
	return s.changeDispute(ctx, c, id, version, func(_ context.Context, _ pgx.Tx, d *Dispute) error {
		if d.State != Settled {
			return problem.New(problem.Conflict, "findings.not_settled", "number", d.Number)
		}
		if strings.TrimSpace(c.Reason) == "" {
			return problem.InvalidFields(problem.Bad("reason", "problem.required"))
		}
		d.State, d.SettledOn, d.Settlement = Open, nil, ""
		if len(d.Mediations) > 0 {
			d.State = Mediating
		}
		return nil
	})
}
