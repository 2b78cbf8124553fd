package plans

import (
	"context"
	"encoding/json"
	"hash/fnv"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
	"cairn/internal/problem"
)

// stored are the projects that a row had made, among those of its plan.
func stored(all []ProjectStand, r *imports.Row) (found []Project) {
	for i := range mostOfRow {
		id := projectID(r, i)
		at := slices.IndexFunc(all, func(p ProjectStand) bool { return p.ID == id })
		if at < 0 {
			break
		}
		found = append(found, all[at].Project)
	}
	return found
}

// mark tells whether projects are what they were: what an import remembers of a row in place
// of a version, since the plan's goes up with every other project too.
func mark(all []Project) int64 {
	text, _ := json.Marshal(all) // plain fields
	h := fnv.New64a()
	h.Write(text)
	return int64(h.Sum64() >> 1)
}

// edited reports whether somebody changed the projects of a row since it was taken in, or
// the plan since it was exported.
func (t *taking) edited(row takenRow) bool {
	was := stored(t.before, row.Row)
	if version := row.Int("version"); version != nil && len(was) > 0 {
		return int64(*version) != t.ref.plan.Version
	}
	return row.Known && mark(was) != row.Version
}

// recognise links new projects to facilities on record by kind, place and name.
func (t *taking) recognise(ctx context.Context) error {
	var all []ReadRow
	var of []*ReadRow
	for _, row := range t.taken {
		for i := range row.projects {
			p := &row.projects[i]
			if id, err := uuid.Parse(row.Text("facility_id")); err == nil && i == 0 {
				p.FacilityID = &id
			} else if at := t.at(p.ID); at < 0 {
				all, of = append(all, *p), append(of, p)
			} else if was := t.table[at]; was.Kind == p.Kind && within(was.AreaCode, p.AreaCode) {
				p.FacilityID = was.FacilityID
			}
		}
	}
	if err := recognise(ctx, t.tx, t.ref.plan, all); err != nil {
		return err
	}
	for i, p := range of {
		p.FacilityID, p.Facility = all[i].FacilityID, all[i].Facility
	}
	return nil
}

// dropForeign marks rows with projects of another plan, and leaves them out.
func (t *taking) dropForeign(ctx context.Context) error {
	var ids, elsewhere []uuid.UUID
	for _, row := range t.taken {
		for _, p := range row.projects {
			ids = append(ids, p.ID)
		}
	}
	if err := t.tx.QueryRow(ctx, queries.Get("elsewhere"), ids, t.ref.plan.ID).Scan(&elsewhere); err != nil {
		return err
	}
	t.taken = slices.DeleteFunc(t.taken, func(row takenRow) bool {
		foreign := slices.ContainsFunc(row.projects, func(p ReadRow) bool { return slices.Contains(elsewhere, p.ID) })
		if foreign {
			row.Bad("project_id", "plans.elsewhere")
		}
		return foreign
	})
	return nil
}

func (t *taking) at(id uuid.UUID) int {
	return slices.IndexFunc(t.table, func(p Project) bool { return p.ID == id })
}

// put writes the projects of a row into the table and finds or makes their facilities;
// what they are refused for is told at the row, which then leaves nothing behind.
func (t *taking) put(ctx context.Context, row takenRow) (bool, error) {
	table := slices.Clone(t.table)
	err := pgx.BeginFunc(ctx, t.tx, func(tx pgx.Tx) error {
		in := t.putting
		in.tx = tx
		for i := range row.projects {
			p := row.projects[i].Project
			if err := (Projects{p}).validate(t.ref); err != nil {
				return err
			}
			if err := in.settle(ctx, 0, &p); err != nil {
				return err
			}
			if f := p.FacilityID; f != nil && slices.ContainsFunc(table, func(o Project) bool { return o.ID != p.ID && o.FacilityID != nil && *o.FacilityID == *f }) {
				return problem.InvalidFields(problem.Bad(at(0, "facility_id"), "facilitylife.twice"))
			}
			if i := t.at(p.ID); i >= 0 {
				table[i] = p
			} else {
				table = append(table, p)
			}
		}
		return nil
	})
	if refusal := problem.As(err); refusal != nil {
		row.BadFields(atRow(row.Row, refusal))
		return false, nil
	}
	if err != nil {
		return false, err
	}
	gone := stored(t.before, row.Row)
	gone = gone[min(len(gone), len(row.projects)):]
	t.table = slices.DeleteFunc(table, func(p Project) bool {
		return slices.ContainsFunc(gone, func(g Project) bool { return g.ID == p.ID })
	})
	for _, p := range row.projects {
		if p.Facility != "" {
			row.Warn("name", "plans.taken_for", "name", p.Name, "facility", p.Facility)
		}
	}
	return true, nil
}

// atRow is a refusal of a project, told by the columns of its row.
func atRow(r *imports.Row, refusal *problem.Error) *problem.Error {
	told := *refusal
	told.Fields = slices.Clone(refusal.Fields)
	for i, f := range told.Fields {
		_, field, _ := strings.Cut(f.Field, ".")
		told.Fields[i].Field = columnOf(r, field)
	}
	return &told
}

// finish writes the table, and tells which projects of the plan the file does not name.
func (t *taking) finish(ctx context.Context, key string, written []takenRow) error {
	if len(written) == 0 {
		return nil
	}
	if len(t.table) > maxProjects {
		written[0].Bad("plan", "facilitylife.too_many", "max", maxProjects)
		return nil
	}
	if err := t.write(ctx, t.ref.plan.ID, t.table); err != nil {
		return err
	}
	after, err := projects(ctx, t.tx, t.ref.plan.ID, t.today())
	if err != nil {
		return err
	}
	for _, row := range written {
		t.run.Done(row.Row, t.ref.plan.ID.String(), mark(stored(after, row.Row)))
	}
	t.warnLeft(key, after, written[0])
	return nil
}

// warnLeft tells of projects of the plan that no row of the file names: they stay as they are.
func (t *taking) warnLeft(key string, all []ProjectStand, at takenRow) {
	named := map[uuid.UUID]bool{}
	for r := range t.run.All() {
		if planKey(r) == key {
			for _, p := range stored(all, r) {
				named[p.ID] = true
			}
		}
	}
	var left []string
	for _, p := range all {
		if !named[p.ID] {
			left = append(left, p.Name)
		}
	}
	if n := len(left); n > 0 {
		const most = 5
		at.Warn("plan", "plans.not_in_file", "count", n, "names", strings.Join(left[:min(n, most)], "、"))
	}
}
