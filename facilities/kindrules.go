package facilities

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"cairn/internal/problem"
)

// What may be said of a kind, at most.
const (
	maxLabel  = 60
	maxUnit   = 20
	maxFields = 60
	maxList   = 100 // subkinds, choices, stages
	maxSort   = 1_000_000
)

var (
	kindCode   = regexp.MustCompile(`^[a-z][a-z0-9_]{1,40}$`)
	kindColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)
)

// Symbols are the shapes that the map draws.
var Symbols = []string{"circle", "square", "diamond", "triangle", "hexagon", "star"}

// ledgerColumns are the columns of the ledger that a kind can be counted in.
var ledgerColumns = []string{"own", "columbarium", "eco_burial", "village_cemeteries", "care", "courtyards"}

var (
	capacityKinds = []string{"plots", "niches", "beds", "places", "none"}
	servedBy      = []string{"all", string(County), string(Township), string(Village)}
	units         = []string{string(County), string(Township), string(Village)}
	fieldTypes    = []string{"text", "integer", "number", "date", "boolean", "choice"}
)

// KindDraft is what a person or a file says of a kind.
type KindDraft struct {
	Kind
	Groups []string // groups that it belongs to; nil leaves them as they are
}

// settle trims the texts and fills what is not said.
func (k *KindDraft) settle() {
	for _, text := range []*string{&k.Code, &k.Name, &k.NameEn} {
		*text = strings.TrimSpace(*text)
	}
	fallback := func(text *string, standard string) {
		if *text == "" {
			*text = standard
		}
	}
	fallback(&k.CapacityKind, "none")
	fallback(&k.Symbol, "circle")
	fallback(&k.Rule, Presence)
	fallback(&k.Serves, "all")
	k.Colour = strings.ToLower(k.Colour)
	fallback(&k.Colour, "#555555")
	k.Subkinds, k.Stages = orEmpty(k.Subkinds), orEmpty(k.Stages)
	k.Fields = slices.Clone(orEmpty(k.Fields))
	for i := range k.Fields {
		f := &k.Fields[i]
		f.Name, f.NameEn, f.Unit, f.Choices = strings.TrimSpace(f.Name), strings.TrimSpace(f.NameEn), strings.TrimSpace(f.Unit), orEmpty(f.Choices)
	}
}

// orEmpty is the list, never nil.
func orEmpty[T any](list []T) []T {
	if list == nil {
		return []T{}
	}
	return list
}

// validate checks a kind on its own and against the groups that it is to join.
// Error: problem.Invalid with an entry for each bad field, parts by index: fields[0].code.
func (k *KindDraft) validate(catalogue Catalogue) error {
	var c checker
	c.named("", k.Code, k.Name, k.NameEn)
	if slices.ContainsFunc(catalogue.Groups, func(g Group) bool { return g.Code == k.Code }) {
		c.Bad("code", "facilities.code_of_group", "code", k.Code)
	}
	c.OneOf("unit", string(k.Unit), units...)
	c.OneOf("capacity_kind", k.CapacityKind, capacityKinds...)
	c.OneOf("symbol", k.Symbol, Symbols...)
	c.optional("ledger", k.Ledger, ledgerColumns)
	if !kindColour.MatchString(k.Colour) {
		c.Bad("colour", "facilities.bad_colour")
	}
	c.rule(k.Rule, k.Sort)
	c.OneOf("serves", k.Serves, servedBy...)
	c.distinct("subkinds", len(k.Subkinds), maxList, func(i int) (code, name, nameEn string) {
		return k.Subkinds[i].Code, k.Subkinds[i].Name, k.Subkinds[i].NameEn
	})
	c.fields(k.Fields)
	c.stages(k.Stages)
	for i, code := range k.Groups {
		if !slices.ContainsFunc(catalogue.Groups, func(g Group) bool { return g.Code == code }) {
			c.Bad(fmt.Sprintf("groups[%d]", i), "facilities.unknown_group", "group", code)
		}
	}
	return c.Err()
}

// named checks a code and the names that go with it.
func (c *checker) named(prefix, code, name, nameEn string) {
	if !kindCode.MatchString(code) {
		c.Bad(prefix+"code", "facilities.bad_code")
	}
	c.Required(prefix+"name", name)
	c.Line(prefix+"name", name, maxLabel)
	c.Line(prefix+"name_en", nameEn, 2*maxLabel)
}

func (c *checker) rule(rule string, sort int) {
	c.OneOf("rule", rule, Rules...)
	if sort < 0 || sort > maxSort {
		c.Bad("sort", "problem.out_of_range", "min", 0, "max", maxSort)
	}
}

// distinct checks a list of codes with names, in which each code and name stands once.
func (c *checker) distinct(list string, n, most int, at func(int) (code, name, nameEn string)) {
	if n > most {
		c.Bad(list, "facilities.too_many", "max", most)
		return
	}
	codes, names := map[string]bool{}, map[string]bool{}
	for i := range n {
		prefix := fmt.Sprintf("%s[%d].", list, i)
		code, name, nameEn := at(i)
		c.named(prefix, code, name, nameEn)
		if codes[code] {
			c.Bad(prefix+"code", "facilities.twice", "what", code)
		}
		if names[name] && name != "" {
			c.Bad(prefix+"name", "facilities.twice", "what", name)
		}
		codes[code], names[name] = true, true
	}
}

// fields checks the kind's own fields; none may be taken for one that every facility has.
func (c *checker) fields(fields []OwnField) {
	c.distinct("fields", len(fields), maxFields, func(i int) (code, name, nameEn string) {
		return fields[i].Code, fields[i].Name, fields[i].NameEn
	})
	taken := takenLabels()
	for i, f := range fields {
		prefix := fmt.Sprintf("fields[%d].", i)
		if taken[f.Code] {
			c.Bad(prefix+"code", "facilities.field_taken", "name", f.Code)
		}
		for field, label := range map[string]string{"name": f.Name, "name_en": f.NameEn} {
			if label != "" && taken[normal(label)] {
				c.Bad(prefix+field, "facilities.field_taken", "name", label)
			}
		}
		c.OneOf(prefix+"type", string(f.Type), fieldTypes...)
		c.Line(prefix+"unit", f.Unit, maxUnit)
		c.limits(prefix, f)
		if f.Type == ChoiceField && len(f.Choices) == 0 {
			c.Bad(prefix+"choices", "problem.required")
		} else if f.Type != ChoiceField && len(f.Choices) > 0 {
			c.Bad(prefix+"choices", "facilities.no_choices")
		}
		c.distinct(prefix+"choices", len(f.Choices), maxList, func(i int) (code, name, nameEn string) {
			return f.Choices[i].Code, f.Choices[i].Name, f.Choices[i].NameEn
		})
	}
}

// limits checks the least and greatest value of a field.
func (c *checker) limits(prefix string, f OwnField) {
	limited := f.Type == IntegerField || f.Type == NumberField || f.Type == TextField
	switch {
	case f.Min == nil && f.Max == nil:
	case !limited && f.Min != nil:
		c.Bad(prefix+"min", "facilities.no_limits")
	case !limited:
		c.Bad(prefix+"max", "facilities.no_limits")
	case f.Type == TextField && f.Min != nil && *f.Min < 0:
		c.Bad(prefix+"min", "problem.out_of_range", "min", 0, "max", maxNote)
	case f.Min != nil && f.Max != nil && *f.Min > *f.Max:
		c.Bad(prefix+"max", "facilities.max_below_min")
	}
}

// stages checks that stages follow one another: none means an earlier status than the one before.
func (c *checker) stages(stages []Stage) {
	c.distinct("stages", len(stages), maxList, func(i int) (code, name, nameEn string) {
		return stages[i].Code, stages[i].Name, stages[i].NameEn
	})
	last := 0
	for i, s := range stages {
		at := slices.Index(statuses, s.Status)
		switch field := fmt.Sprintf("stages[%d].status", i); {
		case at < 0:
			c.OneOf(field, s.Status, statuses...)
		case at < last:
			c.Bad(field, "facilities.stage_order")
		default:
			last = at
		}
	}
}

// settle trims the texts and fills what is not said.
func (g *Group) settle() {
	g.Code, g.Name, g.NameEn, g.Kinds = strings.TrimSpace(g.Code), strings.TrimSpace(g.Name), strings.TrimSpace(g.NameEn), orEmpty(g.Kinds)
	if g.Rule == "" {
		g.Rule = Presence
	}
}

// validate checks a group on its own and against the kinds that there are.
// Error: problem.Invalid with an entry for each bad field.
func (g *Group) validate(catalogue Catalogue) error {
	var c checker
	c.named("", g.Code, g.Name, g.NameEn)
	if _, ok := catalogue.Kind(g.Code); ok {
		c.Bad("code", "facilities.code_of_kind", "code", g.Code)
	}
	c.OneOf("unit", string(g.Unit), units...)
	c.rule(g.Rule, g.Sort)
	if len(g.Kinds) == 0 {
		c.Bad("kinds", "problem.required")
	}
	for i, code := range g.Kinds {
		field := fmt.Sprintf("kinds[%d]", i)
		if _, ok := catalogue.Kind(code); !ok {
			c.Bad(field, "facilities.unknown_kind", "kind", code)
		} else if slices.Index(g.Kinds, code) != i {
			c.Bad(field, "facilities.twice", "what", code)
		}
	}
	return c.Err()
}

// notFoundKind is the answer for a code that is none.
func notFoundKind(what, code string) error {
	return problem.New(problem.NotFound, "problem.not_found", "what", what, "id", code)
}
