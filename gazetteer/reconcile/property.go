package reconcile

import (
	"slices"
	"strings"
	"time"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Property is a field of entries as the protocol names it.
type Property struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
}

// property is what can be done with one.
type property struct {
	id     string
	values func(*gazetteer.Place) []Value                      // of an entry, for extension
	score  func(candidate *candidate, values []string) float64 // how well it fits, 0 to 1; nil: not compared
	whole  bool                                                // comparing needs the whole entry
}

// properties lists them in the order in which they are offered.
var properties = []property{
	{"name", text(func(p *gazetteer.Place) string { return p.Name }), nil, false},
	{"pinyin", text(func(p *gazetteer.Place) string { return p.Pinyin }), scorePinyin, false},
	{"class", func(p *gazetteer.Place) []Value { return []Value{{ID: p.ClassCode, Name: p.ClassName}} }, scoreClass, false},
	{"area", func(p *gazetteer.Place) []Value {
		return []Value{{ID: p.AreaCode, Name: strings.Join(p.AreaPath, " ")}}
	}, scoreArea, false},
	{"place_code", text(codeOf), scoreCode, true},
	{"short_name", text(func(p *gazetteer.Place) string { return p.ShortName }), nil, true},
	{"alt_name", texts(func(p *gazetteer.Place) []string { return p.AltNames }), scoreNames(func(p *gazetteer.Place) []string { return p.AltNames }), true},
	{"former_name", texts(func(p *gazetteer.Place) []string { return p.FormerNames }), scoreNames(func(p *gazetteer.Place) []string { return p.FormerNames }), true},
	{"lon", number(func(p *gazetteer.Place) *float64 { return p.Lon }), nil, false},
	{"lat", number(func(p *gazetteer.Place) *float64 { return p.Lat }), nil, false},
	{"status", text(func(p *gazetteer.Place) string { return p.Status }), nil, true},
	{"meaning", text(func(p *gazetteer.Place) string { return p.Meaning }), nil, true},
	{"origin_text", text(func(p *gazetteer.Place) string { return p.OriginText }), nil, true},
	{"history", text(func(p *gazetteer.Place) string { return p.History }), nil, true},
	{"updated_at", func(p *gazetteer.Place) []Value { return []Value{{Date: p.UpdatedAt.UTC().Format(time.RFC3339)}} }, nil, true},
}

// Value is a value of a data extension: an entity, a text, a number or a time; one of them.
type Value struct {
	ID    string   `json:"id,omitempty"`
	Name  string   `json:"name,omitempty"`
	Str   *string  `json:"str,omitempty"`
	Float *float64 `json:"float,omitempty"`
	Date  string   `json:"date,omitempty"`
}

func text(of func(*gazetteer.Place) string) func(*gazetteer.Place) []Value {
	return texts(func(p *gazetteer.Place) []string { return []string{of(p)} })
}

func texts(of func(*gazetteer.Place) []string) func(*gazetteer.Place) []Value {
	return func(p *gazetteer.Place) []Value {
		values := []Value{}
		for _, s := range of(p) {
			if s != "" {
				values = append(values, Value{Str: &s})
			}
		}
		return values
	}
}

func number(of func(*gazetteer.Place) *float64) func(*gazetteer.Place) []Value {
	return func(p *gazetteer.Place) []Value {
		if v := of(p); v != nil {
			return []Value{{Float: v}}
		}
		return []Value{}
	}
}

func codeOf(p *gazetteer.Place) string {
	if p.PlaceCode == nil {
		return ""
	}
	return *p.PlaceCode
}

// propertyOf finds a property; nil for none.
func propertyOf(id string) *property {
	i := slices.IndexFunc(properties, func(p property) bool { return p.id == id })
	if i < 0 {
		return nil
	}
	return &properties[i]
}

// Properties are the properties whose id or name holds the text, named in the language.
func Properties(text string, lang problem.Lang) []Property {
	found := []Property{}
	text = strings.ToLower(strings.TrimSpace(text))
	for _, p := range properties {
		named := p.named(lang)
		if strings.Contains(named.ID, text) || strings.Contains(strings.ToLower(named.Name), text) {
			found = append(found, named)
		}
	}
	return found
}

func (p *property) named(lang problem.Lang) Property {
	named := Property{ID: p.id, Name: problem.Text(lang, "reconcile.property_"+p.id, nil)}
	if p.score != nil {
		named.Description = problem.Text(lang, "reconcile.compared", nil)
	}
	return named
}

// scorePinyin compares letters; tones count when both are written.
func scorePinyin(c *candidate, values []string) float64 {
	best := 0.0
	for _, v := range values {
		switch {
		case gazetteer.Normalise(v) == "":
		case strings.EqualFold(toneless(v), toneless(c.hit.Pinyin)):
			best = max(best, 1)
		case strings.HasPrefix(toneless(c.hit.Pinyin), toneless(v)):
			best = max(best, 0.7)
		}
	}
	return best
}

// toneless is the letters of pinyin without marks, digits and spaces.
func toneless(text string) string {
	text = strings.NewReplacer("ü", "v", "Ü", "v", "ǖ", "v", "ǘ", "v", "ǚ", "v", "ǜ", "v").Replace(text)
	return strings.Map(func(r rune) rune {
		if r < 'a' || r > 'z' {
			return -1
		}
		return r
	}, strings.ToLower(decompose(text)))
}

func scoreClass(c *candidate, values []string) float64 {
	best := 0.0
	for _, v := range values {
		v = strings.TrimSpace(v)
		switch {
		case v == "":
		case v == c.hit.Class || gazetteer.Normalise(v) == gazetteer.Normalise(c.className):
			best = max(best, 1)
		case isDigits(v) && strings.HasPrefix(c.hit.Class, v):
			best = max(best, 0.9)
		case len(v) >= 2 && isDigits(v) && strings.HasPrefix(c.hit.Class, v[:2]):
			best = max(best, 0.5)
		}
	}
	return best
}

// scoreArea compares with the code, with the name of any area that holds the entry, and
// with several of them in a row (文山市开化街道).
func scoreArea(c *candidate, values []string) float64 {
	best := 0.0
	path := gazetteer.Normalise(strings.Join(c.hit.AreaPath, ""))
	for _, v := range values {
		v = gazetteer.Normalise(v)
		switch {
		case v == "":
		case isDigits(v) && (strings.HasPrefix(c.hit.AreaCode, v) || strings.HasPrefix(v, c.hit.AreaCode)):
			best = max(best, 1)
		case strings.Contains(path, v):
			best = max(best, 1)
		case slices.ContainsFunc(c.hit.AreaPath, func(name string) bool { return strings.Contains(v, gazetteer.Normalise(name)) }):
			best = max(best, 0.5) // some of the areas it names
		}
	}
	return best
}

func scoreCode(c *candidate, values []string) float64 {
	if c.place != nil && slices.Contains(values, codeOf(c.place)) && codeOf(c.place) != "" {
		return 1
	}
	return 0
}

func scoreNames(of func(*gazetteer.Place) []string) func(*candidate, []string) float64 {
	return func(c *candidate, values []string) float64 {
		if c.place == nil {
			return 0
		}
		for _, v := range values {
			if slices.ContainsFunc(of(c.place), func(n string) bool { return gazetteer.Normalise(n) == gazetteer.Normalise(v) }) {
				return 1
			}
		}
		return 0
	}
}

func isDigits(text string) bool { return text != "" && strings.Trim(text, "0123456789") == "" }
