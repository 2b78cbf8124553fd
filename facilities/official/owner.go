package official

import (
	"context"

	"github.com/google/uuid"

	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Names of the records as owners of attachments.
const (
	ExemptionFiles = "coverage_exemption"
	ReportedFiles  = "coverage_reported"
)

// ExemptionOwner judges the files of exemptions: every account reads them, those who may
// write the exemption add to them.
type ExemptionOwner struct{ *Store }

// MayRead refuses readers without an account. Errors: problem.Unauthorized, Invalid, NotFound.
func (o ExemptionOwner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.area(ctx, by, id)
	return err
}

// MayWrite refuses authors of other areas. Errors: as MayRead; problem.Forbidden.
func (o ExemptionOwner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	area, err := o.area(ctx, by, id)
	if err != nil {
		return err
	}
	return by.Check(actor.EditCoverage, area)
}

func (o ExemptionOwner) area(ctx context.Context, by actor.Actor, id string) (string, error) {
	key, err := ownerKey(by, id)
	if err != nil {
		return "", err
	}
	e, err := o.Exemption(ctx, key)
	return e.AreaCode, err
}

// ReportedOwner judges the files of reported figures, as ExemptionOwner does.
type ReportedOwner struct{ *Store }

// MayRead refuses readers without an account. Errors: problem.Unauthorized, Invalid, NotFound.
func (o ReportedOwner) MayRead(ctx context.Context, by actor.Actor, id string) error {
	_, err := o.area(ctx, by, id)
	return err
}

// MayWrite refuses authors of other areas. Errors: as MayRead; problem.Forbidden.
func (o ReportedOwner) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	area, err := o.area(ctx, by, id)
	if err != nil {
		return err
	}
	return by.Check(actor.EditCoverage, area)
}

func (o ReportedOwner) area(ctx context.Context, by actor.Actor, id string) (string, error) {
	key, err := ownerKey(by, id)
	if err != nil {
		return "", err
	}
	r, err := o.ReportedFigure(ctx, key)
	return r.AreaCode, err
}

// ownerKey reads the id of a record for somebody who has an account.
func ownerKey(by actor.Actor, id string) (uuid.UUID, error) {
	if !by.SignedIn() {
		return uuid.Nil, problem.New(problem.Unauthorized, "actor.sign_in")
	}
	key, err := uuid.Parse(id)
	if err != nil {
		return uuid.Nil, problem.InvalidFields(problem.Bad("owner_id", "api.bad_uuid"))
	}
	return key, nil
}
