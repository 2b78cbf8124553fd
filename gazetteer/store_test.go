package gazetteer

import (
	"context"
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// square is a square of a tenth of a degree with its south-west corner at lon, lat.
func square(lon, lat, size float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{lon, lat}, {lon + size, lat}, {lon + size, lat + size}, {lon, lat + size}, {lon, lat}}}}
}

// land is a small prefecture: two counties side by side, the first with two townships.
var land = []struct {
	code, name, level, parent string
	shape                     orb.MultiPolygon
}{
	{"53", "云南省", "province", "", nil},
	{"5326", "文山州", "prefecture", "53", nil},
	{"532601", "文山市", "county", "5326", square(104, 23, 0.2)},
	{"532622", "砚山县", "county", "5326", square(104.2, 23, 0.2)},
	{"532601001", "开化街道", "township", "532601", square(104, 23, 0.1)},
	{"532601102", "古木镇", "township", "532601", square(104.1, 23.1, 0.1)},
	{"532622101", "江那镇", "township", "532622", square(104.2, 23, 0.2)},
}

// landLocator answers from land; points outside lie in no area.
type landLocator struct{}

func (landLocator) CodesAt(p orb.Point) []string {
	var codes []string
	for _, a := range land {
		if a.shape != nil && a.shape.Bound().Contains(p) {
			codes = append(codes, a.code)
		}
	}
	if len(codes) == 0 {
		return nil
	}
	return append([]string{"53", "5326"}, codes...)
}

// newStore is a store on a database with land and the classes.
func newStore(t testing.TB) *Store {
	t.Helper()
	db := datatest.From(t, "gazetteer_land", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), fillLand)
	})
	return NewStore(db, landLocator{})
}

func fillLand(ctx context.Context, tx pgx.Tx) error {
	for _, a := range land {
		var shape data.Geom
		if a.shape != nil {
			shape.Geometry = a.shape
		}
		_, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent, geom) VALUES ($1, $2, $3, nullif($4, ''), $5)",
			a.code, a.name, a.level, a.parent, shape)
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('21300', '地级行政区'), ('21400', '县级行政区'),
		('21500', '乡级行政区'), ('22200', '农村居民点'), ('23213', '县道'), ('27610', '村民委员会')`)
	return err
}

// village is a draft of a village in 开化街道.
func village(name string) Draft {
	lon, lat := 104.05, 23.05
	return Draft{Name: name, ClassCode: "22200", AreaCode: "532601001", Lon: &lon, Lat: &lat}
}

// reviewer is one who may edit entries of the area.
func reviewer(area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: "o", Name: "O", Role: actor.Reviewer, Area: area}, Door: "test"}
}

// created adds an entry or ends the test.
func created(t testing.TB, s *Store, d Draft) Place {
	t.Helper()
	p, err := s.Create(context.Background(), reviewer("53"), uuid.Nil, d)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// updated changes an entry or ends the test.
func updated(t testing.TB, s *Store, p Place, change func(*Draft)) Place {
	t.Helper()
	p, err := s.Update(context.Background(), reviewer("53"), p.ID, p.Version, func(d *Draft) error { change(d); return nil })
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestLifeOfAPlace(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	d := village("下𣲗坝")
	d.Pinyin, d.AltNames, d.PlaceCode = "Xiàwǔbà", []string{"老坝", " 老坝 ", ""}, "53260100122200000001"
	p := created(t, s, d)
	if p.Version != 1 || p.Status != Current || !slices.Equal(p.AltNames, []string{"老坝"}) || p.ClassName != "农村居民点" ||
		!slices.Equal(p.AreaPath, []string{"文山州", "文山市", "开化街道"}) || *p.Lon != 104.05 || p.Shape() != nil {
		t.Fatalf("created as %+v", p)
	}
	p = updated(t, s, p, func(d *Draft) { d.Name, d.Pinyin, d.Meaning = "上𣲗坝", "", "因水得名" })
	if p.Version != 2 || p.Name != "上𣲗坝" || !slices.Equal(p.FormerNames, []string{"下𣲗坝"}) || p.Pinyin != "" {
		t.Fatalf("renamed to %+v", p)
	}
	former := p.Names[slices.IndexFunc(p.Names, func(n Name) bool { return n.Kind == kindFormer })]
	if former.Pinyin != "Xiàwǔbà" || former.To == nil {
		t.Errorf("the former name forgot %+v", former)
	}
	same := updated(t, s, p, func(d *Draft) { d.Name = " 上𣲗坝 " })
	if same.Version != 2 {
		t.Errorf("no change made version %d", same.Version)
	}
	p, err := s.Retire(ctx, reviewer("532601"), p.ID, 2)
	if err != nil || p.Status != Retired || p.Version != 3 || p.ValidTo == nil {
		t.Fatalf("retired as %+v: %v", p, err)
	}
	if _, err := s.Update(ctx, reviewer("53"), p.ID, 3, func(d *Draft) error { d.Name = "x"; return nil }); !problem.Is(err, problem.Conflict) {
		t.Errorf("a retired entry was changed: %v", err)
	}
	history, err := s.History(ctx, p.ID)
	if err != nil || len(history) != 3 || history[0].Actor != "o" || history[2].Op != "insert" {
		t.Fatalf("%d versions: %v", len(history), err)
	}
	var edits int
	if err := s.db.Read().QueryRow(ctx, "SELECT count(*) FROM place_edit WHERE place_id = $1", p.ID).Scan(&edits); err != nil || edits != 3 {
		t.Errorf("%d edits: %v", edits, err)
	}
	if report, err := data.Verify(ctx, s.db); err != nil || len(report.Faults) > 0 {
		t.Errorf("the trail: %+v, %v", report.Faults, err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	p := created(t, s, func() Draft { d := village("新寨"); d.PlaceCode = "53260100122200000002"; return d }())
	at := func(d Draft, lon, lat float64) Draft { d.Lon, d.Lat = &lon, &lat; return d }
	for name, tc := range map[string]struct {
		by    string
		draft Draft
		want  problem.Kind
		field string
	}{
		"no name":                 {"53", village(""), problem.Invalid, "name"},
		"long name":               {"53", village(string(make([]rune, 200))), problem.Invalid, "name"},
		"control character":       {"53", village("新\u0007寨"), problem.Invalid, "name"},
		"unknown class":           {"53", func() Draft { d := village("x"); d.ClassCode = "99999"; return d }(), problem.Invalid, "class_code"},
		"unknown area":            {"53", func() Draft { d := village("x"); d.AreaCode = "532699"; return d }(), problem.Invalid, "area_code"},
		"code in use":             {"53", func() Draft { d := village("x"); d.PlaceCode = *p.PlaceCode; return d }(), problem.Invalid, "place_code"},
		"short code":              {"53", func() Draft { d := village("x"); d.PlaceCode = "12"; return d }(), problem.Invalid, "place_code"},
		"no position":             {"53", Draft{Name: "x", ClassCode: "22200", AreaCode: "532601001"}, problem.Invalid, "lon"},
		"half a position":         {"53", func() Draft { d := village("x"); d.Lat = nil; return d }(), problem.Invalid, "lat"},
		"swapped":                 {"53", at(village("x"), 23.05, 104.05), problem.Invalid, "lat"},
		"off the earth":           {"53", at(village("x"), 204, 23), problem.Invalid, "lon"},
		"crossing polygon":        {"53", Draft{Name: "x", ClassCode: "22200", AreaCode: "532601001", Geometry: orb.Polygon{{{104, 23}, {104.1, 23.1}, {104.1, 23}, {104, 23.1}, {104, 23}}}}, problem.Invalid, "geometry"},
		"outside its township":    {"53", at(village("x"), 104.15, 23.15), problem.Invalid, "position_reason"},
		"other county":            {"532622", village("x"), problem.Forbidden, ""},
		"placed in another area":  {"532601", func() Draft { d := at(village("x"), 104.3, 23.1); d.PositionReason = "y"; return d }(), problem.Forbidden, ""},
		"declared where it isn't": {"532601", func() Draft { d := village("x"); d.AreaCode = "532622101"; return d }(), problem.Forbidden, ""},
	} {
		_, err := s.Create(ctx, reviewer(tc.by), uuid.Nil, tc.draft)
		if !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
			continue
		}
		if fields := problem.As(err).Fields; tc.field != "" && (len(fields) != 1 || fields[0].Field != tc.field) {
			t.Errorf("%s: fields %v, want %s", name, fields, tc.field)
		}
	}
	if _, err := s.Create(ctx, data.Change{Actor: actor.Actor{Login: "v", Role: actor.Viewer, Area: "53"}, Door: "test"}, uuid.Nil, village("x")); !problem.Is(err, problem.Forbidden) {
		t.Errorf("a viewer could create: %v", err)
	}
	if _, err := s.Create(ctx, reviewer("53"), p.ID, village("x")); !problem.Is(err, problem.Conflict) {
		t.Errorf("the same id again: %v", err)
	}
	nothing := func(d *Draft) error { d.Meaning = "x"; return nil }
	if _, err := s.Update(ctx, reviewer("53"), p.ID, 7, nothing); !problem.Is(err, problem.Stale) {
		t.Errorf("a stale version: %v", err)
	}
	if _, err := s.Update(ctx, reviewer("532622"), p.ID, 7, nothing); !problem.Is(err, problem.Forbidden) {
		t.Errorf("a stale version by a stranger: %v", err)
	}
	if _, err := s.Update(ctx, reviewer("53"), uuid.New(), 1, nothing); !problem.Is(err, problem.NotFound) {
		t.Errorf("an unknown id: %v", err)
	}
	if places, err := s.List(ctx, Filter{Limit: 10}); err != nil || len(places) != 1 || places[0].Version != 1 {
		t.Errorf("refusals left %d entries: %v", len(places), err)
	}
}

// A reason lets an entry stand outside its township; it goes with the position it was given for.
func TestPositionReason(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	d := village("界上村")
	*d.Lon, *d.Lat, d.PositionReason = 104.15, 23.15, "飞地"
	p := created(t, s, d)
	p = updated(t, s, p, func(d *Draft) { d.Meaning = "x" })
	move := func(d *Draft) error { lon := 104.16; d.Lon = &lon; return nil }
	if _, err := s.Update(ctx, reviewer("53"), p.ID, p.Version, move); !problem.Is(err, problem.Invalid) {
		t.Errorf("moved with an old reason: %v", err)
	}
	p = updated(t, s, p, func(d *Draft) { d.AreaCode = "532601102" })
	if p.PositionReason != "" {
		t.Errorf("the reason stayed: %q", p.PositionReason)
	}
}

func TestShapes(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	road := village("古木公路")
	road.Lon, road.Lat, road.Geometry = nil, nil, orb.LineString{{104.01, 23.01}, {104.05, 23.05}, {104.09, 23.05}}
	p := created(t, s, road)
	if p.Lon == nil || *p.Lon != 104.05 || !orb.Equal(p.Shape(), road.Geometry) {
		t.Fatalf("the line came back as %v at %v", p.Shape(), p.Lon)
	}
	p = updated(t, s, p, func(d *Draft) { d.Geometry = orb.Point{104.02, 23.02} })
	if *p.Lon != 104.02 || p.Shape() != nil {
		t.Errorf("the point came back as %v at %v", p.Geom, p.Lon)
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, name := range []string{"新寨", "老寨", "中寨"} {
		created(t, s, village(name))
	}
	d := village("古木镇")
	*d.Lon, *d.Lat, d.AreaCode, d.ClassCode = 104.15, 23.15, "532601102", "21500"
	town := created(t, s, d)
	if _, err := s.Retire(ctx, reviewer("53"), town.ID, 1); err != nil {
		t.Fatal(err)
	}
	for name, tc := range map[string]struct {
		filter Filter
		want   int
	}{
		"all":           {Filter{Limit: 10}, 3},
		"first page":    {Filter{Limit: 1}, 2},
		"by area":       {Filter{Area: "532601001", Limit: 10}, 3},
		"by other area": {Filter{Area: "532601102", Limit: 10}, 0},
		"by class":      {Filter{Class: "22", Limit: 10}, 3},
		"retired":       {Filter{Status: Retired, Limit: 10}, 1},
		"by text":       {Filter{Text: "老", Limit: 10}, 1},
		"odd text":      {Filter{Text: `%_\'"`, Limit: 10}, 0},
	} {
		if places, err := s.List(ctx, tc.filter); err != nil || len(places) != tc.want {
			t.Errorf("%s: %d entries, want %d: %v", name, len(places), tc.want, err)
		}
	}
	if _, err := s.List(ctx, Filter{Status: "x", Limit: 1}); !problem.Is(err, problem.BadParameter) {
		t.Errorf("an unknown status: %v", err)
	}
}
