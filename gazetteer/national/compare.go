package national

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"github.com/google/uuid"
)

// The kinds of differences.
const (
	MissingHere  = "missing_here"  // the national database has an entry that we lack
	MissingThere = "missing_there" // we have an entry that it lacks
	Differs      = "differs"       // a field of an entry that both have
	Ambiguous    = "ambiguous"     // a row of which nobody can tell which entry it is
)

// Kinds lists the kinds.
var Kinds = []string{MissingHere, MissingThere, Differs, Ambiguous}

// found is a difference as a comparison finds it.
type found struct {
	Kind, Field, Key, Name, Area, Class string
	Row                                 int // 0 for none
	Entry                               *entry
	Ours, Theirs                        any
	Distance                            *float64
	Match                               pair
	Candidates                          []pair
}

// comparison compares the good rows of an export with our entries.
type comparison struct {
	rules   Rules
	fields  []string // that are compared
	scope   string
	classes []string // groups of two digits; none: all
}

func newComparison(m Mapping, x *Export) *comparison {
	c := &comparison{rules: m.Rules, scope: x.AreaCode, classes: x.Classes}
	for _, field := range comparedNames() {
		if !slices.Contains(m.Rules.Off, field) && m.reads(columnsOf(field)...) {
			c.fields = append(c.fields, field)
		}
	}
	return c
}

// columnsOf are the columns that a field of a difference may come from.
func columnsOf(field string) []string {
	switch field {
	case fieldPosition:
		return []string{fieldLon, fieldLonLat}
	case fieldArea:
		return append([]string{fieldArea}, areaParts...)
	}
	return []string{field}
}

// run lists what differs, in the order of area, name and field.
func (c *comparison) run(m *matching, entries []*entry) []found {
	var all []found
	asked := map[uuid.UUID]bool{}
	for _, r := range m.rows {
		switch p, ok := m.matched[r.N]; {
		case ok:
			all = append(all, c.differing(r, p)...)
		case m.open[r.N] != nil:
			all = append(all, rowFound(Ambiguous, r, m.open[r.N]))
			for _, p := range m.open[r.N] {
				asked[p.entry.ID] = true
			}
		default:
			all = append(all, rowFound(MissingHere, r, nil))
		}
	}
	for _, e := range entries {
		if _, ok := m.taken[e.ID]; !ok && !asked[e.ID] && c.expects(e) {
			all = append(all, found{Kind: MissingThere, Key: MissingThere + "|place:" + e.ID.String(), Name: e.Name,
				Area: e.Area, Class: e.Class, Entry: e, Ours: summaryOf(e)})
		}
	}
	slices.SortStableFunc(all, func(a, b found) int {
		return cmp.Or(strings.Compare(a.Area, b.Area), strings.Compare(a.Name, b.Name), strings.Compare(a.Key, b.Key))
	})
	return all
}

func rowFound(kind string, r *stagedRow, candidates []pair) found {
	return found{Kind: kind, Key: kind + "|" + r.Identity, Name: r.Record.Name, Area: r.Record.AreaCode,
		Class: r.Record.ClassCode, Row: r.N, Theirs: r.Record, Candidates: candidates}
}

// expects reports whether the export should hold the entry: it is in use, and in the area
// and of the classes that the export covers.
func (c *comparison) expects(e *entry) bool {
	return e.current() && strings.HasPrefix(e.Area, c.scope) &&
		(len(c.classes) == 0 || slices.Contains(c.classes, e.Class[:2]))
}

// summaryOf is what is shown of an entry that the national database lacks.
func summaryOf(e *entry) any {
	return map[string]any{fieldName: e.Name, fieldPinyin: e.Pinyin, fieldPlaceCode: e.Code, fieldClass: e.Class, fieldArea: e.Area}
}

// differing compares the fields of a matched pair.
func (c *comparison) differing(r *stagedRow, p pair) []found {
	var all []found
	for _, field := range c.fields {
		same, d := c.same(field, &r.Record, r.spelling, p.entry)
		if same {
			continue
		}
		all = append(all, found{Kind: Differs, Field: field, Key: Differs + "|place:" + p.entry.ID.String() + "|" + field,
			Name: p.entry.Name, Area: p.entry.Area, Class: p.entry.Class, Row: r.N, Entry: p.entry,
			Ours: p.entry.value(field), Theirs: r.Record.value(field), Distance: d, Match: p})
	}
	return all
}

// same reports whether row and entry agree on a field, by the rules: what the export does
// not say is no difference unless empty fields count, and differences of writing are none.
// For positions it gives the distance in metres.
func (c *comparison) same(field string, r *Record, spelled spelling, e *entry) (bool, *float64) {
	switch field {
	case fieldAlt:
		return c.sameNames(r.AltNames, e.Alt), nil
	case fieldFormer:
		return c.sameNames(r.FormerNames, e.Former), nil
	case fieldPosition:
		return c.samePosition(r, e)
	}
	theirs, _ := r.value(field).(string)
	ours, _ := e.value(field).(string)
	if theirs == "" {
		return ours == "" || !c.rules.EmptyCounts, nil
	}
	switch field {
	case fieldName, fieldShort:
		return sameName(theirs, ours), nil
	case fieldPinyin:
		return spelled.same(spell(ours), c.rules.Tones), nil
	case fieldMeaning, fieldOrigin, fieldHistory:
		return plainProse(theirs) == plainProse(ours), nil
	case fieldArea: // one may name the village, the other the township
		return strings.HasPrefix(ours, theirs) || strings.HasPrefix(theirs, ours), nil
	}
	return theirs == ours, nil
}

// sameNames: lists agree when we have all of their names; more of ours count as empty fields do.
func (c *comparison) sameNames(theirs, ours []string) bool {
	return len(lacking(theirs, ours)) == 0 && (!c.rules.EmptyCounts || len(lacking(ours, theirs)) == 0)
}

// samePosition compares points only: a point of theirs beside a line or polygon of ours says nothing.
func (c *comparison) samePosition(r *Record, e *entry) (bool, *float64) {
	if e.Lon != nil && !e.Point {
		return true, nil
	}
	if r.Lon == nil {
		return e.Lon == nil || !c.rules.EmptyCounts, nil
	}
	d, both := distance(r.Lon, r.Lat, e.Lon, e.Lat)
	if !both {
		return false, nil
	}
	return d <= c.rules.tolerance(), &d
}

// candidateBody is a candidate as people see it.
type candidateBody struct {
	ID         uuid.UUID `json:"id"`
	Name       string    `json:"name"`
	ClassCode  string    `json:"class_code"`
	AreaCode   string    `json:"area_code"`
	PlaceCode  string    `json:"place_code,omitempty"`
	DistanceM  *float64  `json:"distance_m"`
	Confidence float64   `json:"confidence"`
	MatchedBy  string    `json:"matched_by"`
}

func candidateBodies(r *Record, pairs []pair) []candidateBody {
	bodies := []candidateBody{}
	for _, p := range pairs {
		b := candidateBody{ID: p.entry.ID, Name: p.entry.Name, ClassCode: p.entry.Class, AreaCode: p.entry.Area,
			PlaceCode: p.entry.Code, Confidence: p.confidence, MatchedBy: p.by}
		if d, ok := distance(r.Lon, r.Lat, p.entry.Lon, p.entry.Lat); ok {
			b.DistanceM = &d
		}
		bodies = append(bodies, b)
	}
	return bodies
}

// asJSON is a value of a difference as it is stored.
func asJSON(value any) json.RawMessage {
	text, err := json.Marshal(value)
	if err != nil { // strings and finite numbers only
		return json.RawMessage("null")
	}
	return text
}
