package boundaries_test

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/boundaries/boundarytest"
	"cairn/data"
	"cairn/internal/actor"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

// all walks the pages of a collection and fails on a key that is repeated or out of order.
func all(t *testing.T, source feature.Source, q feature.Query) []feature.Feature {
	t.Helper()
	var found []feature.Feature
	for {
		page, err := source.Features(context.Background(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range page.Features {
			if n := len(found); n > 0 && f.ID <= found[n-1].ID {
				t.Errorf("%s after %s", f.ID, found[n-1].ID)
			}
			found = append(found, f)
		}
		if q.After = page.Next; page.Next == "" {
			return found
		}
	}
}

func TestFeaturesOfPack(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	for _, tc := range []struct {
		name     string
		source   feature.Source
		features int
	}{
		{"areas", boundaries.AreaFeatures(db), 1114}, {"lines", boundaries.LineFeatures(db), 222},
		{"markers", boundaries.MarkerFeatures(db), 54}, {"inspections", boundaries.InspectionFeatures(db), 214},
	} {
		features := all(t, tc.source, feature.Query{Limit: 37})
		if len(features) != tc.features {
			t.Errorf("%s: %d features, want %d", tc.name, len(features), tc.features)
		}
		extent, err := tc.source.Extent(ctx)
		if err != nil || extent.BBox == nil {
			t.Errorf("%s: extent %+v: %v", tc.name, extent, err)
			continue
		}
		for _, f := range features {
			if f.Geometry != nil && !contains(*extent.BBox, f.Geometry.Bound()) {
				t.Errorf("%s: %s lies outside the extent", tc.name, f.ID)
			}
		}
		one, err := tc.source.Feature(ctx, features[5].ID)
		if text, _ := json.Marshal(one.Properties); err != nil || one.ID != features[5].ID || len(text) < 50 {
			t.Errorf("%s: %s: %v", tc.name, text, err)
		}
		checkRefusals(t, tc.name, tc.source)
	}
}

func contains(outer, inner orb.Bound) bool {
	return outer.Contains(inner.Min) && outer.Contains(inner.Max)
}

func checkRefusals(t *testing.T, name string, source feature.Source) {
	t.Helper()
	ctx := context.Background()
	for _, id := range []string{"", "nothing", uuid.NewString()} {
		_, err := source.Feature(ctx, id)
		wantKind(t, name+" "+id, err, problem.NotFound)
	}
	_, err := source.Features(ctx, feature.Query{Props: map[string]string{"colour": "red"}})
	wantKind(t, name+" by colour", err, problem.BadParameter)
	for _, filter := range source.Filters() {
		value := map[string]string{"integer": "4", "boolean": "true"}[filter.Type]
		if len(filter.Enum) > 0 {
			value = filter.Enum[0]
		}
		_, err := source.Features(ctx, feature.Query{Props: map[string]string{filter.Name: value}})
		wantKind(t, name+" by "+filter.Name, err, "")
	}
}

// Lines and markers say what the register says of them, lengths kept apart.
func TestFeaturesOfRegister(t *testing.T) {
	t.Parallel()
	db := small(t)
	execSQL(t, db, `UPDATE boundary_line SET leading_area = left_area, cooperating_area = right_area, agreement_on = '2002-03-04',
		agreement_parties = '{甲县政府,乙县政府}', map_sheets = '{F48G034012}' WHERE code = '`+countyLine+`';
		UPDATE marker SET accuracy_m = 0.05, position_source = 'RTK', responsible_basis = '文界协〔2002〕1号', responsible_basis_on = '2002-03-04'`)
	for _, tc := range []struct {
		source feature.Source
		props  map[string]string
		want   map[string]any
		filled []string
	}{
		{boundaries.LineFeatures(db), map[string]string{"leading_area": "532601"}, map[string]any{"code": countyLine, "leading_area": "532601", "cooperating_area": "532622",
			"agreement_on": "2002-03-04"}, []string{"geodesic_length_km", "grid_length_km", "grid_crs", "leading_name", "cooperating_name", "agreement_parties", "map_sheets"}},
		{boundaries.MarkerFeatures(db), map[string]string{"number": markerNumber}, map[string]any{"accuracy_m": 0.05, "position_source": "RTK",
			"responsible_basis": "文界协〔2002〕1号", "responsible_basis_on": "2002-03-04"}, []string{"lines", "status"}},
	} {
		found := all(t, tc.source, feature.Query{Props: tc.props})
		if len(found) != 1 {
			t.Fatalf("%v: %d features", tc.props, len(found))
		}
		got := map[string]any{}
		for _, p := range found[0].Properties {
			got[p.Name] = p.Value
		}
		for name, want := range tc.want {
			if got[name] != want {
				t.Errorf("%s is %v, want %v", name, got[name], want)
			}
		}
		for _, name := range tc.filled {
			if got[name] == nil {
				t.Errorf("%s is empty: %v", name, got)
			}
		}
	}
	for _, f := range all(t, boundaries.MarkerFeatures(boundarytest.Pack(t)), feature.Query{Limit: 10}) {
		for _, p := range f.Properties {
			if p.Name == "registration_version" && fmt.Sprint(p.Value) != "1" || p.Name == "registered_for" && p.Value != boundaries.First {
				t.Errorf("%s: %s is %v", f.ID, p.Name, p.Value)
			}
		}
	}
}

// The box filter goes by the geometry itself, as PostGIS does.
func TestFeaturesByBox(t *testing.T) {
	t.Parallel()
	db, ctx := boundarytest.Pack(t), context.Background()
	for _, box := range []orb.Bound{
		{Min: orb.Point{104, 23}, Max: orb.Point{104.5, 23.5}}, {Min: orb.Point{104.24219, 23.371892}, Max: orb.Point{104.24219, 23.371892}},
		{Min: orb.Point{104, 23.4}, Max: orb.Point{105, 23.4}}, {Min: orb.Point{0, 0}, Max: orb.Point{1, 1}},
	} {
		for table, source := range map[string]feature.Source{"area": boundaries.AreaFeatures(db), "boundary_line": boundaries.LineFeatures(db)} {
			geometry, also := "geom", ""
			if table == "area" {
				geometry, also = "coalesce(geom, seat)", " AND NOT external"
			}
			var want int
			err := db.Read().QueryRow(ctx, "SELECT count(*) FROM "+table+" WHERE ST_Intersects("+geometry+
				", ST_MakeEnvelope($1, $2, $3, $4, 4490))"+also, box.Min[0], box.Min[1], box.Max[0], box.Max[1]).Scan(&want)
			if err != nil {
				t.Fatal(err)
			}
			// A box without width is an empty polygon to ST_MakeEnvelope; here it is a line or a point.
			degenerate := box.Min[0] == box.Max[0] || box.Min[1] == box.Max[1]
			got := len(all(t, source, feature.Query{BBox: &box}))
			if !degenerate && got != want || degenerate && table == "area" && got < 2 {
				t.Errorf("%s in %v: %d, want %d", table, box, got, want)
			}
		}
	}
}

func TestFeaturesByTime(t *testing.T) {
	t.Parallel()
	db := small(t)
	execSQL(t, db, "UPDATE area SET valid_from = '2010-01-01', valid_to = '2020-01-01' WHERE code = '532601001'")
	in := patrol(uuid.New())
	in.ObservedAt = time.Date(2024, 5, 6, 7, 8, 9, 123456000, time.UTC)
	log(t, boundaries.NewInspectionStore(db), by(actor.Inspector, "532601"), in)
	areas, visits := boundaries.AreaFeatures(db), boundaries.InspectionFeatures(db)
	for _, tc := range []struct {
		datetime      string
		areas, visits int
	}{
		{"", 8, 1}, {"2009-12-31", 7, 0}, {"2010-01-01", 8, 0}, {"2019-12-31T23:59:59+08:00", 8, 0}, {"2020-01-01", 7, 0},
		{"2024-05-06", 7, 1}, {"2024-05-06T07:08:10Z", 7, 0}, {"2015-01-01/..", 8, 1}, {"../2012-01-01", 8, 0}, {"2024-05-07/..", 7, 0},
	} {
		interval, err := feature.ParseInterval(tc.datetime)
		if err != nil {
			t.Fatal(err)
		}
		if got := len(all(t, areas, feature.Query{Datetime: interval})); got != tc.areas {
			t.Errorf("%s: %d areas, want %d", tc.datetime, got, tc.areas)
		}
		if got := len(all(t, visits, feature.Query{Datetime: interval})); got != tc.visits {
			t.Errorf("%s: %d inspections, want %d", tc.datetime, got, tc.visits)
		}
	}
}

func TestFeaturesByProperty(t *testing.T) {
	t.Parallel()
	db := small(t)
	for _, tc := range []struct {
		source feature.Source
		props  map[string]string
		want   int
	}{
		{boundaries.AreaFeatures(db), map[string]string{"level": "township"}, 4},
		{boundaries.AreaFeatures(db), map[string]string{"level": "township", "parent": "532601"}, 2},
		{boundaries.AreaFeatures(db), map[string]string{"name": "甲县' OR true --"}, 0},
		{boundaries.LineFeatures(db), map[string]string{"right_area": "45"}, 1},
		{boundaries.MarkerFeatures(db), map[string]string{"number": markerNumber, "status": "standing"}, 1},
		{boundaries.MarkerFeatures(db), map[string]string{"status": "lost"}, 0},
	} {
		if got := len(all(t, tc.source, feature.Query{Props: tc.props})); got != tc.want {
			t.Errorf("%v: %d, want %d", tc.props, got, tc.want)
		}
	}
	_, err := boundaries.MarkerFeatures(db).Features(context.Background(), feature.Query{After: "x"})
	wantKind(t, "cursor that is no key", err, problem.BadParameter)
	empty, err := boundaries.InspectionFeatures(db).Extent(context.Background())
	if err != nil || empty.BBox != nil || empty.From != nil {
		t.Errorf("extent of nothing: %+v: %v", empty, err)
	}
}

func execSQL(t *testing.T, db *data.DB, sql string) {
	t.Helper()
	if err := write(db, sql); err != nil {
		t.Fatal(err)
	}
}
