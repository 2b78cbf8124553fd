package changes

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// ApprovalRecord is the record of an authority's approval (批准): not made here, only recorded.
// One approval may stand behind several sets.
type ApprovalRecord struct {
	ID            uuid.UUID `json:"id"`
	Authority     string    `json:"authority" doc:"批准机关"`
	AuthorityKind string    `json:"authority_kind" enum:"government,place_name_department,other_department"`
	AuthorityArea string    `json:"authority_area" doc:"area code of the authority, which gives its level; empty when not said"`
	Document      string    `json:"document" doc:"批复文号"`
	ApprovedOn    string    `json:"approved_on" format:"date"`
	Note          string    `json:"note"`
}

// authorityKinds decide where an approval is filed (地名管理条例 art. 13).
var authorityKinds = []string{"government", "place_name_department", "other_department"}

// earliest is the first day that an approval can bear.
const earliest = "1949-10-01"

// settle trims and checks an approval; today is YYYY-MM-DD. Error: problem.Invalid.
func (a *ApprovalRecord) settle(today string) error {
	var c problem.Fields
	c.Trim("authority", &a.Authority, maxTitle)
	c.Trim("document", &a.Document, maxTitle)
	c.Trim("note", &a.Note, maxReason)
	c.Trim("authority_area", &a.AuthorityArea, maxTitle)
	c.Required("authority", a.Authority)
	c.Required("document", a.Document)
	c.OneOf("authority_kind", a.AuthorityKind, authorityKinds...)
	switch _, err := time.Parse(time.DateOnly, a.ApprovedOn); {
	case err != nil:
		c.Bad("approved_on", "problem.bad_date")
	case a.ApprovedOn > today:
		c.Bad("approved_on", "changes.future_date", "today", today)
	case a.ApprovedOn < earliest:
		c.Bad("approved_on", "changes.early_date", "earliest", earliest)
	}
	slices.SortStableFunc(c, byField)
	return c.Err()
}

// linkOnly reports whether only the id of a recorded approval is given.
func (a *ApprovalRecord) linkOnly() bool {
	return a.ID != uuid.Nil && *a == ApprovalRecord{ID: a.ID}
}

// record writes the approval of a set and gives its id: an approval on record when only
// its id is given, else the set's own one, changed unless it stands behind another set too.
func (s *Store) record(ctx context.Context, tx pgx.Tx, set *Set, a ApprovalRecord) (uuid.UUID, error) {
	if a.linkOnly() {
		return a.ID, known(ctx, tx, a.ID)
	}
	if err := a.settle(s.today()); err != nil {
		return uuid.Nil, err
	}
	if a.AuthorityArea != "" {
		var there bool
		if err := tx.QueryRow(ctx, queries.Get("area_known"), a.AuthorityArea).Scan(&there); err != nil {
			return uuid.Nil, err
		}
		if !there {
			return uuid.Nil, problem.InvalidFields(problem.Bad("authority_area", "gazetteer.unknown_area", "code", a.AuthorityArea))
		}
	}
	if set.Approval != nil && (a.ID == uuid.Nil || a.ID == set.Approval.ID) {
		a.ID = set.Approval.ID
		tag, err := tx.Exec(ctx, queries.Get("approval_update"), append(a.columns(), set.ID)...)
		if err != nil || tag.RowsAffected() == 1 {
			return a.ID, err
		}
		a.ID = uuid.Nil
	}
	if a.ID == uuid.Nil {
		a.ID = uuid.Must(uuid.NewV7())
	}
	_, err := tx.Exec(ctx, queries.Get("approval_insert"), a.columns()...)
	return a.ID, err
}

// known refuses an approval that is not on record.
func known(ctx context.Context, q data.Querier, id uuid.UUID) error {
	_, err := approvalOf(ctx, q, &id)
	if problem.Is(err, problem.NotFound) {
		return problem.InvalidFields(problem.Bad("id", "changes.unknown_approval"))
	}
	return err
}

// approvalOf reads an approval; nil has none.
func approvalOf(ctx context.Context, q data.Querier, id *uuid.UUID) (*ApprovalRecord, error) {
	if id == nil {
		return nil, nil
	}
	rows, err := q.Query(ctx, queries.Get("approval_get"), *id)
	if err != nil {
		return nil, err
	}
	a, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[ApprovalRecord])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, problem.New(problem.NotFound, "problem.not_found", "what", "approval", "id", *id)
	}
	return &a, err
}

// columns are in the order of approval_insert.sql and approval_update.sql.
func (a *ApprovalRecord) columns() []any {
	return []any{a.ID, a.Authority, a.AuthorityKind, a.AuthorityArea, a.Document, a.ApprovedOn, a.Note}
}
