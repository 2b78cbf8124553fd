package gazetteer

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The ledger keeps of each edit its matter, its clerk and its own day, as the stamp says.
func TestStamp(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	p := created(t, s, village("新寨"))
	p = updated(t, s, p, func(d *Draft) { d.Name = "老寨" })
	day := time.Date(2021, 12, 31, 17, 0, 0, 0, time.UTC) // 2022 in Shanghai
	c := reviewer("53")
	err := s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
		changed, edit, err := s.ChangeIn(ctx, tx, c.Actor, p.ID, p.Version, func(d *Draft) error { d.Name = "中寨"; return nil },
			Stamp{Matter: Renaming, On: day, Clerk: "李四", Action: actor.ReviewPlace})
		if err != nil || edit == uuid.Nil || changed.Names[0].From == nil || *changed.Names[0].From != "2022-01-01" {
			t.Errorf("changed to %+v by %v: %v", changed.Names, edit, err)
		}
		_, edit, err = s.ChangeIn(ctx, tx, c.Actor, p.ID, changed.Version, func(*Draft) error { return nil }, Stamp{})
		if err != nil || edit != uuid.Nil {
			t.Errorf("no change is the edit %v: %v", edit, err)
		}
		retired, _, err := s.RetireIn(ctx, tx, c.Actor, p.ID, changed.Version, Stamp{})
		if err != nil || retired.Status != Retired {
			t.Errorf("retired to %+v: %v", retired, err)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	rows, err := s.db.Read().Query(ctx, `SELECT matter || ' ' || clerk || ' ' || (edited_on = '2022-01-01') FROM place_edit WHERE place_id = $1 ORDER BY id`, p.ID)
	if err != nil {
		t.Fatal(err)
	}
	edits, err := pgx.CollectRows(rows, pgx.RowTo[string])
	want := []string{"naming O false", "renaming O false", "renaming 李四 true", "abolishing O false"}
	if err != nil || len(edits) != len(want) {
		t.Fatalf("%v: %v", edits, err)
	}
	for i := range want {
		if edits[i] != want[i] {
			t.Errorf("edit %d is %q, want %q", i, edits[i], want[i])
		}
	}
}

// Officers propose; only reviewers and admins edit directly. A door judges the right that it is asked to.
func TestWhoEdits(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, role := range actor.Roles {
		c := data.Change{Actor: actor.Actor{Login: "x", Role: role, Area: "532601"}, Door: "test"}
		_, err := s.Create(ctx, c, uuid.Nil, village("新寨"))
		if may := role == actor.Reviewer || role == actor.Admin; may != (err == nil) || !may && !problem.Is(err, problem.Forbidden) {
			t.Errorf("%s creates: %v", role, err)
		}
		err = s.db.Write(ctx, c, func(ctx context.Context, tx pgx.Tx) error {
			_, _, err := s.AddIn(ctx, tx, c.Actor, uuid.Nil, village("老寨"), Stamp{Action: actor.ChangeAreas})
			return err
		})
		if may := role == actor.Admin; may != (err == nil) {
			t.Errorf("%s creates by the right to change areas: %v", role, err)
		}
	}
}

// A direct change of the standard name is a renaming, unless its author declares that it
// was only written wrongly; other changes are corrections.
func TestMatterOfDirectEdits(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	c := reviewer("53")
	p := created(t, s, village("新寨"))
	for _, tc := range []struct {
		declared string
		change   func(*Draft)
		want     string
	}{
		{"", func(d *Draft) { d.Name = "老寨" }, Renaming},
		{"", func(d *Draft) { d.Meaning = "老的寨子" }, Correction},
		{Correction, func(d *Draft) { d.Name = "老寨子" }, Correction},
		{Renaming, func(d *Draft) { d.Name = "大寨" }, Renaming},
	} {
		var err error
		p, err = s.UpdateAs(ctx, c, tc.declared, p.ID, p.Version, func(d *Draft) error { tc.change(d); return nil })
		if err != nil {
			t.Fatal(err)
		}
		var matter string
		err = s.db.Read().QueryRow(ctx, "SELECT matter FROM place_edit WHERE place_id = $1 ORDER BY id DESC LIMIT 1", p.ID).Scan(&matter)
		if err != nil || matter != tc.want {
			t.Errorf("declared %q: the ledger has %s, want %s: %v", tc.declared, matter, tc.want, err)
		}
	}
	if _, err := s.UpdateAs(ctx, c, Naming, p.ID, p.Version, func(d *Draft) error { d.Name = "x"; return nil }); !problem.Is(err, problem.Invalid) {
		t.Errorf("declared as naming: %v", err)
	}
}
