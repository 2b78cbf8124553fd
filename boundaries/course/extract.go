package course

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// Claim is what a text says of the stretch between two places that it names.
type Claim struct {
	From    string    // as the text names the place: start, end, a marker's number, digits alone for 3号界桩, 与 and the lines of a junction; "": none before
	To      string    // the same; "": the text ends before it names one
	Sectors []string  // in the order of the text
	Km      []float64 // lengths in the order of the text
}

// Reading is what was found in the text of an agreement.
type Reading struct {
	Claims  []Claim
	Places  []string // everything that it names, in its order, each once
	TotalKm *float64 // length of the whole line
}

// meets begins a place that is named by the lines that meet there.
const meets = "与"

// maxReading is how much of a text is read, in bytes.
const maxReading = 1 << 20

// The words of directions in agreements and their sectors. Longer ones come first.
var directions = []struct{ text, sector string }{
	{"东北偏北", "NNE"}, {"东北偏东", "ENE"}, {"东南偏东", "ESE"}, {"东南偏南", "SSE"},
	{"西南偏南", "SSW"}, {"西南偏西", "WSW"}, {"西北偏西", "WNW"}, {"西北偏北", "NNW"},
	{"北东北", "NNE"}, {"东东北", "ENE"}, {"东东南", "ESE"}, {"南东南", "SSE"},
	{"南西南", "SSW"}, {"西西南", "WSW"}, {"西西北", "WNW"}, {"北西北", "NNW"},
	{"北偏东", "NNE"}, {"东偏北", "ENE"}, {"东偏南", "ESE"}, {"南偏东", "SSE"},
	{"南偏西", "SSW"}, {"西偏南", "WSW"}, {"西偏北", "WNW"}, {"北偏西", "NNW"},
	{"东北", "NE"}, {"东南", "SE"}, {"西南", "SW"}, {"西北", "NW"}, {"正北", "N"}, {"正东", "E"}, {"正南", "S"}, {"正西", "W"},
	{"北", "N"}, {"东", "E"}, {"南", "S"}, {"西", "W"},
}

// The parts of a text, as Go's regexp takes them: the first that fits at a place. A
// direction counts where the text says that the line goes there (向东, 东行, 东方向), since
// names hold the same characters; a length followed by 处 is a place on the way.
var (
	parts = regexp.MustCompile(`(?:全长|总长|长度)[为约:]{0,3}(?P<total>\d{1,9}(?:\.\d{1,9})?)(?P<totalUnit>公里|千米|km|KM|米|m)` +
		`|[向往朝]?(?P<quadrant>[北南])偏(?P<aside>[东西])(?P<degrees>\d{1,2}(?:\.\d{1,6})?)[°度]` +
		`|[向往朝]着?(?P<sector>` + alternatives() + `)|(?P<going>` + alternatives() + `)(?:方?向?行|方向)` +
		`|(?P<length>\d{1,9}(?:\.\d{1,9})?)(?P<unit>公里|千米|km|KM|米|m)(?P<place>处)?` +
		`|(?P<lettered>\d{3,12}[A-Z])` +
		`|(?P<short>\d{1,12})号[^\d。;,、]{0,6}桩` +
		`|与(?P<meeting>[^\d。;,]{1,80}?)交[会汇][处点]` +
		`|(?P<ends>起点|终点)`)
	aside = regexp.MustCompile(`\([^()]*\)`)
)

func alternatives() string {
	var all []string
	for _, d := range directions {
		all = append(all, d.text)
	}
	return strings.Join(all, "|")
}

// Read finds in a Chinese text what it says of the course: which places it names, and between
// them in what directions and how far the line goes. What stands in brackets is left out.
func Read(text string) Reading {
	text = strings.ToValidUTF8(text[:min(len(text), maxReading)], "")
	text = aside.ReplaceAllString(norm.NFKC.String(text), "")
	var r reader
	for _, m := range parts.FindAllStringSubmatch(text, -1) {
		r.take(m)
	}
	if r.pending() {
		r.Claims = append(r.Claims, r.open)
	}
	return r.Reading
}

// reader goes through the parts of a text.
type reader struct {
	Reading
	open Claim // the stretch that is being told
}

func (r *reader) pending() bool { return len(r.open.Sectors)+len(r.open.Km) > 0 }

func (r *reader) take(m []string) {
	part := func(name string) string { return m[parts.SubexpIndex(name)] }
	switch {
	case part("total") != "":
		if km, ok := kilometres(part("total"), part("totalUnit")); ok && r.TotalKm == nil {
			r.TotalKm = &km
		}
	case part("quadrant") != "":
		r.open.Sectors = append(r.open.Sectors, quadrant(part("quadrant"), part("aside"), part("degrees")))
	case part("sector")+part("going") != "":
		i := slices.IndexFunc(directions, func(d struct{ text, sector string }) bool { return d.text == part("sector")+part("going") })
		r.open.Sectors = append(r.open.Sectors, directions[i].sector)
	case part("length") != "":
		if km, ok := kilometres(part("length"), part("unit")); ok && part("place") == "" {
			r.open.Km = append(r.open.Km, km)
		}
	case part("meeting") != "":
		r.reach(meets + part("meeting"))
	case part("ends") == "起点":
		r.reach(Start)
	case part("ends") != "":
		r.reach(End)
	default:
		r.reach(part("lettered") + part("short"))
	}
}

// reach comes to a place: what was told since the place before is a claim about the stretch.
func (r *reader) reach(place string) {
	if !slices.Contains(r.Places, place) {
		r.Places = append(r.Places, place)
	}
	if r.pending() {
		r.open.To = place
		r.Claims = append(r.Claims, r.open)
	}
	r.open = Claim{From: place}
}

// quadrant is the sector of a bearing from north or south: 北偏东30°.
func quadrant(from, to, degrees string) string {
	b, err := strconv.ParseFloat(degrees, 64)
	if err != nil {
		b = 0
	}
	switch from + to {
	case "北西":
		b = 360 - b
	case "南东":
		b = 180 - b
	case "南西":
		b = 180 + b
	}
	return Sector(b)
}

func kilometres(number, unit string) (float64, bool) {
	x, err := strconv.ParseFloat(number, 64)
	if unit == "米" || unit == "m" {
		x /= 1000
	}
	return x, err == nil
}
