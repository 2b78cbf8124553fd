package boundaries

import (
	"context"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// InspectionFiles judges the attachments of inspections. They are read by accounts, as the
// inspections are. They may arrive before their record, from anybody who may log one; once
// the record is there, only those who might have logged it add to it, at any time: the
// record is frozen, photos may still come.
type InspectionFiles struct{ Store *InspectionStore }

// MayRead implements attachments.Owner.
func (o InspectionFiles) MayRead(_ context.Context, by actor.Actor, id string) error {
	if !by.SignedIn() {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	_, err := inspectionID(id)
	return err
}

// MayWrite implements attachments.Owner.
func (o InspectionFiles) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	if err := by.Check(actor.LogInspection); err != nil {
		return err
	}
	parsed, err := inspectionID(id)
	if err != nil {
		return err
	}
	q := o.Store.db.Read()
	var marker, line string
	err = q.QueryRow(ctx, queries.Get("inspection_subject"), parsed).Scan(&marker, &line)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // on its way
	}
	if err != nil {
		return err
	}
	v := &visit{in: InspectionInput{Marker: marker, Line: line}}
	if err := findSubjects(ctx, q, []*visit{v}); err != nil {
		return err
	}
	if v.err != nil {
		return v.err
	}
	return v.mayLog(by)
}

// inspectionID reads the id of a record. It must be written as records are, in lower case,
// for files are found by it.
func inspectionID(text string) (uuid.UUID, error) {
	id, err := uuid.Parse(text)
	if err != nil || id.String() != text {
		return id, problem.InvalidFields(problem.Bad("owner_id", "boundaries.bad_uuid"))
	}
	return id, nil
}
