package rounds

import (
	"archive/zip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/geo/geojson"
	"cairn/internal/actor"
	"cairn/internal/manifest"
	"cairn/internal/problem"
)

// manifestName is the last file of an archive; it names all others.
const manifestName = "manifest.json"

// Manifest says what an archive holds.
type Manifest struct {
	Format int             `json:"format"` // 1
	Kind   string          `json:"kind"`   // archiveKind
	Round  int             `json:"round"`
	Title  string          `json:"title"`
	MadeAt time.Time       `json:"made_at"`
	MadeBy string          `json:"made_by"`
	Files  []manifest.File `json:"files"`
}

const archiveKind = "cairn round archive"

// Archive freezes a closed round: one zip with the records and their scans, tables, photos
// and tracks, and a manifest of hashes. It is made once and kept under its SHA-256.
// Errors: problem.NotFound, Unauthorized, Forbidden, Stale; Conflict unless the round is closed.
func (s *Store) Archive(ctx context.Context, c data.Change, number int, version int64) (Round, error) {
	return s.change(ctx, c, actor.CloseRound, number, version, func(ctx context.Context, tx pgx.Tx, r Round) error {
		if err := r.takes(Closed); err != nil {
			return err
		}
		if s.files == nil {
			return problem.New(problem.Unavailable, "problem.unavailable")
		}
		if err := s.settle(ctx, tx, &r); err != nil {
			return err
		}
		files := 0
		size, sum, err := s.files.Keep(ctx, func(w io.Writer) error {
			var err error
			files, err = s.writeArchive(ctx, tx, w, r, c.Actor.Login)
			return err
		})
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, queries.Get("archive_insert"), number, sum, size, files, c.Actor.Login); err != nil {
			return err
		}
		return nil
	})
}

// settle makes a round archived; with a past one this is when it ends.
func (s *Store) settle(ctx context.Context, tx pgx.Tx, r *Round) error {
	step := setState
	if r.ClosedAt == nil {
		step = s.end
	}
	if err := step(ctx, tx, r.Number, Archived, ""); err != nil {
		return err
	}
	var err error
	*r, err = getRound(ctx, tx, r.Number, "rounds")
	return err
}

// OpenArchive opens the frozen archive of a round. Error: problem.NotFound when there is none.
func (s *Store) OpenArchive(ctx context.Context, number int) (*os.File, RoundArchive, error) {
	r, err := s.Get(ctx, number)
	if err != nil {
		return nil, RoundArchive{}, err
	}
	if r.Archive == nil || s.files == nil {
		return nil, RoundArchive{}, problem.New(problem.NotFound, "rounds.no_archive", "round", number)
	}
	f, err := s.files.OpenKept(r.Archive.SHA256)
	return f, *r.Archive, err
}

// writeArchive writes the zip and tells how many files it holds beside its manifest.
func (s *Store) writeArchive(ctx context.Context, tx pgx.Tx, w io.Writer, r Round, by string) (int, error) {
	b := &bundle{zip: zip.NewWriter(w), at: s.now(), manifest: Manifest{Format: 1, Kind: archiveKind, Round: r.Number,
		Title: r.Name(problem.Chinese), MadeAt: s.now().UTC().Truncate(time.Second), MadeBy: by, Files: []manifest.File{}}}
	sheet, err := s.sheet(ctx, tx, Query{Round: r.Number})
	if err != nil {
		return 0, err
	}
	b.json("round.json", map[string]any{"round": sheet.Round, "totals": sheet.Totals})
	b.json("lines.json", sheet.Entries)
	s.addTables(ctx, tx, b, sheet, by)
	for _, e := range sheet.Entries {
		if e.State != Unplanned && b.err == nil {
			b.err = s.addLine(ctx, tx, b, e.LineRecord)
		}
	}
	s.addPhotos(ctx, tx, b, r.Number)
	return len(b.manifest.Files), b.close()
}

// addTables adds the ledger, the comparison and the inspections.
func (s *Store) addTables(ctx context.Context, tx pgx.Tx, b *bundle, sheet Sheet, by string) {
	b.add("tables/ledger.xlsx", sheet.Workbook(by, b.at, problem.Chinese).Write)
	b.add("tables/ledger.csv", func(w io.Writer) error { return sheet.writeCSV(w, problem.Chinese) })
	b.add("tables/comparison.csv", func(w io.Writer) error {
		c, err := compare(ctx, tx, sheet.Round.Number, "", "", "", MostRows)
		if err != nil {
			return err
		}
		var rows [][]string
		for _, i := range c.Items {
			rows = append(rows, []string{i.Number, strings.Join(i.Lines, ";"), strings.Join(i.Then, ";"), orEmpty(i.ThenOn), strings.Join(i.Now, ";"),
				orEmpty(i.NowOn), i.Change, strings.Join(i.New, ";"), strings.Join(i.Gone, ";"), strings.Join(i.Same, ";")})
		}
		return writeCSV(w, []string{"number", "lines", "then", "then_on", "now", "now_on", "change", "new", "gone", "same"}, rows)
	})
	b.add("tables/inspections.csv", func(w io.Writer) error {
		rows, err := tx.Query(ctx, queries.Get("archive_inspections"), sheet.Round.Number)
		if err != nil {
			return err
		}
		texts, err := pgx.CollectRows(rows, pgx.RowTo[[]string])
		if err != nil {
			return err
		}
		return writeCSV(w, []string{"id", "marker", "line", "observed_at", "received_at", "observer", "conditions", "lon", "lat", "accuracy_m", "crs", "note", "flags", "corrects"}, texts)
	})
}

// addLine adds the record of a line with its papers and tracks.
func (s *Store) addLine(ctx context.Context, tx pgx.Tx, b *bundle, l LineRecord) error {
	d, err := s.dossier(ctx, tx, l.Round, l.Code, false)
	if err != nil {
		return err
	}
	name := "records/" + l.Code + "_" + manifest.SafeName(l.Name)
	doc := d.document(b.at)
	b.add(name+".docx", doc.WriteDocx)
	b.add(name+".html", doc.WriteHTML)
	papers, err := s.papers(ctx, tx, l.Round, l.Code)
	if err != nil {
		return err
	}
	for _, m := range papers {
		s.addAttachment(ctx, b, "scans/"+l.Code, m)
	}
	all, err := tracks(ctx, tx, l.Round, l.Code)
	if err != nil || len(all) == 0 {
		return err
	}
	b.json("tracks/"+l.Code+".geojson", Features(all))
	return nil
}

// Features are tracks as a GeoJSON collection.
func Features(all []LineTrack) map[string]any {
	features := make([]map[string]any, len(all))
	for i, t := range all {
		features[i] = map[string]any{"type": "Feature", "id": t.ID, "geometry": json.RawMessage(geojson.Append(nil, t.Geometry)),
			"properties": map[string]any{"walked_on": t.WalkedOn, "team": t.Team}}
	}
	return map[string]any{"type": "FeatureCollection", "features": features}
}

// addPhotos adds what was attached to the inspections of the round.
func (s *Store) addPhotos(ctx context.Context, tx pgx.Tx, b *bundle, number int) {
	rows, err := tx.Query(ctx, queries.Get("archive_photographed"), number)
	if err != nil {
		b.fail(err)
		return
	}
	ids, err := pgx.CollectRows(rows, pgx.RowTo[string])
	b.fail(err)
	for _, id := range ids {
		files, err := s.files.List(ctx, tx, "inspection", id)
		b.fail(err)
		for _, m := range files {
			s.addAttachment(ctx, b, "photos/"+id, m)
		}
	}
}

func (s *Store) addAttachment(ctx context.Context, b *bundle, folder string, m attachments.Meta) {
	b.add(folder+"/"+m.ID.String()+"_"+manifest.SafeName(m.Name), func(w io.Writer) error {
		f, _, err := s.files.Open(ctx, m.ID)
		if err != nil {
			return fmt.Errorf("attachment %s: %w", m.ID, err)
		}
		defer f.Close()
		_, err = io.Copy(w, f)
		return err
	})
}
