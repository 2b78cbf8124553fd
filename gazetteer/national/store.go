package national

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Proposal is what is accepted of a report: a change set of the stream of corrections.
type Proposal struct {
	ID     uuid.UUID
	Title  string
	Reason string
	Items  []ProposedItem
}

// ProposedItem adds an entry, or modifies one. Fields have the names and JSON values of
// the API's entry fields.
type ProposedItem struct {
	ID          uuid.UUID
	Op          string // add or modify
	PlaceID     uuid.UUID
	BaseVersion int64 // 0 for an addition
	Fields      map[string]json.RawMessage
	Reason      string
}

// Proposer makes a change set out of a proposal, as a draft of the actor, inside the
// caller's transaction, and gives its number. Errors: those of making a change set; a
// problem.Invalid names bad items as items[0].fields.name.
type Proposer interface {
	Propose(ctx context.Context, tx pgx.Tx, by actor.Actor, p Proposal) (number int64, err error)
}

// Store keeps mappings, exports and decisions.
type Store struct {
	db       *data.DB
	proposer Proposer
}

// NewStore makes a store; what is accepted goes to the proposer.
func NewStore(db *data.DB, proposer Proposer) *Store { return &Store{db, proposer} }

// Mappings lists the saved mappings of the reader's area, of those in it and of those that
// hold it, the latest first. Error: problem.Forbidden.
func (s *Store) Mappings(ctx context.Context, by actor.Actor) ([]Mapping, error) {
	if err := by.Check(actor.TendNames); err != nil {
		return nil, err
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("mapping_list"), by.Area)
	if err != nil {
		return nil, data.Problem(err)
	}
	mappings, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Mapping])
	return mappings, data.Problem(err)
}

// Mapping is a saved mapping. Errors: problem.Forbidden, also when it belongs to an area
// that has nothing in common with the reader's; problem.NotFound.
func (s *Store) Mapping(ctx context.Context, by actor.Actor, id uuid.UUID) (Mapping, error) {
	if err := by.Check(actor.TendNames); err != nil {
		return Mapping{}, err
	}
	m, err := findMapping(ctx, s.db.Read(), "mapping_get", &id, "", "")
	if err == nil && m == nil {
		err = mappingNotFound(id)
	}
	if err != nil {
		return Mapping{}, data.Problem(err)
	}
	return *m, touches(by, m.AreaCode)
}

func mappingNotFound(id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", "national_mapping", "id", id)
}

// findMapping finds a mapping; nil for none.
func findMapping(ctx context.Context, q data.Querier, query string, args ...any) (*Mapping, error) {
	rows, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, err
	}
	m, err := pgx.CollectExactlyOneRow(rows, pgx.RowToAddrOfStructByPos[Mapping])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	return m, err
}

// CreateMapping saves a new mapping, of the author's area where it names none. Errors:
// problem.Forbidden, problem.Invalid; problem.Conflict when the area has one for the same
// headings.
func (s *Store) CreateMapping(ctx context.Context, c data.Change, m Mapping) (Mapping, error) {
	if m.ID == uuid.Nil {
		m.ID = newID()
	}
	if m.AreaCode == "" {
		m.AreaCode = c.Actor.Area
	}
	m.Version, m.Signature = 1, signature(m.headingList())
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames, m.AreaCode); err != nil {
			return err
		}
		if err := m.Validate(); err != nil {
			return err
		}
		other, err := findMapping(ctx, tx, "mapping_get", nil, m.Signature, m.AreaCode)
		if err == nil && other != nil && other.AreaCode == m.AreaCode {
			err = problem.New(problem.Conflict, "national.mapping_exists", "name", other.Name)
		}
		if err != nil {
			return err
		}
		return m.insert(ctx, tx)
	})
	return m, err
}

func (m *Mapping) insert(ctx context.Context, tx pgx.Tx) error {
	return tx.QueryRow(ctx, queries.Get("mapping_insert"), m.ID, m.Name, m.Signature, m.AreaCode, m.Columns, m.Rules).Scan(&m.CreatedAt, &m.UpdatedAt)
}

// UpdateMapping changes a mapping that is at the version; its headings and area stay.
// Exports read by it are stale from then on: people of their areas compare them again.
// Errors: problem.Forbidden, problem.NotFound, problem.Stale, problem.Invalid.
func (s *Store) UpdateMapping(ctx context.Context, c data.Change, id uuid.UUID, version int64, change func(*Mapping) error) (Mapping, error) {
	var updated Mapping
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		if err := c.Actor.Check(actor.TendNames); err != nil {
			return err
		}
		m, err := findMapping(ctx, tx, "mapping_lock", id)
		if err == nil && m == nil {
			err = mappingNotFound(id)
		}
		if err == nil {
			err = c.Actor.Check(actor.TendNames, m.AreaCode)
		}
		if err == nil && m.Version != version {
			err = problem.New(problem.Stale, "problem.stale", "version", m.Version)
		}
		if err != nil {
			return err
		}
		before := m.Signature
		if err := change(m); err != nil {
			return err
		}
		if err := m.Validate(); err != nil {
			return err
		}
		if signature(m.headingList()) != before {
			return problem.InvalidFields(problem.Bad("columns", "national.other_headings"))
		}
		err = tx.QueryRow(ctx, queries.Get("mapping_update"), id, m.Name, m.Columns, m.Rules).Scan(&m.Version, &m.UpdatedAt)
		updated = *m
		return err
	})
	return updated, err
}

func (m *Mapping) headingList() []string {
	var headings []string
	for _, c := range m.Columns {
		headings = append(headings, c.Heading)
	}
	return headings
}

func newID() uuid.UUID { return uuid.Must(uuid.NewV7()) }
