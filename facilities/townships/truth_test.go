package townships_test

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facilitytest"
	"cairn/facilities/network"
	"cairn/facilities/townships"
)

// sameTruth compares the official rule of the table with that of coverage: figures of the
// prefecture and of every county, what every township counts by, what was reported.
func sameTruth(t *testing.T, db *data.DB, on string) (ways map[string]int) {
	t.Helper()
	ctx, day := context.Background(), facilitytest.Day(on)
	l, err := townships.NewStore(db).Ledger(ctx, townships.Filter{AsOf: day})
	if err != nil {
		t.Fatal(err)
	}
	store := coverage.NewStore(db, facilities.NewStore(db, nil), network.NewStore(db))
	ask := func(area string) coverage.CoverageAnswer {
		a, err := store.Ask(ctx, coverage.Question{Kind: "township_burial", Area: area, AsOf: day})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	all := ask("")
	sameFigure(t, on+" "+l.AreaName, l.Official, l.Reported, all, l.Area)
	if len(l.Rows) != len(all.Areas) {
		t.Fatalf("%s: %d townships in the table, %d in coverage", on, len(l.Rows), len(all.Areas))
	}
	ways = map[string]int{}
	for i, r := range l.Rows {
		a := all.Areas[i]
		shared := 0
		if r.Shared != nil {
			shared = *r.Shared
		}
		if a.Code != r.AreaCode || a.Basis != r.Way || a.Shared != shared {
			t.Errorf("%s %s %s: %s, shared %d; coverage says %s %s, shared %d", on, r.AreaCode, r.Name, r.Way, shared, a.Code, a.Basis, a.Shared)
		}
		ways[r.Way]++
	}
	for _, c := range l.Counties {
		sameFigure(t, on+" "+c.Name, *c.Official, c.Reported, ask(c.AreaCode), c.AreaCode)
	}
	return ways
}

func sameFigure(t *testing.T, what string, o townships.Official, r *townships.LedgerReported, a coverage.CoverageAnswer, area string) {
	t.Helper()
	if o.Numerator != a.Numerator || o.Denominator != a.Denominator || *o.Percent != *a.Percent || o.Exempt != a.Official.Exempt || o.KindName != a.KindName {
		t.Errorf("%s: the table says %+v %v, coverage %d of %d = %v, %d exempt", what, o, *o.Percent, a.Numerator, a.Denominator, *a.Percent, a.Official.Exempt)
	}
	for _, u := range a.Reported {
		if u.AreaCode == area {
			if r == nil || *r.Percent != *u.Percent || r.AsOf != u.AsOf || r.Document != u.Document {
				t.Errorf("%s: reported %+v, coverage says %+v", what, r, u)
			}
			return
		}
	}
	if r != nil {
		t.Errorf("%s: reported %+v in the table only", what, r)
	}
}

// The township table and the answers of coverage are two ways to one official figure: for all
// townships of the shared data, on days before, between and after its changes.
func TestOneOfficialTruth(t *testing.T) {
	t.Parallel()
	db := facilitytest.Pack(t)
	for on, own := range map[string]int{"2015-12-31": -1, "2019-12-31": -1, "2020-12-31": 94, "2021-04-30": 93, "2021-12-31": 94, "2025-12-31": -1} {
		if ways := sameTruth(t, db, on); own >= 0 && ways["own"] != own {
			t.Errorf("%s: %v", on, ways)
		}
	}
}

// The same with all that may be declared: shares of townships, of a village and across
// counties, columbaria, exemptions of a township and of a county, figures reported, kinds of
// a bureau's own in and out of the group.
func TestOneOfficialTruthOfWhatIsDeclared(t *testing.T) {
	t.Parallel()
	db := facilitytest.Pack(t)
	facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, declared)
		return err
	})
	before, after := sameTruth(t, db, "2020-12-31"), sameTruth(t, db, "2022-06-30")
	if before["shared"] != 0 || after["shared"] != 2 || after["columbarium"] != 2 || after["exempt"] != 3 || after["none"] != 3 {
		t.Errorf("ways before %v, after %v", before, after)
	}
}

// declared covers the ten townships without a cemetery of their own: two share, one has a
// columbarium and one a kind of the bureau's own that is in the group, three are exempt; a share
// of a village, a kind that is not in the group, and an exemption from columbaria change nothing.
const declared = `
INSERT INTO facility_kind (code, name, unit, capacity_kind, rule, ledger) VALUES
    ('wall_garden', '壁葬园', 'township', 'plots', 'presence', ''), ('clan_cemetery', '宗族墓地', 'township', 'plots', 'presence', 'own');
UPDATE facility_group SET kinds = kinds || '{wall_garden}' WHERE official;
INSERT INTO facility_service (facility_id, area_code, role, from_on)
    SELECT id, unnest(ARRAY['532601205', '532622203', '532623206201']), 'shared', '2021-01-01' FROM facility WHERE kind = 'township_cemetery' AND area_code = '532601001' LIMIT 3;
INSERT INTO facility (id, kind, name, area_code) VALUES
    ('019a0000-0000-7000-8000-000000000001', 'columbarium', '骨灰堂', '532626202'), ('019a0000-0000-7000-8000-000000000002', 'wall_garden', '壁葬园', '532627204'),
    ('019a0000-0000-7000-8000-000000000003', 'clan_cemetery', '宗族墓地', '532627206');
INSERT INTO facility_status (facility_id, status, from_on) SELECT id, 'in_use', '2021-01-01' FROM facility WHERE id::text LIKE '019a0000-%';
INSERT INTO coverage_exemption (id, area_code, what, from_on, document) VALUES
    (gen_random_uuid(), '532627208', 'township_burial', '2021-01-01', '文号1'), (gen_random_uuid(), '532627209', 'township_cemetery', '2021-01-01', '文号2'),
    (gen_random_uuid(), '532601', 'township_burial', '2021-01-01', '文号3'), (gen_random_uuid(), '532623', 'township_burial', '2021-01-01', '文号4'),
    (gen_random_uuid(), '532627210', 'columbarium', '2021-01-01', '文号5');
INSERT INTO coverage_reported (id, area_code, what, as_of, percent, numerator, denominator, document) VALUES
    (gen_random_uuid(), '5326', 'township_burial', '2020-12-31', 90, NULL, NULL, '规划'), (gen_random_uuid(), '532601', 'township_burial', '2021-12-31', NULL, 13, 17, '');
`
