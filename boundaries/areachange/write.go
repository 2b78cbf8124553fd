package areachange

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
)

// write writes the areas as they are to be, ends those that end, and notes the moves.
// Polygons are made of the areas as they were, so they come first.
func (p *plan) write(ctx context.Context, tx pgx.Tx) error {
	outlines, err := p.outlines(ctx, tx)
	if err != nil {
		return err
	}
	if err := p.checkOutlines(ctx, tx); err != nil {
		return err
	}
	day := p.Day
	var b pgx.Batch
	b.Queue(queries.Get("area_end"), p.Ended(), day)
	for _, r := range p.rows {
		if r.kept {
			b.Queue(queries.Get("area_past"), r.code, day, p.Change)
		}
	}
	for i, r := range p.rows {
		var seat data.Geom
		if r.seat != nil {
			seat.Geometry = *r.seat
		}
		if r.kept {
			b.Queue(queries.Get("area_change"), r.code, r.name, r.parent, r.pinyin, seat, outlines[i], r.shape != nil, day)
		} else {
			b.Queue(queries.Get("area_insert"), r.code, r.name, r.level, r.parent, r.pinyin, seat, outlines[i], r.shape != nil, day, r.from)
		}
	}
	seq := map[string]int{}
	for _, m := range p.Moves {
		seq[m.Old]++
		b.Queue(queries.Get("move_insert"), p.Change, m.Old, m.New, seq[m.Old])
	}
	return tx.SendBatch(ctx, &b).Close()
}

// outlines makes the polygons of the rows that have a shape of their own.
func (p *plan) outlines(ctx context.Context, q data.Querier) ([]data.Geom, error) {
	made := make([]data.Geom, len(p.rows))
	for i, r := range p.rows {
		switch {
		case r.shape == nil:
		case r.shape.given != nil:
			made[i].Geometry = r.shape.given
		case len(r.shape.plus) > 0:
			err := q.QueryRow(ctx, queries.Get("outline"), r.shape.plus, r.shape.minus, geomOf(r.shape.less)).Scan(&made[i])
			if errors.Is(err, pgx.ErrNoRows) {
				err = nil
			}
			if err != nil {
				return nil, err
			}
		}
	}
	return made, nil
}

// slack is how much of an area drawn parts may overlap, leave over or reach out: the noise
// of outlines of different make.
const slack = 0.01

// checkOutlines refuses drawn parts of a split that overlap, leave a gap or reach out.
func (p *plan) checkOutlines(ctx context.Context, q data.Querier) error {
	var drawn []orb.MultiPolygon
	var old string
	for _, r := range p.rows {
		if r.shape != nil && r.shape.given != nil {
			drawn, old = append(drawn, r.shape.given), r.from
		}
	}
	if p.Kind != "split" || len(drawn) == 0 {
		return nil
	}
	var c checker
	for i, a := range drawn {
		for _, b := range drawn[i+1:] {
			if err := p.share(ctx, q, &c, "overlap_share", "areachange.parts_overlap", data.Geom{Geometry: a}, data.Geom{Geometry: b}); err != nil {
				return err
			}
		}
		if err := p.share(ctx, q, &c, "outside_share", "areachange.part_outside", data.Geom{Geometry: a}, old); err != nil {
			return err
		}
	}
	if len(drawn) == len(p.Named) {
		var all orb.MultiPolygon
		for _, d := range drawn {
			all = append(all, d...)
		}
		if err := p.share(ctx, q, &c, "gap_share", "areachange.parts_gap", data.Geom{Geometry: all}, old); err != nil {
			return err
		}
	}
	return c.Err()
}

// share notes a refusal when the share that a query computes is more than noise.
func (p *plan) share(ctx context.Context, q data.Querier, c *checker, query, key string, args ...any) error {
	var share *float64
	if err := q.QueryRow(ctx, queries.Get(query), args...).Scan(&share); err != nil {
		return err
	}
	if share != nil && *share > slack {
		c.Bad("parts", key, "percent", int(*share*100+0.5))
	}
	return nil
}

func geomOf(m orb.MultiPolygon) data.Geom {
	if len(m) == 0 {
		return data.Geom{}
	}
	return data.Geom{Geometry: m}
}
