package network

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/network/graph"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// TravelSettings are the parameters of travel times.
type TravelSettings struct {
	WalkKmh       float64 `json:"walk_kmh" db:"walk_kmh" doc:"speed of walking between a place and the road, km/h"`
	OffRoadLimitM float64 `json:"off_road_limit_m" db:"off_road_limit_m" doc:"places farther from any road are flagged, metres; walking counts as far where no road joins two places"`
	OwnSpeeds     bool    `json:"own_speeds" db:"own_speeds" doc:"a road that states its speed keeps it; false: the speed of its class holds for all"`
	NationalKmh   float64 `json:"national_kmh" db:"national_kmh" doc:"speed of national roads (国道), km/h"`
	ProvincialKmh float64 `json:"provincial_kmh" db:"provincial_kmh" doc:"speed of provincial roads (省道), km/h"`
	CountyKmh     float64 `json:"county_kmh" db:"county_kmh" doc:"speed of county roads (县道), km/h"`
	TownshipKmh   float64 `json:"township_kmh" db:"township_kmh" doc:"speed of township roads (乡道), km/h"`
	VillageKmh    float64 `json:"village_kmh" db:"village_kmh" doc:"speed of village roads (村道), km/h"`
	Version       int64   `json:"version" db:"version"`
}

// Limits of the settings: speeds in km/h, metres.
const (
	minWalk, maxWalk   = 0.5, 10
	minSpeed, maxSpeed = 1, 200
	maxOffRoad         = 100_000
)

// Validate names the fields that are no use. Error: problem.Invalid.
func (s TravelSettings) Validate() error {
	var f problem.Fields
	within := func(field string, x, least, most float64) {
		if !(x >= least && x <= most) { // NaN fails too
			f.Bad(field, "problem.out_of_range", "min", least, "max", most)
		}
	}
	within("walk_kmh", s.WalkKmh, minWalk, maxWalk)
	within("off_road_limit_m", s.OffRoadLimitM, 0, maxOffRoad)
	within("national_kmh", s.NationalKmh, minSpeed, maxSpeed)
	within("provincial_kmh", s.ProvincialKmh, minSpeed, maxSpeed)
	within("county_kmh", s.CountyKmh, minSpeed, maxSpeed)
	within("township_kmh", s.TownshipKmh, minSpeed, maxSpeed)
	within("village_kmh", s.VillageKmh, minSpeed, maxSpeed)
	return f.Err()
}

// kmh is the speed of a road of a class that states its own speed, or none.
func (s TravelSettings) kmh(class string, own *float64) float64 {
	if s.OwnSpeeds && own != nil {
		return *own
	}
	switch class {
	case "national":
		return s.NationalKmh
	case "provincial":
		return s.ProvincialKmh
	case "county":
		return s.CountyKmh
	case "township":
		return s.TownshipKmh
	}
	return s.VillageKmh
}

func (s TravelSettings) rules() graph.Rules {
	return graph.Rules{WalkKmh: s.WalkKmh, WalkLimit: s.OffRoadLimitM}
}

// Settings are those in force.
func (s *Store) Settings(ctx context.Context) (TravelSettings, error) {
	set, err := loadSettings(ctx, s.db.Read())
	return set, data.Problem(err)
}

func loadSettings(ctx context.Context, q data.Querier) (TravelSettings, error) {
	rows, err := q.Query(ctx, queries.Get("settings"))
	if err != nil {
		return TravelSettings{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[TravelSettings])
}

// SetSettings changes the parameters from the version that the caller has read. They hold for
// the whole prefecture, so nobody of a part of it sets them. Errors: problem.Unauthorized,
// Forbidden, Stale, Invalid.
func (s *Store) SetSettings(ctx context.Context, c data.Change, version int64, edit func(*TravelSettings)) (TravelSettings, error) {
	var set TravelSettings
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		home, err := facilities.Prefecture(ctx, tx)
		if err != nil {
			return err
		}
		if err := c.Actor.Check(actor.SetNetwork, home); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("settings_lock")); err != nil {
			return err
		}
		if set, err = loadSettings(ctx, tx); err != nil {
			return err
		}
		if set.Version != version {
			return problem.New(problem.Stale, "problem.stale", "version", set.Version)
		}
		edit(&set)
		if err := set.Validate(); err != nil {
			return err
		}
		set.Version = version + 1
		_, err = tx.Exec(ctx, queries.Get("settings_put"), set.WalkKmh, set.OffRoadLimitM, set.OwnSpeeds,
			set.NationalKmh, set.ProvincialKmh, set.CountyKmh, set.TownshipKmh, set.VillageKmh)
		return err
	})
	return set, err
}
