package filing

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// Publish publishes a draft at the version on a day ("": today): it gets the bureau's next
// number of the year, its names are announced (公告) on that day, and the announcement that
// it replaces is corrected or withdrawn. Names of a withdrawn one are no longer announced;
// those that a correction takes over keep their day.
// Errors: those of Edit; problem.Conflict for a name that is announced already;
// problem.Invalid without names, with a name that lacks a field of art. 14 or that another
// department approved and nobody filed, and for a day in the future, before an approval,
// a filing or the bureau's last announcement.
func (s *Store) Publish(ctx context.Context, c data.Change, id uuid.UUID, version int64, on string) (Announcement, error) {
	if on == "" {
		on = s.today()
	}
	var a Announcement
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		if a, err = s.lockDraft(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("announcement_queue"), a.AreaCode); err != nil {
			return err
		}
		names, err := editNames(ctx, tx, a.edits())
		if err != nil {
			return err
		}
		if err := s.publishable(ctx, tx, a, names, on); err != nil {
			return err
		}
		if err := mayAnnounce(c.Actor, names, true); err != nil {
			return err
		}
		if err := refuseSecret(ctx, tx, names); err != nil {
			return err
		}
		if err := a.number(ctx, tx, on); err != nil {
			return err
		}
		if err := a.replace(ctx, tx); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("edits_announce"), a.edits(), on); err != nil {
			return err
		}
		a, err = announcement(ctx, tx, id)
		return err
	})
	return a, err
}

func (a Announcement) edits() []uuid.UUID {
	ids := make([]uuid.UUID, len(a.Names))
	for i, n := range a.Names {
		ids[i] = n.EditID
	}
	return ids
}

// publishable checks a draft and the names as the record has them now.
func (s *Store) publishable(ctx context.Context, q data.Querier, a Announcement, names []ApprovedName, on string) error {
	var old Announcement
	if a.Replaces != nil {
		var err error
		if old, err = announcement(ctx, q, *a.Replaces); err != nil {
			return err
		}
		if err := old.replaceable(ctx, q, a.AreaCode); err != nil {
			return err
		}
	}
	var r refused
	if a.Kind != Withdrawal && len(names) == 0 {
		r.bad("names", "filing.empty_announcement")
	}
	if !r.pastDay("on", on, s.today(), "1949-10-01", "filing.too_early") {
		return r.err()
	}
	for i, n := range names {
		if n.AnnouncedOn != nil && !slices.Contains(old.edits(), n.EditID) {
			return alreadyAnnounced(n)
		}
		a.Names[i].complete(&r, fmt.Sprintf("names[%d]", i))
		n.dated(&r, on)
	}
	return r.err()
}

// complete refuses a name that lacks a field of art. 14.
func (n AnnouncedName) complete(r *refused, at string) {
	for _, f := range []struct{ field, value string }{{"name", n.Name}, {"pinyin", n.Pinyin}, {"area", n.Area}, {"position", n.Position}, {"authority", n.Authority}} {
		if f.value == "" {
			r.bad(at+"."+f.field, "filing.field_missing", "name", n.Name)
		}
	}
}

// dated refuses to announce a name before it was approved, or before it was filed where
// the term begins with the filing.
func (n ApprovedName) dated(r *refused, on string) {
	switch {
	case on < n.ApprovedOn:
		r.bad("on", "filing.announced_before_approval", "name", n.Name, "day", n.ApprovedOn)
	case n.AuthorityKind == Other && n.FiledOn == nil:
		r.bad("names", "filing.not_filed_yet", "name", n.Name, "authority", n.Authority)
	case n.AuthorityKind == Other && on < *n.FiledOn:
		r.bad("on", "filing.announced_before_filing", "name", n.Name, "day", *n.FiledOn)
	}
}

// number gives the announcement the next number of its bureau and publishes it.
func (a Announcement) number(ctx context.Context, tx pgx.Tx, on string) error {
	var serial, year int
	var last string
	if _, err := fmt.Sscanf(on, "%d-", &year); err != nil {
		return fmt.Errorf("the year of %q: %w", on, err)
	}
	if err := tx.QueryRow(ctx, queries.Get("announcement_last"), a.AreaCode, year).Scan(&serial, &last); err != nil {
		return err
	}
	if on < last {
		return problem.InvalidFields(problem.Bad("on", "filing.out_of_order", "day", last))
	}
	set, err := settings(ctx, tx, a.AreaCode)
	if err != nil {
		return err
	}
	number := set.Texts.fill("number", "area", a.AreaName, "year", year, "serial", serial+1)
	_, err = tx.Exec(ctx, queries.Get("announcement_publish"), a.ID, year, serial+1, number, on)
	return err
}

// replace corrects or withdraws the announcement that this one names, if it names one.
func (a Announcement) replace(ctx context.Context, tx pgx.Tx) error {
	if a.Replaces == nil {
		return nil
	}
	state := map[string]string{Correction: Corrected, Withdrawal: Withdrawn}[a.Kind]
	if _, err := tx.Exec(ctx, queries.Get("edits_unannounce"), *a.Replaces, a.edits()); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, queries.Get("announcement_state"), *a.Replaces, state)
	return err
}
