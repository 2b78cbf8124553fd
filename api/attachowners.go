package api

import (
	"context"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// PlaceAttachments judges the attachments of entries (地名): they are read as the entries
// are (public: without an account), and added by those who may report on the entry or
// propose its change, in its area.
func PlaceAttachments(places *gazetteer.Store, public bool) attachments.Owner {
	return placeAttachments{places, public}
}

type placeAttachments struct {
	places *gazetteer.Store
	public bool
}

func (o placeAttachments) MayRead(ctx context.Context, by actor.Actor, id string) error {
	if !by.SignedIn() && !o.public {
		return problem.New(problem.Unauthorized, "actor.sign_in")
	}
	_, err := o.entry(ctx, id)
	return err
}

func (o placeAttachments) MayWrite(ctx context.Context, by actor.Actor, id string) error {
	if err := by.Check(actor.ReportPlace); err != nil { // proposers may report, too
		return err
	}
	p, err := o.entry(ctx, id)
	if err != nil {
		return err
	}
	return by.Check(actor.ReportPlace, p.AreaCode)
}

func (o placeAttachments) entry(ctx context.Context, id string) (gazetteer.Place, error) {
	parsed, err := uuid.Parse(id)
	if err != nil {
		return gazetteer.Place{}, problem.InvalidFields(problem.Bad("owner_id", "api.bad_uuid"))
	}
	return o.places.Get(ctx, parsed)
}
