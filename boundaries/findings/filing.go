package findings

import (
	"cmp"
	"context"
	"errors"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/boundaries"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// File puts the papers into the archive (归档). A marker that was put up again or moved is
// registered anew with it, in the same transaction, or has been before: then the version is
// named. The version before stays.
type File struct {
	On, Document        string
	RegistrationVersion *int // made since the finding
	// Registration is the version to make. Why follows from the outcome; day, document and its
	// day are those of the handling and the decision where it does not say others.
	Registration *boundaries.Registration
}

func (File) from() string { return Handled }
func (File) to() string   { return Filed }

// maxVersion is more versions than a marker ever has.
const maxVersion = 1_000_000

// registers says why an outcome registers a marker anew.
var registers = map[string]string{Moved: boundaries.Moved, Replaced: boundaries.ReErected, Restored: boundaries.ReErected}

// rebuilt reports whether the marker cannot stand as it was registered without a new version:
// it was moved, replaced, or put up again after it was gone from its place.
func (f *BoundaryFinding) rebuilt() bool {
	if f.MarkerID == nil {
		return false
	}
	return f.Outcome == Moved || f.Outcome == Replaced || f.Outcome == Restored && (f.Kind == Loss || f.Kind == Move)
}

func (s File) apply(f *BoundaryFinding, now time.Time) error {
	var c checker
	c.day("on", s.On, *f.HandledOn, "handled_on", now)
	c.Trim("document", &s.Document, maxName)
	if v := s.RegistrationVersion; v != nil && (*v < 1 || *v > maxVersion) {
		c.Bad("registration_version", "problem.out_of_range", "min", 1, "max", maxVersion)
	}
	given := s.RegistrationVersion != nil || s.Registration != nil
	switch {
	case s.RegistrationVersion != nil && s.Registration != nil:
		c.Bad("registration", "findings.registration_twice")
	case f.rebuilt() && !given:
		c.Bad("registration", "findings.registration_needed")
	case given && (f.MarkerID == nil || registers[f.Outcome] == ""):
		c.Bad("registration", "findings.no_registration")
	}
	f.FiledOn, f.FilingDocument, f.RegistrationVersion = &s.On, s.Document, s.RegistrationVersion
	return c.Err()
}

// register makes the new registration of the marker, or looks up the one that is named. Errors:
// problem.Invalid with fields of registration; problem.Conflict for a retired marker.
func (s File) register(ctx context.Context, tx pgx.Tx, who actor.Actor, f *BoundaryFinding) error {
	if s.Registration == nil {
		return checkRegistration(ctx, tx, f)
	}
	g := *s.Registration
	g.Why = registers[f.Outcome]
	g.ValidFrom = cmp.Or(g.ValidFrom, *f.HandledOn)
	if g.Document == "" && f.DecisionDocument != "" {
		g.Document, g.DocumentOn = f.DecisionDocument, f.DecidedOn
	}
	made, err := boundaries.RegisterIn(ctx, tx, who, *f.MarkerID, g)
	if p := problem.As(err); p != nil {
		for i := range p.Fields {
			p.Fields[i].Field = "registration." + p.Fields[i].Field
		}
	}
	f.RegistrationVersion, f.RegistrationDocument = &made, g.Document
	return err
}

// checkRegistration looks a version up that was made before: it says moved or re-erected, as
// the outcome does, and is not older than the finding. Error: problem.Invalid.
func checkRegistration(ctx context.Context, tx pgx.Tx, f *BoundaryFinding) error {
	if f.RegistrationVersion == nil {
		return nil
	}
	err := tx.QueryRow(ctx, queries.Get("registration"), f.MarkerID, *f.RegistrationVersion, registers[f.Outcome], f.FoundAt).Scan(&f.RegistrationDocument)
	if errors.Is(err, pgx.ErrNoRows) {
		return problem.InvalidFields(problem.Bad("registration_version", "findings.no_such_registration", "version", *f.RegistrationVersion))
	}
	return err
}
