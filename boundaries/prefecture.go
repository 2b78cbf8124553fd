package boundaries

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
)

// Home is the prefecture (州、市) that this installation serves, from the table setting,
// key prefecture. It is zero before areas are loaded.
type Home struct {
	Code string `json:"code"`
	Name string `json:"name"`
	SRID int    `json:"srid"` // EPSG code of the projected system: a CGCS2000 3-degree zone; 0 outside China
}

// Zone is the projected system of the prefecture; false before areas are loaded.
func (h Home) Zone() (geo.Zone, bool) { return geo.ZoneByEPSG(h.SRID) }

// Prefecture reads which prefecture this installation serves; zero when none is known yet.
func Prefecture(ctx context.Context, q data.Querier) (Home, error) {
	var text []byte
	err := q.QueryRow(ctx, queries.Get("prefecture_get")).Scan(&text)
	if errors.Is(err, pgx.ErrNoRows) {
		return Home{}, nil
	}
	if err != nil {
		return Home{}, err
	}
	var h Home
	if err := json.Unmarshal(text, &h); err != nil {
		return Home{}, fmt.Errorf("setting prefecture: %w", err)
	}
	return h, nil
}

// Bounds is the box around the areas inside the prefecture; nil when none has a place.
func Bounds(ctx context.Context, q data.Querier) (*orb.Bound, error) {
	var box data.Geom
	if err := q.QueryRow(ctx, queries.Get("prefecture_bounds")).Scan(&box); err != nil {
		return nil, err
	}
	if box.Geometry == nil {
		return nil, nil
	}
	b := box.Bound()
	return &b, nil
}

// settlePrefecture notes the prefecture of the areas just loaded, unless it is set: the
// topmost area below a province, with the 3-degree zone whose central meridian is the
// nearest to its seat or, without a seat, to the middle of its areas.
func settlePrefecture(ctx context.Context, tx pgx.Tx) error {
	known, err := Prefecture(ctx, tx)
	if err != nil || known.Code != "" {
		return err
	}
	var h Home
	var lon *float64
	err = tx.QueryRow(ctx, queries.Get("prefecture_derive")).Scan(&h.Code, &h.Name, &lon)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && lon == nil {
		return nil
	}
	if err != nil {
		return err
	}
	if zone, ok := geo.ZoneFor(*lon, false); ok {
		h.SRID = zone.EPSG()
	}
	_, err = tx.Exec(ctx, queries.Get("prefecture_set"), h)
	return err
}
