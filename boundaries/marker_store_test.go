package boundaries_test

import (
	"context"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

func f(x float64) *float64 { return &x }

// newMarker is a marker on the line between the counties.
func newMarker() boundaries.MarkerInput {
	return boundaries.MarkerInput{Number: "0122002Q", Lines: []string{countyLine}, Type: "single", Lon: f(104.1), Lat: f(23.05),
		ManagingArea: "532601", CoArea: []string{"532622"}, Description: "山脊𣲗",
		Witnesses: []boundaries.Witness{{Text: "独立树", BearingDeg: f(12.5), DistanceM: f(3)}, {Text: "桥", Lon: f(104.1001), Lat: f(23.05)}}}
}

func TestMarkerCreate(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s := boundaries.NewMarkerStore(db)
	m, err := s.Create(ctx, by(actor.Inspector, "532622"), uuid.Nil, newMarker())
	if err != nil {
		t.Fatal(err)
	}
	if m.Version != 1 || m.Status != "standing" || m.ProjectedCRS != "EPSG:4544" || len(m.Witnesses) != 2 || m.Witnesses[1].Seq != 2 ||
		m.Lines[0] != countyLine || m.CoArea[0] != "532622" || m.Condition == nil {
		t.Errorf("%+v", m)
	}
	checkGrid(ctx, t, db, m)
	_, err = s.Create(ctx, by(actor.Inspector, "532622"), uuid.Nil, newMarker())
	wantKind(t, "the number again", err, problem.Conflict)
	other := newMarker()
	other.Number = "0122003Q"
	_, err = s.Create(ctx, by(actor.Inspector, "532622"), uuid.MustParse(m.ID), other)
	wantKind(t, "the id again", err, problem.Conflict)
	if p := problem.As(err); p == nil || p.Params["field"] != "id" {
		t.Errorf("the conflict names %v", p)
	}
}

// checkGrid compares grid coordinates with those of PostGIS.
func checkGrid(ctx context.Context, t *testing.T, db *data.DB, m boundaries.Marker) {
	t.Helper()
	var n, e float64
	err := db.Read().QueryRow(ctx, "SELECT ST_Y(g), ST_X(g) FROM ST_Transform($1::geometry, 4544) g",
		data.Geom{Geometry: orb.Point{m.Lon, m.Lat}}).Scan(&n, &e)
	if err != nil || math.Hypot(*m.Northing-n, *m.Easting-e) > 0.001 {
		t.Errorf("grid %f %f, PostGIS says %f %f: %v", *m.Northing, *m.Easting, n, e, err)
	}
}

func TestMarkerRules(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewMarkerStore(small(t)), context.Background()
	for _, tc := range []struct {
		name   string
		change func(*boundaries.MarkerInput)
		field  string
	}{
		{"no number", func(m *boundaries.MarkerInput) { m.Number = " " }, "number"},
		{"long number", func(m *boundaries.MarkerInput) { m.Number = strings.Repeat("号", 201) }, "number"},
		{"control characters", func(m *boundaries.MarkerInput) { m.Material = "花岗\x00岩" }, "material"},
		{"type", func(m *boundaries.MarkerInput) { m.Type = "quadruple" }, "type"},
		{"no position", func(m *boundaries.MarkerInput) { m.Lon, m.Lat = nil, nil }, "lon"},
		{"half a position", func(m *boundaries.MarkerInput) { m.Lat = nil }, "lat"},
		{"axes exchanged", func(m *boundaries.MarkerInput) { m.Lon, m.Lat = m.Lat, m.Lon }, "lon"},
		{"not finite", func(m *boundaries.MarkerInput) { m.Lon = f(math.NaN()) }, "lon"},
		{"infinite height", func(m *boundaries.MarkerInput) { m.HeightM = f(math.Inf(1)) }, "height_m"},
		{"unknown line", func(m *boundaries.MarkerInput) { m.Lines = []string{"532601000532623000"} }, "lines"},
		{"a line twice", func(m *boundaries.MarkerInput) { m.Lines = []string{countyLine, countyLine} }, "lines"},
		{"unknown area", func(m *boundaries.MarkerInput) { m.CoArea = []string{"532628"} }, "co_area"},
		{"no party", func(m *boundaries.MarkerInput) { m.Lines, m.CoArea, m.ManagingArea = nil, nil, "" }, "managing_area"},
		{"faces", func(m *boundaries.MarkerInput) { n := 5; m.Faces = &n }, "faces"},
		{"date", func(m *boundaries.MarkerInput) { d := "2001-02-30"; m.ErectedOn = &d }, "erected_on"},
		{"witness bearing", func(m *boundaries.MarkerInput) { m.Witnesses[0].BearingDeg = f(360) }, "witnesses"},
		{"witness number", func(m *boundaries.MarkerInput) { m.Witnesses[0].Seq = 2 }, "witnesses"},
		{"half a grid position", func(m *boundaries.MarkerInput) { m.Northing = f(2550000) }, "easting"},
		{"grid off", func(m *boundaries.MarkerInput) { m.Northing, m.Easting = f(2550000), f(407000) }, "northing"},
		{"grid exchanged", func(m *boundaries.MarkerInput) { m.Northing, m.Easting = f(407839.8), f(2550449.1) }, "northing"},
		{"grid too large", func(m *boundaries.MarkerInput) { m.Northing, m.Easting = f(1e300), f(1e308) }, "northing"},
		{"geographic as grid", func(m *boundaries.MarkerInput) { m.ProjectedCRS = "EPSG:4490" }, "projected_crs"},
		{"legacy grid", func(m *boundaries.MarkerInput) { m.ProjectedCRS = "EPSG:2343" }, "projected_crs"},
		{"number of another level", func(m *boundaries.MarkerInput) { m.Number = "012503001Q" }, "number"},
		{"number with a letter that means nothing", func(m *boundaries.MarkerInput) { m.Number = "0122002X" }, "number"},
		{"accuracy", func(m *boundaries.MarkerInput) { m.AccuracyM = f(0) }, "accuracy_m"},
		{"a basis for nobody", func(m *boundaries.MarkerInput) { m.ManagingArea, m.Basis = "", "文界管〔2010〕1号" }, "managing_area"},
		{"given in a legacy datum", func(m *boundaries.MarkerInput) { m.Given = &boundaries.Given{CRS: "EPSG:2343", X: 1, Y: 1} }, "given"},
		{"given in no system", func(m *boundaries.MarkerInput) { m.Given = &boundaries.Given{X: 104.1, Y: 23.05} }, "given"},
		{"given with the zone of another system", func(m *boundaries.MarkerInput) {
			m.Lon, m.Lat, m.Given = nil, nil, &boundaries.Given{CRS: "EPSG:4544", X: 35407839, Y: 2550449}
		}, "given"},
		{"given exchanged", func(m *boundaries.MarkerInput) {
			m.Lon, m.Lat, m.Given = nil, nil, &boundaries.Given{CRS: "EPSG:4544", X: 2550449, Y: 407839}
		}, "given"},
		{"given elsewhere", func(m *boundaries.MarkerInput) { m.Given = &boundaries.Given{CRS: "wgs84", X: 104.2, Y: 23.05} }, "given"},
		{"given as nothing", func(m *boundaries.MarkerInput) {
			m.Given = &boundaries.Given{CRS: "wgs84", X: math.NaN(), Y: math.Inf(1)}
		}, "given"},
		{"retired at once", func(m *boundaries.MarkerInput) { m.Status = "retired" }, "status"},
	} {
		in := newMarker()
		tc.change(&in)
		_, err := s.Create(ctx, by(actor.Inspector, "532601"), uuid.Nil, in)
		wantKind(t, tc.name, err, problem.Invalid)
		wantField(t, tc.name, err, tc.field, "")
	}
	prefixed := newMarker()
	m, err := s.Create(ctx, by(actor.Inspector, "532601"), uuid.Nil, prefixed)
	if err != nil {
		t.Fatal(err)
	}
	prefixed.Number, prefixed.Northing, prefixed.Easting = "0122004Q", m.Northing, f(*m.Easting+35e6)
	m, err = s.Create(ctx, by(actor.Inspector, "532601"), uuid.Nil, prefixed)
	if err != nil || m.ProjectedCRS != "EPSG:4523" {
		t.Errorf("with the zone number before the easting: %s: %v", m.ProjectedCRS, err)
	}
}

// edit is a change of some fields, as JSON.
func edit(t *testing.T, fields string) func(*boundaries.MarkerInput) error {
	return func(in *boundaries.MarkerInput) error {
		t.Helper()
		return json.Unmarshal([]byte(fields), in)
	}
}

func TestMarkerUpdate(t *testing.T) {
	t.Parallel()
	db, ctx := small(t), context.Background()
	s := boundaries.NewMarkerStore(db)
	me := by(actor.Inspector, "532601")
	m, err := s.Create(ctx, me, uuid.Nil, newMarker())
	if err != nil {
		t.Fatal(err)
	}
	id := uuid.MustParse(m.ID)
	official := *m.Northing + 0.4
	steps := []struct {
		name, fields string
		check        func(boundaries.Marker) bool
	}{
		{"official grid coordinates", `{"northing": ` + jsonText(official) + `, "easting": ` + jsonText(*m.Easting) + `}`,
			func(m boundaries.Marker) bool { return math.Abs(*m.Northing-official) < 0.0001 }},
		{"another field keeps them", `{"material": "granite"}`,
			func(m boundaries.Marker) bool {
				return m.Material == "granite" && math.Abs(*m.Northing-official) < 0.0001
			}},
		{"a move computes them", `{"lat": 23.06}`,
			func(m boundaries.Marker) bool { return m.Lat == 23.06 && math.Abs(*m.Northing-official) > 1000 }},
		{"witnesses as a whole", `{"witnesses": [{"text": "涵洞"}]}`,
			func(m boundaries.Marker) bool { return len(m.Witnesses) == 1 && m.Witnesses[0].Text == "涵洞" }},
		{"lines as a whole", `{"lines": ["` + townshipLine + `"]}`,
			func(m boundaries.Marker) bool { return len(m.Lines) == 1 && m.Lines[0] == townshipLine }},
		{"null empties", `{"faces": null, "erected_on": null, "height_m": null}`,
			func(m boundaries.Marker) bool { return m.Faces == nil && m.ErectedOn == nil && m.HeightM == nil }},
	}
	for i, step := range steps {
		if m, err = s.Update(ctx, me, id, int64(i+1), edit(t, step.fields)); err != nil || !step.check(m) {
			t.Fatalf("%s: %+v: %v", step.name, m, err)
		}
	}
	checkGrid(ctx, t, db, m)
	history, err := s.History(ctx, id)
	if err != nil || len(history) != 7 || len(history[2].Parts) == 0 {
		t.Errorf("%d versions: %v", len(history), err)
	}
}

func jsonText(x float64) string {
	text, _ := json.Marshal(x)
	return string(text)
}

func TestMarkerRights(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewMarkerStore(small(t)), context.Background()
	for _, tc := range []struct {
		name    string
		c       data.Change
		version int64
		fields  string
		want    problem.Kind
	}{
		{"party of the line", by(actor.Inspector, "532622"), 1, `{"grade": "county"}`, ""},
		{"managing area", by(actor.Reviewer, "532601"), 2, `{"grade": "county"}`, ""},
		{"stranger", by(actor.Inspector, "532623"), 3, `{"grade": "county"}`, problem.Forbidden},
		{"planner", by(actor.Planner, "532601"), 3, `{"grade": "county"}`, problem.Forbidden},
		{"nobody", data.Change{Actor: actor.Nobody, Door: "api"}, 3, `{"grade": "county"}`, problem.Unauthorized},
		{"stale", by(actor.Inspector, "532601"), 2, `{"grade": "county"}`, problem.Stale},
		{"given away", by(actor.Inspector, "532622"), 3, `{"lines": ["` + townshipLine + `"]}`, problem.Forbidden},
	} {
		_, err := s.Update(ctx, tc.c, markerID, tc.version, edit(t, tc.fields))
		wantKind(t, tc.name, err, tc.want)
	}
	foreign := newMarker()
	_, err := s.Create(ctx, by(actor.Inspector, "532623"), uuid.Nil, foreign)
	wantKind(t, "create elsewhere", err, problem.Forbidden)
	wantKind(t, "retire elsewhere", s.Retire(ctx, by(actor.Inspector, "532623"), markerID, 3), problem.Forbidden)
	wantKind(t, "retire stale", s.Retire(ctx, by(actor.Inspector, "532622"), markerID, 2), problem.Stale)
	wantKind(t, "retire", s.Retire(ctx, by(actor.Inspector, "532622"), markerID, 3), "")
	wantKind(t, "retire again", s.Retire(ctx, by(actor.Inspector, "532622"), markerID, 4), problem.Conflict)
	wantKind(t, "retire nothing", s.Retire(ctx, by(actor.Inspector, "532622"), uuid.New(), 4), problem.NotFound)
	m, err := s.Get(ctx, markerID)
	if err != nil || m.Status != "retired" || m.Version != 4 {
		t.Errorf("after retiring: %+v: %v", m, err)
	}
	again := newMarker()
	again.Number = markerNumber
	_, err = s.Create(ctx, by(actor.Inspector, "532622"), uuid.Nil, again)
	wantKind(t, "the number of a retired marker", err, "")
}

func TestMarkerList(t *testing.T) {
	t.Parallel()
	s, ctx := boundaries.NewMarkerStore(small(t)), context.Background()
	in := newMarker()
	for _, number := range []string{"0122009Q", "0122005Q", "0122007Q"} {
		in.Number = number
		if _, err := s.Create(ctx, by(actor.Inspector, "532601"), uuid.Nil, in); err != nil {
			t.Fatal(err)
		}
	}
	var numbers []string
	paging := boundaries.Paging{Limit: 2}
	for {
		page, err := s.List(ctx, boundaries.MarkerFilter{Area: "532622"}, paging)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range page.Items {
			numbers = append(numbers, m.Number)
		}
		if paging.After = page.Next; page.Next == "" {
			break
		}
	}
	if got := strings.Join(numbers, " "); got != "0122001Q 0122005Q 0122007Q 0122009Q" {
		t.Errorf("pages give %s", got)
	}
	for _, tc := range []struct {
		filter boundaries.MarkerFilter
		want   int
	}{
		{boundaries.MarkerFilter{Line: countyLine}, 4}, {boundaries.MarkerFilter{Line: townshipLine}, 0},
		{boundaries.MarkerFilter{Area: "45"}, 0}, {boundaries.MarkerFilter{Number: "007q"}, 1},
	} {
		if page, err := s.List(ctx, tc.filter, boundaries.Paging{}); err != nil || len(page.Items) != tc.want {
			t.Errorf("%+v: %d markers: %v", tc.filter, len(page.Items), err)
		}
	}
	_, err := s.List(ctx, boundaries.MarkerFilter{}, boundaries.Paging{After: "x"})
	wantKind(t, "cursor", err, problem.BadParameter)
}
