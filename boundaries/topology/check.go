package topology

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"github.com/paulmach/orb"
)

// Check looks for every fault that the set shows by itself, the errors first. Areas on file
// are compared by the store.
func Check(set Set, limits Limits) []LineFault { return sorted(run(set, limits).found) }

// check is a run of the checks.
type check struct {
	Set
	limits  Limits
	mesh    *mesh
	repairs []repair // what the faces take for granted
	land    []face
	found   []LineFault
}

func run(set Set, limits Limits) *check {
	c := &check{Set: set, limits: limits, mesh: newMesh(set), found: []LineFault{}}
	c.levels()
	c.duplicates()
	c.crossings()
	c.ends()
	c.land = c.faces()
	c.slivers(c.land)
	c.sides(c.land)
	c.closed(c.land)
	c.markers()
	c.lengths()
	return c
}

// at starts a finding about a line.
func (c *check) at(kind, severity string, line int, p orb.Point) *LineFault {
	l := &c.Lines[line]
	c.found = append(c.found, LineFault{Kind: kind, Severity: severity, Line: l.Code, LineName: l.Name, Row: l.Row,
		Others: []string{}, Areas: []string{}, Lon: p[0], Lat: p[1], Params: map[string]string{"line": l.Name, "others": "—", "measure": "—"}})
	return &c.found[len(c.found)-1]
}

// size says how large a fault is.
func (f *LineFault) size(x float64, unit string) {
	if unit == "ratio" {
		x = ratio(x)
	} else {
		x = math.Round(x*100) / 100
	}
	f.Measure, f.Unit = &x, unit
	f.Params["measure"] = strconv.FormatFloat(x, 'f', -1, 64)
}

// ratio is a ratio as it is told: to the ten-thousandth.
func ratio(x float64) float64 { return math.Round(x*1e4) / 1e4 }

// with names the other lines that take part, each once; the border has no name.
func (f *LineFault) with(c *check, others ...int) {
	for _, o := range others {
		if isBorder(o) || slices.Contains(f.Others, c.Lines[o].Code) {
			continue
		}
		f.Others = append(f.Others, c.Lines[o].Code)
		f.add("others", c.Lines[o].Name)
	}
}

func (f *LineFault) add(param, text string) {
	if f.Params[param] != "—" && f.Params[param] != "" {
		text = f.Params[param] + "、" + text
	}
	f.Params[param] = text
}

// levels finds lines whose level is not the highest at which their areas differ.
func (c *check) levels() {
	for i, l := range c.Lines {
		if want := levelBetween(l.Left, l.Right); l.Level != want {
			f := c.at(WrongLevel, Error, i, middle(l.Course))
			f.Params["level"], f.Params["want"] = l.Level, want
			f.Areas = []string{l.Left, l.Right}
		}
	}
}

// levelBetween is the highest level at which two areas differ.
func levelBetween(a, b string) string {
	for _, level := range []struct {
		digits int
		name   string
	}{{2, "province"}, {4, "prefecture"}, {6, "county"}} {
		if upTo(a, level.digits) != upTo(b, level.digits) {
			return level.name
		}
	}
	return "township"
}

// upTo is the beginning of a code, filled up with zeros where it is shorter.
func upTo(code string, digits int) string { return (code + "000000000")[:digits] }

// sorted puts errors first, then goes by kind, line and place.
func sorted(found []LineFault) []LineFault {
	slices.SortStableFunc(found, func(a, b LineFault) int {
		return cmp.Or(cmp.Compare(a.Severity, b.Severity), cmp.Compare(slices.Index(Kinds, a.Kind), slices.Index(Kinds, b.Kind)),
			cmp.Compare(a.Line, b.Line), cmp.Compare(a.Row, b.Row), cmp.Compare(a.Marker, b.Marker),
			cmp.Compare(a.Lon, b.Lon), cmp.Compare(a.Lat, b.Lat))
	})
	return found
}
