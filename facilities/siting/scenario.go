package siting

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Scenario is a named set of sites that might be built (方案).
type Scenario struct {
	ID        uuid.UUID      `json:"id"`
	Name      string         `json:"name"`
	Kind      string         `json:"kind" doc:"of the facilities that its sites would become"`
	KindName  string         `json:"kind_name"`
	AreaCode  string         `json:"area_code"`
	AreaName  string         `json:"area_name"`
	RunID     *uuid.UUID     `json:"run_id" doc:"whose answer it was made from"`
	RunNumber *int64         `json:"run_number"`
	Note      string         `json:"note"`
	Author    string         `json:"author"`
	Retired   bool           `json:"retired"`
	Version   int64          `json:"version"`
	CreatedAt time.Time      `json:"created_at"`
	UpdatedAt time.Time      `json:"updated_at"`
	Sites     []ScenarioSite `json:"sites"`
}

// ScenarioSite is a site of a scenario, with where it lies today.
type ScenarioSite struct {
	Seq          int        `json:"seq"`
	Name         string     `json:"name"`
	Lon          float64    `json:"lon"`
	Lat          float64    `json:"lat"`
	Capacity     *int       `json:"capacity"`
	Price        *float64   `json:"price"`
	Candidate    string     `json:"candidate" doc:"key of the candidate of the run that it was"`
	FacilityID   *uuid.UUID `json:"facility_id" doc:"the planned facility that it became"`
	Precision    string     `json:"precision,omitempty" enum:"surveyed,phone,map,village,township" doc:"how the position of that facility was found"`
	TownshipCode string     `json:"township_code" doc:"where it lies today; empty: in no township"`
	TownshipName string     `json:"township_name"`
}

// ScenarioText is what people write of a scenario.
type ScenarioText struct {
	Name     string      `json:"name"`
	Kind     string      `json:"kind,omitempty" doc:"kind of facility; from a run: that of its sites"`
	AreaCode string      `json:"area_code,omitempty" doc:"default the prefecture; from a run: its area"`
	Note     string      `json:"note,omitempty"`
	Sites    []SiteDraft `json:"sites,omitempty" doc:"at most 1,000"`
}

// SiteDraft is a site drawn by hand, or taken from a run.
type SiteDraft struct {
	Name       string     `json:"name,omitempty" doc:"default its township and number"`
	Lon        float64    `json:"lon"`
	Lat        float64    `json:"lat"`
	Capacity   *int       `json:"capacity,omitempty"`
	Price      *float64   `json:"price,omitempty"`
	Candidate  string     `json:"candidate,omitempty"`
	FacilityID *uuid.UUID `json:"facility_id,omitempty" doc:"kept as it is for sites that became facilities"`
}

// Validate checks a scenario by itself. Error: problem.Invalid.
func (t *ScenarioText) Validate() error {
	var bad problem.Fields
	t.Name, t.Note = strings.TrimSpace(t.Name), strings.TrimSpace(t.Note)
	bad.Required("name", t.Name)
	bad.Line("name", t.Name, maxName)
	bad.Text("note", t.Note, maxNote)
	if len(t.Sites) > MaxSites {
		bad.Bad("sites", "siting.too_many_sites", "max", MaxSites)
		return bad.Err()
	}
	for i := range t.Sites {
		d, prefix := &t.Sites[i], "sites["+itoa(i)+"]."
		d.Name = strings.TrimSpace(d.Name)
		bad.Line(prefix+"name", d.Name, maxName)
		bad.Line(prefix+"candidate", d.Candidate, maxName)
		bad.Point(prefix, &d.Lon, &d.Lat)
		if d.Capacity != nil && (*d.Capacity < 0 || *d.Capacity > 10_000_000) {
			bad.Bad(prefix+"capacity", "problem.out_of_range", "min", 0, "max", 10_000_000)
		}
		if d.Price != nil && !(*d.Price >= 0 && *d.Price <= 1e12) {
			bad.Bad(prefix+"price", "problem.out_of_range", "min", 0, "max", 1e12)
		}
	}
	return bad.Err()
}

// Scenarios lists those of an area that are not withdrawn, the newest first; their sites without townships.
func (s *Store) Scenarios(ctx context.Context, area, kind string, limit int) ([]Scenario, error) {
	rows, err := s.db.Read().Query(ctx, queries.Get("scenario_list"), area, kind, limit)
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[Scenario])
	return all, data.Problem(err)
}

// Scenario is one with its sites, withdrawn ones too. Error: problem.NotFound.
func (s *Store) Scenario(ctx context.Context, id uuid.UUID) (Scenario, error) {
	sc, err := getScenario(ctx, s.db.Read(), id, s.today())
	return sc, data.Problem(err)
}

func getScenario(ctx context.Context, q data.Querier, id uuid.UUID, today string) (Scenario, error) {
	rows, err := q.Query(ctx, queries.Get("scenario_get"), id, today)
	if err != nil {
		return Scenario{}, err
	}
	sc, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Scenario])
	if errors.Is(err, pgx.ErrNoRows) {
		err = notFound("siting_scenario", id)
	}
	return sc, err
}

// ScenarioHistory is every version of a scenario, newest first. Error: problem.NotFound.
func (s *Store) ScenarioHistory(ctx context.Context, id uuid.UUID) ([]data.Version, error) {
	versions, err := data.History(ctx, s.db.Read(), "siting_scenario", id.String(), "siting_scenario")
	if err == nil && len(versions) == 0 {
		err = notFound("siting_scenario", id)
	}
	return versions, data.Problem(err)
}

// CreateScenario adds a scenario drawn by hand. Errors: problem.Invalid; problem.Forbidden outside
// the author's area; problem.Conflict for an id in use.
func (s *Store) CreateScenario(ctx context.Context, c data.Change, id uuid.UUID, t ScenarioText) (Scenario, error) {
	return s.createScenario(ctx, c, id, t, nil)
}

// FromRun makes a scenario of the answer of a run (alternative 0), or of one of its alternatives
// from 1. Errors: as CreateScenario; problem.NotFound; problem.Conflict for a run without an answer.
func (s *Store) FromRun(ctx context.Context, c data.Change, id, run uuid.UUID, alternative int, t ScenarioText) (Scenario, error) {
	full, err := s.FullRun(ctx, run)
	if err != nil {
		return Scenario{}, err
	}
	if full.Answer == nil || len(full.Answer.Sites) == 0 {
		return Scenario{}, problem.New(problem.Conflict, "siting.no_answer")
	}
	keys := []string{}
	for _, site := range full.Answer.Sites {
		keys = append(keys, site.Key)
	}
	if alternative > 0 {
		if alternative > len(full.Answer.Alternatives) {
			return Scenario{}, problem.InvalidFields(problem.Bad("alternative", "siting.no_alternative", "n", alternative))
		}
		keys = full.Answer.Alternatives[alternative-1].Sites
	}
	in, err := s.Inputs(ctx, run)
	if err != nil {
		return Scenario{}, err
	}
	if t.Sites, err = in.drafts(keys); err != nil {
		return Scenario{}, err
	}
	t.Kind, t.AreaCode = full.Ask.SiteKind, full.AreaCode
	return s.createScenario(ctx, c, id, t, &run)
}

// drafts are the candidates with the keys as sites.
func (in *Input) drafts(keys []string) ([]SiteDraft, error) {
	at := map[string]*Candidate{}
	for i := range in.Candidates {
		at[in.Candidates[i].Key] = &in.Candidates[i]
	}
	var list []SiteDraft
	for _, key := range keys {
		c := at[key]
		if c == nil {
			return nil, problem.New(problem.Conflict, "siting.unknown_candidate", "key", key)
		}
		d := SiteDraft{Name: c.Name, Lon: *c.Lon, Lat: *c.Lat, Candidate: key, FacilityID: c.FacilityID}
		if c.Price > 0 {
			d.Price = &c.Price
		}
		if c.Capacity != nil {
			n := int(*c.Capacity)
			d.Capacity = &n
		}
		list = append(list, d)
	}
	return list, nil
}

func (s *Store) createScenario(ctx context.Context, c data.Change, id uuid.UUID, t ScenarioText, run *uuid.UUID) (Scenario, error) {
	id = orNew(id)
	return s.writeScenario(ctx, c, id, &t, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, queries.Get("scenario_insert"), id, t.Name, t.Kind, t.AreaCode, run, t.Note, authorOf(c.Actor))
		return err
	})
}

// UpdateScenario writes the next version of a scenario, its sites included. Errors: as CreateScenario;
// problem.NotFound, Stale; problem.Conflict when it is withdrawn.
func (s *Store) UpdateScenario(ctx context.Context, c data.Change, id uuid.UUID, version int64, t ScenarioText) (Scenario, error) {
	return s.writeScenario(ctx, c, id, &t, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := s.lockScenario(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("scenario_update"), id, t.Name, t.Kind, t.AreaCode, t.Note)
		return err
	})
}

// writeScenario checks a text, lets fn write the scenario, and writes its sites.
func (s *Store) writeScenario(ctx context.Context, c data.Change, id uuid.UUID, t *ScenarioText, fn func(context.Context, pgx.Tx) error) (Scenario, error) {
	var sc Scenario
	if err := c.Actor.Check(actor.SiteFacility); err != nil {
		return sc, err
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.settleScenario(ctx, tx, c.Actor, t); err != nil {
			return err
		}
		if err := fn(ctx, tx); err != nil {
			return err
		}
		var b pgx.Batch
		b.Queue(queries.Get("scenario_sites_delete"), id)
		for i, d := range t.Sites {
			name := d.Name
			if name == "" {
				name = "#" + itoa(i+1)
			}
			b.Queue(queries.Get("scenario_site_insert"), id, i+1, name, d.Lon, d.Lat, d.Capacity, d.Price, d.Candidate, d.FacilityID)
		}
		if err := tx.SendBatch(ctx, &b).Close(); err != nil {
			return err
		}
		var err error
		sc, err = getScenario(ctx, tx, id, s.today())
		return err
	})
	return sc, err
}

// settleScenario checks a text and the author's right to its area.
func (s *Store) settleScenario(ctx context.Context, q data.Querier, who actor.Actor, t *ScenarioText) error {
	if err := t.Validate(); err != nil {
		return err
	}
	catalogue, err := s.facilities.CatalogueIn(ctx, q)
	if err != nil {
		return err
	}
	var bad problem.Fields
	if _, ok := catalogue.Kind(t.Kind); !ok {
		bad.Bad("kind", "facilities.unknown_kind", "kind", t.Kind)
	}
	area, err := findArea(ctx, q, "area_code", t.AreaCode, s.today())
	if p := problem.As(err); p != nil {
		bad = append(bad, p.Fields...)
	} else if err != nil {
		return err
	}
	t.AreaCode = area.Code
	if err := bad.Err(); err != nil {
		return err
	}
	return who.Check(actor.SiteFacility, t.AreaCode)
}

// RetireScenario withdraws a scenario. Errors: as UpdateScenario.
func (s *Store) RetireScenario(ctx context.Context, c data.Change, id uuid.UUID, version int64) error {
	if err := c.Actor.Check(actor.SiteFacility); err != nil {
		return err
	}
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if _, err := s.lockScenario(ctx, tx, c.Actor, id, version); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, queries.Get("scenario_retire"), id)
		return err
	})
}

// lockScenario reads a scenario to be written by the actor and keeps others from writing it.
func (s *Store) lockScenario(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, version int64) (Scenario, error) {
	if _, err := tx.Exec(ctx, queries.Get("scenario_lock"), id); err != nil {
		return Scenario{}, err
	}
	sc, err := getScenario(ctx, tx, id, s.today())
	if err != nil {
		return sc, err
	}
	if err := who.Check(actor.SiteFacility, sc.AreaCode); err != nil {
		return sc, err
	}
	switch {
	case sc.Version != version:
		return sc, problem.New(problem.Stale, "problem.stale", "version", sc.Version)
	case sc.Retired:
		return sc, problem.New(problem.Conflict, "siting.scenario_retired")
	}
	return sc, nil
}

func authorOf(a actor.Actor) string {
	if a.Name == "" || a.Name == a.Login {
		return a.Login
	}
	return a.Name + " (" + a.Login + ")"
}
