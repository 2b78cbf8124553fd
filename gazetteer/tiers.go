package gazetteer

import (
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"
)

// tier is one way of finding, better than the ones after it.
type tier struct {
	query        string              // SQL file
	args         []any               // after area, class, limit and grade
	exact, other float64             // scores of an exact match and of another, by the standard name
	forms        bool                // finds other name forms too, after the standard ones
	resort       bool                // a last resort: asked only when nothing was found
	deep         bool                // too much for suggestions
	judge        func(match) float64 // the share of a match where SQL does not know it, 0 for none
	near         *tier               // the same around the point that is preferred
	inside       *tier               // the same in the area that is preferred
	within       bool                // not a query: an area and a name in it
	least        float64             // score that the name in the area has at least
}

// score of a match; another name form comes after every standard name of the tier.
func (t *tier) score(m match) float64 {
	score := t.other
	switch other := t.forms && m.Kind != kindStandard; {
	case other && m.Exact:
		score *= 0.95
	case other:
		score *= 0.9
	case m.Exact:
		score = t.exact
	}
	if m.Share > 0 {
		score *= m.Share
	}
	return score
}

// fixed are the queries that go one way whatever the text is: along the order of a btree.
// The others are planned anew each time: their best way depends very much on the keys
// (a plan for any keys reads the whole table, sure to find some soon).
var fixed = map[string]bool{
	"search_prefix": true, "search_prefix_near": true, "search_pinyin": true, "search_pinyin_near": true,
	"search_initials": true, "search_shape": true, "search_folded": true,
}

func (t *tier) mode() pgx.QueryExecMode {
	if fixed[t.query] {
		return pgx.QueryExecModeCacheStatement
	}
	return pgx.QueryExecModeCacheDescribe
}

// last is the last character there is: a text and it bound what begins with the text.
const last = "\U0010FFFF"

// tiers are the ways of finding that suit the query, in their order.
func (q *query) tiers(in Search) []tier {
	if q.chars == 0 {
		return nil
	}
	tiers := []tier{
		in.biased(func(in Search) tier { return q.prefix(in, true, 1, 0.9) }),
		in.biased(func(in Search) tier { return q.prefix(in, false, 0.8, 0.75) }),
	}
	infix := q.infix(in)
	if q.latin {
		infix.resort, infix.deep, infix.other = true, true, 0.1
		return append(append(tiers, q.pinyinTiers(in)...), infix)
	}
	within := tier{within: true, resort: true, other: 0.7, least: 0.75}
	if len(q.parts()) > 1 {
		within.least = 0.5 // a space says that there are two names
	}
	tiers = append(tiers, within, infix)
	for _, s := range q.shapes {
		tiers = append(tiers, s.tier(in, 0.55, 0.52))
	}
	return append(append(tiers, q.doubtful(in)...), tier{within: true, resort: true, other: 0.25, deep: true})
}

// doubtful are the ways to find what was typed wrongly in characters: one error, another
// character of the same sound, most pairs of characters.
func (q *query) doubtful(in Search) []tier {
	var tiers []tier
	if q.chars > 1 {
		tiers = append(tiers, q.nearTier(charKeys(q.norm), 0.5))
	}
	sound := pinyinTier(in, q.sound, q.sound+" ", "", 0.36, 0.36)
	sound.resort = true
	tiers = append(tiers, sound)
	if q.chars > 1 {
		alike := in.ranged("search_folded", 0.33, 0.33, fold(q.sound), fold(q.sound)+" ")
		alike.resort = true
		tiers = append(tiers, alike)
	}
	if pairs := bigrams(q.norm); len(pairs) > 1 && len(pairs) <= maxSimilar {
		tiers = append(tiers, tier{query: "search_similar", args: []any{pairs, selections(pairs)}, other: 0.3, resort: true, deep: true})
	}
	return tiers
}

func (q *query) prefix(in Search, main bool, exact, other float64) tier {
	if in.small() {
		first := string([]rune(q.norm)[0])
		return tier{query: "search_prefix_in", args: []any{append(in.tokens(), first), main, q.norm, q.norm + last}, exact: exact, other: other}
	}
	return tier{query: "search_prefix", args: []any{in.weights(), main, q.norm, q.norm + last}, exact: exact, other: other}
}

func (q *query) infix(in Search) tier {
	parts := grams(q.norm)
	t := tier{query: "search_infix", args: []any{keysOf(keyTopGram, parts), keysOf(keyGram, parts), q.norm}, other: 0.6, forms: true}
	if in.small() || in.Class != "" {
		t.query, t.args[0] = "search_infix_in", in.tokens()
	}
	return t
}

func (q *query) pinyinTiers(in Search) []tier {
	var tiers []tier
	if q.toned != "" {
		tiers = append(tiers, in.biased(func(in Search) tier { return pinyinTier(in, q.joined, q.joined+last, q.toned, 0.55, 0.5) }))
	}
	tiers = append(tiers, in.biased(func(in Search) tier { return pinyinTier(in, q.joined, q.joined+last, "", 0.45, 0.4) }))
	if q.initials != "" {
		t := in.ranged("search_initials", 0.35, 0.3, q.initials, q.initials+last)
		if in.small() {
			t.query, t.args[0] = "search_initials_in", append(in.tokens(), "~"+q.initials[:1])
		}
		tiers = append(tiers, t)
	}
	for _, s := range q.shapes {
		tiers = append(tiers, s.tier(in, 0.29, 0.29))
	}
	tiers = append(tiers, tier{within: true, resort: true, other: 0.28, least: 0.3})
	if whole := wholeSyllables(q.syllables); len(whole) > 1 {
		t := tier{query: "search_sound", args: []any{pairKeys(keySeat, whole), pairKeys(keyPair, whole), q.joined}, other: 0.2, forms: true, deep: true}
		if in.small() || in.Class != "" {
			t.query, t.args[0] = "search_sound_in", in.tokens()
		}
		tiers = append(tiers, t)
	}
	alike := in.ranged("search_folded", 0.19, 0.17, fold(q.joined), fold(q.joined)+last)
	alike.resort = true
	return append(tiers, alike, q.nearTier(letterKeys(q.joined), 0.15))
}

// wholeSyllables leaves out the last one, which may be the beginning of another, when
// there are enough.
func wholeSyllables(syllables []string) []string {
	if n := len(syllables); n > 2 {
		return syllables[:n-1]
	}
	return syllables
}

// nearTier finds what is one typing error away, by the hashes of the text.
func (q *query) nearTier(keys []int32, score float64) tier {
	return tier{query: "search_near", args: []any{keys}, other: score, resort: true, judge: q.likeness}
}

// tier finds names by the beginnings of their syllables.
func (s shape) tier(in Search, exact, other float64) tier {
	t := in.ranged("search_shape", exact, other, s.initials, s.initials+last)
	t.args = append(t.args, s.syllables, s.chars)
	return t
}

// ranged finds other forms too, from one text up to below another.
func (in Search) ranged(query string, exact, other float64, from, below string) tier {
	return tier{query: query, args: []any{in.weights(), from, below}, exact: exact, other: other, forms: true}
}

func pinyinTier(in Search, letters, below, toned string, exact, other float64) tier {
	t := tier{query: "search_pinyin", args: []any{in.weights(), letters, below, toned}, exact: exact, other: other, forms: true}
	if in.small() && letters != "" {
		t.query, t.args[0] = "search_pinyin_in", append(in.tokens(), "~"+string([]rune(letters)[0]))
	}
	return t
}

// biased adds to a tier the same around the preferred point and in the preferred area.
func (in Search) biased(make func(Search) tier) tier {
	t := make(in)
	if in.Near != nil {
		near, large := make(in), in
		large.Area = ""
		if in.small() {
			near = make(large)
		}
		near.query += "_near"
		near.args[0] = cellsNear(*in.Near)
		near.args = append(near.args, in.Near[0], in.Near[1])
		t.near = &near
	}
	if area := in.NearArea; area != "" && area != in.Area && strings.HasPrefix(area, in.Area) {
		inner := in
		inner.Area = area
		inside := make(inner)
		t.inside = &inside
	}
	return t
}

// tokens are those of the SQL function search_tokens that every entry of the area and
// class has.
func (in Search) tokens() []string {
	tokens := []string{}
	if slices.Contains([]int{2, 4, 6, 9, 12}, len(in.Area)) {
		tokens = append(tokens, "@"+in.Area)
	}
	if n := len(in.Class); n > 0 && n <= 5 {
		tokens = append(tokens, "#"+in.Class)
	}
	return tokens
}

// small reports whether the area is a township or less. It pays then to look at its
// entries only; in a larger area enough of the first names are soon found in order.
func (in Search) small() bool { return len(in.Area) == 9 || len(in.Area) == 12 }

// weights are those that entries of the class can have.
func (in Search) weights() []int16 {
	all := []int16{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}
	if len(in.Class) < 2 {
		return all
	}
	can := map[int16]bool{importance(in.Class, Historic): true}
	for _, third := range "0123456789" {
		class := in.Class
		if len(class) == 2 {
			class += string(third)
		}
		can[importance(class, Current)] = true
	}
	return slices.DeleteFunc(all, func(w int16) bool { return !can[w] })
}
