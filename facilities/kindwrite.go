package facilities

import (
	"context"
	"reflect"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// CreateKind adds a kind of facility. It is everybody's: for administrators of the whole
// installation. Errors: problem.Forbidden; problem.Invalid; problem.Conflict for a code in use.
func (s *Store) CreateKind(ctx context.Context, c data.Change, d KindDraft) (Kind, error) {
	return s.writeKind(ctx, c, d.Code, func(ctx context.Context, tx pgx.Tx, catalogue Catalogue) error {
		d.settle()
		if _, ok := catalogue.Kind(d.Code); ok {
			return problem.New(problem.Conflict, "facilities.code_in_use", "code", d.Code)
		}
		return putKind(ctx, tx, catalogue, d)
	})
}

// UpdateKind changes a kind that is at the version: edit gets what it is and changes it; the
// code stays. Errors: those of edit; problem.NotFound; problem.Stale; problem.Forbidden;
// problem.Invalid, also for what facilities of the kind still need, with their number.
func (s *Store) UpdateKind(ctx context.Context, c data.Change, code string, version int64, edit func(*KindDraft) error) (Kind, error) {
	return s.writeKind(ctx, c, code, func(ctx context.Context, tx pgx.Tx, catalogue Catalogue) error {
		old, ok := catalogue.Kind(code)
		switch {
		case !ok:
			return notFoundKind("facility_kind", code)
		case old.Version != version:
			return problem.New(problem.Stale, "problem.stale", "version", old.Version)
		}
		d := KindDraft{Kind: old}
		if err := edit(&d); err != nil {
			return err
		}
		d.Code = code
		d.settle()
		return putKind(ctx, tx, catalogue, d)
	})
}

// writeKind runs fn with the catalogue locked, for an author who may set kinds, and gives
// the kind as it is then.
func (s *Store) writeKind(ctx context.Context, c data.Change, code string, fn func(context.Context, pgx.Tx, Catalogue) error) (Kind, error) {
	var stored Kind
	err := s.writeCatalogue(ctx, c, fn, func(after Catalogue) { stored, _ = after.Kind(code) })
	return stored, err
}

func (s *Store) writeCatalogue(ctx context.Context, c data.Change, fn func(context.Context, pgx.Tx, Catalogue) error, done func(Catalogue)) error {
	if err := c.Actor.Check(actor.SetKinds); err != nil {
		return err
	}
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		var home struct{ Code string }
		if _, err := data.Setting(ctx, tx, "prefecture", &home); err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetKinds, home.Code); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("kind_lock")); err != nil {
			return err
		}
		before, err := loadCatalogue(ctx, tx)
		if err != nil {
			return err
		}
		if err := fn(ctx, tx, before); err != nil {
			return err
		}
		after, err := loadCatalogue(ctx, tx)
		if err == nil {
			done(after)
		}
		return err
	})
}

// putKind checks a settled kind, also against the facilities of it, and writes it with its
// groups. A kind that stays as it is is not written.
func putKind(ctx context.Context, tx pgx.Tx, catalogue Catalogue, d KindDraft) error {
	if err := d.validate(catalogue); err != nil {
		return err
	}
	old, there := catalogue.Kind(d.Code)
	if there {
		if err := keptKind(ctx, tx, old, d.Kind); err != nil {
			return err
		}
	}
	if d.Version = old.Version; !there || !reflect.DeepEqual(old, d.Kind) {
		_, err := tx.Exec(ctx, queries.Get("kind_put"), d.Code, d.Name, d.NameEn, string(d.Unit), d.ByVillage, d.CapacityKind,
			d.Subkinds, d.Symbol, d.Colour, d.Ledger, d.Fields, d.Stages, d.Rule, d.Serves, d.Sort, d.Retired)
		if err != nil {
			return err
		}
	}
	if d.Groups == nil {
		return nil
	}
	return joinGroups(ctx, tx, catalogue, d)
}

// joinGroups makes the kind a member of its groups and of no others.
func joinGroups(ctx context.Context, tx pgx.Tx, catalogue Catalogue, d KindDraft) error {
	for _, g := range catalogue.Groups {
		is, shall := slices.Contains(g.Kinds, d.Code), slices.Contains(d.Groups, g.Code)
		switch {
		case is == shall:
			continue
		case shall:
			g.Kinds = append(slices.Clone(g.Kinds), d.Code)
		case len(g.Kinds) == 1:
			return problem.InvalidFields(problem.Bad("groups", "facilities.last_of_group", "group", g.Name))
		default:
			g.Kinds = slices.DeleteFunc(slices.Clone(g.Kinds), func(code string) bool { return code == d.Code })
		}
		if err := putGroup(ctx, tx, g); err != nil {
			return err
		}
	}
	return nil
}

func putGroup(ctx context.Context, tx pgx.Tx, g Group) error {
	_, err := tx.Exec(ctx, queries.Get("group_put"), g.Code, g.Name, g.NameEn, string(g.Unit), g.Kinds, g.Rule, g.Sort, g.Retired)
	return err
}

// CreateGroup adds a group of kinds. Errors: as CreateKind.
func (s *Store) CreateGroup(ctx context.Context, c data.Change, g Group) (Group, error) {
	return s.writeGroup(ctx, c, g.Code, func(ctx context.Context, tx pgx.Tx, catalogue Catalogue) error {
		g.settle()
		if _, err := catalogue.group(g.Code); err == nil {
			return problem.New(problem.Conflict, "facilities.code_in_use", "code", g.Code)
		}
		if err := g.validate(catalogue); err != nil {
			return err
		}
		return putGroup(ctx, tx, g)
	})
}

// UpdateGroup changes a group that is at the version; its code stays, and which one is
// official. Errors: as UpdateKind; problem.Conflict when the official one is to be retired.
func (s *Store) UpdateGroup(ctx context.Context, c data.Change, code string, version int64, edit func(*Group) error) (Group, error) {
	return s.writeGroup(ctx, c, code, func(ctx context.Context, tx pgx.Tx, catalogue Catalogue) error {
		old, err := catalogue.group(code)
		if err != nil {
			return err
		}
		if old.Version != version {
			return problem.New(problem.Stale, "problem.stale", "version", old.Version)
		}
		g := old
		g.Kinds = slices.Clone(old.Kinds)
		if err := edit(&g); err != nil {
			return err
		}
		g.Code, g.Official, g.Version = old.Code, old.Official, old.Version
		g.settle()
		if g.Official && g.Retired {
			return problem.New(problem.Conflict, "facilities.official_stays", "group", g.Name)
		}
		if err := g.validate(catalogue); err != nil || reflect.DeepEqual(old, g) {
			return err
		}
		return putGroup(ctx, tx, g)
	})
}

func (s *Store) writeGroup(ctx context.Context, c data.Change, code string, fn func(context.Context, pgx.Tx, Catalogue) error) (Group, error) {
	var stored Group
	err := s.writeCatalogue(ctx, c, fn, func(after Catalogue) { stored, _ = after.group(code) })
	return stored, err
}

// group finds a group by its code. Error: problem.NotFound.
func (c Catalogue) group(code string) (Group, error) {
	for _, g := range c.Groups {
		if g.Code == code {
			return g, nil
		}
	}
	return Group{}, notFoundKind("facility_group", code)
}
