package coverage

import (
	"context"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
)

// Catalogue gives the kinds and groups in a transaction.
type Catalogue interface {
	CatalogueIn(ctx context.Context, q data.Querier) (facilities.Catalogue, error)
}

// load reads what answers of a day rest on.
func (s *Store) load(ctx context.Context, q data.Querier, on facilities.Day) (*day, error) {
	d := &day{on: on, serves: map[string]string{}, counties: map[string]string{}, units: map[facilities.Level][]unit{}, sets: map[string]*siteSet{}}
	var err error
	if d.catalogue, err = s.kinds.CatalogueIn(ctx, q); err != nil {
		return nil, err
	}
	if d.rules, err = loadRules(ctx, q); err != nil {
		return nil, err
	}
	for _, step := range []func(context.Context, data.Querier) error{d.loadUnits, d.loadSites, d.loadServices, d.loadExempt, d.loadReported} {
		if err := step(ctx, q); err != nil {
			return nil, err
		}
	}
	d.settleDemands()
	return d, nil
}

func collect[T any](ctx context.Context, q data.Querier, query string, row pgx.RowToFunc[T], args ...any) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, row)
}

func (d *day) loadUnits(ctx context.Context, q data.Querier) error {
	rows, err := q.Query(ctx, queries.Get("units"), d.on)
	if err != nil {
		return err
	}
	var level facilities.Level
	var u unit
	var seat data.Geom
	_, err = pgx.ForEachRow(rows, []any{&level, &u.code, &u.name, &seat, &u.people}, func() error {
		u.at, u.placed = seat.Geometry.(orb.Point)
		d.units[level] = append(d.units[level], u)
		if level == facilities.County {
			d.counties[u.code] = u.name
		}
		return nil
	})
	return err
}

func (d *day) loadSites(ctx context.Context, q data.Querier) error {
	serves, err := q.Query(ctx, queries.Get("serves"))
	if err != nil {
		return err
	}
	var kind, whom string
	_, err = pgx.ForEachRow(serves, []any{&kind, &whom}, func() error {
		d.serves[strings.Clone(kind)] = whom
		return nil
	})
	if err != nil {
		return err
	}
	d.sites, err = collect(ctx, q, "sites", func(row pgx.CollectableRow) (s site, err error) {
		var lon, lat *float64
		err = row.Scan(&s.id, &s.name, &s.kind, &s.area, &lon, &lat, &s.precision, &s.inUse, &s.full)
		if lon != nil && lat != nil {
			s.at, s.placed = orb.Point{*lon, *lat}, true
		}
		return s, err
	}, d.on)
	return err
}

func (d *day) loadServices(ctx context.Context, q data.Querier) error {
	at := make(map[uuid.UUID]*site, len(d.sites))
	for i := range d.sites {
		at[d.sites[i].id] = &d.sites[i]
	}
	rows, err := q.Query(ctx, queries.Get("services"), d.on)
	if err != nil {
		return err
	}
	var id uuid.UUID
	var v service
	_, err = pgx.ForEachRow(rows, []any{&id, &v.area, &v.shared}, func() error {
		if s := at[id]; s != nil {
			s.serves = append(s.serves, v)
			s.declared = s.declared || !v.shared
		}
		return nil
	})
	return err
}

func (d *day) loadExempt(ctx context.Context, q data.Querier) (err error) {
	d.exempt, err = collect(ctx, q, "exempt", pgx.RowToStructByPos[Exempt], d.on)
	return err
}

// reportedOf is a reported figure with the kind or group that it is of.
type reportedOf struct {
	Reported
	What string
}

func (d *day) loadReported(ctx context.Context, q data.Querier) (err error) {
	d.reported, err = collect(ctx, q, "reported", pgx.RowToStructByPos[reportedOf], d.on)
	return err
}
