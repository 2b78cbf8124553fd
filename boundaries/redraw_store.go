package boundaries

import (
	"context"
	"math"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/geo"
	"cairn/internal/succession"
)

// readAffected reads and locks the lines in force with a party among the areas.
func readAffected(ctx context.Context, tx pgx.Tx, parties []string) ([]*oldLine, error) {
	rows, err := tx.Query(ctx, queries.Get("reparent_affected"), parties)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (*oldLine, error) {
		var l oldLine
		var g data.Geom
		err := row.Scan(&l.Code, &l.Name, &l.Left, &l.Right, &l.NeighbourCounties, &l.ShortCode, &l.AgreedKm, &l.Agreement,
			&l.Status, &l.Origin, &g, &l.Results, &l.Markers, &l.AgreementOn, &l.Signatories, &l.Sheets, &l.Leading, &l.Cooperating)
		l.Course, _ = g.Geometry.(orb.LineString)
		return &l, err
	})
}

// storeSuccession ends the lines that go on under another code or not at all, writes those
// that are new or changed, and moves the markers over.
func storeSuccession(ctx context.Context, tx pgx.Tx, p succession.Plan, old []*oldLine, next []*newLine) error {
	var b pgx.Batch
	goesOn := map[string]bool{}
	for _, l := range next {
		goesOn[l.Code] = true
	}
	for _, l := range old {
		if !goesOn[l.Code] {
			b.Queue(queries.Get("reparent_line_end"), l.Code, p.Day)
		}
	}
	for _, l := range next {
		if l.same {
			continue
		}
		b.Queue(queries.Get("reparent_line_put"), l.Code, l.Name, lineLevel(l.Left, l.Right), l.Left, l.Right, l.NeighbourCounties,
			l.ShortCode, l.AgreedKm, l.Agreement, l.Status, data.Geom{Geometry: l.Course}, p.Day, l.Origin,
			l.AgreementOn, l.Signatories, l.Sheets, l.Leading, l.Cooperating)
		for _, r := range l.Results {
			b.Queue(queries.Get("import_result"), l.Code, r.Round, r.Result)
		}
		for _, s := range l.sources {
			if s.Code != l.Code {
				b.Queue(queries.Get("reparent_line_move"), p.Change, s.Code, l.Code)
			}
		}
	}
	moveMarkers(&b, old, next)
	return tx.SendBatch(ctx, &b).Close()
}

// moveMarkers puts the markers of each line on what became of it: the nearest stretch, and
// those as near to within the meeting of lines. Markers of a line that ends stay with it.
func moveMarkers(b *pgx.Batch, old []*oldLine, next []*newLine) {
	touched := []uuid.UUID{}
	for _, l := range old {
		var heirs []*newLine
		for _, n := range next {
			if slices.Contains(n.sources, l) {
				heirs = append(heirs, n)
			}
		}
		if len(heirs) == 0 || len(heirs) == 1 && heirs[0].Code == l.Code {
			continue
		}
		for _, m := range l.Markers {
			id, err := uuid.Parse(m.ID)
			if err != nil {
				continue // ids come from a uuid column
			}
			codes := nearestLines(orb.Point{m.Lon, m.Lat}, heirs)
			b.Queue(queries.Get("reparent_marker_line"), id, l.Code, codes)
			touched = append(touched, id)
		}
	}
	b.Queue(queries.Get("reparent_marker_touch"), touched)
}

func nearestLines(p orb.Point, lines []*newLine) []string {
	least := math.Inf(1)
	distances := make([]float64, len(lines))
	for i, l := range lines {
		distances[i] = geo.DistanceTo(p, l.Course)
		least = min(least, distances[i])
	}
	var codes []string
	for i, l := range lines {
		if distances[i] <= least+meeting {
			codes = append(codes, l.Code)
		}
	}
	return codes
}
