package gazetteer

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
)

// What change sets ask of entries before anything is written.

// Settled is the draft with its texts trimmed and its name lists tidied, as it is written.
func (d Draft) Settled() Draft {
	d.settle()
	return d
}

// Known are those of the entries that there are, retired ones too, by id.
func (s *Store) Known(ctx context.Context, q data.Querier, ids []uuid.UUID) (map[uuid.UUID]Place, error) {
	places, err := loadPlaces(ctx, q, ids, nil, nil)
	known := make(map[uuid.UUID]Place, len(places))
	for _, p := range places {
		known[p.ID] = *p
	}
	return known, err
}

// Lock is Known, and keeps others from writing the entries until the end of the
// transaction. Entries are locked in one order, whoever asks.
func (s *Store) Lock(ctx context.Context, tx pgx.Tx, ids []uuid.UUID) (map[uuid.UUID]Place, error) {
	if _, err := tx.Exec(ctx, queries.Get("place_lock_all"), ids); err != nil {
		return nil, err
	}
	return s.Known(ctx, tx, ids)
}

// CodeHolders are the entries that have the place codes, retired ones too, by code.
func (s *Store) CodeHolders(ctx context.Context, q data.Querier, codes []string) (map[string]Place, error) {
	holders := map[string]Place{}
	if len(codes) == 0 {
		return holders, nil
	}
	places, err := loadPlaces(ctx, q, nil, nil, codes)
	for _, p := range places {
		holders[*p.PlaceCode] = *p
	}
	return holders, err
}

// Preview is the entry with the draft written into it, judged as writing it would be and
// not written. A zero Place with an id is one to be added. Errors: as ChangeIn.
func (s *Store) Preview(ctx context.Context, q data.Querier, by actor.Actor, p Place, d Draft, st Stamp) (Place, error) {
	return s.next(ctx, q, by, p, d, st.with(by, s.now()))
}

// MayTouch judges the actor's right to an entry as it stands, by its declared area and its
// position. Errors: problem.Unauthorized, problem.Forbidden.
func (s *Store) MayTouch(by actor.Actor, action actor.Action, p *Place) error {
	return s.checkRight(by, action, p, "as recorded")
}

// Scope is the innermost area that holds the entries by declaration and by position; ""
// for none.
func (s *Store) Scope(places ...*Place) string {
	var codes []string
	for _, p := range places {
		codes = append(codes, p.AreaCode)
		at, placed := p.point()
		if located := s.locator.CodesAt(at); placed && len(located) > 0 {
			codes = append(codes, located[len(located)-1])
		}
	}
	return CommonArea(codes...)
}

// CommonArea is the innermost area that holds all the areas: their common beginning at
// the length of a code.
func CommonArea(codes ...string) string {
	if len(codes) == 0 {
		return ""
	}
	n := len(codes[0])
	for _, code := range codes[1:] {
		n = min(n, len(code))
		for n > 0 && code[:n] != codes[0][:n] {
			n--
		}
	}
	for _, length := range slices.Backward([]int{2, 4, 6, 9, 12}) {
		if length <= n {
			return codes[0][:length]
		}
	}
	return ""
}

// At is the entry's point, or a point on its line or polygon; nil when its place is not known.
func (p *Place) At() *orb.Point {
	if at, placed := p.point(); placed {
		return &at
	}
	return nil
}
