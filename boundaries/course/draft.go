package course

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"cairn/boundaries"
	"cairn/internal/problem"
)

// Statement is what the description says of the stretch between two stations that it names.
type Statement struct {
	From     string  `json:"from" doc:"start, end, or the number of the marker there; empty for a junction"`
	To       string  `json:"to"`
	LengthKm float64 `json:"length_km" doc:"along the line, geodesic"`
	Legs     []Leg   `json:"legs"`
}

// Draft is the description of the course (走向说明) as drafted from the geometry.
type Draft struct {
	Text       string      `json:"text"`
	Statements []Statement `json:"statements" doc:"the same as data, in the order of the text"`
}

// Draft drafts the description: a sentence on the ends, then one for each stretch between
// markers, junctions and ends, with its directions and lengths and what crosses it.
func (p Profile) Draft(lang problem.Lang) Draft {
	w := writer{p, lang}
	d := Draft{Statements: []Statement{}}
	first, last := p.Stations[0], p.Stations[len(p.Stations)-1]
	text := []string{w.ends(first, last)}
	from, crossed := first, []Station(nil)
	for _, s := range p.Stations[1:] {
		if w.onTheWay(s) {
			crossed = append(crossed, s)
			continue
		}
		if s.along > from.along {
			st := Statement{From: from.label(), To: s.label(), LengthKm: round((s.along-from.along)/1000, 6), Legs: p.path.legs(from.along, s.along)}
			d.Statements = append(d.Statements, st)
			text = append(text, strings.TrimSpace(w.stretch(st, from, s)+w.crossings(from, crossed)))
		}
		from, crossed = s, nil
	}
	d.Text = strings.Join(text, "\n")
	return d
}

// levels of lines, the highest first.
var levels = []string{boundaries.Province, boundaries.PrefectureLvl, boundaries.County, boundaries.Township}

// onTheWay reports whether a station is passed: roads, rivers, and junctions with lines of
// lower levels only.
func (w writer) onTheWay(s Station) bool {
	if s.Kind != Junction {
		return s.Kind == Road || s.Kind == River
	}
	own := slices.Index(levels, w.LineLevel)
	return s.Number == "" && !slices.ContainsFunc(s.Lines, func(l LineRef) bool { return slices.Index(levels, l.Level) <= own })
}

// label is how statements name a station.
func (s Station) label() string {
	switch {
	case s.Number != "":
		return s.Number
	case s.Kind == Start || s.Kind == End:
		return s.Kind
	}
	return ""
}

// writer words a profile in a language.
type writer struct {
	Profile
	lang problem.Lang
}

func (w writer) say(name string, params ...any) string {
	return problem.Say(w.lang, "course."+name, params...)
}

func (w writer) ends(first, last Station) string {
	if w.AgreedLengthKm == nil {
		return w.say("ends", "name", w.LineName, "start", w.station(first), "finish", w.station(last))
	}
	return w.say("ends_agreed", "name", w.LineName, "start", w.station(first), "finish", w.station(last),
		"km", strconv.FormatFloat(*w.AgreedLengthKm, 'f', -1, 64))
}

// stretch is the sentence of a statement: one leg, or one after the other.
func (w writer) stretch(st Statement, from, to Station) string {
	if len(st.Legs) == 1 {
		return w.say("stretch", "start", w.short(from), "finish", w.station(to), "sector", w.sector(st.Legs[0]), "length", w.length(st.LengthKm))
	}
	text := w.say("stretch_first", "start", w.short(from), "sector", w.sector(st.Legs[0]), "length", w.length(st.Legs[0].LengthKm))
	for _, leg := range st.Legs[1:] {
		text += w.say("stretch_next", "sector", w.sector(leg), "length", w.length(leg.LengthKm))
	}
	return text + w.say("stretch_last", "finish", w.station(to))
}

// crossings names in brackets what crosses a stretch, and how far from its beginning.
func (w writer) crossings(from Station, all []Station) string {
	if len(all) == 0 {
		return ""
	}
	notes := make([]string, len(all))
	for i, s := range all {
		name := s.Name
		switch {
		case s.Kind == Junction:
			name = w.lineNames(s)
		case name == "":
			name = w.say("unnamed_" + s.Kind)
		}
		notes[i] = w.say("crosses_"+s.Kind, "name", name, "length", w.length((s.along-from.along)/1000))
	}
	return w.say("crossings", "notes", strings.Join(notes, w.say("note_between")))
}

// station words a station with what is to be known of it.
func (w writer) station(s Station) string {
	var notes []string
	if len(s.Lines) > 0 && (s.Kind != Junction || len(s.Markers) > 0) {
		notes = append(notes, w.say("meets", "lines", w.lineNames(s)))
	}
	if len(s.Markers) > 1 {
		for _, m := range s.Markers {
			notes = append(notes, w.offset(m))
		}
	}
	if len(notes) == 0 {
		return w.short(s)
	}
	return w.say("with_notes", "station", w.short(s), "notes", strings.Join(notes, w.say("note_between")))
}

// short is the name of a station.
func (w writer) short(s Station) string {
	if len(s.Markers) > 0 {
		numbers := make([]string, len(s.Markers))
		for i, m := range s.Markers {
			numbers[i] = m.Number
		}
		return w.say("markers_"+itoa(min(len(numbers), 3)), "numbers", strings.Join(numbers, w.say("and")))
	}
	if s.Kind == Junction {
		return w.say("junction", "lines", w.lineNames(s))
	}
	return w.say(s.Kind)
}

// lineNames names the lines that meet at a station.
func (w writer) lineNames(s Station) string {
	names := make([]string, len(s.Lines))
	for i, l := range s.Lines {
		names[i] = l.Name
	}
	return strings.Join(names, w.say("and"))
}

func (w writer) offset(m PlacedMark) string {
	side := "left"
	switch {
	case math.Abs(m.OffsetM) <= onLine:
		side = "on"
	case m.OffsetM > 0:
		side = "right"
	}
	return w.say("offset_"+side, "number", m.Number, "metres", strconv.FormatFloat(math.Abs(m.OffsetM), 'f', 0, 64))
}

func (w writer) sector(leg Leg) string { return w.say("sector_" + strings.ToLower(leg.Sector)) }

// length is a length for reading: metres below a kilometre, else kilometres to the 10 m.
func (w writer) length(km float64) string {
	if km < 0.9995 {
		return w.say("metres", "length", strconv.FormatFloat(km*1000, 'f', 0, 64))
	}
	return w.say("kilometres", "length", strconv.FormatFloat(km, 'f', 2, 64))
}
