package national

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Selection names differences: by id, or all that a filter finds in the author's area.
type Selection struct {
	IDs    []uuid.UUID
	Filter *Filter
}

// maxSelected is how many differences are decided at once.
const maxSelected = 5000

// Decision is what a person decides: ours or later, or open to take a decision back.
type Decision struct {
	Decision string
	Reason   string // required of ours
}

const maxReason = 500

func (d *Decision) check() error {
	var bad []problem.Field
	d.Reason = strings.TrimSpace(d.Reason)
	if !slices.Contains([]string{Ours, Later, Open}, d.Decision) {
		bad = append(bad, problem.Bad("decision", "problem.unknown_value", "allowed", "ours, later, open"))
	}
	switch {
	case d.Decision == Ours && d.Reason == "":
		bad = append(bad, problem.Bad("reason", "problem.required"))
	case utf8.RuneCountInString(d.Reason) > maxReason:
		bad = append(bad, problem.Bad("reason", "problem.too_long", "max", maxReason))
	case strings.ContainsFunc(d.Reason, problem.BadRune):
		bad = append(bad, problem.Bad("reason", "problem.control_characters"))
	}
	return problem.InvalidFields(bad...)
}

// Decide records a decision about differences and gives their number. Errors:
// problem.Forbidden when one lies outside the author's area; problem.Conflict when one is
// accepted into a change set already, or is ambiguous (choose an entry instead);
// problem.Invalid, problem.NotFound; nothing is decided then.
func (s *Store) Decide(ctx context.Context, c data.Change, id uuid.UUID, which Selection, d Decision) (int, error) {
	decided := 0
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		if err := d.check(); err != nil {
			return err
		}
		if _, err := lockExport(ctx, tx, c.Actor, id); err != nil {
			return err
		}
		list, err := which.find(ctx, tx, c.Actor, id)
		if err != nil {
			return err
		}
		var b pgx.Batch
		for _, x := range list {
			if err := x.decidable(); err != nil {
				return err
			}
			if d.Decision == Open {
				b.Queue(queries.Get("decision_drop"), x.Key)
				continue
			}
			x.queueDecision(&b, id, c.Actor, d, nil, nil)
		}
		decided = len(list)
		return tx.SendBatch(ctx, &b).Close()
	})
	return decided, err
}

func (x *Difference) queueDecision(b *pgx.Batch, export uuid.UUID, by actor.Actor, d Decision, set, item *uuid.UUID) {
	b.Queue(queries.Get("decision_put"), x.Key, d.Decision, d.Reason, x.Ours, x.Theirs, export, x.AreaCode, set, item, by.Login)
}

func (x *Difference) decidable() error {
	switch {
	case x.Kind == Ambiguous:
		return problem.New(problem.Conflict, "national.choose_first", "name", x.Name)
	case x.State == Accepted:
		return x.acceptedAlready()
	}
	return nil
}

func (x *Difference) acceptedAlready() error {
	number := int64(0)
	if x.SetNumber != nil {
		number = *x.SetNumber
	}
	return problem.New(problem.Conflict, "national.accepted_already", "name", x.Name, "number", number)
}

// find reads the differences, all of which the author may tend. Errors: problem.Invalid for
// none, too many or unknown ones; problem.Forbidden.
func (w *Selection) find(ctx context.Context, tx pgx.Tx, by actor.Actor, id uuid.UUID) ([]Difference, error) {
	if w.Filter != nil {
		f := *w.Filter
		if err := f.check(); err != nil {
			return nil, err
		}
		if f.Limit = min(f.Limit, maxSelected); f.Limit <= 0 {
			f.Limit = maxSelected
		}
		return listDifferences(ctx, tx, by, id, f)
	}
	if len(w.IDs) == 0 || len(w.IDs) > maxSelected {
		return nil, problem.InvalidFields(problem.Bad("ids", "problem.out_of_range", "min", 1, "max", maxSelected))
	}
	rows, err := tx.Query(ctx, queries.Get("report_some"), id, w.IDs, by.Clearance)
	if err != nil {
		return nil, err
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Difference])
	if err != nil {
		return nil, err
	}
	wanted := map[uuid.UUID]bool{}
	for _, id := range w.IDs {
		wanted[id] = true
	}
	var areas []string
	for _, x := range list {
		delete(wanted, x.ID)
		areas = append(areas, x.AreaCode)
	}
	for id := range wanted {
		return nil, problem.InvalidFields(problem.Bad("ids", "national.unknown_difference", "id", id))
	}
	return list, by.Check(actor.TendNames, areas...)
}

// Choose says which entry an ambiguous row is, uuid.Nil for none of ours; with undo the
// choice is taken back. It holds for later exports; this one is stale until it is compared.
// Errors: problem.Forbidden when row or entry lie outside the author's area;
// problem.Conflict for a difference of another kind; problem.Invalid, problem.NotFound.
func (s *Store) Choose(ctx context.Context, c data.Change, id, difference, place uuid.UUID, undo bool) error {
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		if _, err := lockExport(ctx, tx, c.Actor, id); err != nil {
			return err
		}
		which := Selection{IDs: []uuid.UUID{difference}}
		list, err := which.find(ctx, tx, c.Actor, id)
		if err != nil {
			return err
		}
		x := list[0]
		if x.Kind != Ambiguous || x.Row == nil {
			return problem.New(problem.Conflict, "national.not_ambiguous", "name", x.Name)
		}
		chosen, err := checkChosen(ctx, tx, c.Actor, place)
		if err != nil {
			return err
		}
		var identity string
		if err := tx.QueryRow(ctx, queries.Get("identity_of"), id, *x.Row).Scan(&identity); err != nil {
			return err
		}
		var b pgx.Batch
		if undo {
			b.Queue(queries.Get("match_drop"), identity)
		} else {
			b.Queue(queries.Get("match_put"), identity, chosen, x.AreaCode, c.Actor.Login)
		}
		b.Queue(queries.Get("export_stale"), id)
		return tx.SendBatch(ctx, &b).Close()
	})
}

func checkChosen(ctx context.Context, tx pgx.Tx, by actor.Actor, place uuid.UUID) (*uuid.UUID, error) {
	if place == uuid.Nil {
		return nil, nil
	}
	var area string
	err := tx.QueryRow(ctx, queries.Get("place_area"), place).Scan(&area)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.InvalidFields(problem.Bad("place_id", "national.unknown_place"))
	}
	if err != nil {
		return nil, err
	}
	return &place, by.Check(actor.TendNames, area)
}
