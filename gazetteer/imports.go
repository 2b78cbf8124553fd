package gazetteer

import (
	"context"
	"iter"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/data/imports"
)

// Imports are the kinds of files that the gazetteer takes in, each after what it refers to.
func Imports() []imports.Kind {
	return []imports.Kind{classKind(), placeKind(), editKind()}
}

// chunkRows is the number of rows handled by one set of statements.
const chunkRows = 2000

// chunks cuts a sequence of rows.
func chunks(rows iter.Seq[*imports.Row]) iter.Seq[[]*imports.Row] {
	return func(yield func([]*imports.Row) bool) {
		var chunk []*imports.Row
		for r := range rows {
			if chunk = append(chunk, r); len(chunk) == chunkRows {
				if !yield(chunk) {
					return
				}
				chunk = nil
			}
		}
		if len(chunk) > 0 {
			yield(chunk)
		}
	}
}

// nameList splits a list of names; files separate them by a semicolon of either width.
func nameList(text string) []string {
	return tidy(strings.FieldsFunc(text, func(r rune) bool { return r == ';' || r == '；' }))
}

func classKind() imports.Kind {
	return imports.Kind{
		Name: "gazetteer_classes", Files: []string{"gazetteer_classes"}, KeyField: "code",
		Key:     func(r *imports.Row) string { return r.Text("code") },
		Columns: map[string][]string{"code": {"类别代码"}, "name": {"类别名称"}, "remark": {"备注"}},
		Take: func(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
			var b pgx.Batch
			for r := range run.Fresh() {
				code, name, remark := r.Required("code"), r.Required("name"), r.Text("remark")
				if r.OK() && !isClassCode(code) {
					r.Bad("code", "gazetteer.bad_class_code")
				}
				if r.OK() {
					b.Queue(queries.Get("class_put"), code, name, remark, r.Text("origin"))
					run.Done(r, code, 0)
				}
			}
			return tx.SendBatch(ctx, &b).Close()
		},
	}
}

func isClassCode(code string) bool {
	return len(code) == 5 && strings.Trim(code, "0123456789") == ""
}

// surroundings is what rows are checked against: classes, inside areas, and where points lie.
type surroundings struct {
	classes map[string]bool
	areas   map[string]bool
	shaped  bool // there are polygons to check positions against
}

func loadSurroundings(ctx context.Context, q data.Querier) (surroundings, error) {
	s := surroundings{classes: map[string]bool{}, areas: map[string]bool{}}
	var classes, areas []string
	err := q.QueryRow(ctx, queries.Get("surroundings")).Scan(&classes, &areas, &s.shaped)
	for _, code := range classes {
		s.classes[code] = true
	}
	for _, code := range areas {
		s.areas[code] = true
	}
	return s, err
}

// check marks a row whose class or area nobody knows.
func (s *surroundings) check(r *imports.Row, d *Draft) {
	if !s.classes[d.ClassCode] {
		r.Bad("class_code", "gazetteer.unknown_class", "code", d.ClassCode)
	}
	if !s.areas[d.AreaCode] {
		r.Bad("area_code", "gazetteer.unknown_area", "code", d.AreaCode)
	}
}

// whereabouts are the innermost areas (township, else county) that hold points; "" for none.
func (s *surroundings) whereabouts(ctx context.Context, q data.Querier, points []orb.Point) ([]string, error) {
	if !s.shaped || len(points) == 0 {
		return nil, nil
	}
	lons, lats := make([]float64, len(points)), make([]float64, len(points))
	for i, p := range points {
		lons[i], lats[i] = p[0], p[1]
	}
	rows, err := q.Query(ctx, queries.Get("whereabouts"), lons, lats)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[string])
}

// checkPosition marks a row whose point lies outside the prefecture as bad; one outside
// the declared area is only to be looked at. Areas fit when one holds the other, as in
// actor.CheckPosition.
func checkPosition(r *imports.Row, field, declared, located string) {
	switch {
	case located == "":
		r.Bad(field, "import.outside_prefecture")
	case !strings.HasPrefix(located, declared) && !strings.HasPrefix(declared, located):
		r.Warn(field, "import.outside_area", "area", declared)
	}
}
