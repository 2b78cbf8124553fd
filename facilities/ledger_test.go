package facilities

import (
	"context"
	"testing"

	"cairn/internal/problem"
)

func TestLedgerOfPack(t *testing.T) {
	t.Parallel()
	s := NewStore(packDB(t), grid{})
	l, err := s.Ledger(context.Background(), "", day("2021-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	if len(l.Rows) != 104 || len(l.Counties) != 8 || l.Official.Numerator != 94 || l.Official.Denominator != 104 || *l.Official.Percent != 90.4 {
		t.Fatalf("%d rows, %d counties, official %+v", len(l.Rows), len(l.Counties), l.Official)
	}
	total := l.Total
	if total.Own != 94 || total.VillageCemeteries != 4372 || total.Columbarium != 1 || total.EcoBurial != 111 ||
		*total.Beds != 10125 || *total.NursingBeds != 3060 || *total.Residents != 5813 ||
		total.Courtyards != 203 || total.Villages != 1000 || total.Planned != 31 || total.Shared != nil {
		t.Errorf("total %+v", total.LedgerFigures)
	}
	for _, rows := range [][]LedgerRow{l.Rows, l.Counties} {
		var added LedgerFigures
		plots, left := 0, 0
		for _, r := range rows {
			added.Own, added.VillageCemeteries, added.Planned = added.Own+r.Own, added.VillageCemeteries+r.VillageCemeteries, added.Planned+r.Planned
			added.Courtyards, added.Villages = added.Courtyards+r.Courtyards, added.Villages+r.Villages
			plots, left = plots+*r.PlotsTotal, left+*r.PlotsLeft
		}
		if added.Own != total.Own || added.VillageCemeteries != total.VillageCemeteries || added.Planned != total.Planned ||
			added.Courtyards != total.Courtyards || added.Villages != total.Villages || plots != *total.PlotsTotal || left != *total.PlotsLeft {
			t.Errorf("%d rows do not add up to the total: %+v", len(rows), added)
		}
	}
	if r := l.Rows[0]; r.Name != "开化街道" || r.County != "文山市" || r.CountyCode != "532601" {
		t.Errorf("first row %+v", r)
	}
}

func TestLedgerOfParts(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	mustCreate(t, s, func(d *Draft) { d.Used = nil })
	mustCreate(t, s, func(d *Draft) { d.AreaCode, d.Lon, d.Capacity = "532601102", ptr(104.7), nil })
	mustCreate(t, s, func(d *Draft) { d.Kind, d.AreaCode, d.Lon, d.Lat = "columbarium", "532622", nil, nil })
	for _, village := range []string{"532601001201", "532601001201"} {
		mustCreate(t, s, func(d *Draft) { d.Kind, d.VillageCode = "happiness_courtyard", village })
	}
	mustCreate(t, s, func(d *Draft) {
		d.Kind, d.Status, d.StatusFrom, d.TargetDate = "eco_burial", "building", ptr(day("2021-01-01")), ptr(day("2023-12-31"))
	})
	county, err := s.Ledger(ctx, "532601", Day{})
	if err != nil || len(county.Rows) != 2 || len(county.Counties) != 1 {
		t.Fatalf("%+v: %v", county, err)
	}
	kaihua, gumu := county.Rows[0], county.Rows[1]
	if *kaihua.PlotsTotal != 100 || kaihua.PlotsUsed != nil || kaihua.PlotsLeft != nil || *kaihua.Beds != 0 ||
		kaihua.Courtyards != 1 || kaihua.Villages != 1 || kaihua.Planned != 1 || kaihua.PlannedSites[0].Status != "building" {
		t.Errorf("%+v", kaihua.LedgerFigures)
	}
	if gumu.PlotsTotal != nil || *gumu.PlotsUsed != 40 {
		t.Errorf("%+v", gumu.LedgerFigures)
	}
	township, err := s.Ledger(ctx, "532601102", Day{})
	if err != nil || len(township.Rows) != 1 || len(township.Counties) != 0 || township.Rows[0].County != "文山市" || township.Official.Denominator != 1 {
		t.Errorf("%+v: %v", township, err)
	}
	// A columbarium that is declared for its county stands in the county's total only.
	all, err := s.Ledger(ctx, "5326", Day{})
	if err != nil || all.Total.Columbarium != 1 || all.Rows[2].Columbarium != 0 || all.Counties[1].Columbarium != 1 || all.Official.Numerator != 2 {
		t.Errorf("%+v: %v", all, err)
	}
	if _, err := s.Ledger(ctx, "532601001201", Day{}); !problem.Is(err, problem.BadParameter) {
		t.Errorf("a village gives %v", err)
	}
}
