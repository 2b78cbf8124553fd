package facilities

import (
	"context"
	"errors"
	"math"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
	"cairn/internal/problem"
)

// unit is an area that is counted.
type unit struct {
	Code string
	Name string
	Seat data.Geom
}

// site is a facility that counts on a day.
type site struct {
	Kind        string
	Area        string // the finest area known of it
	Lon, Lat    *float64
	Precision   string
	Capacity    *int
	Used        *int
	NursingBeds *int
}

// full reports whether it states a capacity and has none left.
func (s site) full() bool { return s.Capacity != nil && s.Used != nil && *s.Used >= *s.Capacity }

// coarse reports whether it is located by village or township only.
func (s site) coarse() bool { return s.Precision == "village" || s.Precision == "township" }

// home is the area that a question is about.
type home struct{ Code, Name string }

// findArea gives the area that a code stands for on the day, the prefecture of this
// installation for "": a code that has changed since finds what the area was then.
// Error: problem.BadParameter for an unknown one. Without any prefecture every area counts.
func findArea(ctx context.Context, q data.Querier, code string, on Day) (home, error) {
	rows, err := q.Query(ctx, queries.Get("home"), code, on)
	if err != nil {
		return home{}, err
	}
	h, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByPos[home])
	if errors.Is(err, pgx.ErrNoRows) {
		if code == "" {
			return home{}, nil
		}
		return home{}, problem.Parameter("area", "facilities.unknown_area", "area", code)
	}
	return h, err
}

// loadUnits gives the areas of a level inside an area that exist on the day, by code.
func loadUnits(ctx context.Context, q data.Querier, level Level, inside string, on Day) ([]unit, error) {
	rows, err := q.Query(ctx, queries.Get("units"), string(level), inside, on)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[unit])
}

// loadCounted gives the facilities of the kinds that count on the day, wherever they are.
func loadCounted(ctx context.Context, q data.Querier, kinds []string, on Day, planned bool) ([]site, error) {
	rows, err := q.Query(ctx, queries.Get("counted"), kinds, on, planned)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByPos[site])
}

// dataVersion is the number of the last change in the trail: it names the state of the data.
func dataVersion(ctx context.Context, q data.Querier) (int64, error) {
	var n int64
	err := q.QueryRow(ctx, queries.Get("data_version")).Scan(&n)
	return n, err
}

// byArea sorts facilities into the areas of a level; what is known less finely is left out.
func byArea(found []site, level Level) map[string][]site {
	n := level.digits()
	in := map[string][]site{}
	for _, f := range found {
		if len(f.Area) >= n {
			in[f.Area[:n]] = append(in[f.Area[:n]], f)
		}
	}
	return in
}

// nearest finds the facility next to a place.
type nearest struct{ index *geo.Index[int] }

func nearestOf(found []site) nearest {
	index := geo.NewIndex[int]()
	for i, f := range found {
		if p, ok := point(f.Lon, f.Lat); ok {
			_ = index.Insert(p, i) // stored points are finite
		}
	}
	return nearest{index}
}

// km is the geodesic distance from a seat to the nearest facility, to the metre; nil when
// either is missing.
func (n nearest) km(seat data.Geom) *float64 {
	p, ok := seat.Geometry.(orb.Point)
	if !ok {
		return nil
	}
	near := n.index.Nearest(p, 1, nil)
	if len(near) == 0 {
		return nil
	}
	km := math.Round(near[0].Metres) / 1000
	return &km
}
