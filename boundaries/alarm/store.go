package alarm

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/problem"
)

// Store judges the inspections of the database. Nothing but the settings is stored: alarms
// follow from inspections, the register and the settings as they are now.
type Store struct{ db *data.DB }

// NewStore makes the store of alarms.
func NewStore(db *data.DB) *Store { return &Store{db} }

// Filter chooses alarms; empty fields choose all.
type Filter struct {
	Area  string // a party of the marker lies in it
	State string // one of States
}

// List gives the alarms, the gravest first, worded in the language. Error:
// problem.BadParameter for a state that is none.
func (s *Store) List(ctx context.Context, f Filter, lang problem.Lang) ([]Alarm, error) {
	if f.State != "" && !slices.Contains(States, f.State) {
		return nil, problem.Parameter("state", "problem.unknown_value", "allowed", strings.Join(States, ", "))
	}
	var all []Alarm
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		settings, err := loadSettings(ctx, tx)
		if err != nil {
			return err
		}
		markers, err := readMarkers(ctx, tx)
		if err != nil {
			return err
		}
		observations, err := readObservations(ctx, tx)
		all = Judge(markers, observations, settings)
		return err
	})
	all = slices.DeleteFunc(all, func(a Alarm) bool { return !f.passes(a) })
	for i := range all {
		all[i].say(lang)
	}
	return all, err
}

func (f Filter) passes(a Alarm) bool {
	inside := func(area string) bool { return strings.HasPrefix(area, f.Area) }
	return (f.State == "" || a.State == f.State) && (f.Area == "" || slices.ContainsFunc(a.areas, inside))
}

func (a *Alarm) say(lang problem.Lang) {
	params := map[string]any{"number": a.Number}
	if a.Position != nil {
		params["offset"], params["threshold"] = metres(a.Position.OffsetM), metres(a.Position.ThresholdM)
	}
	a.Message = problem.Text(lang, "alarm."+a.Reason, params)
}

func readMarkers(ctx context.Context, q data.Querier) ([]Marker, error) {
	rows, err := q.Query(ctx, queries.Get("markers"))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (m Marker, err error) {
		var g data.Geom
		err = row.Scan(&m.ID, &m.Number, &m.Type, &g, &m.AccuracyM, &m.Witnesses, &m.Areas)
		m.Position, _ = g.Geometry.(orb.Point)
		return m, err
	})
}

func readObservations(ctx context.Context, q data.Querier) ([]Observation, error) {
	rows, err := q.Query(ctx, queries.Get("observations"))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (o Observation, err error) {
		var g data.Geom
		var declared *bool
		var tapes []boundaries.Tape
		err = row.Scan(&o.ID, &o.MarkerID, &o.At, &o.DeviceID, &o.Observer, &o.Conditions, &g, &declared, &o.AccuracyM, &o.Source, &tapes)
		if p, ok := g.Geometry.(orb.Point); ok {
			o.Fix = &p
		}
		o.Declared = declared != nil && *declared
		o.Taped = map[int]float64{}
		for _, t := range tapes {
			o.Taped[t.Seq] = t.DistanceM
		}
		return o, err
	})
}
