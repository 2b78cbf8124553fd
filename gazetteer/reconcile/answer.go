package reconcile

import (
	"cmp"
	"context"
	"math"
	"slices"
	"strings"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Candidate is an entry that a query may mean.
type Candidate struct {
	ID          string    `json:"id"`
	Name        string    `json:"name"`
	Description string    `json:"description"`
	Score       float64   `json:"score"` // 0 to 100
	Match       bool      `json:"match"` // sure enough to be taken without a person
	Type        []Type    `json:"type"`
	Features    []Feature `json:"features"`
}

// Feature is one reason for a score: a number, or true and false.
type Feature struct {
	ID    string `json:"id"`
	Value any    `json:"value"`
}

// candidate is a candidate while it is judged.
type candidate struct {
	hit       gazetteer.Hit
	place     *gazetteer.Place // nil unless a property needs the whole entry
	className string
	exact     bool // the name, or another form of it, is the one asked for
	byCode    bool // has the place code asked for
	fits      float64
	checked   int // properties compared
	score     float64
	features  []Feature
}

// maxText is the longest name that is looked for; longer texts of a table are no names.
const maxText = 100

// answer finds and judges the candidates of one query, the best first.
func (s *Service) answer(ctx context.Context, k *known, q Query) ([]Candidate, error) {
	found, err := s.find(ctx, k, q)
	if err != nil {
		return nil, err
	}
	for _, c := range found {
		if err := s.judge(ctx, k, q, c); err != nil {
			return nil, err
		}
	}
	found = slices.DeleteFunc(found, func(c *candidate) bool { return c.score <= 0 })
	slices.SortStableFunc(found, func(a, b *candidate) int { return cmp.Compare(b.score, a.score) })
	out := []Candidate{}
	for i, c := range found[:min(len(found), q.Limit)] {
		out = append(out, c.body(sureOf(found, i)))
	}
	return out, nil
}

// sureOf: the best candidate is sure when its name is the one asked for (or its code), all
// that is said of it fits, and no other comes near.
func sureOf(found []*candidate, i int) bool {
	c := found[i]
	if i > 0 || !c.exact && !c.byCode || c.checked > 0 && c.fits < 0.9*float64(c.checked) {
		return false
	}
	return len(found) == 1 || c.score-found[1].score >= 5
}

func (c *candidate) body(match bool) Candidate {
	description := strings.Join(c.hit.AreaPath, " ")
	if c.hit.MatchedName != "" && c.hit.MatchedName != c.hit.Name {
		description += "（" + c.hit.MatchedName + "）"
	}
	return Candidate{ID: c.hit.ID.String(), Name: c.hit.Name, Description: strings.TrimSpace(c.className + " " + description),
		Score: c.score, Match: match, Type: []Type{{ID: c.hit.Class, Name: c.className}}, Features: c.features}
}

// find asks the gazetteer: by name in each type that is wanted, by place code, or, without
// a name, by the names and pinyin among the properties.
func (s *Service) find(ctx context.Context, k *known, q Query) ([]*candidate, error) {
	var found []*candidate
	seen := map[uuid.UUID]bool{}
	add := func(c *candidate) {
		if !seen[c.hit.ID] {
			seen[c.hit.ID] = true
			found = append(found, c)
		}
	}
	for _, code := range q.values("place_code") {
		if id, ok := k.codes[code]; ok {
			c, err := s.byCode(ctx, id, code)
			if err != nil {
				return nil, err
			}
			if c != nil {
				add(c)
			}
		}
	}
	for _, name := range q.texts() {
		for _, class := range q.classes() {
			hits, err := s.places.Search(ctx, gazetteer.Search{Text: name, Class: class, NearArea: k.nearArea(q), Clearance: clearanceOf(ctx), Limit: q.depth()})
			if err != nil {
				return nil, err
			}
			for _, hit := range hits {
				add(&candidate{hit: hit})
			}
		}
	}
	return found, nil
}

// byCode reads the entry of a place code; nil when the reader does not see that it has it.
func (s *Service) byCode(ctx context.Context, id uuid.UUID, code string) (*candidate, error) {
	p, err := s.places.Get(ctx, id)
	if problem.Is(err, problem.NotFound) || err == nil && codeOf(&p) != code {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &candidate{place: &p, byCode: true, hit: gazetteer.Hit{ID: p.ID, Name: p.Name, MatchedName: p.Name, Pinyin: p.Pinyin,
		Class: p.ClassCode, AreaCode: p.AreaCode, AreaPath: p.AreaPath, Lon: p.Lon, Lat: p.Lat, Score: 1}}, nil
}

// texts are the names to look for.
func (q *Query) texts() []string {
	texts := []string{q.Text}
	if strings.TrimSpace(q.Text) == "" {
		texts = slices.Concat(q.values("name"), q.values("former_name"), q.values("alt_name"), q.values("short_name"), q.values("pinyin"))
	}
	return slices.DeleteFunc(texts, func(t string) bool {
		n := len([]rune(gazetteer.Normalise(t)))
		return n == 0 || n > maxText
	})
}

func (q *Query) values(property string) []string {
	var values []string
	for _, p := range q.Properties {
		if p.ID == property {
			values = append(values, p.Values...)
		}
	}
	return values
}

// classes are the class codes, or beginnings of them, that the search is restricted to; ""
// for all. Of "all" types only the narrowest remains, if the others hold it.
func (q *Query) classes() []string {
	if q.TypeStrict == "should" || len(q.Types) == 0 || q.TypeStrict == "any" && slices.Contains(q.Types, anyPlace) {
		return []string{""}
	}
	types := slices.DeleteFunc(slices.Clone(q.Types), func(t string) bool { return t == anyPlace })
	if q.TypeStrict == "any" {
		return types
	}
	if len(types) == 0 {
		return []string{""}
	}
	narrow := slices.MaxFunc(types, func(a, b string) int { return cmp.Compare(len(a), len(b)) })
	if slices.ContainsFunc(types, func(t string) bool { return !strings.HasPrefix(narrow, t) }) {
		return nil
	}
	return []string{narrow}
}

// depth is how many hits are judged: where properties decide, more than are wanted.
func (q *Query) depth() int {
	if len(q.Properties) == 0 && q.TypeStrict != "should" {
		return q.Limit + 1
	}
	return min(4*q.Limit+20, 100)
}

// nearArea is the area that the properties speak of, "" for none or several.
func (k *known) nearArea(q Query) string {
	for _, v := range q.values("area") {
		if code := k.areas[v]; code != "" {
			return code
		}
	}
	return ""
}

// judge scores a candidate: 70 parts of a hundred by the name and 30 by the properties
// where there are any, less a fifth when it is not of a type that it should be.
func (s *Service) judge(ctx context.Context, k *known, q Query, c *candidate) error {
	c.className = k.classes[c.hit.Class]
	c.exact = slices.ContainsFunc(append(q.texts(), q.values("name")...), func(t string) bool {
		return gazetteer.Normalise(t) == gazetteer.Normalise(c.hit.Name) || gazetteer.Normalise(t) == gazetteer.Normalise(c.hit.MatchedName)
	})
	c.features = []Feature{{"name_score", rounded(100 * c.hit.Score)}, {"exact_name", c.exact}}
	for _, p := range q.Properties {
		how := propertyOf(p.ID)
		if how.score == nil || p.blank() {
			continue
		}
		if how.whole && c.place == nil {
			place, err := s.places.Get(ctx, c.hit.ID)
			if err != nil && !problem.Is(err, problem.NotFound) {
				return err
			}
			c.place = &place
		}
		fit := how.score(c, p.Values)
		c.fits, c.checked = c.fits+fit, c.checked+1
		c.features = append(c.features, Feature{p.ID, rounded(100 * fit)})
	}
	c.score = 100 * c.hit.Score
	if c.checked > 0 {
		c.score = 70*c.hit.Score + 30*c.fits/float64(c.checked)
	}
	if len(q.Types) > 0 {
		fits := slices.ContainsFunc(q.Types, func(t string) bool { return t == anyPlace || strings.HasPrefix(c.hit.Class, t) })
		c.features = append(c.features, Feature{"type_match", fits})
		if !fits {
			c.score *= 0.8
		}
	}
	c.score = rounded(min(c.score, 100))
	return nil
}

// blank: an empty cell says nothing about the candidate.
func (p *PropertyValue) blank() bool {
	return !slices.ContainsFunc(p.Values, func(v string) bool { return strings.TrimSpace(v) != "" })
}

func rounded(v float64) float64 { return math.Round(v*10) / 10 }
