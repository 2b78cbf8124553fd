package changes

import (
	"context"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Files judges who may see and add the attachments of a set, by the set's id: those who may
// see the set see them, its author adds to them until the set is handed in.
func (s *Store) Files() attachments.Owner {
	return attachments.Records[Set]{What: "change_set", Get: s.Get, Add: func(by actor.Actor, set Set) error {
		if err := set.permit(by, Edit); err != nil {
			return err
		}
		_, err := set.after(Edit)
		return err
	}}
}

// ReportOwner judges who may see and add the photos of a report, by the report's id.
type ReportOwner struct{ *Reports }

// MayRead refuses those who see neither the report's area nor wrote it. Errors:
// problem.NotFound, Unauthorized, Forbidden.
func (o ReportOwner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	r, err := o.report(ctx, by, id)
	if err == nil && r.Author != by.Login {
		err = by.Check(actor.ReportPlace, r.AreaCode)
	}
	return err
}

// MayWrite refuses everybody but the reporter, and the reporter once it is closed.
// Errors: as MayRead; problem.Conflict.
func (o ReportOwner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	r, err := o.report(ctx, by, id)
	if err != nil {
		return err
	}
	if r.Author != by.Login {
		return problem.New(problem.Forbidden, "changes.not_the_reporter")
	}
	if r.State == "closed" && r.Kind == ReportError {
		return problem.New(problem.Conflict, "changes.report_closed")
	}
	return nil
}

func (o ReportOwner) report(ctx context.Context, by actor.Actor, id string) (PlaceReport, error) {
	if !by.SignedIn() {
		return PlaceReport{}, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return PlaceReport{}, problem.New(problem.NotFound, "problem.not_found", "what", "report", "id", id)
	}
	return o.Get(ctx, key)
}
