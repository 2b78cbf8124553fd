package boundaries

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// MarkerFiles judges the attachments of markers: photos by direction (roles photo_n, photo_e,
// photo_s, photo_w) and the sketch (sketch). They are read as the markers are, Public without
// an account; either party adds to them. It is an attachments.Owner.
type MarkerFiles struct {
	Store  *MarkerStore
	Public bool
}

// MayRead refuses those who may not see the marker. Errors: problem.Unauthorized, NotFound.
func (f MarkerFiles) MayRead(ctx context.Context, by actor.Actor, id string) error {
	if !by.SignedIn() && !f.Public {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	_, err := f.marker(ctx, id)
	return err
}

// MayWrite refuses those who are of no party, and a retired marker.
// Errors: problem.Unauthorized, Forbidden, NotFound, Conflict.
func (f MarkerFiles) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	if err := by.Check(actor.EditMarker); err != nil {
		return err
	}
	m, err := f.marker(ctx, id)
	if err != nil {
		return err
	}
	known, err := lookUp(ctx, f.Store.db.Read(), m.input())
	if err != nil {
		return err
	}
	if err := by.CheckEither(actor.EditMarker, known.parties...); err != nil {
		return err
	}
	if m.Status == "retired" {
		return problem.New(problem.Conflict, "boundaries.marker_retired", "number", m.Number)
	}
	return nil
}

func (f MarkerFiles) marker(ctx context.Context, text string) (Marker, error) {
	id, err := uuid.Parse(text)
	if err != nil {
		return Marker{}, problem.New(problem.NotFound, "problem.not_found", "what", "marker", "id", text)
	}
	return f.Store.Get(ctx, id)
}

// LineFiles judges the attachments of lines: scans of agreements (role agreement), which only
// accounts read, whatever layers are open; either party adds to them. It is an attachments.Owner.
type LineFiles struct{ Store *LineStore }

// MayRead refuses those without an account. Errors: problem.Unauthorized, NotFound.
func (f LineFiles) MayRead(ctx context.Context, by actor.Actor, code string) error {
	if !by.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	_, err := f.Store.Get(ctx, code)
	return err
}

// MayWrite refuses those who are of no party, and a line that a change of areas ended.
// Errors: problem.Unauthorized, Forbidden, NotFound, Conflict.
func (f LineFiles) MayWrite(ctx context.Context, by actor.Actor, code string) error {
	if err := by.Check(actor.EditLine); err != nil {
		return err
	}
	l, err := f.Store.Get(ctx, code)
	if err != nil {
		return err
	}
	if err := by.CheckEither(actor.EditLine, l.LeftArea, l.RightArea); err != nil {
		return err
	}
	if l.ValidTo != nil {
		return problem.New(problem.Conflict, "boundaries.line_ended", "code", code, "day", *l.ValidTo)
	}
	return nil
}
