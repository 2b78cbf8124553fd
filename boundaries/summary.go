package boundaries

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// Figures count lines and add up their lengths. The database adds decimals, so that the sum
// of the agreed lengths is exact to the metre.
type Figures struct {
	Lines            int     `json:"lines"`
	AgreedLengthKm   float64 `json:"agreed_length_km" doc:"sum of the lengths in the agreements, km"`
	GeodesicLengthKm float64 `json:"geodesic_length_km" doc:"sum of the computed lengths, km"`
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
	s := Summary{Area: area, ByLevel: map[string]Figures{Province: {}, PrefectureLvl: {}, County: {}, Township: {}}}
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
	_, err = pgx.ForEachRow(rows, []any{&level, &f.Lines, &f.AgreedLengthKm, &f.GeodesicLengthKm}, func() error {
		if level == nil {
			s.Figures = f
		} else {
			s.ByLevel[*level] = f
		}
		return nil
	})
	return err
}
