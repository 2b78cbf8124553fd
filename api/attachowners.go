package api

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cairn/boundaries"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// ownOpenFiles says who judges the attachments of records that the configuration may open to
// readers without an account.
func (s *Server) ownOpenFiles() {
	if s.Attachments == nil {
		return
	}
	s.Attachments.Register("place", placeAttachments{s.Places, slices.Contains(s.Public, layerPlaces)})
	s.Attachments.Register("marker", boundaries.MarkerFiles{Store: s.Markers, Public: slices.Contains(s.Public, layerBoundaries)})
}

// placeAttachments judges the attachments of entries (地名): they are read as the entries
// are (public: without an account), and added by those who may report on the entry or
// propose its change, in its area.
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
