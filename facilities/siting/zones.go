package siting

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// ZoneAsk says whose rules are meant: those that a run kept, or those in force for a kind on a day.
type ZoneAsk struct {
	Run  uuid.UUID // Nil: none
	Kind string
	AsOf string
	Area string // default the prefecture
}

// Zone is where a rule keeps sites out of, or warns of them (禁建范围): what lies too near to any of
// its features, rounded to some 20 m, for the eye. Explain judges exactly.
type Zone struct {
	Rule RuleRef         `json:"rule"`
	Geom json.RawMessage `json:"geometry"` // GeoJSON
}

// Explanation says of a place what keeps sites away from it.
type Explanation struct {
	AsOf string    `json:"as_of" format:"date"`
	Rule int       `json:"rules" doc:"how many rules were kept"`
	Site Candidate `json:"place" doc:"with the rules that it breaks, and the metres missing"`
}

// Zones lists where the rules keep sites out of, on the features of the day. Rules of runs that are
// older than this question are left out: they did not keep what they measure to. Errors:
// problem.Invalid, problem.NotFound.
func (s *Store) Zones(ctx context.Context, ask ZoneAsk) ([]Zone, error) {
	limited, done := context.WithTimeout(ctx, usualTimeLimit)
	defer done()
	var list []Zone
	err := s.db.Snapshot(limited, func(ctx context.Context, tx pgx.Tx) error {
		rules, err := s.zoneRules(ctx, tx, &ask)
		if err != nil || len(rules) == 0 {
			return err
		}
		text, err := ruleParameters(rules)
		if err != nil {
			return err
		}
		rows, err := tx.Query(ctx, queries.Get("zones"), text, ask.Area, ask.AsOf)
		if err != nil {
			return err
		}
		var seq int
		var shape []byte
		_, err = pgx.ForEachRow(rows, []any{&seq, &shape}, func() error {
			list = append(list, Zone{refOf(rules[seq]), json.RawMessage(string(shape))})
			return nil
		})
		return err
	})
	if limited.Err() != nil && ctx.Err() == nil {
		return nil, problem.New(problem.TooLarge, "siting.too_slow")
	}
	return list, err
}

// Explain judges a place by the rules. Errors: as Zones; problem.Invalid for no place on earth.
func (s *Store) Explain(ctx context.Context, ask ZoneAsk, lon, lat float64) (Explanation, error) {
	var out Explanation
	var bad problem.Fields
	if bad.Point("", &lon, &lat); bad.Err() != nil {
		return out, bad.Err()
	}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		rules, err := s.zoneRules(ctx, tx, &ask)
		if err != nil {
			return err
		}
		list := []Candidate{{Lon: &lon, Lat: &lat, State: Free, Exclusions: []Exclusion{}, Warnings: []Exclusion{}}}
		if err := place(ctx, tx, list, ask.AsOf); err != nil {
			return err
		}
		if list[0].TownshipCode == "" {
			list[0].leave(NoTownship)
		}
		list[0].Name = list[0].TownshipName
		err = exclude(ctx, tx, list, rules, ask.AsOf)
		out = Explanation{AsOf: ask.AsOf, Rule: len(rules), Site: list[0]}
		return err
	})
	return out, err
}

// zoneRules are the rules that are meant; it settles day and area of the question.
func (s *Store) zoneRules(ctx context.Context, q data.Querier, ask *ZoneAsk) ([]SitingRule, error) {
	if ask.Run != uuid.Nil {
		return s.rulesOfRun(ctx, ask)
	}
	if ask.AsOf == "" {
		ask.AsOf = s.today()
	}
	if !isDay(ask.AsOf) {
		return nil, problem.InvalidFields(problem.Bad("as_of", "problem.bad_date"))
	}
	catalogue, err := s.facilities.CatalogueIn(ctx, q)
	if err != nil {
		return nil, err
	}
	if _, ok := catalogue.Kind(ask.Kind); !ok {
		return nil, problem.InvalidFields(problem.Bad("kind", "facilities.unknown_kind", "kind", ask.Kind))
	}
	area, err := findArea(ctx, q, "area", ask.Area, ask.AsOf)
	if err != nil {
		return nil, err
	}
	ask.Area = area.Code
	return listRules(ctx, q, RuleFilter{On: ask.AsOf, Kind: ask.Kind}, ask.AsOf)
}

// rulesOfRun are the rules as a run kept them.
func (s *Store) rulesOfRun(ctx context.Context, ask *ZoneAsk) ([]SitingRule, error) {
	full, err := s.FullRun(ctx, ask.Run)
	if err != nil {
		return nil, err
	}
	ask.AsOf, ask.Area = full.Ask.AsOf, full.AreaCode
	var rules []SitingRule
	if full.Versions != nil {
		for _, r := range full.Versions.Rules {
			if r.Feature != "" {
				rules = append(rules, r.rule())
			}
		}
	}
	return rules, nil
}
