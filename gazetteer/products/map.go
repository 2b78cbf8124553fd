package products

import (
	"cmp"
	"slices"

	"cairn/gazetteer"
	"cairn/internal/mapsheet"
	"cairn/internal/problem"
)

// MaxMap is the most entries of a map: on a larger one there is room for none of their names.
const MaxMap = 10_000

// Papers are the sizes of map sheets by the names that the API uses.
var Papers = map[string]mapsheet.Paper{"a3": mapsheet.A3, "a4": mapsheet.A4}

// Map is the map of names (图) on its ground. Error: problem.BadParameter when there is
// nothing to draw, neither an area nor an entry with a position.
func (p *Product) Map(g Ground, paper mapsheet.Paper) (*mapsheet.Sheet, error) {
	s := &mapsheet.Sheet{Title: p.title("map"), Legend: p.text("map_legend"), Lang: string(p.Lang), Paper: paper,
		Area: g.Area, Parts: g.Parts, Beside: g.Beside, Levels: map[string]string{}}
	for _, level := range []string{"province", "prefecture", "county", "township", "village"} {
		s.Levels[level] = p.text("border_" + level)
	}
	placed := p.positioned()
	if len(placed) == 0 && len(g.Area.Geom) == 0 {
		return nil, problem.New(problem.BadParameter, "products.none")
	}
	p.addMarks(s, placed)
	s.Notes = func(f mapsheet.Facts) []string { return p.mapNotes(g, f) }
	return s, nil
}

// positioned are the entries with a position, the most important first.
func (p *Product) positioned() []gazetteer.Place {
	placed := slices.DeleteFunc(slices.Clone(p.Places), func(e gazetteer.Place) bool { return e.Geom.Geometry == nil })
	slices.SortStableFunc(placed, func(a, b gazetteer.Place) int {
		return cmp.Or(cmp.Compare(past(a), past(b)), cmp.Compare(mapKinds[kindOf(a.ClassCode)].rank, mapKinds[kindOf(b.ClassCode)].rank),
			cmp.Compare(a.ClassCode, b.ClassCode))
	})
	return placed
}

func past(e gazetteer.Place) int {
	if e.Status == gazetteer.Current {
		return 0
	}
	return 1
}

// addMarks adds the entries and the kinds that they are of.
func (p *Product) addMarks(s *mapsheet.Sheet, placed []gazetteer.Place) {
	classes := make([]map[string]int, len(mapKinds))
	for _, e := range placed {
		kind := kindOf(e.ClassCode)
		if classes[kind] == nil {
			classes[kind] = map[string]int{}
		}
		classes[kind][e.ClassName]++
	}
	index := make([]int, len(mapKinds))
	for i, of := range classes {
		if of != nil {
			look := mapKinds[i].look
			look.Label = p.legendLabel(i, of)
			index[i], s.Kinds = len(s.Kinds), append(s.Kinds, look)
		}
	}
	for _, e := range placed {
		kind := kindOf(e.ClassCode)
		s.Marks = append(s.Marks, mapsheet.Mark{Name: e.Name, Kind: index[kind], Geom: e.Geom.Geometry,
			Must: mapKinds[kind].rank <= seatRank && past(e) == 0, Past: past(e) == 1})
	}
}

// mapNotes say projection, source, day and version, what the map names and what it does
// not, and what it may be used for.
func (p *Product) mapNotes(g Ground, f mapsheet.Facts) []string {
	projection := p.text("map_meridian", "meridian", f.Meridian)
	if f.Zone > 0 {
		projection = p.text("map_zone", "zone", f.Zone, "meridian", f.Meridian)
	}
	notes := []string{
		projection,
		p.text("map_source", "day", p.day(), "version", g.Version),
		p.text("map_counts", "all", len(p.Places), "labelled", f.Labelled, "unnamed", f.Unnamed, "missing", len(p.Places)-f.Labelled-f.Unnamed),
	}
	if g.Schematic {
		notes = append(notes, p.text("map_schematic"))
	}
	return append(notes, p.text("map_use"))
}
