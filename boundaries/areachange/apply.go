package areachange

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Apply carries a draft out: areas, lines, facilities, entries and accounts follow in one
// transaction, or nothing changes. It needs the reply (authority, number, day and the
// attached document) and a day of effect that has come.
// Errors: those of Update; problem.Invalid for what is missing; problem.Conflict when the
// areas have changed since.
func (s *Store) Apply(ctx context.Context, c data.Change, id uuid.UUID, version int64) (AreaChange, error) {
	return s.withDraft(ctx, c, id, version, func(ctx context.Context, tx pgx.Tx, old AreaChange) error {
		if _, err := tx.Exec(ctx, queries.Get("one_at_a_time")); err != nil {
			return err
		}
		if err := s.checkReply(ctx, tx, old); err != nil {
			return err
		}
		d := old.Draft
		p, err := s.admit(ctx, tx, c.Actor, &d)
		if err != nil {
			return err
		}
		p.Change = id
		if _, err := tx.Exec(ctx, queries.Get("apply"), id, c.Actor.Login); err != nil {
			return err
		}
		if err := p.write(ctx, tx); err != nil {
			return err
		}
		for _, domain := range s.domains {
			if err := domain.Reparent(ctx, tx, p.Plan); err != nil {
				return err
			}
		}
		return nil
	})
}

// checkReply refuses a change without the authority's reply, and one whose day has not come.
func (s *Store) checkReply(ctx context.Context, q data.Querier, ch AreaChange) error {
	var c checker
	c.Required("authority", ch.Authority)
	c.Required("document", ch.Document)
	c.Required("approved_on", ch.ApprovedOn)
	c.Required("effective_on", ch.EffectiveOn)
	today := s.today()
	if ch.ApprovedOn > today {
		c.Bad("approved_on", "areachange.reply_in_future", "on", ch.ApprovedOn)
	}
	if ch.EffectiveOn > today {
		c.Bad("effective_on", "areachange.not_yet", "on", ch.EffectiveOn)
	}
	attached, err := s.replies.HasReply(ctx, q, ch.ID)
	if err != nil {
		return err
	}
	if !attached {
		c.Bad("reply", "areachange.no_reply")
	}
	return c.Err()
}

func unique(codes []string) []string {
	all := slices.Clone(codes)
	slices.Sort(all)
	if all = slices.Compact(all); all == nil {
		return []string{}
	}
	return all
}
