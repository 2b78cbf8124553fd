package life

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/facilities"
)

// Capacity is what a facility held of a measure from a day on: plots 墓穴, niches 格位,
// eco_plots 生态安葬位, beds 床位 (used: residents), nursing_beds 护理型床位, places.
type Capacity struct {
	Measure  string         `json:"measure" enum:"plots,niches,eco_plots,beds,nursing_beds,places"`
	On       facilities.Day `json:"on_day" nullable:"true" doc:"from this day on; null: before the first dated figure"`
	Total    *int           `json:"total" required:"false" nullable:"true" doc:"absent: not said, the figure before goes on"`
	Used     *int           `json:"used" required:"false" nullable:"true"`
	Source   string         `json:"source" required:"false" doc:"where the figure is from"`
	Document string         `json:"document" required:"false"`
}

// Measures are what capacity can be counted in.
var Measures = []string{"plots", "niches", "eco_plots", "beds", "nursing_beds", "places"}

// fits are the measures that a facility can have, by what its kind counts.
var fits = map[string][]string{
	"plots": {"plots", "niches", "eco_plots"}, "niches": {"plots", "niches", "eco_plots"},
	"beds": {"beds", "nursing_beds", "places"}, "places": {"beds", "nursing_beds", "places"}, "none": Measures,
}

// CapacityHistory is all dated figures of a facility.
type CapacityHistory []Capacity

func (h CapacityHistory) judge(c *checker) {
	c.few("capacity", len(h))
	allowed := fits[c.kind.CapacityKind]
	for i, r := range h {
		c.bad.OneOf(at("capacity", i, "measure"), r.Measure, allowed...)
		c.past(at("capacity", i, "on_day"), r.On, true)
		c.count(at("capacity", i, "total"), r.Total)
		c.count(at("capacity", i, "used"), r.Used)
		if r.Total == nil && r.Used == nil {
			c.bad.Bad(at("capacity", i, "total"), "problem.required")
		}
		c.line("capacity", i, "source", r.Source, "document", r.Document)
	}
	twice(c, "capacity", "on_day", h, func(r Capacity) [2]string { return [2]string{r.Measure, r.On.String()} })
	h.doubt(c)
}

// doubt notes rows that are new or other after which more is used than there is, or more
// beds are nursing beds than there are beds.
func (h CapacityHistory) doubt(c *checker) {
	before := CapacityHistory(c.before.Capacity)
	for i, r := range h {
		if slices.ContainsFunc(before, r.same) {
			continue
		}
		total, used := h.On(r.Measure, r.On)
		if above(used, total) {
			c.doubts.Bad(at("capacity", i, "used"), "facilities.used_above_capacity", "used", *used, "capacity", *total)
		}
		if r.Measure != "nursing_beds" && r.Measure != "beds" {
			continue
		}
		nursing, _ := h.On("nursing_beds", r.On)
		if beds, _ := h.On("beds", r.On); above(nursing, beds) {
			c.doubts.Bad(at("capacity", i, "total"), "facilities.nursing_above_beds", "nursing", *nursing, "capacity", *beds)
		}
	}
}

func (r Capacity) same(o Capacity) bool {
	return r.Measure == o.Measure && r.On == o.On && equal(r.Total, o.Total) && equal(r.Used, o.Used)
}

// On is what holds of a measure on a day, nil where no row says: total and used each by the
// newest row that names it.
func (h CapacityHistory) On(measure string, day facilities.Day) (total, used *int) {
	for _, r := range h.sorted() {
		if r.Measure != measure || day.Before(r.On) {
			continue
		}
		total, used = cmp.Or(r.Total, total), cmp.Or(r.Used, used)
	}
	return total, used
}

func (h CapacityHistory) sorted() CapacityHistory {
	return slices.SortedFunc(slices.Values(h), func(a, b Capacity) int {
		return cmp.Or(strings.Compare(a.Measure, b.Measure), a.On.Time().Compare(b.On.Time()))
	})
}

func (h CapacityHistory) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	all, err := h.withBase(ctx, tx, id)
	if err != nil {
		return 0, err
	}
	return putRows(ctx, tx, "capacity_put", id, all)
}

// withBase adds the undated figures of the record where the first dated ones of a measure
// come: questions of earlier days go on being answered by them.
func (h CapacityHistory) withBase(ctx context.Context, tx pgx.Tx, id uuid.UUID) (CapacityHistory, error) {
	rows, err := tx.Query(ctx, queries.Get("capacity_base"), id)
	if err != nil {
		return nil, err
	}
	base, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Capacity])
	all := slices.Clone(h)
	for _, b := range base {
		ofMeasure := func(r Capacity) bool { return r.Measure == b.Measure }
		ever := func(r Capacity) bool { return ofMeasure(r) && r.On.IsZero() }
		if slices.ContainsFunc(h, ofMeasure) && !slices.ContainsFunc(h, ever) {
			all = append(all, b)
		}
	}
	return all, err
}

// CapacityIn adds dated figures to a facility in a transaction of the caller's, who has
// judged them and the author's right: those of a measure and day that are there are
// replaced. The record follows the newest figures; its version is raised when any moved.
func (s *Store) CapacityIn(ctx context.Context, tx pgx.Tx, id uuid.UUID, figures ...Capacity) error {
	l, err := get(ctx, tx, id)
	if err != nil {
		return err
	}
	all := CapacityHistory(slices.Clone(figures))
	for _, r := range l.Capacity {
		named := func(o Capacity) bool { return o.Measure == r.Measure && o.On == r.On }
		if !slices.ContainsFunc(figures, named) {
			all = append(all, r)
		}
	}
	moved, err := all.put(ctx, tx, id)
	if err != nil || moved == 0 {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("next"), id, nil)
	return err
}

// CapacityOut takes the dated figures that a document of a source gave a facility off again,
// in a transaction of the caller's, who has judged the author's right; figures that they had
// replaced come back. The record follows what is left. Error: problem.NotFound.
func (s *Store) CapacityOut(ctx context.Context, tx pgx.Tx, id uuid.UUID, source, document string) error {
	l, err := get(ctx, tx, id)
	if err != nil {
		return err
	}
	rows, err := tx.Query(ctx, queries.Get("capacity_replaced"), id, source, document)
	if err != nil {
		return err
	}
	left, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Capacity])
	if err != nil {
		return err
	}
	var gone []string // measures
	for _, r := range l.Capacity {
		if r.Source == source && r.Document == document {
			gone = append(gone, r.Measure)
		} else {
			left = append(left, r)
		}
	}
	if gone == nil {
		return nil
	}
	if _, err := putRows(ctx, tx, "capacity_put", id, CapacityHistory(left)); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, queries.Get("next"), id, gone)
	return err
}

// above reports whether both are known and n is more than the other.
func above(n, than *int) bool { return n != nil && than != nil && *n > *than }

func equal(a, b *int) bool { return a == b || a != nil && b != nil && *a == *b }
