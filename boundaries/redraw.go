package boundaries

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"github.com/paulmach/orb"

	"cairn/geo"
	"cairn/internal/problem"
)

// oldLine is a line as it was before a change of areas.
type oldLine struct {
	Code, Name, Left, Right      string
	NeighbourCounties, ShortCode string
	AgreedKm                     *float64
	Agreement, Status, Origin    string
	AgreementOn                  *string
	Signatories, Sheets          []string
	Leading, Cooperating         string
	Course                       orb.LineString
	Results                      []RoundResult
	Markers                      []oldMarker
}

type oldMarker struct {
	ID       string
	Lon, Lat float64
}

// newLine is a line as it is after a change.
type newLine struct {
	oldLine
	sources []*oldLine
	same    bool // nothing about it has changed
}

// run is a stretch of a line between the same parties after a change.
type run struct {
	pair
	course orb.LineString
	source *oldLine
	agreed *float64
	whole  bool
}

// meeting is within how many metres ends of lines are taken for the same point.
const meeting = 1.0

// redraw gives the lines after the change. Error: problem.Conflict for pieces that would
// have to be one line and do not meet.
func (w *successors) redraw(old []*oldLine) ([]*newLine, error) {
	groups := map[string][]run{}
	for _, l := range old {
		for _, r := range w.runs(l) {
			groups[r.code()] = append(groups[r.code()], r)
		}
	}
	taken := map[string]bool{}
	for code := range groups {
		taken[code] = true
	}
	var next []*newLine
	for _, code := range slices.Sorted(maps.Keys(groups)) {
		for i, chain := range chains(groups[code]) {
			l := w.join(chain)
			if l.Code = code; i > 0 { // another stretch between the same parties keeps a code of its own
				l.Code = chain[0].source.Code
				if taken[l.Code] {
					return nil, problem.New(problem.Conflict, "areachange.lines_apart", "code", code)
				}
				taken[l.Code] = true
			}
			s := l.sources[0]
			l.same = len(chain) == 1 && chain[0].whole && l.Code == s.Code && l.Name == s.Name && l.Left == s.Left && l.Right == s.Right
			next = append(next, l)
		}
	}
	return next, nil
}

// runs cuts a line where its parties change, and leaves out where it is no line any more.
func (w *successors) runs(l *oldLine) []run {
	left, right := w.candidates(l.Left), w.candidates(l.Right)
	var all []run
	for i := 1; i < len(l.Course); i++ {
		a, b := l.Course[i-1], l.Course[i]
		middle := orb.Point{(a[0] + b[0]) / 2, (a[1] + b[1]) / 2}
		sides := pair{w.at(middle, left), w.at(middle, right)}
		if n := len(all); n > 0 && all[n-1].pair == sides {
			all[n-1].course = append(all[n-1].course, b)
			continue
		}
		all = append(all, run{pair: sides, course: orb.LineString{a, b}, source: l})
	}
	all = smooth(all)
	all[0].whole = len(all) == 1
	shareOut(l, all)
	var kept []run
	for _, r := range all {
		parties, reverse := w.partiesOf(r.left, r.right)
		if parties == (pair{}) {
			continue
		}
		if r.pair = parties; reverse {
			r.course = slices.Clone(r.course)
			slices.Reverse(r.course)
		}
		kept = append(kept, r)
	}
	return fuse(kept)
}

// smooth gives stretches that are shorter than the noise of outlines to the one before.
func smooth(all []run) []run {
	out := all[:1]
	for _, r := range all[1:] {
		last := &out[len(out)-1]
		if r.pair == last.pair || geo.Length(r.course) < noiseWidth {
			last.course = append(last.course, r.course[1:]...)
			continue
		}
		out = append(out, r)
	}
	return out
}

// fuse joins neighbouring stretches that turn out to have the same parties: two townships
// of one county along a county line.
func fuse(all []run) []run {
	var out []run
	for _, r := range all {
		if n := len(out); n > 0 && out[n-1].pair == r.pair && out[n-1].course[len(out[n-1].course)-1] == r.course[0] {
			last := &out[n-1]
			last.course = append(slices.Clone(last.course), r.course[1:]...)
			last.agreed = plus(last.agreed, r.agreed)
			continue
		}
		out = append(out, r)
	}
	if len(out) == 1 && len(out[0].course) == len(out[0].source.Course) {
		out[0].whole = true
	}
	return out
}

// shareOut shares the agreed length of a line out to its stretches by their lengths, to the
// metre; the last one gets what is left, so that the sum stays.
func shareOut(l *oldLine, all []run) {
	if l.AgreedKm == nil {
		return
	}
	whole, left := geo.Length(l.Course), *l.AgreedKm
	for i := range all {
		km := round(*l.AgreedKm*geo.Length(all[i].course)/whole, 3)
		if i == len(all)-1 {
			km = round(left, 3)
		}
		left -= km
		all[i].agreed = &km
	}
}

func plus(a, b *float64) *float64 {
	if a == nil || b == nil {
		return nil
	}
	sum := round(*a+*b, 3)
	return &sum
}

// chains puts stretches that meet into order, each chain from its start to its end; the
// longest chain comes first.
func chains(all []run) [][]run {
	var out [][]run
	left := slices.Clone(all)
	for len(left) > 0 {
		chain := []run{left[0]}
		left = left[1:]
		for grown := true; grown; {
			grown = false
			for i, r := range left {
				switch {
				case meet(chain[len(chain)-1].course, r.course):
					chain = append(chain, r)
				case meet(r.course, chain[0].course):
					chain = append([]run{r}, chain...)
				default:
					continue
				}
				left, grown = slices.Delete(slices.Clone(left), i, i+1), true
				break
			}
		}
		out = append(out, chain)
	}
	slices.SortStableFunc(out, func(a, b []run) int { return cmp.Compare(length(b), length(a)) })
	return out
}

func length(chain []run) (metres float64) {
	for _, r := range chain {
		metres += geo.Length(r.course)
	}
	return metres
}

// meet reports whether b begins where a ends.
func meet(a, b orb.LineString) bool {
	return geo.Length(orb.LineString{a[len(a)-1], b[0]}) <= meeting
}

// join makes one line of a chain of stretches.
func (w *successors) join(chain []run) *newLine {
	first := chain[0]
	l := &newLine{oldLine: *first.source}
	l.Left, l.Right, l.AgreedKm, l.Results, l.Markers, l.Course = first.left, first.right, nil, nil, nil, nil
	agreements, beyond := []string{}, []string{}
	l.Signatories, l.Sheets = []string{}, []string{}
	for i, r := range chain {
		if !slices.Contains(l.sources, r.source) {
			l.sources = append(l.sources, r.source)
			agreements, beyond = add(agreements, r.source.Agreement), add(beyond, strings.Split(r.source.NeighbourCounties, ";")...)
			l.Signatories, l.Sheets = add(l.Signatories, r.source.Signatories...), add(l.Sheets, r.source.Sheets...)
			l.Results = worse(l.Results, r.source.Results)
		}
		if r.source.Status == "disputed" {
			l.Status = "disputed"
		}
		if i == 0 {
			l.Course, l.AgreedKm = slices.Clone(r.course), r.agreed
			continue
		}
		l.Course, l.AgreedKm = append(l.Course, r.course[1:]...), plus(l.AgreedKm, r.agreed)
	}
	if len(agreements) > 1 {
		l.AgreementOn = nil // several agreements, each of its own day
	}
	l.Leading, l.Cooperating = w.partOf(l, l.Leading), w.partOf(l, l.Cooperating)
	if l.Leading == l.Cooperating {
		l.Cooperating = ""
	}
	l.Agreement, l.NeighbourCounties = strings.Join(agreements, "；"), strings.Join(beyond, ";")
	l.Name = w.nameOf(l, len(chain) == 1 && first.whole)
	return l
}

// partOf is what a leading or cooperating party of the line's first source has become: the
// party of the line that it went into. A neighbour outside stays; "" when it is no longer plain.
func (w *successors) partOf(l *newLine, was string) string {
	heirs := w.candidates(was)
	follows := func(party string) bool {
		return slices.ContainsFunc(heirs, func(heir string) bool { return strings.HasPrefix(heir, party) })
	}
	left, right := was != "" && follows(l.Left), was != "" && follows(l.Right)
	switch {
	case was == "" || was == l.Left || was == l.Right || !w.inner[was]:
		return was
	case left && !right:
		return l.Left
	case right && !left:
		return l.Right
	}
	return ""
}

func add(list []string, texts ...string) []string {
	for _, text := range texts {
		if text != "" && !slices.Contains(list, text) {
			list = append(list, text)
		}
	}
	return list
}

// worse takes of each round the worse conclusion.
func worse(a, b []RoundResult) []RoundResult {
	rank := []string{"qualified", "repaired", "follow_up"}
	out := slices.Clone(a)
	for _, r := range b {
		i := slices.IndexFunc(out, func(o RoundResult) bool { return o.Round == r.Round })
		switch {
		case i < 0:
			out = append(out, r)
		case slices.Index(rank, r.Result) > slices.Index(rank, out[i].Result):
			out[i] = r
		}
	}
	return out
}

// nameOf is the name of a line: the old one with the names of its parties as they are now,
// or, of one that was cut or put together, the names of both and 线.
func (w *successors) nameOf(l *newLine, whole bool) string {
	made := w.names[l.Left] + w.names[l.Right] + "线"
	if !whole {
		return made
	}
	s := l.sources[0]
	if s.Name == w.were[s.Left]+w.were[s.Right]+"线" {
		return made
	}
	name := s.Name
	for _, old := range []string{s.Left, s.Right} {
		if now := w.candidates(old)[0]; w.names[now] != w.were[old] && len(now) == len(old) && w.were[old] != "" {
			name = strings.Replace(name, w.were[old], w.names[now], 1)
		}
	}
	return name
}
