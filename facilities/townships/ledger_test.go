package townships_test

import (
	"context"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/facilitytest"
	"cairn/facilities/townships"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// now is when the tests play: the 15th of June, 2022, in Shanghai.
var now = time.Date(2022, 6, 14, 17, 0, 0, 0, time.UTC)

type nowhere struct{}

func (nowhere) CodesAt(orb.Point) []string { return nil }

// kit is the small world with nothing in it.
type kit struct {
	*testing.T
	ctx   context.Context
	db    *data.DB
	store *townships.Store
}

func newKit(t *testing.T) *kit {
	t.Helper()
	t.Parallel()
	k := &kit{T: t, ctx: context.Background(), db: facilitytest.Small(t)}
	k.store = townships.NewStore(k.db)
	k.store.SetClock(now)
	return k
}

func ptr[T any](v T) *T { return &v }

// add makes a facility of 100 places of which 40 are used, in use since 2015 in 532601001.
func (k *kit) add(edit func(*facilities.Draft)) uuid.UUID {
	k.Helper()
	d := facilities.Draft{Kind: "township_cemetery", Name: "开化街道公益性公墓", AreaCode: "532601001", Status: "in_use",
		StatusFrom: ptr(facilitytest.Day("2015-05-04")), Capacity: ptr(100), Used: ptr(40)}
	if edit != nil {
		edit(&d)
	}
	by := data.Change{Actor: actor.Actor{Login: "u", Name: "u", Role: actor.Planner, Area: "5326"}, Door: "test"}
	f, err := facilities.NewStore(k.db, nowhere{}).Create(k.ctx, by, uuid.Nil, d)
	if err != nil {
		k.Fatal(err)
	}
	return f.ID
}

func (k *kit) write(sql string, args ...any) {
	k.Helper()
	facilitytest.Write(k, k.db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, sql, args...)
		return err
	})
}

func (k *kit) ledger(f townships.Filter) townships.Ledger {
	k.Helper()
	l, err := k.store.Ledger(k.ctx, f)
	if err != nil {
		k.Fatal(err)
	}
	return l
}

func TestLedgerOfPack(t *testing.T) {
	t.Parallel()
	s := townships.NewStore(facilitytest.Pack(t))
	l, err := s.Ledger(context.Background(), townships.Filter{AsOf: facilitytest.Day("2021-12-31")})
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Rows) != 104 || len(l.Counties) != 8 || l.Official.Numerator != 94 || l.Official.Denominator != 104 || *l.Official.Percent != 90.4 || l.Official.Exempt != 0 {
		t.Fatalf("%d rows, %d counties, official %+v", len(l.Rows), len(l.Counties), l.Official)
	}
	total := l.Total
	if total.Own != 94 || total.VillageCemeteries != 4372 || total.Columbarium != 1 || total.EcoBurial != 111 ||
		*total.Beds != 10125 || *total.NursingBeds != 3060 || *total.Residents != 5813 ||
		total.Courtyards != 203 || total.Villages != 1000 || total.Planned != 31 || total.Shared != nil || total.Exempt != nil ||
		total.VillageCemeteriesFiled != nil || total.VillageCemeteriesComplete != nil || total.LastConfirmed != nil || l.Reported != nil {
		t.Errorf("total %+v", total.LedgerFigures)
	}
	for _, rows := range [][]townships.LedgerRow{l.Rows, l.Counties} {
		own, villages, planned, plots, left := 0, 0, 0, 0, 0
		for _, r := range rows {
			own, villages, planned, plots, left = own+r.Own, villages+r.VillageCemeteries, planned+r.Planned, plots+*r.PlotsTotal, left+*r.PlotsLeft
		}
		if own != total.Own || villages != total.VillageCemeteries || planned != total.Planned || plots != *total.PlotsTotal || left != *total.PlotsLeft {
			t.Errorf("%d rows do not add up to the total", len(rows))
		}
	}
	served := 0
	for _, c := range l.Counties {
		served += c.Official.Numerator
	}
	if r := l.Rows[0]; r.Name != "开化街道" || r.County != "文山市" || r.CountyCode != "532601" || served != 94 {
		t.Errorf("first row %+v, %d served by county", r, served)
	}
	uncovered, err := s.Ledger(context.Background(), townships.Filter{AsOf: facilitytest.Day("2021-12-31"), Way: "none"})
	if err != nil || len(uncovered.Rows) != 10 || uncovered.Official.Numerator != 94 || uncovered.Total.Own != 94 {
		t.Errorf("%d without any, %+v: %v", len(uncovered.Rows), uncovered.Official, err)
	}
}

func TestLedgerOfParts(t *testing.T) {
	k := newKit(t)
	k.add(func(d *facilities.Draft) { d.Used = nil })
	k.add(func(d *facilities.Draft) { d.AreaCode, d.Capacity = "532601102", nil })
	k.add(func(d *facilities.Draft) { d.Kind, d.AreaCode = "columbarium", "532622" })
	for range 2 {
		k.add(func(d *facilities.Draft) { d.Kind, d.VillageCode = "happiness_courtyard", "532601001201" })
	}
	k.add(func(d *facilities.Draft) {
		d.Kind, d.Status, d.StatusFrom, d.TargetDate = "eco_burial", "building", ptr(facilitytest.Day("2021-01-01")), ptr(facilitytest.Day("2023-12-31"))
	})
	county := k.ledger(townships.Filter{Area: "532601"})
	if len(county.Rows) != 2 || len(county.Counties) != 1 {
		t.Fatalf("%+v", county)
	}
	kaihua, gumu := county.Rows[0], county.Rows[1]
	if *kaihua.PlotsTotal != 100 || kaihua.PlotsUsed != nil || kaihua.PlotsLeft != nil || *kaihua.Beds != 0 || *kaihua.VillageCemeteriesFiled != 0 ||
		kaihua.Courtyards != 1 || kaihua.Villages != 1 || kaihua.Planned != 1 || kaihua.PlannedSites[0].Status != "building" || kaihua.PlannedSites[0].Precision == "" {
		t.Errorf("%+v", kaihua.LedgerFigures)
	}
	if gumu.PlotsTotal != nil || *gumu.PlotsUsed != 40 {
		t.Errorf("%+v", gumu.LedgerFigures)
	}
	township := k.ledger(townships.Filter{Area: "532601102"})
	if len(township.Rows) != 1 || len(township.Counties) != 0 || township.Rows[0].County != "文山市" || township.Official.Denominator != 1 {
		t.Errorf("%+v", township)
	}
	// A columbarium that is declared for its county stands in the county's total only.
	all := k.ledger(townships.Filter{Area: "5326"})
	if all.Total.Columbarium != 1 || all.Rows[2].Columbarium != 0 || all.Counties[1].Columbarium != 1 || all.Official.Numerator != 2 {
		t.Errorf("%+v", all)
	}
	for _, f := range []townships.Filter{{Area: "532601001201"}, {Area: "99"}, {Way: "rented"}} {
		if _, err := k.store.Ledger(k.ctx, f); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%+v gives %v", f, err)
		}
	}
}

// Sharing, exemptions, papers, reported figures and confirmed months stand in their columns as
// of the day; before anything is on record they are null.
func TestWhatIsDeclared(t *testing.T) {
	k := newKit(t)
	own := k.add(nil)
	village := k.add(func(d *facilities.Draft) { d.Kind, d.Name = "village_cemetery", "下田村公墓" })
	k.add(func(d *facilities.Draft) { d.Kind, d.Name = "village_cemetery", "上田村公墓" })
	k.write(`INSERT INTO facility_service (facility_id, area_code, role, from_on) VALUES ($1, '532601102', 'shared', '2020-01-01'), ($1, '532601001', 'shared', '2020-01-01')`, own)
	k.write(`INSERT INTO coverage_exemption (id, area_code, what, from_on, document) VALUES (gen_random_uuid(), '532622101', 'township_burial', '2021-01-01', '文民发〔2021〕3号')`)
	k.write(`INSERT INTO facility_papers (facility_id, complete, missing) VALUES ($1, true, '{}')`, village)
	k.write(`INSERT INTO facility_filing (id, facility_id, matter, granted_on) VALUES (gen_random_uuid(), $1, 'filing', '2021-05-01'), (gen_random_uuid(), $1, 'land', '2021-05-01')`, village)
	k.write(`INSERT INTO coverage_reported (id, area_code, what, as_of, percent, numerator, denominator, document) VALUES
		(gen_random_uuid(), '5326', 'township_burial', '2020-12-31', 90, null, null, '“十四五”规划'), (gen_random_uuid(), '5326', 'township_burial', '2022-12-31', 100, 3, 3, ''),
		(gen_random_uuid(), '532601', 'township_burial', '2021-12-31', null, 1, 2, '')`)
	k.write(`INSERT INTO facility_capacity (facility_id, measure, on_day, total, used) VALUES ($1, 'plots', '2021-01-01', 100, 30), ($1, 'plots', '2022-05-31', 120, 44)`, own)
	k.write(`INSERT INTO monthly_report (id, area_code, month, edition, figures_on, changed, cremations, burials, eco_burials, content_hash, author, received_at) VALUES
		(gen_random_uuid(), '532601001', '2022-04-01', 1, '2022-04-30', false, 0, 0, 0, '', 'c', '2022-05-02 01:00Z'),
		(gen_random_uuid(), '532601001', '2022-05-01', 1, '2022-05-31', false, 0, 0, 0, '', 'c', '2022-06-01 17:00Z'),
		(gen_random_uuid(), '532622101', '2022-02-01', 1, '2022-02-28', false, 0, 0, 0, '', 'c', '2022-03-02 01:00Z')`)

	l := k.ledger(townships.Filter{})
	kaihua, gumu, jiangna := l.Rows[0], l.Rows[1], l.Rows[2]
	if kaihua.Own != 1 || *kaihua.Shared != 0 || *gumu.Shared != 1 || *gumu.Exempt != 0 || *jiangna.Exempt != 1 || jiangna.ExemptDocuments[0] != "文民发〔2021〕3号" {
		t.Errorf("ways %+v, %+v, %+v", kaihua.LedgerFigures, gumu.LedgerFigures, jiangna.LedgerFigures)
	}
	if l.Official.Numerator != 2 || l.Official.Exempt != 1 || *l.Official.Percent != 66.7 || *l.Total.Shared != 1 || *l.Total.Exempt != 1 || *l.Counties[0].Official.Percent != 100 {
		t.Errorf("official %+v, total %+v", l.Official, l.Total.LedgerFigures)
	}
	if kaihua.VillageCemeteries != 2 || *kaihua.VillageCemeteriesFiled != 1 || *kaihua.VillageCemeteriesComplete != 1 || *gumu.VillageCemeteriesFiled != 0 {
		t.Errorf("papers %+v", kaihua.LedgerFigures)
	}
	if *kaihua.PlotsTotal != 320 || *kaihua.PlotsUsed != 124 || *kaihua.PlotsLeft != 196 {
		t.Errorf("plots %+v", kaihua.LedgerFigures)
	}
	if table := l.Workbook("张三", time.Now(), problem.Chinese).Sheets[0]; table.Rows[3][6].Value != "文民发〔2021〕3号" || table.Rows[4][4].Value != "" {
		t.Errorf("exempt by %v", table.Rows)
	}
	if r := l.Reported; r == nil || *r.Percent != 90 || r.Document != "“十四五”规划" || *l.Counties[0].Reported.Percent != 50 || l.Counties[1].Reported != nil {
		t.Errorf("reported %+v", r)
	}
	if kaihua.LastConfirmed.String() != "2022-06-02" || jiangna.LastConfirmed.String() != "2022-03-02" || gumu.LastConfirmed != nil || l.Total.LastConfirmed != nil ||
		l.Counties[1].LastConfirmed.String() != "2022-03-02" {
		t.Errorf("confirmed %v, %v", kaihua.LastConfirmed, jiangna.LastConfirmed)
	}
	then := k.ledger(townships.Filter{AsOf: facilitytest.Day("2020-06-30")})
	if *then.Rows[2].Exempt != 0 || then.Rows[0].LastConfirmed != nil || then.Reported != nil || *then.Rows[0].VillageCemeteriesFiled != 0 {
		t.Errorf("two years before: %+v", then.Rows[0].LedgerFigures)
	}
	for name, tc := range map[string]struct {
		f    townships.Filter
		want int
	}{
		"own": {townships.Filter{Way: "own"}, 1}, "shared": {townships.Filter{Way: "shared"}, 1}, "exempt": {townships.Filter{Way: "exempt"}, 1}, "none": {townships.Filter{Way: "none"}, 0},
		"incomplete": {townships.Filter{Incomplete: true}, 1}, "planned": {townships.Filter{Planned: true}, 0}, "unconfirmed": {townships.Filter{Unconfirmed: true}, 2},
	} {
		if l := k.ledger(tc.f); len(l.Rows) != tc.want || l.Official.Denominator != 3 {
			t.Errorf("%s: %d rows", name, len(l.Rows))
		}
	}
}
