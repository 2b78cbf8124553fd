package facilities

import (
	"context"
	"fmt"
	"slices"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// usage is what the facilities of a kind, withdrawn ones too, hold.
type usage struct {
	Sized    int            // with a capacity or something used
	Counties int            // placed in a county, not in a township
	Subkinds map[string]int // by code
	Stages   map[string]int // passed, by code
	values   []valueUse
}

// valueUse is how many facilities have a value in an own field.
type valueUse struct {
	Field string
	Value any
	Count int
}

func loadUsage(ctx context.Context, q data.Querier, kind string) (usage, error) {
	var u usage
	if err := q.QueryRow(ctx, queries.Get("kind_usage"), kind).Scan(&u.Sized, &u.Counties, &u.Subkinds, &u.Stages); err != nil {
		return u, err
	}
	rows, err := q.Query(ctx, queries.Get("kind_values"), kind)
	if err != nil {
		return u, err
	}
	u.values, err = pgx.CollectRows(rows, pgx.RowToStructByPos[valueUse])
	return u, err
}

// of counts the values of a field that fit.
func (u usage) of(field string, fits func(value any) bool) int {
	n := 0
	for _, v := range u.values {
		if v.Field == field && fits(v.Value) {
			n += v.Count
		}
	}
	return n
}

// keptKind refuses what a change of a kind would take from facilities of it: own fields with
// values, their type, values and choices that are no longer allowed, subkinds, stages that were
// passed, the meaning of capacities. Names may change: records hold codes.
// Error: problem.Invalid with the number of facilities for each.
func keptKind(ctx context.Context, q data.Querier, old, next Kind) error {
	u, err := loadUsage(ctx, q, old.Code)
	if err != nil {
		return err
	}
	var c problem.Fields
	for _, f := range old.Fields {
		u.keptField(&c, f, next)
	}
	for _, s := range old.Subkinds {
		stays := slices.ContainsFunc(next.Subkinds, func(one Subkind) bool { return one.Code == s.Code })
		if n := u.Subkinds[s.Code]; n > 0 && !stays {
			c.Bad("subkinds", "facilities.subkind_in_use", "name", s.Name, "count", n)
		}
	}
	for _, s := range old.Stages {
		stays := slices.ContainsFunc(next.Stages, func(one Stage) bool { return one.Code == s.Code })
		if n := u.Stages[s.Code]; n > 0 && !stays {
			c.Bad("stages", "facilities.stage_in_use", "name", s.Name, "count", n)
		}
	}
	if u.Sized > 0 && next.CapacityKind != old.CapacityKind {
		c.Bad("capacity_kind", "facilities.capacity_in_use", "count", u.Sized)
	}
	if u.Counties > 0 && old.Unit == County && next.Unit != County {
		c.Bad("unit", "facilities.unit_in_use", "count", u.Counties)
	}
	return c.Err()
}

func (u usage) keptField(c *problem.Fields, f OwnField, next Kind) {
	all := u.of(f.Code, func(any) bool { return true })
	if all == 0 {
		return
	}
	i := slices.IndexFunc(next.Fields, func(one OwnField) bool { return one.Code == f.Code })
	if i < 0 {
		c.Bad("fields", "facilities.field_in_use", "name", f.Name, "count", all)
		return
	}
	now := next.Fields[i]
	if now.Type != f.Type {
		c.Bad(fmt.Sprintf("fields[%d].type", i), "facilities.type_in_use", "name", f.Name, "count", all)
		return
	}
	if now.Type == ChoiceField {
		u.keptChoices(c, i, f, now)
		return
	}
	refused := u.of(f.Code, func(value any) bool {
		var bad problem.Fields
		now.check(&bad, value)
		return len(bad) > 0
	})
	if refused > 0 {
		c.Bad(fmt.Sprintf("fields[%d]", i), "facilities.values_outside", "name", f.Name, "count", refused)
	}
}

// keptChoices names each choice that facilities have and that is no longer there.
func (u usage) keptChoices(c *problem.Fields, i int, was, now OwnField) {
	for _, one := range was.Choices {
		stays := slices.ContainsFunc(now.Choices, func(other Choice) bool { return other.Code == one.Code })
		if n := u.of(was.Code, func(value any) bool { return value == one.Code }); n > 0 && !stays {
			c.Bad(fmt.Sprintf("fields[%d].choices", i), "facilities.choice_in_use", "name", one.Name, "field", was.Name, "count", n)
		}
	}
}
