package plans

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// ProjectStand is a project with what became of it.
type ProjectStand struct {
	Project
	AreaName   string          `json:"area_name"`
	CountyCode string          `json:"county_code"`
	County     string          `json:"county"`
	KindName   string          `json:"kind_name"`
	Facility   string          `json:"facility" doc:"name of the facility; empty: none yet"`
	Precision  string          `json:"precision" enum:",surveyed,phone,map,village,township" doc:"how the position of the facility was found; empty: none yet"`
	Status     *string         `json:"status" enum:"planned,building,in_use,closed" doc:"of the facility on the day; null: none"`
	Since      *facilities.Day `json:"status_from"`
	State      string          `json:"state" enum:"planned,building,in_use,delayed,closed" doc:"delayed: its year is over and it is not in use"`
	Late       bool            `json:"late" doc:"in use, but only after its year"`
}

// Projects are the projects of a plan with their stand on a day, zero for today, in the
// order of the table.
func (s *Store) Projects(ctx context.Context, id uuid.UUID, on facilities.Day) ([]ProjectStand, error) {
	if on.IsZero() {
		on = s.today()
	}
	all, err := projects(ctx, s.db.Read(), id, on)
	return all, data.Problem(err)
}

func projects(ctx context.Context, q data.Querier, id uuid.UUID, on facilities.Day) ([]ProjectStand, error) {
	rows, err := q.Query(ctx, queries.Get("projects"), id, on)
	if err != nil {
		return nil, err
	}
	all, err := pgx.CollectRows(rows, func(row pgx.CollectableRow) (p ProjectStand, err error) {
		var used *facilities.Day
		err = row.Scan(&p.ID, &p.Year, &p.AreaCode, &p.AreaName, &p.CountyCode, &p.County, &p.Kind, &p.KindName, &p.Name, &p.Capacity,
			&p.Investment, &p.Subsidy, &p.FacilityID, &p.Note, &p.Facility, &p.Precision, &p.Status, &p.Since, &used)
		p.judge(on, used)
		return p, err
	})
	return all, err
}

// judge finds the stand of a project; used is since when its facility is or was in use.
func (p *ProjectStand) judge(on facilities.Day, used *facilities.Day) {
	end := due(p.Year)
	p.State = "planned"
	if p.Status != nil {
		p.State = *p.Status
	}
	if end.Before(on) && (p.State == "planned" || p.State == "building") {
		p.State = "delayed"
	}
	p.Late = p.State == "in_use" && used != nil && end.Before(*used)
	if p.Since != nil && p.Since.IsZero() {
		p.Since = nil
	}
}

// due is the last day of a year.
func due(year int) facilities.Day { return facilities.NewDay(year, 12, 31) }

// PutProjects replaces the table of a plan that is at the version. A project without a
// facility gets one that is planned, where its area is fine enough; one whose year moves
// takes its facility's target along; a facility that was made by a project which is taken
// away, and that nobody has touched since, is withdrawn with it.
// Errors: problem.Unauthorized, Forbidden, NotFound, Conflict, Stale, Invalid.
func (s *Store) PutProjects(ctx context.Context, c data.Change, id uuid.UUID, version int64, table Projects) (FacilityPlan, error) {
	return s.write(ctx, c, id, func(ctx context.Context, tx pgx.Tx) error {
		p, err := hold(ctx, tx, c.Actor, id, version)
		if err != nil {
			return err
		}
		ref, err := s.references(ctx, tx, p)
		if err != nil {
			return err
		}
		if err := table.validate(ref); err != nil {
			return err
		}
		before, err := projects(ctx, tx, id, s.today())
		if err != nil {
			return err
		}
		t := putting{s, tx, c, ref, before}
		for i := range table {
			if err := t.settle(ctx, i, &table[i]); err != nil {
				return err
			}
		}
		return t.write(ctx, id, table)
	})
}

// references are the areas inside a plan's and the kinds.
func (s *Store) references(ctx context.Context, q data.Querier, p FacilityPlan) (references, error) {
	kinds, err := s.sites.CatalogueIn(ctx, q)
	if err != nil {
		return references{}, err
	}
	rows, err := q.Query(ctx, queries.Get("areas"), p.AreaCode)
	if err != nil {
		return references{}, err
	}
	all, err := pgx.CollectRows(rows, pgx.RowToStructByPos[areaName])
	ref := references{p, map[string]areaName{}, kinds}
	for _, a := range all {
		ref.areas[a.Code] = a
	}
	return ref, err
}

// putting is a table on its way into the database.
type putting struct {
	*Store
	tx     pgx.Tx
	change data.Change
	ref    references
	before []ProjectStand
}

// settle finds or makes the facility of a project.
func (t putting) settle(ctx context.Context, i int, p *Project) error {
	was := slices.IndexFunc(t.before, func(b ProjectStand) bool { return b.ID == p.ID })
	if was >= 0 && p.FacilityID == nil && t.before[was].FacilityID != nil && *t.before[was].FacilityID == p.ID {
		p.FacilityID = t.before[was].FacilityID // what the project itself had made stays its own
	}
	switch {
	case p.FacilityID != nil:
		if err := t.link(ctx, i, p); err != nil {
			return err
		}
	case p.placed(t.ref):
		if err := t.make(ctx, i, p); err != nil {
			return err
		}
	}
	if was < 0 || p.FacilityID == nil || t.before[was].Year == p.Year {
		return nil
	}
	_, err := t.tx.Exec(ctx, queries.Get("target_move"), *p.FacilityID, due(t.before[was].Year), due(p.Year))
	return err
}

// link refuses a facility of another kind, or elsewhere.
func (t putting) link(ctx context.Context, i int, p *Project) error {
	f, err := t.sites.GetIn(ctx, t.tx, *p.FacilityID)
	if problem.Is(err, problem.NotFound) || err == nil && (f.Retired || f.Kind != p.Kind || !within(f.AreaCode, p.AreaCode)) {
		return problem.InvalidFields(problem.Bad(at(i, "facility_id"), "plans.other_facility", "name", p.Name))
	}
	return err
}

// make adds the facility that is planned, under the id of the project: an id is used once, also
// when what had it was withdrawn.
func (t putting) make(ctx context.Context, i int, p *Project) error {
	since := facilities.NewDay(t.ref.plan.YearFrom, 1, 1)
	if issued := t.ref.plan.IssuedOn; issued != nil && !due(p.Year).Before(*issued) {
		since = *issued
	}
	target := due(p.Year)
	switch was, err := t.sites.GetIn(ctx, t.tx, p.ID); {
	case err == nil && was.Retired:
		return problem.New(problem.Conflict, "plans.removed", "name", p.Name)
	case err != nil && !problem.Is(err, problem.NotFound):
		return err
	}
	_, err := t.sites.CreateIn(ctx, t.tx, t.change, p.ID, facilities.Draft{Kind: p.Kind, Name: p.Name, AreaCode: p.AreaCode, Status: "planned",
		StatusFrom: &since, TargetDate: &target, Capacity: p.Capacity, ApprovalNo: t.ref.plan.Number, Note: p.Note})
	if refusal := problem.As(err); refusal != nil && refusal.Kind == problem.Invalid {
		moved := *refusal
		moved.Fields = slices.Clone(refusal.Fields)
		for j := range moved.Fields {
			moved.Fields[j].Field = at(i, moved.Fields[j].Field)
		}
		return &moved
	}
	id := p.ID
	p.FacilityID = &id
	return err
}

// write puts the rows and withdraws the facilities that nothing but a row taken away had made.
func (t putting) write(ctx context.Context, id uuid.UUID, table Projects) error {
	for _, b := range t.before {
		kept := slices.ContainsFunc(table, func(p Project) bool {
			return p.FacilityID != nil && b.FacilityID != nil && *p.FacilityID == *b.FacilityID
		})
		if b.FacilityID == nil || *b.FacilityID != b.ID || kept || t.change.Actor.Check(actor.EditFacility, b.AreaCode) != nil {
			continue
		}
		if _, err := t.tx.Exec(ctx, queries.Get("withdraw"), *b.FacilityID, id); err != nil {
			return err
		}
	}
	var foreign bool
	if err := t.tx.QueryRow(ctx, queries.Get("projects_put"), id, table).Scan(&foreign); err != nil {
		return err
	}
	if foreign {
		return problem.New(problem.Conflict, "problem.duplicate", "field", "id")
	}
	_, err := t.tx.Exec(ctx, queries.Get("next"), id)
	return err
}
