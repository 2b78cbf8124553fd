package gazetteer

import (
	"context"
	"slices"
	"strings"
	"unicode"

	"github.com/jackc/pgx/v5"
	"golang.org/x/text/width"
)

// How a text that names an area and a place in it is taken apart.
const (
	maxAreas     = 3  // areas that stand before the name: 文山州 砚山 平远镇
	maxAreaChars = 12 // longest name of an area that is looked for at the front of a text
	maxScopes    = 3  // areas of the same name that are tried
)

// scope is an area and the name that is to be found in it.
type scope struct {
	area, rest string
}

// within takes the front of the text for an area, then the end, and looks for the rest in
// it. Areas are found by their entries: administrative areas from the townships up.
func (s *Store) within(ctx context.Context, found *finding, q query, t tier, areas int) error {
	if areas == 0 || q.chars < 2 {
		return nil
	}
	splits := q.splits()
	if len(splits) == 0 {
		return nil
	}
	scopes, err := s.scopes(ctx, found.search, splits)
	if err != nil {
		return err
	}
	for _, sc := range scopes {
		inner := found.search
		inner.Area, inner.Limit = sc.area, inner.Limit-len(found.matches)
		more, err := s.find(ctx, inner, parseQuery(sc.rest), areas-1)
		if err != nil {
			return err
		}
		for i, m := range more.matches {
			if more.scores[i] >= t.least {
				found.take(m, t.other*more.scores[i])
			}
		}
		if len(found.matches) > 0 {
			return nil
		}
	}
	return nil
}

// split is a text in two: what may name an area, and the rest.
type halves struct{ area, rest string }

// splits are the ways to cut a text in two, the likeliest first: at its spaces and signs,
// else after each character or syllable at its front, the longest area first.
func (q *query) splits() []halves {
	parts := q.parts()
	var out []halves
	if n := len(parts); n > 1 && !q.latin {
		for i := 1; i < n; i++ {
			out = append(out, halves{strings.Join(parts[:i], ""), strings.Join(parts[i:], " ")})
		}
		out = append(out, halves{parts[n-1], strings.Join(parts[:n-1], " ")})
	}
	units := q.units()
	for i := min(len(units)-2, maxAreaChars); i > 0; i-- { // one character is no name
		if !q.latin && isLatin(units[i-1]) && isLatin(units[i]) {
			continue // inside letters: 文shan
		}
		out = append(out, halves{strings.Join(units[:i], ""), strings.Join(units[i:], "")})
	}
	return out
}

// parts are what stands between the spaces and signs of the text.
func (q *query) parts() []string {
	return strings.FieldsFunc(width.Fold.String(q.text), func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsPunct(r) && !strings.ContainsRune("'’-·", r)
	})
}

// units are the characters of a text, or the syllables of one in letters.
func (q *query) units() []string {
	if q.latin {
		var units []string
		for _, s := range split(parseLetters(width.Fold.String(q.text))) {
			units = append(units, s.plain)
		}
		return units
	}
	return strings.Split(q.norm, "")
}

// scopes are the areas that the splits name, in the order of the splits; only those inside
// the area that is searched.
func (s *Store) scopes(ctx context.Context, in Search, splits []halves) ([]scope, error) {
	var norms, letters []string
	for _, h := range splits {
		q := parseQuery(h.area)
		norms = append(norms, q.norm)
		if q.latin {
			letters = append(letters, q.joined)
		}
	}
	rows, err := s.db.Read().Query(ctx, queries.Get("search_areas"), norms, letters, in.Clearance)
	if err != nil {
		return nil, err
	}
	named, err := pgx.CollectRows(rows, pgx.RowToStructByPos[namedArea])
	if err != nil {
		return nil, err
	}
	var out []scope
	for _, h := range splits {
		q := parseQuery(h.area)
		for _, a := range named {
			narrower := strings.HasPrefix(a.Code, in.Area) && a.Code != in.Area
			sc := scope{a.Code, h.rest}
			if narrower && q.names(a) && len(out) < maxScopes && !slices.Contains(out, sc) {
				out = append(out, sc)
			}
		}
	}
	return out, nil
}

func (q *query) names(a namedArea) bool {
	return a.Norm == q.norm || q.latin && a.Joined == q.joined
}

// namedArea is what search_areas.sql reads.
type namedArea struct {
	Norm, Joined, Code string
	Weight             int16
}
