package codes

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

var land = [][4]string{
	{"53", "云南省", "province", ""}, {"5326", "文山州", "prefecture", "53"},
	{"532601", "文山市", "county", "5326"}, {"532622", "砚山县", "county", "5326"},
	{"532601001", "开化街道", "township", "532601"}, {"532601101", "马塘镇", "township", "532601"},
	{"532622101", "江那镇", "township", "532622"}, {"532601001001", "某社区", "village", "532601001"},
}

type nowhere struct{}

func (nowhere) CodesAt(orb.Point) []string { return nil }

type bureau struct {
	*Store
	t      testing.TB
	db     *data.DB
	places *gazetteer.Store
}

func newBureau(t testing.TB) *bureau {
	t.Helper()
	db := datatest.From(t, "codes_land", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			for _, a := range land {
				if _, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent) VALUES ($1, $2, $3, nullif($4, ''))", a[0], a[1], a[2], a[3]); err != nil {
					return err
				}
			}
			if _, err := tx.Exec(ctx, `INSERT INTO setting (key, value) VALUES ('prefecture', '{"code": "5326", "name": "文山州"}')`); err != nil {
				return err
			}
			_, err := tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('12000', '陆地水系'), ('21400', '县级行政区'), ('22200', '农村居民点'), ('23213', '县道')`)
			return err
		})
	})
	places := gazetteer.NewStore(db, nowhere{})
	return &bureau{NewStore(db, places), t, db, places}
}

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: string(role), Name: "N", Role: role, Area: area}, Door: "test"}
}

// entry adds an entry without a position, known from the sources only.
func (b *bureau) entry(name, class, area, code string) gazetteer.Place {
	b.t.Helper()
	p, err := b.places.Create(context.Background(), by(actor.Admin, "53"), uuid.Nil,
		gazetteer.Draft{Name: name, ClassCode: class, AreaCode: area, PlaceCode: code, Status: gazetteer.Historic})
	if err != nil {
		b.t.Fatal(err)
	}
	return p
}

func (b *bureau) allocate(area, class string) (string, error) {
	var code string
	err := b.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		var err error
		code, err = Allocate(ctx, tx, area, class)
		return err
	})
	return code, err
}

func TestAllocate(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	for _, tc := range []struct{ area, class, want string }{
		{"532601001", "22200", "53260100122200000001"},
		{"532601001", "22200", "53260100122200000002"},
		{"532601001", "23213", "53260100123213000001"},
		{"532601001001", "22200", "53260100122200000003"}, // a village gives its township
		{"532601", "12000", "53260100012000000001"},       // areas above the township: zeros on the right
		{"5326", "12000", "53260000012000000001"},
		{"53", "12000", "53000000012000000001"},
	} {
		if got, err := b.allocate(tc.area, tc.class); err != nil || got != tc.want {
			t.Errorf("%s %s: %s %v, want %s", tc.area, tc.class, got, err, tc.want)
		}
	}
	for _, tc := range []struct{ area, class, field, key string }{
		{"532601001", "99999", "class_code", "gazetteer.unknown_class"},
		{"532699", "12000", "area_code", "gazetteer.unknown_area"},
		{"532601", "22200", "area_code", "codes.needs_township"},
		{"", "12000", "area_code", "gazetteer.unknown_area"},
	} {
		_, err := b.allocate(tc.area, tc.class)
		if p := problem.As(err); p == nil || p.Kind != problem.Invalid || len(p.Fields) != 1 || p.Fields[0].Field != tc.field || p.Fields[0].Key != tc.key {
			t.Errorf("%s %s: %v, want %s", tc.area, tc.class, err, tc.key)
		}
	}
}

// Codes entered by hand, of retired entries and replaced ones are never given out again.
func TestCodesAreNeverReused(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	admin := by(actor.Admin, "53")
	p := b.entry("老寨", "22200", "532601001", "53260100122200000001")
	p, err := b.places.Update(ctx, admin, p.ID, p.Version, func(d *gazetteer.Draft) error { d.PlaceCode = "53260100122200000003"; return nil })
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.places.Retire(ctx, admin, p.ID, p.Version); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"53260100122200000002", "53260100122200000004"} {
		if got, err := b.allocate("532601001", "22200"); err != nil || got != want {
			t.Errorf("%s %v, want %s", got, err, want)
		}
	}
	for _, code := range []string{"53260100122200000001", "53260100122200000003"} {
		_, err := b.places.Create(ctx, admin, uuid.Nil, gazetteer.Draft{Name: "新寨", ClassCode: "22200", AreaCode: "532601001", PlaceCode: code, Status: gazetteer.Historic})
		if f := problem.As(err); f == nil || f.Kind != problem.Invalid || f.Fields[0].Key != "gazetteer.code_in_use" {
			t.Errorf("%s is used again: %v", code, err)
		}
	}
	for code, state := range map[string]string{"53260100122200000001": StateReplaced, "53260100122200000003": StateRetired} {
		if r, err := b.Resolve(ctx, code); err != nil || r.State != state || r.PlaceID != p.ID || r.Name != "老寨" || r.AreaPart != "532601001" || r.Serial != code[14:] {
			t.Errorf("%s: %+v %v", code, r, err)
		}
	}
	if _, err := b.Resolve(ctx, "53260100122200000009"); !problem.Is(err, problem.NotFound) {
		t.Errorf("a code that nobody had: %v", err)
	}
	for _, code := range []string{"", "5326", "5326010012220000000x", "532601001222000000011"} {
		if _, err := b.Resolve(ctx, code); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%q: %v", code, err)
		}
	}
	// Not even by going round the program's checks.
	err = b.db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO place (id, name, class_code, area_code, place_code) VALUES ($1, 'x', '22200', '532601001', '53260100122200000001')`, uuid.New())
		return err
	})
	if !problem.Is(err, problem.Conflict) {
		t.Errorf("the database takes a used code: %v", err)
	}
}

// A code entered by hand is made of the entry's class and area, or an area that holds it.
func TestCodesByHand(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	for code, key := range map[string]string{
		"53260100122200000007":  "",
		"53260100022200000007":  "", // of the county
		"53260000022200000007":  "", // of the prefecture
		"53260110122200000007":  "gazetteer.code_of_area",
		"53262200022200000007":  "gazetteer.code_of_area",
		"00000000022200000007":  "gazetteer.code_of_area",
		"53260100112000000007":  "gazetteer.code_of_class",
		"53260100122200000000":  "gazetteer.bad_place_code",
		"5326010012220000000":   "gazetteer.bad_place_code",
		"532601001222000000070": "gazetteer.bad_place_code",
	} {
		_, err := b.places.Create(ctx, by(actor.Reviewer, "5326"), uuid.Nil, gazetteer.Draft{Name: "某寨", ClassCode: "22200", AreaCode: "532601001", PlaceCode: code, Status: gazetteer.Historic})
		p := problem.As(err)
		if key == "" && err != nil || key != "" && (p == nil || p.Kind != problem.Invalid || p.Fields[0].Key != key || p.Fields[0].Field != "place_code") {
			t.Errorf("%s: %v, want %q", code, err, key)
		}
	}
	// It is kept when the class changes, and not judged again.
	p := b.entry("沟边", "22200", "532601001", "53260100122200000008")
	p, err := b.places.Update(ctx, by(actor.Reviewer, "5326"), p.ID, p.Version, func(d *gazetteer.Draft) error { d.ClassCode = "12000"; return nil })
	if err != nil || *p.PlaceCode != "53260100122200000008" {
		t.Errorf("%+v %v", p, err)
	}
}

func TestExhaustedSerials(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	b.entry("末寨", "22200", "532601001", "53260100122200999999")
	if code, err := b.allocate("532601001", "22200"); err != nil || code != "53260100122200000001" {
		t.Errorf("a high number by hand does not end the serials: %s %v", code, err)
	}
	err := b.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE place_code_serial SET last = 999998")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.allocate("532601001", "22200"); problem.As(err) == nil || problem.As(err).Fields[0].Key != "codes.exhausted" {
		t.Errorf("used up: %v", err)
	}
}

// Fifty at once get fifty different codes.
func TestConcurrentAllocation(t *testing.T) {
	t.Parallel()
	b := newBureau(t)
	const people = 50
	var mu sync.Mutex
	var wg sync.WaitGroup
	seen := map[string]bool{}
	for i := range people {
		wg.Go(func() {
			ctx := context.Background()
			change := by(actor.Admin, "53")
			err := b.db.Write(ctx, change, func(ctx context.Context, tx pgx.Tx) error {
				code, err := b.Allocate(ctx, tx, "532601001", "22200")
				if err != nil {
					return err
				}
				_, _, err = b.places.AddIn(ctx, tx, change.Actor, uuid.Nil, gazetteer.Draft{Name: fmt.Sprintf("寨%d", i), ClassCode: "22200",
					AreaCode: "532601001", PlaceCode: code, Status: gazetteer.Historic}, gazetteer.Stamp{})
				mu.Lock()
				defer mu.Unlock()
				if seen[code] {
					t.Errorf("%s twice", code)
				}
				seen[code] = true
				return err
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if len(seen) != people || !seen[fmt.Sprintf("53260100122200%06d", people)] {
		t.Errorf("%d different codes without gaps wanted: %v", people, seen)
	}
}

func TestAssign(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	p := b.entry("无码寨", "22200", "532601001", "")
	for name, c := range map[string]data.Change{"a foreign officer": by(actor.Officer, "532622"), "a clerk": by(actor.Clerk, "532601001")} {
		if _, err := b.Assign(ctx, c, p.ID); !problem.Is(err, problem.Forbidden) {
			t.Errorf("%s assigns: %v", name, err)
		}
	}
	got, err := b.Assign(ctx, by(actor.Officer, "532601"), p.ID)
	if err != nil || *got.PlaceCode != "53260100122200000001" || got.Version != 2 {
		t.Fatalf("%+v %v", got, err)
	}
	history, err := b.places.History(ctx, p.ID)
	if err != nil || len(history) != 2 {
		t.Errorf("%d versions %v", len(history), err)
	}
	if _, err := b.Assign(ctx, by(actor.Officer, "532601"), p.ID); !problem.Is(err, problem.Conflict) {
		t.Errorf("twice: %v", err)
	}
	if _, err := b.Assign(ctx, by(actor.Officer, "532601"), uuid.New()); !problem.Is(err, problem.NotFound) {
		t.Errorf("nobody: %v", err)
	}
	gone := b.entry("废寨", "22200", "532601001", "")
	if _, err := b.places.Retire(ctx, by(actor.Admin, "53"), gone.ID, gone.Version); err != nil {
		t.Fatal(err)
	}
	if _, err := b.Assign(ctx, by(actor.Officer, "532601"), gone.ID); !problem.Is(err, problem.Conflict) {
		t.Errorf("a retired entry: %v", err)
	}
}

func TestAssignMany(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	for i := range 5 {
		b.entry(fmt.Sprintf("寨%d", i), "22200", "532601001", "")
	}
	b.entry("县寨", "22200", "532601", "") // no township: cannot get one
	b.entry("外寨", "22200", "532622101", "")
	b.entry("河", "12000", "532601001", "")
	got, err := b.AssignMany(ctx, by(actor.Officer, "532601"), Selection{Area: "532601", Class: "222", Limit: 3})
	if err != nil || len(got.Given) != 2 || len(got.Refused) != 1 || got.Refused[0].Reason.Fields[0].Key != "codes.needs_township" || got.Left != 4 {
		t.Fatalf("%+v %v", got, err)
	}
	got, err = b.AssignMany(ctx, by(actor.Officer, "532601"), Selection{Area: "532601001", Class: "22200", Limit: 100})
	if err != nil || len(got.Given) != 3 || got.Left != 0 || got.Given[2].Code != "53260100122200000005" {
		t.Fatalf("%+v %v", got, err)
	}
	if _, err := b.AssignMany(ctx, by(actor.Officer, "532601"), Selection{Area: "5326", Limit: 10}); !problem.Is(err, problem.Forbidden) {
		t.Errorf("beyond the own area: %v", err)
	}
	if _, err := b.AssignMany(ctx, by(actor.Officer, "532601"), Selection{Area: "532601", Class: "9", Limit: 10}); !problem.Is(err, problem.Invalid) {
		t.Errorf("unknown class: %v", err)
	}
}

// Whoever may not know an entry, or its code, hears nothing of it by its code.
func TestCodesKeepSecrets(t *testing.T) {
	t.Parallel()
	b, ctx := newBureau(t), context.Background()
	cleared := actor.Actor{Login: "s", Role: actor.Officer, Area: "5326", Clearance: actor.Secret}
	p, bare := b.entry("密寨", "22200", "532601001", "53260100122200000001"), b.entry("密坡", "22200", "532601001", "")
	grade := func(secrecy string) {
		t.Helper()
		err := b.db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			_, err := tx.Exec(ctx, "UPDATE place SET secrecy = $1::jsonb", secrecy)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, secrecy := range []string{`{"entry": 2}`, `{"place_code": 2}`} {
		grade(secrecy)
		if _, err := b.Resolve(ctx, *p.PlaceCode); !problem.Is(err, problem.NotFound) {
			t.Errorf("%s: %v", secrecy, err)
		}
		if r, err := b.Resolve(actor.WithReader(ctx, cleared), *p.PlaceCode); err != nil || r.Name != "密寨" {
			t.Errorf("%s, cleared: %+v %v", secrecy, r, err)
		}
	}
	grade(`{"entry": 2}`)
	if _, err := b.Assign(ctx, by(actor.Officer, "5326"), bare.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("a code for an entry that one may not know: %v", err)
	}
	if got, err := b.AssignMany(ctx, by(actor.Officer, "5326"), Selection{Area: "5326", Limit: 10}); err != nil || len(got.Given)+len(got.Refused)+got.Left != 0 {
		t.Errorf("%+v %v", got, err)
	}
	_, err := b.places.Create(ctx, by(actor.Admin, "53"), uuid.Nil, gazetteer.Draft{Name: "新寨", ClassCode: "22200", AreaCode: "532601001", PlaceCode: *p.PlaceCode, Status: gazetteer.Historic})
	if f := problem.As(err); f == nil || strings.Contains(f.Error(), "密寨") {
		t.Errorf("the refusal tells: %v", err)
	}
}
