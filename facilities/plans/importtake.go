package plans

import (
	"cmp"
	"context"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/imports"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// takeTables takes rows in, plan by plan. A plan that is not on record by its number, or else
// by its title, is made with the years and the area of its rows.
func takeTables(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	s := NewStore(nil, facilities.NewStore(nil, nil)) // no position is written
	var order []string
	byPlan := map[string][]*imports.Row{}
	for r := range run.Fresh() {
		key := planKey(r)
		if byPlan[key] == nil {
			order = append(order, key)
		}
		byPlan[key] = append(byPlan[key], r)
	}
	for _, key := range order {
		t := taking{putting: putting{Store: s, tx: tx, change: data.Change{Actor: actor.System("import")}}, run: run}
		if err := t.take(ctx, key, byPlan[key]); err != nil {
			return err
		}
	}
	return nil
}

// planKey is what the rows of a plan have in common.
func planKey(r *imports.Row) string { return cmp.Or(r.Text("plan_number"), r.Text("plan")) }

// taking is the rows of one plan on their way into the database.
type taking struct {
	putting
	run   *imports.Run
	table Projects // as it will be
	taken []takenRow
}

// takenRow is a row of a file with the projects that it names.
type takenRow struct {
	*imports.Row
	projects []ReadRow
}

func (t *taking) take(ctx context.Context, key string, rows []*imports.Row) error {
	known, err := t.find(ctx, rows[0])
	if err != nil || !rows[0].OK() {
		return err
	}
	if t.ref, err = t.references(ctx, t.tx, t.ref.plan); err != nil {
		return err
	}
	t.read(rows)
	if !known {
		if ok, err := t.found(ctx, rows); err != nil || !ok {
			return err
		}
	}
	if t.before, err = projects(ctx, t.tx, t.ref.plan.ID, t.today()); err != nil {
		return err
	}
	for _, b := range t.before {
		t.table = append(t.table, b.Project)
	}
	if err := t.dropForeign(ctx); err != nil {
		return err
	}
	if err := t.recognise(ctx); err != nil {
		return err
	}
	var written []takenRow
	for _, row := range t.taken {
		if t.edited(row) {
			t.run.Kept(row.Row)
		} else if ok, err := t.put(ctx, row); err != nil {
			return err
		} else if ok {
			written = append(written, row)
		}
	}
	return t.finish(ctx, key, written)
}

// find looks for the plan of a row and keeps others from writing it; without one the plan is
// any area and any year.
func (t *taking) find(ctx context.Context, r *imports.Row) (known bool, err error) {
	var ids []uuid.UUID
	number, title := r.Text("plan_number"), r.Text("plan")
	if err := t.tx.QueryRow(ctx, queries.Get("find"), number, title).Scan(&ids); err != nil {
		return false, err
	}
	switch len(ids) {
	case 0:
		t.ref.plan = FacilityPlan{Title: cmp.Or(title, number), Number: number, AreaCode: r.Text("plan_area"), YearFrom: firstYear, YearTo: lastYear}
		return false, nil
	case 1:
		if _, err := t.tx.Exec(ctx, queries.Get("lock"), ids[0]); err != nil {
			return false, err
		}
		t.ref.plan, err = get(ctx, t.tx, ids[0])
		return true, err
	}
	r.Bad("plan", "plans.several", "title", cmp.Or(number, title))
	return false, nil
}

// read reads the projects of rows.
func (t *taking) read(rows []*imports.Row) {
	for _, r := range rows {
		l, cells := layoutOfRow(r)
		found, _ := t.ref.rows(l, "", cells, map[string]string{})
		for i := range found {
			found[i].ID = projectID(r, i)
			for _, f := range found[i].Faults {
				f.Field = columnOf(r, f.Field)
				r.BadFields(problem.InvalidFields(f))
			}
		}
		if r.OK() {
			t.taken = append(t.taken, takenRow{r, found})
		}
	}
}

// projectID is the id of the i-th project of a row: it follows from the row's key.
func projectID(r *imports.Row, i int) uuid.UUID {
	if id, err := uuid.Parse(r.Text("project_id")); err == nil && i == 0 {
		return id
	}
	return uuid.NewSHA1(uuid.NameSpaceURL, []byte("cairn:facility_plan_row:"+r.Key+"/"+strconv.Itoa(i)))
}

// columnOf is the column of a file that a field of a project was read from.
func columnOf(r *imports.Row, field string) string {
	for _, column := range map[string][]string{"area_code": {"township", "county"}, "kind": {"kind", "name"}}[field] {
		if r.Text(column) != "" {
			return column
		}
	}
	return field
}

// found makes the plan that is not on record: of the county that holds all projects, or else
// the prefecture, from the first year to the last. What it is refused for is told at every row.
func (t *taking) found(ctx context.Context, rows []*imports.Row) (bool, error) {
	p := &t.ref.plan
	from, to, area := lastYear, firstYear, ""
	for _, row := range t.taken {
		for _, one := range row.projects {
			from, to = min(from, one.Year), max(to, one.Year)
			if area == "" {
				area = one.AreaCode[:min(len(one.AreaCode), 6)]
			} else if !within(one.AreaCode, area) {
				area = area[:4]
			}
		}
	}
	if area == "" {
		return false, nil // no row names a project
	}
	p.ID, p.AreaCode = uuid.Must(uuid.NewV7()), cmp.Or(p.AreaCode, area)
	p.YearFrom, p.YearTo = cmp.Or(valueOf(rows[0].Int("plan_from")), from), cmp.Or(valueOf(rows[0].Int("plan_to")), to)
	d := p.draft()
	err := admitAndPut(ctx, t.tx, t.change.Actor, "insert", p.ID, &d)
	if refusal := problem.As(err); refusal != nil {
		for _, r := range rows {
			r.BadFields(refusal)
		}
		return false, nil
	}
	if err == nil {
		*p, err = get(ctx, t.tx, p.ID)
	}
	return err == nil, err
}

func valueOf(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
