package indicators

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/facilities/coverage"
	"cairn/facilities/facilitytest"
	"cairn/facilities/facts"
	"cairn/internal/problem"
)

func newStore(db *data.DB) *Store {
	return NewStore(db, coverage.NewStore(db, facilities.NewStore(db, nil), nil), &facts.Cache{})
}

func board(t *testing.T, s *Store, area, day string) Board {
	t.Helper()
	b, err := s.Board(context.Background(), area, facilitytest.Day(day), problem.Chinese)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestBedsOfPack(t *testing.T) {
	t.Parallel()
	s := newStore(facilitytest.Pack(t))
	var expected struct {
		Age60 int
		Year  int
		At    map[string]struct {
			Institutions, Beds, Residents int
			Per1000                       float64 `json:"per_1000_aged_60"`
			NursingBeds                   int     `json:"nursing_beds"`
			NursingShare                  float64 `json:"nursing_share_percent"`
		}
	}
	facilitytest.Expected(t, "beds", &expected)
	if len(expected.At) == 0 {
		t.Fatal("nothing is expected")
	}
	for date, want := range expected.At {
		all := board(t, s, "5326", date)
		got := all.Beds
		if got.Institutions != want.Institutions || got.Beds != want.Beds || got.Residents != want.Residents ||
			got.NursingBeds != want.NursingBeds || *got.Age60 != expected.Age60 || *got.PopulationYear != expected.Year ||
			*got.Per1000Aged60 != want.Per1000 || *got.NursingSharePercent != want.NursingShare {
			t.Errorf("%s: %+v, want %+v", date, got, want)
		}
		if len(all.Items) != 5 || all.Items[0].Name != "每千名老年人养老床位数" || *all.Items[2].Value != 90.4 {
			t.Errorf("%s: indicators %+v", date, all.Items)
		}
	}
	early, err := s.Board(context.Background(), "", facilitytest.Day("2015-01-01"), problem.English)
	if err != nil || early.Beds.Age60 != nil || early.Beds.Per1000Aged60 != nil || early.Area != "5326" {
		t.Errorf("before the first census: %+v, %v", early, err)
	}
}

// People are taken from the newest year and the coarsest level that is complete.
func TestAge60(t *testing.T) {
	t.Parallel()
	db := facilitytest.Small(t)
	s := newStore(db)
	facilitytest.Write(t, db, func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO population (area_code, year, population, age60) VALUES
			('532601001', 2010, 10, 1), ('532601102', 2010, 10, 2), ('532622101', 2010, 10, 4),
			('532601', 2015, 100, 10), ('532622', 2015, 100, 30), ('532601', 2020, 200, 50), ('5326', 2021, 1, null)`)
		return err
	})
	for _, tc := range []struct {
		area, day    string
		people, from int
	}{
		{"5326", "2022-01-01", 40, 2015}, {"5326", "2012-01-01", 7, 2010}, {"532601", "2022-01-01", 50, 2020},
		{"532601", "2015-01-01", 10, 2015}, {"532622101", "2022-01-01", 4, 2010}, {"532601001201", "2022-01-01", -1, 0},
	} {
		got := board(t, s, tc.area, tc.day).Beds
		if tc.people < 0 {
			if got.Age60 != nil {
				t.Errorf("%s: %d people out of nothing", tc.area, *got.Age60)
			}
			continue
		}
		if got.Age60 == nil || *got.Age60 != tc.people || *got.PopulationYear != tc.from {
			t.Errorf("%s on %s: %+v, want %d of %d", tc.area, tc.day, got, tc.people, tc.from)
		}
	}
}
