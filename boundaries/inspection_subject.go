package boundaries

import (
	"context"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
)

// subject is what a visit is about: a marker, or a line.
type subject struct {
	key       string     // number of the marker, code of the line
	markerID  *uuid.UUID // nil: the line
	position  orb.Point  // of the marker
	lines     []string   // of the marker
	course    orb.LineString
	lengthM   float64 // of the line, the longer of geodesic and agreed
	parties   []string
	townships []string // whose clerks may log what they find there
}

// findSubjects finds the marker or line of each pending visit; what is not on file is a bad
// field, and so are a line that is not the marker's and a chainage beyond the line.
func findSubjects(ctx context.Context, q data.Querier, visits []*visit) error {
	numbers, codes := []string{}, []string{}
	for _, v := range visits {
		switch {
		case !v.pending():
		case v.in.Marker != "":
			numbers = append(numbers, v.in.Marker)
		default:
			codes = append(codes, v.in.Line)
		}
	}
	markers, err := readSubjects(ctx, q, "inspection_markers", numbers)
	if err != nil {
		return err
	}
	lines, err := readSubjects(ctx, q, "inspection_lines", codes)
	if err != nil {
		return err
	}
	short, err := shortCodes(ctx, q, len(markers) < len(numbers))
	if err != nil {
		return err
	}
	for _, v := range visits {
		if !v.pending() {
			continue
		}
		if v.in.Marker != "" {
			v.subject = markers[v.in.Marker]
		} else {
			v.subject = lines[v.in.Line]
		}
		v.err = v.in.checkPlace(v.subject, short)
	}
	return nil
}

func readSubjects(ctx context.Context, q data.Querier, query string, keys []string) (map[string]*subject, error) {
	found := map[string]*subject{}
	if len(keys) == 0 {
		return found, nil
	}
	rows, err := q.Query(ctx, queries.Get(query), keys)
	if err != nil {
		return nil, err
	}
	_, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (s subject, err error) {
		var g data.Geom
		err = row.Scan(&s.key, &s.markerID, &g, &s.lines, &s.lengthM, &s.parties, &s.townships)
		s.position, _ = g.Geometry.(orb.Point)
		s.course, _ = g.Geometry.(orb.LineString)
		found[s.key] = &s
		return s, err
	})
	return found, err
}

// shortCodes are the beginnings of the numbers of our markers; not read unless wanted.
func shortCodes(ctx context.Context, q data.Querier, wanted bool) ([]string, error) {
	if !wanted {
		return nil, nil
	}
	rows, err := q.Query(ctx, queries.Get("inspection_short_codes"))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// checkPlace judges a record against what it is about. A number that begins like none of our
// lines is that of a marker elsewhere.
func (in *InspectionInput) checkPlace(s *subject, short []string) error {
	var r rules
	ours := len(short) == 0 || slices.ContainsFunc(short, func(code string) bool { return strings.HasPrefix(in.Marker, code) })
	switch {
	case s == nil && in.Marker == "":
		r.bad("line", "boundaries.unknown_line", "code", in.Line)
	case s == nil && ours:
		r.bad("marker", "boundaries.unknown_marker", "number", in.Marker)
	case s == nil:
		r.bad("marker", "boundaries.foreign_marker", "number", in.Marker)
	case s.markerID != nil && in.Line != "" && !slices.Contains(s.lines, in.Line):
		r.bad("line", "boundaries.not_on_line", "number", in.Marker, "code", in.Line)
	case s.markerID == nil:
		for field, x := range map[string]*float64{"chainage_from_m": in.ChainageFromM, "chainage_to_m": in.ChainageToM} {
			if x != nil && *x > s.lengthM*chainageSlack {
				r.bad(field, "boundaries.beyond_line", "length", round(s.lengthM, 0))
			}
		}
	}
	return r.err()
}

// chainageSlack is by how much a chainage measured in the field may exceed the length on file.
const chainageSlack = 1.05

// earlier is what is known of a record that another corrects.
type earlier struct {
	markerID  *uuid.UUID
	line      string
	ancestors []uuid.UUID // what it corrects itself, and so on
}

// checkCorrections refuses corrections of records about something else, and circles. The
// record that is corrected may still be on its way.
func checkCorrections(ctx context.Context, q data.Querier, visits []*visit) error {
	ids := []uuid.UUID{}
	for _, v := range visits {
		if v.pending() && v.in.Corrects != nil {
			ids = append(ids, *v.in.Corrects)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	rows, err := q.Query(ctx, queries.Get("inspection_earlier"), ids)
	if err != nil {
		return err
	}
	known := map[uuid.UUID]earlier{}
	var id uuid.UUID
	var e earlier
	_, err = pgx.ForEachRow(rows, []any{&id, &e.markerID, &e.line, &e.ancestors}, func() error {
		known[id], e = e, earlier{}
		return nil
	})
	for _, v := range visits {
		if v.pending() && v.in.Corrects != nil {
			v.err = v.checkCorrection(known)
		}
	}
	return err
}

func (v *visit) checkCorrection(known map[uuid.UUID]earlier) error {
	var r rules
	e, there := known[*v.in.Corrects]
	switch {
	case !there:
	case !sameSubject(v.subject.markerID, e.markerID, v.in.Line, e.line):
		r.bad("corrects", "boundaries.other_subject")
	case slices.Contains(e.ancestors, v.in.ID):
		r.bad("corrects", "boundaries.corrects_itself")
	}
	return r.err()
}
