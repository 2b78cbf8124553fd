package boundaries_test

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/boundaries/boundarytest"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/geo"
	"cairn/internal/actor"
	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// observed is some weeks ago, to the microsecond.
var observed = time.Now().UTC().AddDate(0, 0, -40).Truncate(time.Second).Add(123456 * time.Microsecond)

// patrol is a visit to the marker of the small world.
func patrol(id uuid.UUID) boundaries.InspectionInput {
	return boundaries.InspectionInput{ID: id, Kind: "patrol", DeviceID: "PHONE-01", Observer: "巡查员01", Marker: markerNumber,
		ObservedAt: observed, Conditions: []string{"intact"},
		Lon: f(104.10001), Lat: f(23.15001), AccuracyM: f(4), CRS: "wgs84"}
}

// log takes one record in.
func log(t *testing.T, s *boundaries.InspectionStore, c data.Change, in boundaries.InspectionInput) boundaries.Outcome {
	t.Helper()
	out, err := s.Log(context.Background(), c, []boundaries.InspectionInput{in})
	if err != nil || len(out) != 1 {
		t.Fatalf("%d outcomes: %v", len(out), err)
	}
	return out[0]
}

func TestLogInspection(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s, me := boundaries.NewInspectionStore(db), by(actor.Inspector, "532601")
	id := uuid.New()
	first := log(t, s, me, patrol(id))
	if first.Result != boundaries.Created || first.Inspection == nil || *first.Inspection.MarkerID != markerID || first.Inspection.ReceivedAt.IsZero() {
		t.Fatalf("first: %+v", first)
	}
	if again := log(t, s, me, patrol(id)); again.Result != boundaries.Duplicate || again.Err != nil || again.Inspection.ID != id {
		t.Errorf("again: %+v", again)
	}
	changed := patrol(id)
	changed.Note = "现场复查后修改"
	conflict := log(t, s, me, changed)
	if conflict.Result != boundaries.Conflict || conflict.Inspection == nil || conflict.Inspection.Note != "" {
		t.Errorf("conflict: %+v", conflict)
	}
	wantKind(t, "conflict", conflict.Err, problem.Conflict)
	var n, changes int
	err := db.Read().QueryRow(ctx, "SELECT count(*), (SELECT count(*) FROM change WHERE door = 'api') FROM inspection WHERE note = ''").Scan(&n, &changes)
	if err != nil || n != 1 || changes != 1 {
		t.Errorf("%d records by %d changes: %v", n, changes, err)
	}
	m, err := boundaries.NewMarkerStore(db).Get(ctx, markerID)
	if err != nil || len(m.Condition) != 1 || m.Condition[0] != "intact" || m.LastInspectedAt == nil {
		t.Errorf("the marker does not know: %+v: %v", m, err)
	}
}

func TestLogInspectionFixes(t *testing.T) {
	t.Parallel()
	s, me := boundaries.NewInspectionStore(small(t)), by(actor.Inspector, "532622")
	at := orb.Point{104.1, 23.15}
	for _, tc := range []struct {
		crs   string
		p     orb.Point
		flags int
	}{
		{"wgs84", at, 0}, {"gcj02", geo.GCJFromWGS(at), 0}, {"bd09", geo.BDFromWGS(at), 0}, {"wgs84", geo.GCJFromWGS(at), 1}, {"", at, 0},
	} {
		in := patrol(uuid.New())
		in.Lon, in.Lat, in.CRS = &tc.p[0], &tc.p[1], tc.crs
		out := log(t, s, me, in)
		got := out.Inspection
		if out.Result != boundaries.Created || len(got.Flags) != tc.flags || *got.Lon != tc.p[0] || got.CRS == "" {
			t.Errorf("%s: %+v", tc.crs, got)
			continue
		}
		if off := math.Hypot(*got.FixLon-at[0], *got.FixLat-at[1]); tc.flags == 0 && off > 1e-8 {
			t.Errorf("%s: the fix is %g degrees off", tc.crs, off)
		}
	}
	none := patrol(uuid.New())
	none.Lon, none.Lat, none.Conditions = nil, nil, []string{"unreached"}
	if out := log(t, s, me, none); out.Result != boundaries.Created || out.Inspection.FixLon != nil || out.Inspection.CRS != "" {
		t.Errorf("without a fix: %+v", out)
	}
}

func TestLogInspectionRights(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewInspectionStore(small(t)), context.Background()
	for _, tc := range []struct {
		name string
		c    data.Change
		want problem.Kind
	}{
		{"managing party", by(actor.Inspector, "532601"), ""},
		{"party of the line", by(actor.Inspector, "532622"), ""},
		{"clerk of the township that it stands at", by(actor.Clerk, "532601002"), ""},
		{"clerk of the township beyond", by(actor.Clerk, "532622002"), ""},
		{"clerk of another township", by(actor.Clerk, "532601001"), problem.Forbidden},
		{"another county", by(actor.Inspector, "532623"), problem.Forbidden},
	} {
		out := log(t, s, tc.c, patrol(uuid.New()))
		wantKind(t, tc.name, out.Err, tc.want)
	}
	_, err := s.Log(ctx, by(actor.Officer, "532601"), []boundaries.InspectionInput{patrol(uuid.New())})
	wantKind(t, "role", err, problem.Forbidden)
	_, err = s.Log(ctx, data.Change{Actor: actor.Nobody, Door: "api"}, []boundaries.InspectionInput{patrol(uuid.New())})
	wantKind(t, "nobody", err, problem.Unauthorized)
}

// A bad record in a batch keeps the others from nothing; the same id twice is told apart.
func TestLogBatch(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewInspectionStore(small(t)), context.Background()
	a, b := uuid.New(), uuid.New()
	batch := []boundaries.InspectionInput{patrol(a), patrol(b), patrol(a), patrol(a), patrol(uuid.New()), patrol(uuid.Nil)}
	batch[3].Note = "anders"
	batch[4].Marker = "9999"
	outcomes, err := s.Log(ctx, by(actor.Inspector, "532601"), batch)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, o := range outcomes {
		got = append(got, o.Result)
	}
	if text := strings.Join(got, " "); text != "created created duplicate conflict invalid invalid" {
		t.Errorf("outcomes %s", text)
	}
	wantField(t, "unknown marker", outcomes[4].Err, "marker", "boundaries.unknown_marker")
	if none, err := s.Log(ctx, by(actor.Inspector, "532601"), nil); err != nil || len(none) != 0 {
		t.Errorf("an empty batch: %v: %v", none, err)
	}
}

// Ten devices send overlapping batches in different orders at the same time: each record
// is created by exactly one of them.
func TestLogAtOnce(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s := boundaries.NewInspectionStore(db)
	ids := make([]uuid.UUID, 20)
	for i := range ids {
		ids[i] = uuid.New()
	}
	var mu sync.Mutex
	created, others := map[uuid.UUID]int{}, 0
	var senders sync.WaitGroup
	for n := range 10 {
		senders.Go(func() {
			batch := make([]boundaries.InspectionInput, len(ids))
			for i := range ids {
				batch[i] = patrol(ids[(i*(2*n+1)+n)%len(ids)])
			}
			outcomes, err := s.Log(ctx, by(actor.Inspector, "532601"), batch)
			if err != nil {
				t.Errorf("sender %d: %v", n, err)
			}
			mu.Lock()
			defer mu.Unlock()
			for _, o := range outcomes {
				switch o.Result {
				case boundaries.Created:
					created[o.ID]++
				case boundaries.Duplicate:
					others++
				default:
					t.Errorf("sender %d: %s: %v", n, o.Result, o.Err)
				}
			}
		})
	}
	senders.Wait()
	for _, id := range ids {
		if created[id] != 1 {
			t.Errorf("%s was created %d times", id, created[id])
		}
	}
	var stored int
	if err := db.Read().QueryRow(ctx, "SELECT count(*) FROM inspection").Scan(&stored); err != nil || stored != len(ids) {
		t.Errorf("%d stored, %d told to be there already: %v", stored, others, err)
	}
}

// Records that came by import and are sent again by the devices give the outcomes that the
// pack says.
func TestResubmittedOfPack(t *testing.T) {
	t.Parallel()
	s := boundaries.NewInspectionStore(boundarytest.Pack(t))
	rows, err := interchange.ReadFile(filepath.Join(datatest.Pack(t, "wenshan"), "inspections_resubmitted.csv"), interchange.Options{})
	if err != nil || len(rows) != 7 {
		t.Fatalf("%d rows: %v", len(rows), err)
	}
	for _, row := range rows {
		record := map[string]any{"id": row.Get("uuid"), "conditions": strings.Split(row.Get("conditions"), ";")}
		for _, field := range []string{"kind", "device_id", "observed_at", "observer", "marker", "crs", "note"} {
			record[field] = row.Get(field)
		}
		for _, field := range []string{"lon", "lat", "accuracy_m"} {
			record[field] = json.RawMessage(row.Get(field))
		}
		var in boundaries.InspectionInput
		text, _ := json.Marshal(record)
		if err := json.Unmarshal(text, &in); err != nil {
			t.Fatal(err)
		}
		if out := log(t, s, by(actor.Inspector, "5326"), in); out.Result != row.Get("expected_outcome") {
			t.Errorf("%s: %s, want %s", in.ID, out.Result, row.Get("expected_outcome"))
		}
	}
}

func TestInspectionList(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewInspectionStore(small(t)), context.Background()
	for i := range 5 {
		in := patrol(uuid.New())
		in.ObservedAt = in.ObservedAt.AddDate(0, 0, i%3)
		in.Note = fmt.Sprint(i)
		log(t, s, by(actor.Inspector, "532601"), in)
	}
	var last *time.Time
	seen := map[uuid.UUID]bool{}
	paging := boundaries.Paging{Limit: 2}
	for {
		page, err := s.List(ctx, boundaries.InspectionFilter{Marker: markerNumber, Area: "532622", Line: countyLine}, paging)
		if err != nil {
			t.Fatal(err)
		}
		for _, i := range page.Items {
			if seen[i.ID] || last != nil && i.ObservedAt.After(*last) {
				t.Errorf("%s repeated or out of order", i.ID)
			}
			seen[i.ID], last = true, &i.ObservedAt
		}
		if paging.After = page.Next; page.Next == "" {
			break
		}
	}
	if len(seen) != 5 {
		t.Errorf("%d records", len(seen))
	}
	for _, filter := range []boundaries.InspectionFilter{{Area: "45"}, {Line: townshipLine}, {Marker: "x"}, {Round: new(int)}} {
		if page, err := s.List(ctx, filter, boundaries.Paging{}); err != nil || len(page.Items) != 0 {
			t.Errorf("%+v: %d records: %v", filter, len(page.Items), err)
		}
	}
}
