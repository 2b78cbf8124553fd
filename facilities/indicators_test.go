package facilities

import (
	"context"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data/datatest"
	"cairn/internal/problem"
)

func TestBedsOfPack(t *testing.T) {
	t.Parallel()
	s := NewStore(packDB(t), grid{})
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
	readExpected(t, "beds", &expected)
	if len(expected.At) == 0 {
		t.Fatal("nothing is expected")
	}
	for date, want := range expected.At {
		all, err := s.Indicators(context.Background(), "5326", day(date), problem.Chinese)
		if err != nil {
			t.Fatal(err)
		}
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
	early, err := s.Indicators(context.Background(), "", day("2015-01-01"), problem.English)
	if err != nil || early.Beds.Age60 != nil || early.Beds.Per1000Aged60 != nil || early.Area != "5326" {
		t.Errorf("before the first census: %+v, %v", early, err)
	}
}

// People are taken from the newest year and the coarsest level that is complete.
func TestAge60(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	err := s.db.Write(context.Background(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO population (area_code, year, population, age60) VALUES
			('532601001', 2010, 10, 1), ('532601102', 2010, 10, 2), ('532622101', 2010, 10, 4),
			('532601', 2015, 100, 10), ('532622', 2015, 100, 30), ('532601', 2020, 200, 50), ('5326', 2021, 1, null)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		area, day    string
		people, from int
	}{
		{"5326", "2022-01-01", 40, 2015}, {"5326", "2012-01-01", 7, 2010}, {"532601", "2022-01-01", 50, 2020},
		{"532601", "2015-01-01", 10, 2015}, {"532622101", "2022-01-01", 4, 2010}, {"532601001201", "2022-01-01", -1, 0},
	} {
		got, err := s.Indicators(context.Background(), tc.area, day(tc.day), problem.Chinese)
		if err != nil {
			t.Fatal(err)
		}
		if tc.people < 0 {
			if got.Beds.Age60 != nil {
				t.Errorf("%s: %d people out of nothing", tc.area, *got.Beds.Age60)
			}
			continue
		}
		if got.Beds.Age60 == nil || *got.Beds.Age60 != tc.people || *got.Beds.PopulationYear != tc.from {
			t.Errorf("%s on %s: %+v, want %d of %d", tc.area, tc.day, got.Beds, tc.people, tc.from)
		}
	}
}
