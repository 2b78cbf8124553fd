package siting

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Adoption says how sites of a scenario become planned facilities.
type Adoption struct {
	Sites      []int // by seq; none: all that have not become one
	TargetDate *facilities.Day
}

// Adopt makes planned facilities of sites of a scenario, all of them or none. Errors: problem.NotFound,
// Stale; problem.Forbidden without the right to both scenario and facilities; problem.Conflict for a
// site that has become one, or when none is left; problem.Invalid as for facilities.
func (s *Store) Adopt(ctx context.Context, c data.Change, id uuid.UUID, version int64, how Adoption) (Scenario, error) {
	var sc Scenario
	if err := c.Actor.Check(actor.SiteFacility); err != nil {
		return sc, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		old, err := s.lockScenario(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		sites, err := how.choose(old.Sites)
		if err != nil {
			return err
		}
		catalogue, err := s.facilities.CatalogueIn(ctx, tx)
		if err != nil {
			return err
		}
		kind, _ := catalogue.Kind(old.Kind)
		for _, site := range sites {
			f, err := s.facilities.CreateIn(ctx, tx, c, uuid.Nil, site.draft(old, kind, how.TargetDate))
			if err != nil {
				return err
			}
			if _, err := tx.Exec(ctx, queries.Get("scenario_site_adopt"), id, site.Seq, f.ID); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, queries.Get("scenario_touch"), id); err != nil {
			return err
		}
		sc, err = getScenario(ctx, tx, id, s.today())
		return err
	})
	return sc, err
}

// choose lists the sites that are to become facilities.
func (how Adoption) choose(all []ScenarioSite) ([]ScenarioSite, error) {
	var sites []ScenarioSite
	for _, site := range all {
		named := slices.Contains(how.Sites, site.Seq)
		switch {
		case len(how.Sites) > 0 && !named:
			continue
		case site.FacilityID != nil && named:
			return nil, problem.New(problem.Conflict, "siting.adopted", "name", site.Name)
		case site.FacilityID != nil:
			continue
		case site.TownshipCode == "":
			return nil, problem.New(problem.Conflict, "siting.site_in_no_township", "name", site.Name)
		}
		sites = append(sites, site)
	}
	if len(sites) == 0 {
		return nil, problem.New(problem.Conflict, "siting.nothing_to_adopt")
	}
	return sites, nil
}

// draft is the planned facility that a site becomes.
func (site ScenarioSite) draft(of Scenario, kind facilities.Kind, target *facilities.Day) facilities.Draft {
	note := of.Name
	if of.RunNumber != nil {
		note += fmt.Sprintf(" (#%d)", *of.RunNumber)
	}
	d := facilities.Draft{Kind: of.Kind, Name: site.Name + kind.Name, AreaCode: site.TownshipCode, Lon: &site.Lon, Lat: &site.Lat,
		Precision: "map", Status: "planned", TargetDate: target, Note: note}
	if kind.CapacityKind != "none" {
		d.Capacity = site.Capacity
	}
	return d
}
