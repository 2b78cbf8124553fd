package life

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
)

// ServedArea is a village or township that a facility declares to serve, alone or shared
// (联建: one site of several townships or villages).
type ServedArea struct {
	AreaCode string          `json:"area_code" doc:"a village or a township"`
	Name     string          `json:"name" required:"false" doc:"of the area, in answers"`
	Role     string          `json:"role" enum:"shared,service"`
	From     facilities.Day  `json:"from_on" nullable:"true" doc:"first day; null: since ever"`
	To       *facilities.Day `json:"to_on" required:"false" nullable:"true" doc:"first day on which it no longer does; null: still"`
	Document string          `json:"document" required:"false"`
}

// ServiceArea is all areas that a facility serves or served.
type ServiceArea []ServedArea

// areas are the codes that are named.
func (a ServiceArea) areas() []string {
	codes := []string{}
	for _, r := range a {
		codes = append(codes, r.AreaCode)
	}
	return codes
}

func (a ServiceArea) judge(c *checker) {
	c.few("service", len(a))
	for i, r := range a {
		c.bad.OneOf(at("service", i, "role"), r.Role, "shared", "service")
		if level := c.areas[r.AreaCode]; level != "township" && level != "village" {
			c.bad.Bad(at("service", i, "area_code"), "facilitylife.serves_what", "area", r.AreaCode)
		}
		if !r.From.Plausible() || r.To != nil && !r.To.Plausible() {
			c.bad.Bad(at("service", i, "from_on"), "facilities.impossible_day", "day", r.From.String())
		}
		if r.To != nil && !r.From.Before(*r.To) {
			c.bad.Bad(at("service", i, "to_on"), "facilities.to_before_from")
		}
		c.line("service", i, "document", r.Document)
		for _, o := range a[:i] {
			if o.AreaCode == r.AreaCode && o.Role == r.Role && r.meets(o) {
				c.bad.Bad(at("service", i, "from_on"), "facilitylife.overlap")
			}
		}
	}
	a.right(c)
}

// meets reports whether two rows hold on the same day.
func (r ServedArea) meets(o ServedArea) bool {
	return (o.To == nil || r.From.Before(*o.To)) && (r.To == nil || o.From.Before(*r.To))
}

// right refuses rows that say something new of areas that are not the author's: a shared
// site of two counties is for the prefecture to declare.
func (a ServiceArea) right(c *checker) {
	was, is := map[ServedArea]bool{}, map[ServedArea]bool{}
	for _, r := range c.before.Service {
		was[r.key()] = true
	}
	for i, r := range a {
		is[r.key()] = true
		if !was[r.key()] && !c.by.Covers(r.AreaCode) {
			c.bad.Bad(at("service", i, "area_code"), "actor.outside_area", "area", r.AreaCode, "own", c.by.Area)
		}
	}
	for _, r := range c.before.Service {
		if !is[r.key()] && !c.by.Covers(r.AreaCode) {
			c.bad.Bad("service", "actor.outside_area", "area", r.AreaCode, "own", c.by.Area)
		}
	}
}

// key is what a row says, to be compared.
func (r ServedArea) key() ServedArea {
	r.Name = ""
	if r.To != nil {
		r.Document, r.To = r.Document+"\x00"+r.To.String(), nil
	}
	return r
}

func (a ServiceArea) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	return putRows(ctx, tx, "service_put", id, a)
}

// areasOf are the levels of areas of today, by code.
func areasOf(ctx context.Context, q data.Querier, codes []string) (map[string]string, error) {
	rows, err := q.Query(ctx, queries.Get("areas"), codes)
	if err != nil {
		return nil, err
	}
	areas := map[string]string{}
	var code, level string
	_, err = pgx.ForEachRow(rows, []any{&code, &level}, func() error {
		areas[code] = level
		return nil
	})
	return areas, err
}
