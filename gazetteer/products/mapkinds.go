package products

import (
	"cmp"
	"slices"
	"strings"

	"cairn/internal/mapsheet"
	"cairn/internal/problem"
)

// mapKind is how the classes that begin with a prefix stand on the map (GB/T 18521), and
// which names come first where there is not room for all: the smaller rank.
type mapKind struct {
	prefixes []string
	key      string // of its name in the legend
	rank     int
	look     mapsheet.Kind
}

// mapKinds are in the order of the legend. The last takes what no other does.
var mapKinds = []mapKind{
	{[]string{"212", "213"}, "prefecture", 0, mapsheet.Kind{Symbol: "star", Colour: "#a3242b", Size: 4.8, Bold: true}},
	{[]string{"214"}, "county", 1, mapsheet.Kind{Symbol: "seat2", Colour: "#a3242b", Size: 4.4, Bold: true}},
	{[]string{"215"}, "township", 2, mapsheet.Kind{Symbol: "seat1", Colour: "#27313b", Size: 3.3, Bold: true}},
	{[]string{"221"}, "town", 3, mapsheet.Kind{Symbol: "disc", Colour: "#27313b", Size: 2.6}},
	{[]string{"2161", "2761"}, "village", 4, mapsheet.Kind{Symbol: "ring", Colour: "#3c4a2a", Size: 2.45}},
	{[]string{"2162", "2762"}, "community", 4, mapsheet.Kind{Symbol: "half", Colour: "#3c4a2a", Size: 2.45}},
	{[]string{"222"}, "hamlet", 7, mapsheet.Kind{Symbol: "dot", Colour: "#3f4b56", Size: 2.25}},
	{[]string{"11", "12"}, "water", 5, mapsheet.Kind{Symbol: "waves", Colour: "#1f6fa8", Size: 2.5}},
	{[]string{"13"}, "relief", 5, mapsheet.Kind{Symbol: "peak", Colour: "#7a5a2f", Size: 2.4}},
	{[]string{"23"}, "transport", 6, mapsheet.Kind{Symbol: "diamond", Colour: "#8a4b12", Size: 2.25}},
	{[]string{"24"}, "works", 8, mapsheet.Kind{Symbol: "wheel", Colour: "#0f6b6b", Size: 2.25}},
	{[]string{"25"}, "sights", 6, mapsheet.Kind{Symbol: "pavilion", Colour: "#7b2f7d", Size: 2.35}},
	{[]string{"26"}, "buildings", 8, mapsheet.Kind{Symbol: "square", Colour: "#5b4a8a", Size: 2.25}},
	{[]string{"27"}, "units", 8, mapsheet.Kind{Symbol: "square-no", Colour: "#4d5a2a", Size: 2.25}},
	{[]string{""}, "others", 9, mapsheet.Kind{Symbol: "cross", Colour: "#27313b", Size: 2.25}},
}

// seatRank is the last rank of seats of administrative areas, whose names are never left out.
const seatRank = 2

// kindOf is the index of the kind of a class.
func kindOf(class string) int {
	return slices.IndexFunc(mapKinds, func(k mapKind) bool {
		return slices.ContainsFunc(k.prefixes, func(prefix string) bool { return strings.HasPrefix(class, prefix) })
	})
}

// legendLabel names a kind with the number of its entries: as its class where there is
// only one and it is no seat, in Chinese as the classes are, else by the name of the kind.
func (p *Product) legendLabel(kind int, classes map[string]int) string {
	name, count := p.text("kind_"+mapKinds[kind].key), 0
	for class, n := range classes {
		count += n
		if p.Lang == problem.Chinese && len(classes) == 1 && mapKinds[kind].rank > seatRank {
			name = cmp.Or(class, name)
		}
	}
	return p.text("map_kind", "name", name, "count", count)
}
