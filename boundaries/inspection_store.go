package boundaries

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/geo/geojson"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// InspectionStore takes in what devices send. A record is never changed: the same id with
// the same content is accepted again, with other content it is refused, and the primary
// key decides who was first.
type InspectionStore struct{ db *data.DB }

// NewInspectionStore makes the store of inspections.
func NewInspectionStore(db *data.DB) *InspectionStore { return &InspectionStore{db} }

// Outcome says what became of a record that was sent.
type Outcome struct {
	ID uuid.UUID
	// Result is created, duplicate (stored already, the same), conflict (stored already with
	// other content) or invalid.
	Result string
	// Inspection is the stored record; nil when invalid. After a conflict it is the first one.
	Inspection *Inspection
	// Err says why a record is invalid or in conflict: problem.Invalid, Forbidden, Conflict.
	Err error
}

// The results of an Outcome.
const (
	Created   = "created"
	Duplicate = "duplicate"
	Conflict  = "conflict"
	Invalid   = "invalid"
)

// Log takes records in, each by itself: a bad one does not keep the others out. The outcomes
// come in the order of the records. Parties of the marker or line may log, and the townships
// that it stands at. Error: problem.Unauthorized, Forbidden (the role); the database's.
func (s *InspectionStore) Log(ctx context.Context, c data.Change, inputs []InspectionInput) ([]Outcome, error) {
	if err := c.Actor.Check(actor.LogInspection); err != nil {
		return nil, err
	}
	visits := make([]*visit, len(inputs))
	for i, in := range inputs {
		in.Normalize()
		visits[i] = &visit{in: in, err: in.Validate()}
	}
	if err := s.store(ctx, c, visits); err != nil {
		return nil, err
	}
	outcomes := make([]Outcome, len(visits))
	for i, v := range visits {
		outcomes[i] = v.outcome()
	}
	return outcomes, nil
}

// store inserts what is new. Records known already open no change; the insert decides
// about those that somebody else sends at the same time.
func (s *InspectionStore) store(ctx context.Context, c data.Change, visits []*visit) error {
	if err := compareStored(ctx, s.db.Read(), visits); err != nil {
		return err
	}
	if err := judgeVisits(ctx, s.db.Read(), visits); err != nil {
		return err
	}
	for _, v := range visits {
		if v.pending() {
			v.err = v.mayLog(c.Actor)
		}
	}
	if !slices.ContainsFunc(visits, (*visit).pending) {
		return nil
	}
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error { return insertVisits(ctx, tx, visits) })
	if err != nil {
		return err
	}
	return compareStored(ctx, s.db.Read(), visits)
}

// InspectionFilter chooses inspections; empty fields choose all.
type InspectionFilter struct {
	Marker   string // number
	Line     string // of the marker or of the record itself
	Area     string // any party of the marker or line lies in it
	Round    *int
	Flag     string // has it
	Standing bool   // without those that were corrected
	Author   string // login of the account that sent it in
}

// List gives inspections, newest first. Error: problem.BadParameter.
func (s *InspectionStore) List(ctx context.Context, f InspectionFilter, p Paging) (Page[Inspection], error) {
	if err := prefix(f.Area); err != nil {
		return Page[Inspection]{}, err
	}
	after, err := p.afterUUID()
	if err != nil {
		return Page[Inspection]{}, err
	}
	stored, err := readInspections(ctx, s.db.Read(), nil, f, after, p.size()+1)
	items := make([]Inspection, len(stored))
	for i, r := range stored {
		items[i] = r.Inspection
	}
	return page(items, p.size(), func(i Inspection) string { return i.ID.String() }), err
}

// InspectionRecord is one inspection with its track and the records that it corrects or that
// correct it.
type InspectionRecord struct {
	Inspection
	TrackTimes []*time.Time `json:"track_times" doc:"one a point, over all parts of the track; empty without times" coarse:"inspections,drop"`
	Chain      []Inspection `json:"chain" doc:"the record and its corrections in the order of their arrival; the last counts"`
}

// Get is one inspection whole. Error: problem.NotFound.
func (s *InspectionStore) Get(ctx context.Context, id uuid.UUID) (InspectionRecord, error) {
	var r InspectionRecord
	var course data.Geom
	var chain []uuid.UUID
	err := s.db.Read().QueryRow(ctx, queries.Get("inspection_whole"), id).Scan(&chain, &course, &r.TrackTimes)
	if errors.Is(err, pgx.ErrNoRows) {
		return r, problem.New(problem.NotFound, "problem.not_found", "what", "inspection", "id", id)
	}
	if err != nil {
		return r, err
	}
	stored, err := readInspections(ctx, s.db.Read(), chain, InspectionFilter{}, nil, len(chain))
	slices.SortFunc(stored, func(a, b storedInspection) int {
		return cmp.Or(a.ReceivedAt.Compare(b.ReceivedAt), cmp.Compare(a.ID.String(), b.ID.String()))
	})
	for _, i := range stored {
		r.Chain = append(r.Chain, i.Inspection)
		if i.ID == id {
			r.Inspection = i.Inspection
		}
	}
	if course.Geometry != nil {
		r.Track = geojson.Append(nil, course.Geometry)
	}
	return r, err
}

// storedInspection is an inspection with the hash of its content.
type storedInspection struct {
	Inspection
	hash []byte
}

func readInspections(ctx context.Context, q data.Querier, ids []uuid.UUID, f InspectionFilter, after *uuid.UUID, limit int) ([]storedInspection, error) {
	rows, err := q.Query(ctx, queries.Get("inspections"), ids, f.Marker, f.Line, f.Area, f.Round, after, limit, f.Flag, f.Standing, f.Author)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (i storedInspection, err error) {
		return i, row.Scan(&i.ID, &i.Kind, &i.Round, &i.DeviceID, &i.ObservedAt, &i.Observer, &i.Marker, &i.Conditions,
			&i.Lon, &i.Lat, &i.AccuracyM, &i.CRS, &i.Note, &i.Photos, &i.MarkerID, &i.FixLon, &i.FixLat, &i.Flags,
			&i.ReceivedAt, &i.hash, &i.Line, &i.ChainageFromM, &i.ChainageToM, &i.Source, &i.Taped, &i.Corrects,
			&i.CorrectedBy, &i.TrackPoints, &i.TrackLengthM, &i.Attachments, &i.Missing)
	})
}
