package quality

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// square is a square with its south-west corner at lon, lat.
func square(lon, lat, size float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{lon, lat}, {lon + size, lat}, {lon + size, lat + size}, {lon, lat + size}, {lon, lat}}}}
}

// newStore is a store on a database with two townships of a county, beside each other.
func newStore(t testing.TB) *Store {
	t.Helper()
	return NewStore(datatest.From(t, "quality_land", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
			for _, a := range []struct {
				code, name, level, parent string
				shape                     orb.Geometry
			}{
				{"53", "云南省", "province", "", nil}, {"5326", "文山州", "prefecture", "53", nil}, {"532601", "文山市", "county", "5326", square(104, 23, 0.2)},
				{"532601101", "马塘镇", "township", "532601", square(104, 23, 0.1)}, {"532601102", "古木镇", "township", "532601", square(104.1, 23, 0.1)},
			} {
				if _, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent, geom) VALUES ($1, $2, $3, nullif($4, ''), $5)",
					a.code, a.name, a.level, a.parent, data.Geom{Geometry: a.shape}); err != nil {
					return err
				}
			}
			_, err := tx.Exec(ctx, `INSERT INTO place_class (code, name) VALUES ('21500', '乡级行政区'), ('22200', '农村居民点')`)
			if err == nil {
				_, err = tx.Exec(ctx, `INSERT INTO setting (key, value) VALUES ('prefecture', '{"code": "5326"}')`)
			}
			return err
		})
	}))
}

type locator struct{}

func (locator) CodesAt(p orb.Point) []string {
	if p[0] < 104.1 {
		return []string{"53", "5326", "532601", "532601101"}
	}
	return []string{"53", "5326", "532601", "532601102"}
}

func as(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: string(role), Role: role, Area: area}, Door: "test"}
}

func places(s *Store) *gazetteer.Store { return gazetteer.NewStore(s.db, locator{}) }

// town is an entry for 马塘镇 that has everything, changed.
func town(t testing.TB, s *Store, change func(*gazetteer.Draft)) gazetteer.Place {
	t.Helper()
	lon, lat := 104.05, 23.05
	d := gazetteer.Draft{Name: "马塘镇", Pinyin: "Mǎtáng Zhèn", ClassCode: "21500", AreaCode: "532601101", DivisionCode: "532601101",
		PlaceCode: "53260110121500000001", Lon: &lon, Lat: &lat, Meaning: "有塘", OriginText: "以塘得名", History: "1950年设"}
	change(&d)
	p, err := places(s).Create(context.Background(), as(actor.Admin, ""), uuid.Nil, d)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func start(t testing.TB, s *Store) Review {
	t.Helper()
	r, err := s.Start(context.Background(), as(actor.Officer, "532601"), Review{Title: "行政区域类核查", ClassPrefix: "21", AreaCode: "532601"})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func items(t testing.TB, s *Store, r Review, f ItemFilter) []Fault {
	t.Helper()
	f.Limit = 100
	all, err := s.Items(context.Background(), r.ID, f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// spoilt changes the row of an entry as no door of the program would.
func spoilt(t testing.TB, s *Store, set string) {
	t.Helper()
	err := s.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, "UPDATE place SET "+set)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Each check finds its fault and nothing else.
func TestChecks(t *testing.T) {
	t.Parallel()
	const outside = "geom = ST_SetSRID(ST_MakePoint(104.15, 23.05), 4490)"
	for set, want := range map[string]string{
		"name = name":                            "",
		"pinyin = ''":                            "complete pinyin",
		"meaning = '', history = ''":             "complete meaning, complete history",
		"geom = NULL":                            "complete geom",
		"place_code = '53262210121500000001'":    "code place_code",
		"place_code = '53260110122200000001'":    "code place_code",
		"place_code = '53260100021500000001'":    "",
		"division_code = '532601102'":            "code division_code, area_name name",
		"division_code = '532601101999'":         "area_name division_code",
		"name = '马唐镇'":                           "area_name name",
		"pinyin = 'Gǔmù Zhèn'":                   "pinyin pinyin",
		"pinyin = 'Mǎtáng'":                      "pinyin pinyin",
		"pinyin = 'ma tang zhen'":                "",
		outside:                                  "position geom",
		outside + ", position_reason = '飞地'":     "",
		"founded = '1956年', abolished = '1950年'": "dates abolished",
	} {
		t.Run(set, func(t *testing.T) {
			t.Parallel()
			s := newStore(t)
			town(t, s, func(*gazetteer.Draft) {})
			spoilt(t, s, set)
			r := start(t, s)
			var got []string
			for _, it := range items(t, s, r, ItemFilter{}) {
				got = append(got, it.Kind+" "+it.Subject)
				if it.Say(problem.Chinese); it.Message == it.Key || strings.Contains(it.Message, "{") {
					t.Errorf("no words for %s: %s", it.Key, it.Message)
				}
			}
			if strings.Join(got, ", ") != want || r.Entries != 1 || r.Open != len(got) {
				t.Errorf("found %v of %+v", got, r)
			}
		})
	}
}

func TestDates(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	late, early := now.AddDate(0, 1, 0), now.AddDate(-3, 0, 0)
	for want, s := range map[string]subject{
		"":                {Founded: "1956年", Abolished: "约1960"},
		"names":           {NamesReversed: 1},
		"valid_from":      {ValidFrom: &late},
		"valid_to":        {ValidFrom: &now, ValidTo: &early},
		"abolished":       {Founded: "1956", Abolished: "1950年"},
		"founded":         {Founded: "2199"},
		"names,abolished": {NamesReversed: 2, Founded: "1956", Abolished: "1950"},
	} {
		var got []string
		for _, f := range judge([]Check{{Kind: Dates, Severity: "error", Enabled: true}}, &s, now) {
			got = append(got, f.subject)
		}
		if strings.Join(got, ",") != want {
			t.Errorf("%+v: %v, want %s", s, got, want)
		}
	}
}

// The check of the closest class counts, even when it is switched off.
func TestPick(t *testing.T) {
	t.Parallel()
	checks := []Check{{Kind: Code, Enabled: true}, {Kind: Code, ClassPrefix: "21", Enabled: true, Severity: "info"}, {Kind: Code, ClassPrefix: "215"}}
	if c := pick(checks, Code, "21400"); c == nil || c.Severity != "info" {
		t.Errorf("for a county %+v", c)
	}
	if c := pick(checks, Code, "21500"); c != nil {
		t.Errorf("for a township %+v", c)
	}
	if c := pick(checks, Pinyin, "21500"); c != nil {
		t.Errorf("of another kind %+v", c)
	}
}

func TestLifeOfAReview(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	p := town(t, s, func(d *gazetteer.Draft) { d.Meaning, d.History, d.Pinyin = "", "", "Gǔmù Zhèn" })
	r := start(t, s)
	if r.Open != 3 || r.Faulty != 1 || r.AreaName != "文山市" || r.Version != 1 {
		t.Fatalf("%+v", r)
	}
	all := items(t, s, r, ItemFilter{})
	history := all[1]
	it, err := s.Accept(ctx, as(actor.Officer, "532601"), r.ID, history.ID, 1, "无资料")
	if err != nil || it.State != Accepted || it.Reason != "无资料" || it.JudgedBy != "officer" || it.Version != 2 {
		t.Fatalf("%+v: %v", it, err)
	}
	edit := func(version int64, change func(*gazetteer.Draft)) {
		t.Helper()
		if _, err := places(s).Update(ctx, as(actor.Admin, ""), p.ID, version, func(d *gazetteer.Draft) error { change(d); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	edit(1, func(d *gazetteer.Draft) { d.Pinyin, d.Meaning = "Mǎtáng Zhèn", "有塘" })
	r, err = s.Look(ctx, as(actor.Officer, "532601"), r.ID, r.Version)
	if err != nil || r.Mended != 2 || r.Accepted != 1 || r.Open != 0 {
		t.Fatalf("%+v: %v", r, err)
	}
	edit(2, func(d *gazetteer.Draft) { d.Meaning = "" })
	if r, err = s.Look(ctx, as(actor.Officer, "532601"), r.ID, r.Version); err != nil || r.Mended != 1 || r.Accepted != 1 || r.Open != 1 {
		t.Fatalf("%+v: %v", r, err)
	}
	if it, err = s.Accept(ctx, as(actor.Officer, "532601"), r.ID, history.ID, 2, ""); err != nil || it.State != Open {
		t.Errorf("opened again %+v: %v", it, err)
	}
	book, err := s.Workbook(ctx, r.ID, ItemFilter{State: Open}, problem.Chinese)
	if err != nil || len(book.Sheets[0].Rows) != 2 || book.Write(&bytes.Buffer{}) != nil {
		t.Errorf("workbook %+v: %v", book, err)
	}
	if r, err = s.Close(ctx, as(actor.Officer, "532601"), r.ID, r.Version); err != nil || r.ClosedAt == nil {
		t.Fatalf("%+v: %v", r, err)
	}
	if _, err := s.Look(ctx, as(actor.Officer, "532601"), r.ID, r.Version); !problem.Is(err, problem.Conflict) {
		t.Errorf("looked at a closed one: %v", err)
	}
	if reviews, err := s.Reviews(ctx); err != nil || len(reviews) != 1 {
		t.Errorf("%d reviews: %v", len(reviews), err)
	}
	if report, err := data.Verify(ctx, s.db); err != nil || len(report.Faults) > 0 {
		t.Errorf("the trail: %+v, %v", report.Faults, err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	town(t, s, func(d *gazetteer.Draft) { d.Meaning = "" })
	r := start(t, s)
	it := items(t, s, r, ItemFilter{})[0]
	officer := as(actor.Officer, "532601")
	for name, tc := range map[string]struct {
		do   func() error
		want problem.Kind
	}{
		"a review by a viewer": {func() error { _, err := s.Start(ctx, as(actor.Viewer, ""), r); return err }, problem.Forbidden},
		"of a foreign area":    {func() error { _, err := s.Start(ctx, as(actor.Officer, "532622"), r); return err }, problem.Forbidden},
		"without a title": {func() error {
			_, err := s.Start(ctx, officer, Review{ClassPrefix: "21", AreaCode: "532601"})
			return err
		}, problem.Invalid},
		"of an unknown class": {func() error {
			_, err := s.Start(ctx, officer, Review{Title: "x", ClassPrefix: "9", AreaCode: "532601"})
			return err
		}, problem.Invalid},
		"of an unknown area":        {func() error { _, err := s.Start(ctx, officer, Review{Title: "x", AreaCode: "532601999"}); return err }, problem.Invalid},
		"a look at an old version":  {func() error { _, err := s.Look(ctx, officer, r.ID, 7); return err }, problem.Stale},
		"a look at nothing":         {func() error { _, err := s.Look(ctx, officer, uuid.New(), 1); return err }, problem.NotFound},
		"a look by a stranger":      {func() error { _, err := s.Look(ctx, as(actor.Officer, "532622"), r.ID, 1); return err }, problem.Forbidden},
		"accepted without a reason": {func() error { _, err := s.Accept(ctx, officer, r.ID, it.ID, 1, " "); return err }, problem.Invalid},
		"accepted at length":        {func() error { _, err := s.Accept(ctx, officer, r.ID, it.ID, 1, strings.Repeat("x", 2001)); return err }, problem.Invalid},
		"accepted stale":            {func() error { _, err := s.Accept(ctx, officer, r.ID, it.ID, 2, "x"); return err }, problem.Stale},
		"accepted by a stranger":    {func() error { _, err := s.Accept(ctx, as(actor.Officer, "532622"), r.ID, it.ID, 1, "x"); return err }, problem.Forbidden},
		"of another review":         {func() error { _, err := s.Accept(ctx, officer, uuid.New(), it.ID, 1, "x"); return err }, problem.NotFound},
		"an unknown item":           {func() error { _, err := s.Accept(ctx, officer, r.ID, uuid.New(), 1, "x"); return err }, problem.NotFound},
		"an unknown state":          {func() error { _, err := s.Items(ctx, r.ID, ItemFilter{State: "x"}); return err }, problem.BadParameter},
		"items of nothing":          {func() error { _, err := s.Items(ctx, uuid.New(), ItemFilter{}); return err }, problem.NotFound},
		"a check by a county": {func() error {
			_, err := s.PutCheck(ctx, as(actor.Reviewer, "532601"), Check{Kind: Dates, Severity: "info"})
			return err
		}, problem.Forbidden},
		"a second check": {func() error {
			_, err := s.PutCheck(ctx, as(actor.Admin, ""), Check{Kind: Dates, Severity: "info"})
			return err
		}, problem.Conflict},
		"a bad check": {func() error {
			_, err := s.PutCheck(ctx, as(actor.Admin, ""), Check{Kind: "x", ClassPrefix: "y", Severity: "z"})
			return err
		}, problem.Invalid},
		"completeness of nothing": {func() error {
			_, err := s.PutCheck(ctx, as(actor.Admin, ""), Check{Kind: Complete, ClassPrefix: "22", Severity: "info"})
			return err
		}, problem.Invalid},
		"an unknown field": {func() error {
			_, err := s.PutCheck(ctx, as(actor.Admin, ""), Check{Kind: Complete, ClassPrefix: "22", Severity: "info", Params: CheckParams{Fields: []string{"password"}}})
			return err
		}, problem.Invalid},
		"a check that is not there": {func() error { return s.DeleteCheck(ctx, as(actor.Admin, ""), uuid.New(), 1) }, problem.NotFound},
	} {
		if err := tc.do(); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	if now := items(t, s, r, ItemFilter{}); len(now) != 1 || now[0].Version != 1 {
		t.Errorf("refusals left %+v", now)
	}
}

// The bureau changes a check and the next look goes by it.
func TestLifeOfACheck(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	town(t, s, func(d *gazetteer.Draft) { d.Meaning = "" })
	r := start(t, s)
	checks, err := s.Checks(ctx)
	if err != nil || len(checks) != 7 {
		t.Fatalf("%d checks: %v", len(checks), err)
	}
	for _, c := range checks {
		if c.Kind == Complete && c.ClassPrefix == "21" {
			c.Params.Fields = []string{"pinyin"}
			if c, err = s.PutCheck(ctx, as(actor.Reviewer, "5326"), c); err != nil || c.Version != 2 {
				t.Fatalf("%+v: %v", c, err)
			}
			c.Version = 1
			if _, err := s.PutCheck(ctx, as(actor.Reviewer, "5326"), c); !problem.Is(err, problem.Stale) {
				t.Errorf("an old version: %v", err)
			}
		}
	}
	if r, err = s.Look(ctx, as(actor.Officer, "532601"), r.ID, r.Version); err != nil || r.Open != 0 || r.Mended != 1 {
		t.Errorf("%+v: %v", r, err)
	}
	added, err := s.PutCheck(ctx, as(actor.Admin, ""), Check{Kind: Dates, ClassPrefix: "215", Severity: "info"})
	if err != nil || added.Version != 1 {
		t.Fatalf("%+v: %v", added, err)
	}
	if err := s.DeleteCheck(ctx, as(actor.Admin, ""), added.ID, 1); err != nil {
		t.Error(err)
	}
}
