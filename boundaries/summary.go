package boundaries

import (
	"context"
	"encoding/json"

	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Figures count lines and add up their lengths. The sums are exact decimals.
type Figures struct {
	Lines            int         `json:"lines"`
	AgreedLengthKm   json.Number `json:"agreed_length_km" doc:"sum of the lengths in the agreements, km"`
	GeodesicLengthKm json.Number `json:"geodesic_length_km" doc:"sum of the computed lengths, km"`
}

// Summary is what stands on the first line of every report.
type Summary struct {
	Area string `json:"area"`
	Figures
	Markers int                `json:"markers"`
	ByLevel map[string]Figures `json:"by_level" doc:"province, prefecture, county, township"`
}

// Summarise counts the lines and markers with a party in the area; any beginning of a code
// will do, "" counts all. Error: problem.BadParameter.
func Summarise(ctx context.Context, db *data.DB, area string) (Summary, error) {
	none := Figures{AgreedLengthKm: "0", GeodesicLengthKm: "0"}
	s := Summary{Area: area, Figures: none, ByLevel: map[string]Figures{
		Province: none, PrefectureLvl: none, County: none, Township: none}}
	if err := prefix(area); err != nil {
		return s, err
	}
	err := db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if err := s.addLines(ctx, tx); err != nil {
			return err
		}
		return tx.QueryRow(ctx, queries.Get("summary_markers"), area).Scan(&s.Markers)
	})
	return s, err
}

func (s *Summary) addLines(ctx context.Context, tx pgx.Tx) error {
	rows, err := tx.Query(ctx, queries.Get("summary"), s.Area)
	if err != nil {
		return err
	}
	var level *string // null on the row of the total
	var f Figures
	_, err = pgx.ForEachRow(rows, []any{&level, &f.Lines, (*string)(&f.AgreedLengthKm), (*string)(&f.GeodesicLengthKm)}, func() error {
		if level == nil {
			if f.Lines > 0 {
				s.Figures = f
			}
			return nil
		}
		s.ByLevel[*level] = f
		return nil
	})
	return err
}
