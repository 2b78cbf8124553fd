package life

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
)

// FacilityContact is whom to call at a facility (联系人).
type FacilityContact struct {
	ID    uuid.UUID `json:"id" format:"uuid" doc:"made by the client"`
	Role  string    `json:"role" enum:"head,duty,liaison,other"`
	Name  string    `json:"name"`
	Phone string    `json:"phone" required:"false"`
	Note  string    `json:"note" required:"false"`
}

// ContactList is all contacts of a facility, in the order in which they are shown.
type ContactList struct {
	Version  int64             `json:"version" doc:"of the facility"`
	Contacts []FacilityContact `json:"contacts"`
}

// Contacts are the contacts of a facility, for accounts that may edit facilities of its
// area. Errors: problem.Unauthorized, Forbidden, NotFound.
func (s *Store) Contacts(ctx context.Context, by actor.Actor, id uuid.UUID) (ContactList, error) {
	if err := by.Check(actor.EditFacility); err != nil {
		return ContactList{}, err
	}
	f, err := s.sites.Get(ctx, id)
	if err != nil {
		return ContactList{}, err
	}
	if err := by.Check(actor.EditFacility, f.AreaCode); err != nil {
		return ContactList{}, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("contacts"), id)
	if err != nil {
		return ContactList{}, data.Problem(err)
	}
	contacts, err := pgx.CollectRows(rows, pgx.RowToStructByPos[FacilityContact])
	return ContactList{f.Version, contacts}, data.Problem(err)
}

// Contacts is the part of contacts.
type Contacts []FacilityContact

func (l Contacts) judge(c *checker) {
	if len(l) > maxContacts {
		c.bad.Bad("contacts", "facilitylife.too_many", "max", maxContacts)
	}
	for i, r := range l {
		c.bad.OneOf(at("contacts", i, "role"), r.Role, "head", "duty", "liaison", "other")
		c.bad.Required(at("contacts", i, "name"), strings.TrimSpace(r.Name))
		c.line("contacts", i, "name", r.Name, "note", r.Note)
		if strings.ContainsFunc(r.Phone, notDialled) || len(r.Phone) > maxPhone {
			c.bad.Bad(at("contacts", i, "phone"), "facilitylife.bad_phone")
		}
	}
	twice(c, "contacts", "id", l, func(r FacilityContact) uuid.UUID { return r.ID })
}

const (
	maxContacts = 20
	maxPhone    = 60
)

// notDialled reports whether a character cannot stand in a telephone number, 转 (extension) included.
func notDialled(r rune) bool { return !strings.ContainsRune("0123456789+-() #*,;转", r) }

func (l Contacts) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	return putNamed(ctx, tx, "contacts_put", id, l)
}
