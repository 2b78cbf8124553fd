package siting

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
	"cairn/internal/secret"
)

// sharePrefix lets people and scanners of leaked secrets see what a token is.
const sharePrefix = "cairnshare_"

// maxShareDays is how long a link may open, days.
const maxShareDays = 366

// ScenarioShare is a link (分享链接) to a comparison of scenarios, for readers without an account.
type ScenarioShare struct {
	ID        uuid.UUID  `json:"id"`
	Name      string     `json:"name" doc:"whom it is for"`
	Until     string     `json:"until" format:"date" doc:"last day on which it opens"`
	Author    string     `json:"author"`
	CreatedAt time.Time  `json:"created_at"`
	RevokedAt *time.Time `json:"revoked_at"`
	State     string     `json:"state" enum:"open,expired,revoked"`
}

// ShareText is what people write of a link.
type ShareText struct {
	Name  string
	Until string
	Ask   CompareAsk // the first of its scenarios is the one that the link belongs to
}

// SharedComparison is what a link shows: the comparison as it was when the link was made, without
// names of accounts, prices, and keys of records.
type SharedComparison struct {
	Name        string             `json:"name" doc:"of the scenario"`
	KindName    string             `json:"kind_name"`
	AreaName    string             `json:"area_name"`
	AsOf        string             `json:"as_of" format:"date"`
	Demand      Demands            `json:"demand"`
	Cover       Cover              `json:"cover"`
	Planned     bool               `json:"planned"`
	DataVersion int64              `json:"data_version"`
	Until       string             `json:"until" format:"date" doc:"last day on which the link opens"`
	SharedAt    time.Time          `json:"shared_at"`
	Placed      bool               `json:"placed" doc:"sites have positions: facilities are open to the public"`
	Before      SitingFigures      `json:"before"`
	Scenarios   []SharedScenario   `json:"scenarios"`
	Townships   []ComparedTownship `json:"townships" doc:"by code"`
}

// SharedScenario is a scenario of a shared comparison.
type SharedScenario struct {
	Name  string        `json:"name"`
	After SitingFigures `json:"after"`
	Sites []SharedSite  `json:"sites"`
}

// SharedSite is a site of a shared comparison.
type SharedSite struct {
	Name         string   `json:"name"`
	TownshipName string   `json:"township_name"`
	Lon          *float64 `json:"lon" doc:"null unless facilities are open to the public"`
	Lat          *float64 `json:"lat"`
}

// Share makes a link to a comparison; its token is returned and nowhere kept. Errors: as Compare;
// problem.Forbidden outside the author's area, for any of the scenarios; problem.Conflict for one
// that is withdrawn; problem.Invalid for a day that is past, or more than a year ahead.
func (s *Store) Share(ctx context.Context, c data.Change, t ShareText) (ScenarioShare, string, error) {
	if err := c.Actor.Check(actor.SiteFacility); err != nil {
		return ScenarioShare{}, "", err
	}
	if err := s.admitShare(ctx, c.Actor, &t); err != nil {
		return ScenarioShare{}, "", err
	}
	both, err := s.Compare(ctx, t.Ask)
	if err != nil {
		return ScenarioShare{}, "", err
	}
	shown, err := json.Marshal(both.shared())
	if err != nil {
		return ScenarioShare{}, "", err
	}
	link := ScenarioShare{ID: orNew(uuid.Nil), Name: t.Name, Until: t.Until, Author: authorOf(c.Actor), State: "open"}
	token, hash := secret.New(sharePrefix)
	err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		return tx.QueryRow(ctx, queries.Get("share_insert"), link.ID, t.Ask.Scenarios[0], t.Name, hash[:], t.Until, shown, link.Author).Scan(&link.CreatedAt)
	})
	return link, token, err
}

// admitShare checks a link and the author's right to what it shows.
func (s *Store) admitShare(ctx context.Context, who actor.Actor, t *ShareText) error {
	var bad problem.Fields
	t.Name = strings.TrimSpace(t.Name)
	bad.Line("name", t.Name, maxName)
	last := facilities.Today(s.now().AddDate(0, 0, maxShareDays)).String()
	switch {
	case !isDay(t.Until):
		bad.Bad("until", "problem.bad_date")
	case t.Until < s.today() || t.Until > last:
		bad.Bad("until", "siting.share_until", "from", s.today(), "to", last)
	}
	if err := bad.Err(); err != nil {
		return err
	}
	list, err := s.compared(ctx, t.Ask.Scenarios)
	for _, sc := range list {
		if err := who.Check(actor.SiteFacility, sc.AreaCode); err != nil {
			return err
		}
		if sc.Retired {
			return problem.New(problem.Conflict, "siting.scenario_retired")
		}
	}
	return err
}

// shared is what may be shown of a comparison; positions are judged by the reader.
func (c *ScenarioComparison) shared() SharedComparison {
	out := SharedComparison{Name: c.Scenarios[0].Name, KindName: c.KindName, AreaName: c.AreaName, AsOf: c.AsOf, Demand: c.Demand, Cover: c.Cover,
		Planned: c.Planned, DataVersion: c.DataVersion, Before: c.Before, Scenarios: []SharedScenario{}, Townships: c.Townships}
	for _, sc := range c.Scenarios {
		one := SharedScenario{Name: sc.Name, After: sc.After, Sites: []SharedSite{}}
		for _, site := range sc.Sites {
			one.Sites = append(one.Sites, SharedSite{Name: site.Name, TownshipName: site.TownshipName, Lon: &site.Lon, Lat: &site.Lat})
		}
		out.Scenarios = append(out.Scenarios, one)
	}
	return out
}

// Shares lists the links of a scenario, the newest first. Error: problem.NotFound.
func (s *Store) Shares(ctx context.Context, scenario uuid.UUID) ([]ScenarioShare, error) {
	if _, err := s.Scenario(ctx, scenario); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("share_list"), scenario, s.today())
	if err != nil {
		return nil, data.Problem(err)
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByName[ScenarioShare])
	return all, data.Problem(err)
}

// RevokeShare ends a link of a scenario. Errors: problem.NotFound, also for one that is revoked;
// problem.Forbidden outside the author's area.
func (s *Store) RevokeShare(ctx context.Context, c data.Change, scenario, link uuid.UUID) error {
	sc, err := s.Scenario(ctx, scenario)
	if err != nil {
		return err
	}
	if err := c.Actor.Check(actor.SiteFacility, sc.AreaCode); err != nil {
		return err
	}
	return s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		tag, err := tx.Exec(ctx, queries.Get("share_revoke"), scenario, link)
		if err == nil && tag.RowsAffected() == 0 {
			return notFound("siting_share", link)
		}
		return err
	})
}

// Shared is what the link of a token shows; positions only where they are open to whoever asks.
// Error: problem.NotFound for a token that is unknown, over or revoked: nobody learns which.
func (s *Store) Shared(ctx context.Context, token string, placed bool) (SharedComparison, error) {
	hash := secret.HashOf(token)
	var shown []byte
	var out SharedComparison
	var until string
	var at time.Time
	err := s.db.Read().QueryRow(ctx, queries.Get("share_open"), hash[:], s.today()).Scan(&shown, &until, &at)
	if errors.Is(err, pgx.ErrNoRows) {
		return out, problem.New(problem.NotFound, "siting.no_share")
	}
	if err != nil {
		return out, data.Problem(err)
	}
	if err := json.Unmarshal(shown, &out); err != nil {
		return out, err
	}
	out.Until, out.SharedAt, out.Placed = until, at, placed
	if !placed {
		for i := range out.Scenarios {
			for k := range out.Scenarios[i].Sites {
				out.Scenarios[i].Sites[k].Lon, out.Scenarios[i].Sites[k].Lat = nil, nil
			}
		}
	}
	return out, nil
}
