package gazetteer

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
	"cairn/internal/succession"
)

// TouchedBy says what a change of areas touches here: the entries that follow with their
// codes, those that name the areas themselves, the edits that stay under the old codes,
// and open change sets, as far as the reader of ctx may know.
func (s *Store) TouchedBy(ctx context.Context, q data.Querier, p succession.Plan) (succession.Report, error) {
	var r succession.Report
	for _, what := range []string{"entries", "names", "edits", "change_sets"} {
		t := succession.Touched{What: what}
		codes := p.Touched()
		if what == "names" {
			codes = append(codes, p.Origins()...)
		}
		rows, err := q.Query(ctx, queries.Get("reparent_"+what), codes, int16(actor.ClearanceOf(ctx)))
		if err != nil {
			return r, err
		}
		t.Items, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (i succession.TouchedItem, err error) {
			return i, row.Scan(&i.ID, &i.Name, &i.Area, &t.Count)
		})
		if err != nil {
			return r, err
		}
		r.Touched = append(r.Touched, t)
	}
	return r, nil
}

// followers are the queries that make what names areas follow a change, entries first;
// withEntries those by which what is said of entries follows them.
var (
	followers = []string{"reparent_places", "reparent_crosses", "reparent_sets", "reparent_items", "reparent_readings", "reparent_plans",
		"reparent_reviews", "reparent_built_up", "reparent_settings", "reparent_announcements", "reparent_mappings", "reparent_national_export",
		"reparent_national_match", "reparent_national_decision", "reparent_national_row", "reparent_national_difference"}
	withEntries = []string{"reparent_search", "reparent_cleanup", "reparent_reports", "reparent_faults"}
)

// Reparent makes entries and open change sets follow a change of areas, and with them
// reports, the clean-up ledger, open reviews, settled readings, built-up areas, plans of
// signs, what bureaus have set for their papers, and the comparisons with the national
// database. An entry follows
// the area that it names (division code), else its declared area; that is no edit of the
// name, so the ledger has nothing of it. The entries of the areas that the reply names are
// renamed, added or abolished as edits in the ledger, with the reply as their approval. Place
// codes stay as they are, and so does the area of edits made before.
func (s *Store) Reparent(ctx context.Context, tx pgx.Tx, p succession.Plan) error {
	named, err := readNamed(ctx, tx, p)
	if err != nil {
		return err
	}
	for _, query := range followers {
		if _, err := tx.Exec(ctx, queries.Get(query), p.Change, p.Touched()); err != nil {
			return err
		}
	}
	for _, query := range withEntries {
		if _, err := tx.Exec(ctx, queries.Get(query), p.Touched()); err != nil {
			return err
		}
	}
	if len(named) == 0 {
		return nil
	}
	c := renaming{Store: *s, tx: tx, plan: p, entries: named, approval: newID()}
	_, err = tx.Exec(ctx, queries.Get("reparent_approval"), c.approval, p.Reply.Authority, p.Reply.Document, p.Reply.ApprovedOn, p.Title)
	if err != nil {
		return err
	}
	for _, n := range p.Named {
		if err := c.follow(ctx, n); err != nil {
			return err
		}
	}
	return nil
}

// readNamed finds the entries that name the areas of the reply, by the code before.
func readNamed(ctx context.Context, q data.Querier, p succession.Plan) (map[string][]uuid.UUID, error) {
	rows, err := q.Query(ctx, queries.Get("reparent_named"), p.Origins())
	if err != nil {
		return nil, err
	}
	named := map[string][]uuid.UUID{}
	var code string
	var id uuid.UUID
	_, err = pgx.ForEachRow(rows, []any{&code, &id}, func() error {
		named[code] = append(named[code], id)
		return nil
	})
	return named, err
}

// renaming makes the entries of named areas say what the reply says.
type renaming struct {
	Store
	tx       pgx.Tx
	plan     succession.Plan
	entries  map[string][]uuid.UUID // by the code of the area before
	approval uuid.UUID
}

// follow makes the entries of the areas that a named one is made of its own: the principal
// heir's is renamed, those of areas that were merged into it are abolished and searched by
// their names among its former ones, and a part that nothing named before is added.
func (c *renaming) follow(ctx context.Context, n succession.Named) error {
	c.Store.locator = standsIn(n.Code)
	if !n.Principal {
		return c.add(ctx, n)
	}
	var merged []string
	for _, old := range n.From[1:] {
		for _, id := range c.entries[old] {
			place, err := getPlace(ctx, c.tx, id)
			if err != nil {
				return err
			}
			merged = append(merged, place.Name)
			if _, _, err := c.RetireIn(ctx, c.tx, c.plan.By, id, place.Version, c.stamp("abolishing")); err != nil {
				return err
			}
		}
	}
	for _, id := range c.entries[n.From[0]] {
		if err := c.rename(ctx, id, n, merged); err != nil {
			return err
		}
	}
	return nil
}

func (c *renaming) rename(ctx context.Context, id uuid.UUID, n succession.Named, merged []string) error {
	place, err := getPlace(ctx, c.tx, id)
	if err != nil {
		return err
	}
	matter := "renaming"
	if place.Name == n.Name {
		matter = "correction"
	}
	_, _, err = c.ChangeIn(ctx, c.tx, c.plan.By, id, place.Version, func(d *Draft) error {
		if d.Name != n.Name {
			d.Name, d.Pinyin = n.Name, n.Pinyin
		}
		for _, name := range merged {
			if name != n.Name && !slices.Contains(d.FormerNames, name) {
				d.FormerNames = append(d.FormerNames, name)
			}
		}
		return nil
	}, c.stamp(matter))
	return err
}

// add makes the entry of a part of a split area, of the class of the entry that named the whole.
func (c *renaming) add(ctx context.Context, n succession.Named) error {
	whole := c.entries[n.From[0]]
	if len(whole) == 0 {
		return nil
	}
	like, err := getPlace(ctx, c.tx, whole[0])
	if err != nil {
		return err
	}
	d := Draft{Name: n.Name, Pinyin: n.Pinyin, ClassCode: like.ClassCode, AreaCode: n.Code, DivisionCode: n.Code}
	if err := c.tx.QueryRow(ctx, queries.Get("reparent_seat"), n.Code).Scan(&d.Lon, &d.Lat); err != nil {
		return err
	}
	if d.Lon == nil {
		return problem.InvalidFields(problem.Bad("parts", "areachange.seat_needed", "name", n.Name))
	}
	_, _, err = c.AddIn(ctx, c.tx, c.plan.By, uuid.Nil, d, c.stamp("naming"))
	return err
}

func (c *renaming) stamp(matter string) Stamp {
	day := time.Date(c.plan.Day.Year(), c.plan.Day.Month(), c.plan.Day.Day(), 0, 0, 0, 0, chinatime.Zone)
	return Stamp{Matter: matter, On: day, ApprovalID: &c.approval}
}

// standsIn is a locator by which everything stands in one area: where an area itself
// stands is the reply's to say, not the old outlines'.
type standsIn string

// CodesAt implements AreaLocator.
func (s standsIn) CodesAt(orb.Point) []string {
	var codes []string
	for _, n := range []int{2, 4, 6, 9, 12} {
		if n <= len(s) {
			codes = append(codes, string(s[:n]))
		}
	}
	return codes
}
