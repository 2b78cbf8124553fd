package life

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

var ctx = context.Background()

// nowhere is a locator that knows no area.
type nowhere struct{}

func (nowhere) CodesAt(orb.Point) []string { return nil }

// rig is a store over the small world of facilitytest, in June 2022.
type rig struct {
	*Store
	t  *testing.T
	db *data.DB
}

func newRig(t *testing.T) *rig {
	t.Helper()
	db := facilitytest.Small(t)
	s := NewStore(db, facilities.NewStore(db, nowhere{}))
	s.now = func() time.Time { return time.Date(2022, 6, 15, 4, 0, 0, 0, time.UTC) }
	return &rig{s, t, db}
}

func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{Login: "u", Name: "u", Role: role, Area: area}, Door: "test", Reason: "why"}
}

var planner = by(actor.Planner, "5326")

func ptr[T any](v T) *T { return &v }

var day = facilitytest.Day

func dayp(text string) *facilities.Day { return ptr(day(text)) }

// facility adds a facility in 532601001 and gives its id.
func (r *rig) facility(edit func(*facilities.Draft)) uuid.UUID {
	r.t.Helper()
	d := facilities.Draft{Kind: "township_cemetery", Name: "开化街道公益性公墓", AreaCode: "532601001", Status: "planned",
		StatusFrom: dayp("2019-01-01"), Capacity: ptr(100), Used: ptr(40)}
	if edit != nil {
		edit(&d)
	}
	f, err := r.sites.Create(ctx, planner, uuid.Nil, d)
	if err != nil {
		r.t.Fatal(err)
	}
	return f.ID
}

// put puts a part by a planner, at the version that the facility has.
func (r *rig) put(id uuid.UUID, p Part, confirmed ...string) (FacilityLife, error) {
	r.t.Helper()
	return r.Put(ctx, planner, id, r.version(id), p, confirmed)
}

func (r *rig) version(id uuid.UUID) int64 {
	r.t.Helper()
	l, err := r.Get(ctx, id)
	if err != nil {
		r.t.Fatal(err)
	}
	return l.Version
}

func (r *rig) must(id uuid.UUID, p Part, confirmed ...string) FacilityLife {
	r.t.Helper()
	l, err := r.put(id, p, confirmed...)
	if err != nil {
		r.t.Fatalf("%T: %v", p, err)
	}
	return l
}

// refused fails unless err is of the kind and names the field.
func refused(t *testing.T, what string, err error, kind problem.Kind, field string) {
	t.Helper()
	p := problem.As(err)
	if p == nil || p.Kind != kind {
		t.Errorf("%s: got %v, want %s", what, err, kind)
		return
	}
	for _, f := range p.Fields {
		if f.Field == field {
			return
		}
	}
	if field != "" {
		t.Errorf("%s: fields %v, want %s", what, p.Fields, field)
	}
}
