package boundaries

import (
	"context"
	"math"
	"slices"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
	"cairn/internal/succession"
)

// successors says which area a side of a line belongs to after a change.
type successors struct {
	heirs   map[string][]string // old code → new codes, the principal one first
	names   map[string]string   // names of areas, ended ones too
	were    map[string]string   // names before, of areas whose code goes on
	fresh   map[string]bool     // codes that are new
	shapes  map[string]orb.MultiPolygon
	inside  map[string][]string // county before → its townships as they are after
	inner   map[string]bool     // areas inside the prefecture
	parties []string            // areas whose lines have to be looked at
	cut     bool
}

// loadSuccession prepares a plan for the lines. Polygons are read only where lines may have
// to be cut; before the areas are written those of the new ones are missing.
func loadSuccession(ctx context.Context, q data.Querier, p succession.Plan) (*successors, error) {
	w := &successors{heirs: map[string][]string{}, names: map[string]string{}, were: map[string]string{}, fresh: map[string]bool{},
		shapes: map[string]orb.MultiPolygon{}, inside: map[string][]string{}, inner: map[string]bool{}, cut: p.Cut}
	for _, m := range p.Moves {
		w.heirs[m.Old] = append(w.heirs[m.Old], m.New)
		w.fresh[m.New] = true
	}
	w.parties = append(p.Touched(), p.Origins()...)
	for _, n := range p.Named {
		if slices.Contains(n.From, n.Code) {
			w.fresh[n.Code] = false
		}
		if !p.Cut {
			continue
		}
		w.parties = append(w.parties, n.Code)
		for _, old := range n.From {
			if len(old) == 9 && old[:6] != n.Code[:6] { // county lines run elsewhere now
				w.parties = append(w.parties, old[:6], n.Code[:6])
			}
		}
	}
	for _, m := range p.Moves {
		if m.Old == m.New {
			w.fresh[m.New] = false
		}
	}
	slices.Sort(w.parties)
	w.parties = slices.Compact(w.parties)
	if err := w.loadNames(ctx, q, p); err != nil || !p.Cut {
		return w, err
	}
	return w, w.loadShapes(ctx, q)
}

func (w *successors) loadNames(ctx context.Context, q data.Querier, p succession.Plan) error {
	rows, err := q.Query(ctx, queries.Get("reparent_names"), p.Change)
	if err != nil {
		return err
	}
	var code, name, was string
	var external bool
	_, err = pgx.ForEachRow(rows, []any{&code, &name, &external, &was}, func() error {
		w.names[code], w.inner[code], w.were[code] = name, !external, was
		return nil
	})
	return err
}

// loadShapes reads the polygons of the townships as they are after the change, in the
// counties that held them before.
func (w *successors) loadShapes(ctx context.Context, q data.Querier) error {
	rows, err := q.Query(ctx, queries.Get("reparent_shapes"), w.parties)
	if err != nil {
		return err
	}
	var code string
	var ended bool
	var g data.Geom
	_, err = pgx.ForEachRow(rows, []any{&code, &ended, &g}, func() error {
		if shape, ok := g.Geometry.(orb.MultiPolygon); ok && !ended {
			w.shapes[code] = shape
		}
		if w.fresh[code] {
			return nil
		}
		after := w.heirs[code]
		if after == nil {
			after = []string{code}
		}
		for _, heir := range after {
			if parent := code[:len(code)-3]; len(code) == 9 && !slices.Contains(w.inside[parent], heir) && (!ended || heir != code) {
				w.inside[parent] = append(w.inside[parent], heir)
			}
		}
		return nil
	})
	return err
}

// candidates are the areas that a party's side of a line may belong to after the change,
// the finest that are known.
func (w *successors) candidates(party string) []string {
	switch heirs := w.heirs[party]; {
	case len(heirs) > 1:
		if len(party) == 6 && len(w.inside[party]) > 0 {
			return w.inside[party]
		}
		return heirs
	case len(heirs) == 1:
		return heirs
	case len(party) == 6 && w.cut && len(w.inside[party]) > 0:
		return w.inside[party]
	}
	return []string{party}
}

// at is the one of the candidates that is nearest to a point; the first where none has a
// polygon, or where only some have.
func (w *successors) at(p orb.Point, candidates []string) string {
	best, least := candidates[0], math.Inf(1)
	if len(candidates) == 1 {
		return best
	}
	for _, code := range candidates {
		shape, ok := w.shapes[code]
		if !ok {
			continue
		}
		if d := geo.DistanceTo(p, shape); d < least {
			best, least = code, d
		}
	}
	return best
}

// pair is the parties of a line on its left and right.
type pair struct{ left, right string }

// parties are those of a line whose sides are two areas, as fine as they are known: as
// coarse as the level at which they differ, codes in the order that a line has. The
// second result says that the line runs the other way then; no parties: it is no line.
func (w *successors) partiesOf(left, right string) (pair, bool) {
	n := map[string]int{County: 6, PrefectureLvl: 6, Province: 6, Township: 9}[lineLevel(left, right)]
	cutTo := func(code string) string {
		if !w.inner[code] {
			return code
		}
		return code[:min(n, len(code))]
	}
	p := pair{cutTo(left), cutTo(right)}
	switch {
	case p.left == p.right || len(p.left) == len(p.right) && filled(p.left) == filled(p.right):
		return pair{}, false
	case w.inner[p.left] && w.inner[p.right] && p.left > p.right, !w.inner[p.left] && w.inner[p.right]:
		return pair{p.right, p.left}, true
	}
	return p, false
}

func (p pair) code() string { return filled(p.left) + filled(p.right) }
