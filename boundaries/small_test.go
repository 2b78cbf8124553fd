package boundaries_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/boundaries"
	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// The small world of the tests: two counties side by side on 104.0 … 104.2 E, 23.0 … 23.2 N,
// each of two townships one above the other, and a neighbour in the next province.
var (
	west = box(104.0, 23.0, 104.1, 23.2)
	east = box(104.1, 23.0, 104.2, 23.2)
)

const (
	countyLine   = "532601000532622000"
	townshipLine = "532601001532601002"
	outerLine    = "532622000450000000"
	markerNumber = "0122001Q"
)

var smallAreas = []struct {
	code, name, level, parent string
	geom                      orb.Geometry
}{
	{"53", "云南省", "province", "", nil},
	{"5326", "文山州", "prefecture", "53", nil},
	{"45", "广西", "province", "", nil},
	{"532601", "甲县", "county", "5326", west},
	{"532622", "乙县", "county", "5326", east},
	{"532601001", "甲南乡", "township", "532601", box(104.0, 23.0, 104.1, 23.1)},
	{"532601002", "甲北乡", "township", "532601", box(104.0, 23.1, 104.1, 23.2)},
	{"532622001", "乙南乡", "township", "532622", box(104.1, 23.0, 104.2, 23.1)},
	{"532622002", "乙北乡", "township", "532622", box(104.1, 23.1, 104.2, 23.2)},
}

// box is a rectangle with a node in the middle of each of its upright sides, where the
// line between two townships ends.
func box(w, s, e, n float64) orb.MultiPolygon {
	m := 23.1
	if s >= m || n <= m {
		return orb.MultiPolygon{{{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}}
	}
	return orb.MultiPolygon{{{{w, s}, {e, s}, {e, m}, {e, n}, {w, n}, {w, m}, {w, s}}}}
}

// small opens a database with the small world: lines between the counties, between two
// townships and to the neighbour, and one marker.
func small(t testing.TB) *data.DB {
	t.Helper()
	return datatest.From(t, "boundaries_small", "2", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), buildSmall)
	})
}

func buildSmall(ctx context.Context, tx pgx.Tx) error {
	for _, a := range smallAreas {
		_, err := tx.Exec(ctx, "INSERT INTO area (code, name, level, parent, geom, external) VALUES ($1, $2, $3, nullif($4, ''), $5, $1 = '45')",
			a.code, a.name, a.level, a.parent, data.Geom{Geometry: a.geom})
		if err != nil {
			return err
		}
	}
	for _, l := range []struct {
		code, level, left, right string
		km                       float64
		course                   orb.LineString
	}{
		{countyLine, "county", "532601", "532622", 30.1, orb.LineString{{104.1, 23.2}, {104.1, 23.1}, {104.1, 23.0}}},
		{townshipLine, "township", "532601001", "532601002", 12.345, orb.LineString{{104.1, 23.1}, {104.0, 23.1}}},
		{outerLine, "province", "532622", "45", 25.2, orb.LineString{{104.2, 23.0}, {104.2, 23.1}, {104.2, 23.2}}},
	} {
		_, err := tx.Exec(ctx, `INSERT INTO boundary_line (code, name, level, left_area, right_area, agreed_length_km, geom)
			VALUES ($1, $1 || '线', $2, $3, $4, $5, $6)`, l.code, l.level, l.left, l.right, l.km, data.Geom{Geometry: l.course})
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `INSERT INTO setting VALUES ('prefecture', '{"code": "5326", "name": "文山州", "srid": 4544}');
		INSERT INTO marker (id, number, type, geom, managing_area) VALUES
			('00000000-0000-7000-8000-000000000001', '`+markerNumber+`', 'single', 'SRID=4490;POINT(104.1 23.15)', '532601');
		INSERT INTO marker_line VALUES ('00000000-0000-7000-8000-000000000001', '`+countyLine+`')`)
	return err
}

var markerID = uuid.MustParse("00000000-0000-7000-8000-000000000001")

// by is a change by an account of the role and area.
func by(role actor.Role, area string) data.Change {
	return data.Change{Actor: actor.Actor{ID: uuid.New(), Login: fmt.Sprintf("%s-%s", role, area), Role: role, Area: area},
		Reason: "test", Door: "api"}
}

// wantKind fails unless err is a problem of the kind; "" wants no error.
func wantKind(t *testing.T, what string, err error, want problem.Kind) {
	t.Helper()
	if want == "" && err != nil || want != "" && !problem.Is(err, want) {
		t.Errorf("%s: got %v, want %q", what, err, want)
	}
}

// wantField fails unless err refuses the field, by the message key if one is given.
func wantField(t *testing.T, what string, err error, field, key string) {
	t.Helper()
	if p := problem.As(err); p != nil {
		for _, f := range p.Fields {
			if f.Field == field && (key == "" || f.Key == key) {
				return
			}
		}
	}
	t.Errorf("%s: %s %s is not refused: %v", what, field, key, err)
}

func newLocator(t testing.TB, db *data.DB) *boundaries.Locator {
	t.Helper()
	l, err := boundaries.NewLocator(context.Background(), db)
	if err != nil {
		t.Fatal(err)
	}
	return l
}
