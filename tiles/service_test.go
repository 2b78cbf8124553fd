package tiles

import (
	"context"
	"maps"
	"testing"

	"github.com/google/uuid"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/encoding/mvt"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/grain"
	"cairn/internal/problem"
)

var everything = tilesets[len(tilesets)-1].Layers

func TestQueriesGiveTheProperties(t *testing.T) {
	t.Parallel()
	db := datatest.New(t)
	for _, l := range layers {
		rows, err := db.Read().Query(context.Background(), queries.Get(l.Name), []string(nil))
		if err != nil {
			t.Fatal(err)
		}
		fields := rows.FieldDescriptions()
		rows.Close()
		if err := rows.Err(); err != nil || len(fields) != len(l.Properties)+2 {
			t.Fatalf("%s: %d columns: %v", l.Name, len(fields), err)
		}
		types := map[uint32]PropertyType{25: String, 701: Number, 16: Boolean}
		for i, p := range l.Properties[1:] {
			if f := fields[i+3]; f.Name != p.Name || types[f.DataTypeOID] != p.Type {
				t.Errorf("%s: column %s of type %d is not %v", l.Name, f.Name, f.DataTypeOID, p)
			}
		}
	}
}

func TestEmptyDatabase(t *testing.T) {
	t.Parallel()
	s := start(t, datatest.New(t), Config{})
	if !get(t, s, everything, Coord{}).Empty() {
		t.Error("something is drawn")
	}
	if got := s.TileJSON("all", everything, grain.Grains{}, "x"); got.Bounds != whole {
		t.Errorf("bounds %v", got.Bounds)
	}
	if _, err := s.Tile(context.Background(), Request{Layers: everything, Coord: Coord{3, 8, 0}}); !problem.Is(err, problem.NotFound) {
		t.Errorf("outside the grid: %v", err)
	}
}

func TestFeaturesHaveTheirProperties(t *testing.T) {
	t.Parallel()
	db := small(t)
	write(t, db, `INSERT INTO setting (key, value) VALUES ('schematic', 'true')`)
	line := data.Geom{Geometry: orb.LineString{{104, 23}, {104, 24}}}
	write(t, db, `INSERT INTO boundary_line (code, name, level, left_area, right_area, agreed_length_km, geom)
		VALUES ('532601000532622000', '文砚线', 'county', '532601', '532622', 110.5, $1)`, line)
	write(t, db, `INSERT INTO boundary_line (code, name, level, left_area, right_area, geom)
		VALUES ('532622000532601000', '无协议长度', 'county', '532622', '532601', $1)`, line)
	id := addPlace(t, db, "𣲗村", orb.Point{104, 23.5})
	s := start(t, db, Config{})
	layers, err := mvt.Unmarshal(get(t, s, everything, tileAt(orb.Point{104, 23.5}, 12)).body)
	if err != nil {
		t.Fatal(err)
	}
	got := map[any]map[string]any{}
	for _, l := range layers {
		for _, f := range l.Features {
			got[l.Name+" "+f.Properties["name"].(string)] = f.Properties
		}
	}
	for name, want := range map[string]map[string]any{
		"areas 532601": {"code": "532601", "name": "532601", "level": "county", "schematic": true},
		"lines 文砚线":    {"code": "532601000532622000", "name": "文砚线", "level": "county", "agreed_length_km": 110.5, "left_area": "532601", "right_area": "532622"},
		"lines 无协议长度":  {"code": "532622000532601000", "name": "无协议长度", "level": "county", "left_area": "532622", "right_area": "532601"},
		"places 𣲗村":    {"id": id.String(), "name": "𣲗村", "class_code": "22200", "status": "current"},
	} {
		if !maps.Equal(got[name], want) {
			t.Errorf("%s: %v, want %v", name, got[name], want)
		}
	}
}

// An edit is seen in the next request, in the tiles where the feature was and is, and nowhere else.
func TestWriteChangesItsTilesOnly(t *testing.T) {
	t.Parallel()
	db := small(t)
	old, far, new := orb.Point{103.8, 23.3}, orb.Point{103.5, 23.5}, orb.Point{104.3, 23.6}
	id := addPlace(t, db, "搬迁村", old)
	addPlace(t, db, "远村", far)
	s := start(t, db, Config{})
	set := Layers("places", "areas")
	tags := func(p orb.Point) (list [MaxZoom + 1]string) {
		for z := range list {
			list[z] = get(t, s, set, tileAt(p, uint32(z))).ETag(Identity)
		}
		return list
	}
	wasOld, wasFar, wasNew := tags(old), tags(far), tags(new)
	misses := s.Stats().Misses
	if tags(far) != wasFar || s.Stats().Misses != misses {
		t.Error("a tile is made again without a change")
	}
	write(t, db, `UPDATE place SET geom = $2 WHERE id = $1`, id, data.Geom{Geometry: new})
	isOld, isNew := tags(old), tags(new)
	for z := 8; z <= MaxZoom; z++ { // below, another place may stand for the one that moved
		if isOld[z] == wasOld[z] || isNew[z] == wasNew[z] {
			t.Errorf("zoom %d does not show the move", z)
		}
	}
	misses = s.Stats().Misses
	isFar := tags(far)
	for z := 8; z <= MaxZoom; z++ {
		holds := tileAt(far, uint32(z)) == tileAt(old, uint32(z)) || tileAt(far, uint32(z)) == tileAt(new, uint32(z))
		if (isFar[z] == wasFar[z]) == holds {
			t.Errorf("far tile of zoom %d: %s, was %s", z, isFar[z], wasFar[z])
		}
	}
	if s.Stats().Misses != misses {
		t.Error("a far tile was forgotten")
	}
	sameAsFresh(t, s, start(t, db, Config{}), set, old, far, new)
}

// sameAsFresh compares the tiles of points at every zoom with those of a service that has just started.
func sameAsFresh(t *testing.T, s, fresh *Service, set LayerSet, points ...orb.Point) {
	t.Helper()
	for _, p := range points {
		for z := uint32(0); z <= MaxZoom; z++ {
			c := tileAt(p, z)
			if get(t, s, set, c).ETag(Identity) != get(t, fresh, set, c).ETag(Identity) {
				t.Errorf("tile %v differs from one of a new service", c)
			}
		}
	}
}

func TestWritesThatDrawNothingNewKeepTiles(t *testing.T) {
	t.Parallel()
	db := small(t)
	p := orb.Point{103.8, 23.3}
	id := addPlace(t, db, "甲村", p)
	s := start(t, db, Config{})
	c := tileAt(p, 12)
	areas, places := get(t, s, Layers("areas"), c), get(t, s, Layers("places"), c)
	write(t, db, `UPDATE place SET meaning = '山下' WHERE id = $1`, id)
	if get(t, s, Layers("places"), c) != places {
		t.Error("a text that is not drawn changes the tile")
	}
	write(t, db, `UPDATE place SET name = '乙村' WHERE id = $1`, id)
	if get(t, s, Layers("places"), c).ETag(Identity) == places.ETag(Identity) {
		t.Error("the new name is not shown")
	}
	if get(t, s, Layers("areas"), c) != areas {
		t.Error("a place changes the tile of other layers")
	}
	write(t, db, `UPDATE place SET status = 'retired' WHERE id = $1`, id)
	if !get(t, s, Layers("places"), c).Empty() {
		t.Error("the retired place is shown")
	}
}

// One neighbour's new outline changes how the other's is simplified, beyond the first one's box.
func TestSharedOutlinesChangeTogether(t *testing.T) {
	t.Parallel()
	db := small(t)
	s := start(t, db, Config{})
	for z := uint32(0); z <= MaxZoom; z++ {
		get(t, s, everything, tileAt(orb.Point{104.7, 23.4}, z))
	}
	write(t, db, `UPDATE area SET geom = ST_Multi(ST_Envelope(geom)) WHERE code = '532601'`)
	sameAsFresh(t, s, start(t, db, Config{}), everything, orb.Point{104.7, 23.4}, orb.Point{104, 23.5}, orb.Point{103.5, 23.2})
}

func TestStatusFollowsEvents(t *testing.T) {
	t.Parallel()
	db := small(t)
	p, id := orb.Point{103.8, 23.3}, uuid.New()
	write(t, db, `INSERT INTO facility (id, kind, name, area_code, geom) VALUES ($1, 'care_home', '敬老院', '532601', $2)`, id, data.Geom{Geometry: p})
	s := start(t, db, Config{})
	status := func() any {
		layers, err := mvt.Unmarshal(get(t, s, Layers("facilities"), tileAt(p, 14)).body)
		if err != nil || len(layers) != 1 {
			t.Fatalf("%d layers: %v", len(layers), err)
		}
		return layers[0].Features[0].Properties["status"]
	}
	if got := status(); got != "unknown" {
		t.Errorf("without a status: %v", got)
	}
	write(t, db, `INSERT INTO facility_status (facility_id, status, from_on) VALUES ($1, 'building', '2020-01-01')`, id)
	if got := status(); got != "building" {
		t.Errorf("with a status: %v", got)
	}
}

// Refresh finds what no event told of: the new day.
func TestRefresh(t *testing.T) {
	t.Parallel()
	db := small(t)
	s := start(t, db, Config{})
	ctx := context.Background()
	c := tileAt(orb.Point{103.8, 23.5}, 8)
	before := counts(t, get(t, s, Layers("areas"), c))["areas"]
	other, err := data.Open(ctx, data.Config{URL: db.URL()}) // its writes do not reach s
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	write(t, other, `UPDATE area SET valid_to = current_date WHERE code = '532622'`)
	if err := s.Refresh(ctx); err != nil {
		t.Fatal(err)
	}
	if after := counts(t, get(t, s, Layers("areas"), c))["areas"]; before != 2 || after != 1 {
		t.Errorf("%d areas, then %d", before, after)
	}
}

func TestManyEventsReadTheLayer(t *testing.T) {
	t.Parallel()
	db := small(t)
	s := start(t, db, Config{})
	get(t, s, Layers("places"), tileAt(orb.Point{103.8, 23.3}, 6))
	write(t, db, `INSERT INTO place (id, name, class_code, area_code, geom)
		SELECT gen_random_uuid(), 'p' || i, '22200', '532601', ST_SetSRID(ST_Point(103.5 + (i % 50) * 0.01, 23.2 + (i / 50) * 0.01), 4490)
		FROM generate_series(0, $1) i`, wholeLayer)
	if n := s.Stats().Features["places"]; n != wholeLayer+1 {
		t.Errorf("%d places", n)
	}
	if get(t, s, Layers("places"), tileAt(orb.Point{103.8, 23.3}, 6)).Empty() {
		t.Error("the tile is stale")
	}
	write(t, db, `UPDATE place SET status = 'retired'`)
	if n := s.Stats().Features["places"]; n != 0 {
		t.Errorf("%d places are left", n)
	}
}

func TestTileJSON(t *testing.T) {
	t.Parallel()
	db := small(t)
	s := start(t, db, Config{})
	got := s.TileJSON("areas", Layers("areas", "area_labels"), grain.Grains{}, "https://example.cn/tiles/areas/{z}/{x}/{y}.mvt")
	if got.TileJSON != "3.0.0" || got.Tiles[0] != "https://example.cn/tiles/areas/{z}/{x}/{y}.mvt" || len(got.VectorLayers) != 2 {
		t.Errorf("%+v", got)
	}
	if f := got.VectorLayers[0].Fields; f["schematic"] != Boolean || f["code"] != String || len(f) != 4 {
		t.Errorf("fields %v", f)
	}
	if b := got.Bounds; b[0] > 103.2 || b[0] < 103.19 || b[3] < 24 || b[3] > 24.01 {
		t.Errorf("bounds %v", b)
	}
}
