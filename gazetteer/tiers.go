package gazetteer

import "slices"

// tier is one way of finding, better than the ones after it.
type tier struct {
	query        string  // SQL file
	args         []any   // after area, class and limit
	exact, other float64 // scores of an exact match and of another, by the standard name
	forms        bool    // finds other name forms too, after the standard ones
	resort       bool    // a last resort: asked only when nothing was found
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

// last is the last character there is: a text and it bound what begins with the text.
const last = "\U0010FFFF"

// tiers are the ways of finding that suit the query, in their order.
func (q *query) tiers(in Search) []tier {
	if q.chars == 0 {
		return nil
	}
	tiers := []tier{
		q.prefix(in, true, 1, 0.9),
		q.prefix(in, false, 0.8, 0.75),
		{query: "search_infix", args: []any{append(grams(q.norm), in.tokens()...), q.norm}, other: 0.6, forms: true},
	}
	if q.latin {
		return append(tiers, q.pinyinTiers(in)...)
	}
	if pairs := bigrams(q.norm); len(pairs) > 1 && len(pairs) <= maxSimilar {
		tiers = append(tiers, tier{query: "search_similar", args: []any{pairs, selections(pairs)}, other: 0.5, resort: true})
	}
	sound := usualReading([]rune(q.norm)).joined()
	alike := pinyinTier(in, sound, sound+" ", "", 0.3, 0.3)
	alike.resort = true
	return append(tiers, alike)
}

func (q *query) prefix(in Search, main bool, exact, other float64) tier {
	if in.small() {
		first := string([]rune(q.norm)[0])
		return tier{query: "search_prefix_in", args: []any{append(in.tokens(), first), main, q.norm, q.norm + last}, exact: exact, other: other}
	}
	return tier{query: "search_prefix", args: []any{in.weights(), main, q.norm, q.norm + last}, exact: exact, other: other}
}

func (q *query) pinyinTiers(in Search) []tier {
	var tiers []tier
	if q.toned != "" {
		tiers = append(tiers, pinyinTier(in, q.joined, q.joined+last, q.toned, 0.55, 0.5))
	}
	tiers = append(tiers, pinyinTier(in, q.joined, q.joined+last, "", 0.45, 0.4))
	if q.initials != "" {
		t := tier{query: "search_initials", args: []any{in.weights(), q.initials, q.initials + last}, exact: 0.35, other: 0.3, forms: true}
		if in.small() {
			t.query, t.args[0] = "search_initials_in", append(in.tokens(), "~"+q.initials[:1])
		}
		tiers = append(tiers, t)
	}
	if q.syllables > 1 {
		tiers = append(tiers, tier{query: "search_sound", args: []any{q.joined}, other: 0.2, forms: true})
	}
	return tiers
}

func pinyinTier(in Search, letters, below, toned string, exact, other float64) tier {
	t := tier{query: "search_pinyin", args: []any{in.weights(), letters, below, toned}, exact: exact, other: other, forms: true}
	if in.small() && letters != "" {
		t.query, t.args[0] = "search_pinyin_in", append(in.tokens(), "~"+string([]rune(letters)[0]))
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
