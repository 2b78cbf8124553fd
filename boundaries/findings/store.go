package findings

import (
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// Store keeps findings, disputes and the deadlines, and reads the list of markers and hazards.
type Store struct {
	db  *data.DB
	now func() time.Time
}

// NewStore makes a store on the database.
func NewStore(db *data.DB) *Store { return &Store{db: db, now: time.Now} }

// reader says which disputes and risks of disputes somebody may know of.
type reader struct {
	disputes bool
	area     string
	login    string // who reported something may read it
}

func readerOf(who actor.Actor) reader {
	return reader{who.May(actor.ReadDisputes), who.Area, who.Login}
}

// sees reports whether what concerns a dispute between the parties may be read.
func (r reader) sees(parties []string, author string) bool {
	return author != "" && author == r.login ||
		r.disputes && slices.ContainsFunc(parties, func(p string) bool { return strings.HasPrefix(p, r.area) })
}

// Filter chooses findings; empty fields do not restrict.
type Filter struct {
	Area    string // a party lies in it
	Line    string
	Marker  string // number
	Kind    string
	State   string // one of States, or open: not closed
	Overdue bool
	Late    bool   // reported too late
	Text    string // part of the description, the marker's number or the decision
	Box     *orb.Bound
	Before  int64 // number of the last one of the page before; 0: from the newest
	Limit   int
}

func (f *Filter) validate() error {
	if f.Kind != "" && !slices.Contains(Kinds, f.Kind) {
		return problem.Parameter("kind", "problem.unknown_value", "allowed", strings.Join(Kinds, ", "))
	}
	if f.State != "" && f.State != "open" && !slices.Contains(States, f.State) {
		return problem.Parameter("state", "problem.unknown_value", "allowed", "open, "+strings.Join(States, ", "))
	}
	f.Text = strings.ToLower(strings.TrimSpace(f.Text))
	return nil
}

// corners are the box as the queries take it; nil without one.
func corners(b *orb.Bound) []float64 {
	if b == nil {
		return nil
	}
	return []float64{b.Min[0], b.Min[1], b.Max[0], b.Max[1]}
}

// List is the findings that fit and that the reader may know of, the newest first, one more
// than the limit when more follow. Error: problem.BadParameter.
func (s *Store) List(ctx context.Context, who actor.Actor, f Filter) ([]BoundaryFinding, error) {
	if err := f.validate(); err != nil {
		return nil, err
	}
	r, now := readerOf(who), s.now()
	rows, err := s.db.Read().Query(ctx, queries.Get("finding_list"), f.Area, f.Line, f.Marker, f.Kind, f.State, f.Overdue, now,
		f.Text, corners(f.Box), f.Late, r.disputes, r.area, r.login, f.Before, f.Limit+1)
	if err != nil {
		return nil, data.Problem(err)
	}
	found, err := pgx.CollectRows(rows, pgx.RowToStructByName[BoundaryFinding])
	for i := range found {
		found[i].measure(now)
	}
	return found, data.Problem(err)
}

// FindingTotals counts findings.
type FindingTotals struct {
	Findings int            `json:"findings"`
	Open     int            `json:"open" doc:"not closed"`
	Overdue  int            `json:"overdue" doc:"of the open ones, those whose next step is overdue"`
	Late     int            `json:"late" doc:"reported after the clock of reporting"`
	ByState  map[string]int `json:"by_state"`
}

// Totals counts the findings of an area and a line that the reader may know of; "" counts all.
func (s *Store) Totals(ctx context.Context, who actor.Actor, area, line string) (FindingTotals, error) {
	t, r := FindingTotals{ByState: map[string]int{}}, readerOf(who)
	for _, state := range States {
		t.ByState[state] = 0
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("finding_totals"), area, line, s.now(), r.disputes, r.area, r.login)
	if err != nil {
		return t, data.Problem(err)
	}
	var state string
	var n, overdue, late int
	_, err = pgx.ForEachRow(rows, []any{&state, &n, &overdue, &late}, func() error {
		t.ByState[state] = n
		t.Findings, t.Overdue, t.Late = t.Findings+n, t.Overdue+overdue, t.Late+late
		if state != Closed {
			t.Open += n
		}
		return nil
	})
	return t, data.Problem(err)
}

// Get is a finding. Error: problem.NotFound, for risks of disputes that the reader may not
// know of, too.
func (s *Store) Get(ctx context.Context, who actor.Actor, id uuid.UUID) (BoundaryFinding, error) {
	return s.get(ctx, s.db.Read(), who, id)
}

func (s *Store) get(ctx context.Context, q data.Querier, who actor.Actor, id uuid.UUID) (BoundaryFinding, error) {
	rows, err := q.Query(ctx, queries.Get("finding_get"), id)
	if err != nil {
		return BoundaryFinding{}, data.Problem(err)
	}
	f, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[BoundaryFinding])
	hidden := f.Kind == DisputeRisk && !readerOf(who).sees(f.Parties, f.Author)
	if errors.Is(err, pgx.ErrNoRows) || err == nil && hidden {
		return BoundaryFinding{}, notFound("finding", id)
	}
	f.measure(s.now())
	return f, data.Problem(err)
}

func notFound(what string, id uuid.UUID) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", what, "id", id)
}

// History is every version of a finding, newest first. Error: problem.NotFound.
func (s *Store) History(ctx context.Context, who actor.Actor, id uuid.UUID) ([]data.Version, error) {
	if _, err := s.Get(ctx, who, id); err != nil {
		return nil, err
	}
	versions, err := data.History(ctx, s.db.Read(), "finding", id.String(), "finding")
	return versions, data.Problem(err)
}

// lock reads a finding to be written by the actor and keeps others from writing it.
func (s *Store) lock(ctx context.Context, tx pgx.Tx, who actor.Actor, id uuid.UUID, version int64) (BoundaryFinding, error) {
	if err := who.Check(actor.HandleFinding); err != nil {
		return BoundaryFinding{}, err
	}
	if _, err := tx.Exec(ctx, queries.Get("finding_lock"), id); err != nil {
		return BoundaryFinding{}, err
	}
	f, err := s.get(ctx, tx, who, id)
	if err != nil {
		return BoundaryFinding{}, err
	}
	if err := who.CheckEither(actor.HandleFinding, f.Parties...); err != nil {
		return BoundaryFinding{}, err
	}
	return f, fresh(f.Version, version)
}

func fresh(current, version int64) error {
	if current != version {
		return problem.New(problem.Stale, "problem.stale", "version", current)
	}
	return nil
}

// put writes a finding and reads it back.
func (s *Store) put(ctx context.Context, tx pgx.Tx, who actor.Actor, f *BoundaryFinding) (BoundaryFinding, error) {
	_, err := tx.Exec(ctx, queries.Get("finding_update"), f.ID, f.Kind, f.Description, f.State, f.StateSince, f.NeighbourToldAt, f.NeighbourToldHow,
		f.VisitOn, f.Visitors, f.VisitNote, f.DecidedOn, f.Decision, f.DecisionDocument, f.Outcome, f.HandledOn, f.Handling,
		f.RegistrationDocument, f.RegistrationVersion, f.FiledOn, f.FilingDocument, f.ClosedOn)
	if err != nil {
		return BoundaryFinding{}, err
	}
	return s.get(ctx, tx, who, f.ID)
}
