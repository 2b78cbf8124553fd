package national

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/gazetteer"
	"cairn/geo"
)

// How entries are matched, the surest way first.
const (
	byChoice = "choice"  // a person said so
	byCode   = "code"    // the same place code
	byName   = "name"    // the same standard name
	byForm   = "form"    // the standard name of one is another name form of the other
	bySound  = "reading" // the same pinyin, tones included where both write them
)

// A pair is sure from this confidence on, when it leads by the margin; below the least
// nobody is asked about it.
const (
	sure   = 0.8
	margin = 0.1
	least  = 0.5
)

// pair is a row with an entry that it may be.
type pair struct {
	entry      *entry
	confidence float64
	by         string
}

// stagedRow is a good row of an export.
type stagedRow struct {
	N        int
	Record   Record
	Identity string
	spelling spelling
}

// matching is what is found out about each good row: the entry it is, or the candidates.
type matching struct {
	rows    []*stagedRow
	matched map[int]pair // by row number
	open    map[int][]pair
	taken   map[uuid.UUID]int // entry → row
}

// choices are the matches that people chose: identity → entry, uuid.Nil for none of ours.
type choices map[string]uuid.UUID

// match finds the entry of each row: as people chose, by place code, then by name forms,
// pinyin, class, area and distance.
func match(rows []*stagedRow, entries []*entry, chosen choices) *matching {
	m := &matching{rows: rows, matched: map[int]pair{}, open: map[int][]pair{}, taken: map[uuid.UUID]int{}}
	byID, byPlaceCode := map[uuid.UUID]*entry{}, map[string]*entry{}
	for _, e := range entries {
		byID[e.ID] = e
		if e.Code != "" {
			byPlaceCode[e.Code] = e
		}
	}
	none := map[int]bool{}
	for _, r := range rows {
		id, ok := chosen[r.Identity]
		if e := byID[id]; ok && e != nil {
			m.take(r, pair{e, 1, byChoice})
		}
		none[r.N] = ok && id == uuid.Nil
	}
	for _, r := range rows {
		if e := byPlaceCode[r.Record.PlaceCode]; e != nil && r.Record.PlaceCode != "" && !none[r.N] {
			m.take(r, pair{e, 1, byCode})
		}
	}
	m.byLikeness(newFinder(entries), none)
	return m
}

func (m *matching) take(r *stagedRow, p pair) {
	if _, done := m.matched[r.N]; done {
		return
	}
	if _, gone := m.taken[p.entry.ID]; gone {
		return
	}
	m.matched[r.N], m.taken[p.entry.ID] = p, r.N
}

// byLikeness takes sure pairs, again and again, as each leaves fewer candidates to others;
// what remains likely is open.
func (m *matching) byLikeness(f *finder, none map[int]bool) {
	candidates := map[int][]pair{}
	for _, r := range m.rows {
		if _, done := m.matched[r.N]; !done && !none[r.N] {
			candidates[r.N] = f.candidates(r)
		}
	}
	for {
		before := len(m.matched)
		rivals := m.rivals(candidates)
		for _, r := range m.rows {
			if free := m.free(candidates[r.N]); leads(free) && !rivals.contest(free[0], r.N) {
				m.take(r, free[0])
				delete(candidates, r.N)
			}
		}
		if len(m.matched) == before {
			break
		}
	}
	for n, pairs := range candidates {
		if free := m.free(pairs); len(free) > 0 && free[0].confidence >= least {
			m.open[n] = free
		}
	}
}

// free are the candidates that no row has taken, the likeliest first.
func (m *matching) free(pairs []pair) []pair {
	return slices.DeleteFunc(slices.Clone(pairs), func(p pair) bool { _, gone := m.taken[p.entry.ID]; return gone })
}

func leads(pairs []pair) bool {
	return len(pairs) > 0 && pairs[0].confidence >= sure && (len(pairs) == 1 || pairs[0].confidence-pairs[1].confidence >= margin)
}

// rivals are the two best confidences with which rows want an entry.
type rivals map[uuid.UUID][]rival

type rival struct {
	row        int
	confidence float64
}

func (m *matching) rivals(candidates map[int][]pair) rivals {
	found := rivals{}
	for n, pairs := range candidates {
		for _, p := range pairs {
			found[p.entry.ID] = append(found[p.entry.ID], rival{n, p.confidence})
		}
	}
	return found
}

// contest reports whether another row wants the entry about as much.
func (r rivals) contest(p pair, row int) bool {
	return slices.ContainsFunc(r[p.entry.ID], func(other rival) bool {
		return other.row != row && other.confidence >= sure && p.confidence-other.confidence < margin
	})
}

// finder finds entries by what rows say of them.
type finder struct {
	byName  map[string][]*entry // normal form of any name
	bySound map[string][]*entry // letters of the standard name's pinyin
}

func newFinder(entries []*entry) *finder {
	f := &finder{map[string][]*entry{}, map[string][]*entry{}}
	for _, e := range entries {
		for _, name := range append([]string{e.Name}, e.otherNames()...) {
			key := gazetteer.Normalise(name)
			f.byName[key] = append(f.byName[key], e)
		}
		for _, sound := range []string{e.Sound, spell(e.Pinyin).letters} {
			if sound != "" {
				f.bySound[sound] = append(f.bySound[sound], e)
			}
		}
	}
	return f
}

// maxCandidates is how many entries a row is compared with, and how many people see.
const (
	maxCandidates = 200
	maxShown      = 5
)

// candidates are the entries that the row may be, the likeliest first.
func (f *finder) candidates(r *stagedRow) []pair {
	seen := map[uuid.UUID]bool{}
	var pairs []pair
	add := func(entries []*entry) {
		for _, e := range entries {
			if !seen[e.ID] && len(pairs) < maxCandidates {
				seen[e.ID] = true
				pairs = append(pairs, likeness(r, e))
			}
		}
	}
	for _, name := range slices.Concat([]string{r.Record.Name, r.Record.ShortName}, r.Record.FormerNames, r.Record.AltNames) {
		if name != "" {
			add(f.byName[gazetteer.Normalise(name)])
		}
	}
	if r.spelling.letters != "" {
		add(f.bySound[r.spelling.letters])
	}
	pairs = slices.DeleteFunc(pairs, func(p pair) bool { return p.confidence <= 0.3 })
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Compare(b.confidence, a.confidence) })
	return pairs[:min(len(pairs), maxShown)]
}

// likeness judges how sure it is that a row is an entry, 0 to 1: the name first, then what
// speaks against it.
func likeness(r *stagedRow, e *entry) pair {
	p := pair{entry: e}
	p.confidence, p.by = nameLikeness(r, e)
	p.confidence -= classGap(r.Record.ClassCode, e.Class) + areaGap(r.Record.AreaCode, e.Area) - nearness(r, e)
	if r.Record.PlaceCode != "" && e.Code != "" && r.Record.PlaceCode != e.Code {
		p.confidence -= 0.25
	}
	p.confidence = math.Round(max(p.confidence, 0)*100) / 100
	return p
}

func nameLikeness(r *stagedRow, e *entry) (float64, string) {
	name := gazetteer.Normalise(r.Record.Name)
	has := func(names []string, name string) bool {
		return slices.ContainsFunc(names, func(n string) bool { return gazetteer.Normalise(n) == name })
	}
	others := slices.Concat([]string{r.Record.ShortName}, r.Record.AltNames, r.Record.FormerNames)
	switch {
	case gazetteer.Normalise(e.Name) == name:
		return 1, byName
	case has(e.otherNames(), name), has(others, gazetteer.Normalise(e.Name)):
		return 0.9, byForm
	}
	ours := spell(e.Pinyin)
	switch {
	case ours.letters == r.spelling.letters && ours.tones != "" && ours.tones == r.spelling.tones:
		return 0.75, bySound
	case ours.letters == r.spelling.letters || e.Sound == r.spelling.letters:
		return 0.65, bySound
	}
	return 0.5, byForm // another name form is the same on both sides
}

func classGap(theirs, ours string) float64 {
	switch {
	case theirs == "" || theirs == ours:
		return 0
	case strings.HasPrefix(ours, theirs[:2]):
		return 0.05
	}
	return 0.2
}

func areaGap(theirs, ours string) float64 {
	switch {
	case strings.HasPrefix(theirs, ours) || strings.HasPrefix(ours, theirs):
		return 0
	case len(theirs) >= 6 && strings.HasPrefix(ours, theirs[:6]):
		return 0.1
	}
	return 0.3
}

// nearness adds to the confidence of a pair that lies close together and takes from that of
// one that lies far apart.
func nearness(r *stagedRow, e *entry) float64 {
	d, ok := distance(r.Record.Lon, r.Record.Lat, e.Lon, e.Lat)
	switch {
	case !ok:
		return 0
	case d <= 500:
		return 0.1
	case d <= 3_000:
		return 0.05
	case d <= 20_000:
		return -0.1
	}
	return -0.25
}

// distance is in metres along the ellipsoid; false when a position is missing.
func distance(lon, lat, otherLon, otherLat *float64) (float64, bool) {
	if lon == nil || lat == nil || otherLon == nil || otherLat == nil {
		return 0, false
	}
	return geo.Distance(orb.Point{*lon, *lat}, orb.Point{*otherLon, *otherLat}), true
}
