package api

import (
	"math"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/feature"
	"cairn/internal/problem"
)

// Page sizes of a collection's items. More than the greatest is the greatest (OGC API
// Features part 1, 7.15.2).
const (
	defaultItems = 100
	maxItems     = 10_000
)

// itemsQuery is what a request asks of a collection.
type itemsQuery struct {
	feature.Query
	format format
	crs    geo.CRS   // of the answer
	box    *queryBox // nil for everywhere
}

// queryBox is a box as it was asked for, to be compared with features that the simpler box
// of the store's query lets through.
type queryBox struct {
	crs   geo.CRS
	boxes []orb.Bound // two when it spans the 180th meridian
}

// ownParams are the parameters that every collection has; others are property filters.
var ownParams = []string{"f", "bbox", "bbox-crs", "crs", "datetime", "limit", "after"}

// parseItems reads the parameters of a collection's items, which list every bad one.
func parseItems(r *http.Request, c collection, systems []geo.CRS) (itemsQuery, error) {
	var q itemsQuery
	var errs fieldErrors
	params := r.URL.Query()
	q.format = take(&errs, "f", func() (format, error) { return formatOf(r) })
	q.Limit = take(&errs, "limit", func() (int, error) { return parseLimit(params.Get("limit")) })
	q.Datetime = take(&errs, "datetime", func() (feature.Interval, error) { return feature.ParseInterval(params.Get("datetime")) })
	q.crs = take(&errs, "crs", func() (geo.CRS, error) { return parseSystem("crs", params.Get("crs"), systems) })
	boxCRS := take(&errs, "bbox-crs", func() (geo.CRS, error) { return parseSystem("bbox-crs", params.Get("bbox-crs"), systems) })
	q.box = take(&errs, "bbox", func() (*queryBox, error) { return parseBox(params.Get("bbox"), boxCRS) })
	q.After = take(&errs, "after", func() (string, error) { return parseAfter(params.Get("after")) })
	for name := range params {
		if slices.Contains(ownParams, name) {
			continue
		}
		if !slices.ContainsFunc(c.source.Filters(), func(f feature.Filter) bool { return f.Name == name }) {
			errs.fields = append(errs.fields, problem.Bad(shorten(name, 60), "api.unknown_parameter"))
			continue
		}
		if q.Props == nil {
			q.Props = map[string]string{}
		}
		q.Props[name] = params.Get(name)
	}
	if q.box != nil {
		wide := c.grain(r.Context()).Widen(*q.box.lonLat())
		q.BBox = &wide
	}
	return q, errs.err()
}

// fieldErrors gathers bad parameters.
type fieldErrors struct {
	fields []problem.Field
	other  error
}

// take keeps the error of a parameter under its name.
func take[T any](errs *fieldErrors, name string, parse func() (T, error)) T {
	v, err := parse()
	if err == nil {
		return v
	}
	p := problem.As(err)
	switch {
	case p == nil || p.Kind != problem.BadParameter:
		errs.other = err
	case len(p.Fields) > 0:
		errs.fields = append(errs.fields, p.Fields...)
	default:
		errs.fields = append(errs.fields, problem.Field{Field: name, Key: p.Key, Params: p.Params})
	}
	return v
}

func (e fieldErrors) err() error {
	if len(e.fields) == 0 {
		return e.other
	}
	slices.SortFunc(e.fields, func(a, b problem.Field) int { return strings.Compare(a.Field, b.Field) })
	return badParameter(e.fields...)
}

func parseLimit(text string) (int, error) {
	if text == "" {
		return defaultItems, nil
	}
	n, err := strconv.ParseUint(text, 10, 63)
	if err != nil || n < 1 {
		return 0, badParameter(problem.Bad("limit", "problem.out_of_range", "min", 1, "max", maxItems))
	}
	return int(min(n, maxItems)), nil
}

func parseAfter(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	parts, err := decodeCursor(text, 1)
	if err != nil || parts[0] == "" {
		return "", badParameter(problem.Bad("after", "api.bad_cursor"))
	}
	return parts[0], nil
}

// parseSystem reads the URI (or the name) of an offered coordinate system.
func parseSystem(field, text string, systems []geo.CRS) (geo.CRS, error) {
	crs, err := geo.ParseCRS(text)
	if err != nil || !slices.Contains(systems, crs) {
		uris := make([]string, len(systems))
		for i, s := range systems {
			uris[i] = s.URI()
		}
		return geo.CRS84, badParameter(problem.Bad(field, "problem.unknown_value", "allowed", strings.Join(uris, ", ")))
	}
	return crs, nil
}

// parseBox reads four or six numbers: lower corner, upper corner, as the system writes its
// pairs; heights are not looked at. A box whose west lies east of its east spans the 180th
// meridian.
func parseBox(text string, crs geo.CRS) (*queryBox, error) {
	if text == "" {
		return nil, nil
	}
	bad := badParameter(problem.Bad("bbox", "api.bad_bbox"))
	var n []float64
	for part := range strings.SplitSeq(text, ",") {
		v, err := strconv.ParseFloat(strings.TrimSpace(part), 64)
		if err != nil || math.IsNaN(v) || math.IsInf(v, 0) || len(n) == 6 {
			return nil, bad
		}
		n = append(n, v)
	}
	if len(n) == 6 {
		n = []float64{n[0], n[1], n[3], n[4]}
	}
	if len(n) != 4 {
		return nil, bad
	}
	b := orb.Bound{Min: orb.Point{n[0], n[1]}, Max: orb.Point{n[2], n[3]}}
	if crs.NorthFirst() {
		b.Min, b.Max = orb.Point{n[1], n[0]}, orb.Point{n[3], n[2]}
	}
	box := &queryBox{crs: crs.LonFirst()}
	_, projected := crs.Zone()
	switch {
	case b.Min[1] > b.Max[1] || projected && b.Min[0] > b.Max[0]:
		return nil, bad
	case !projected && (b.Min[1] < -90 || b.Max[1] > 90 || max(math.Abs(b.Min[0]), math.Abs(b.Max[0])) > 180):
		return nil, bad
	case projected && max(math.Abs(b.Min[0]), math.Abs(b.Min[1]), math.Abs(b.Max[0]), math.Abs(b.Max[1])) > 1e8:
		return nil, bad
	case b.Min[0] > b.Max[0]:
		west, east := b, b
		west.Min[0], east.Max[0] = -180, 180
		box.boxes = []orb.Bound{west, east}
	default:
		box.boxes = []orb.Bound{b}
	}
	return box, nil
}

// lonLat is a box in lon/lat that holds everything the query's box holds.
func (q *queryBox) lonLat() *orb.Bound {
	if len(q.boxes) == 2 {
		return &orb.Bound{Min: orb.Point{-180, q.boxes[0].Min[1]}, Max: orb.Point{180, q.boxes[0].Max[1]}}
	}
	b := q.boxes[0]
	if _, projected := q.crs.Zone(); !projected {
		return &b
	}
	const steps = 32 // an edge of a grid's box is a curve in lon/lat
	var out *orb.Bound
	for i := range steps + 1 {
		t := float64(i) / steps
		x, y := b.Min[0]+t*(b.Max[0]-b.Min[0]), b.Min[1]+t*(b.Max[1]-b.Min[1])
		for _, p := range []orb.Point{{x, b.Min[1]}, {x, b.Max[1]}, {b.Min[0], y}, {b.Max[0], y}} {
			p = q.crs.ToLonLat(p)
			if math.IsNaN(p[0]) || math.IsNaN(p[1]) {
				continue
			}
			if out == nil {
				out = &orb.Bound{Min: p, Max: p}
			}
			*out = out.Extend(p)
		}
	}
	if out == nil {
		return &orb.Bound{}
	}
	padded := out.Pad(1e-4)
	return &padded
}

// simple reports whether the store's query says it all.
func (q *queryBox) simple() bool {
	_, projected := q.crs.Zone()
	return len(q.boxes) == 1 && !projected
}

// meets compares a feature's own box, in the system of the query.
func (q *queryBox) meets(g orb.Geometry) bool {
	if g == nil {
		return false
	}
	own := q.crs.GeometryFromLonLat(g).Bound()
	return slices.ContainsFunc(q.boxes, own.Intersects)
}

func itoa(n int) string { return strconv.Itoa(n) }
