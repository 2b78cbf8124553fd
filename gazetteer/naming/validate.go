package naming

import (
	"slices"
	"strings"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// checker collects bad fields.
type checker struct{ problem.Fields }

// text checks a text of one line.
func (c *checker) text(field, text string, longest int, required bool) {
	if required {
		c.Required(field, text)
	}
	c.Line(field, text, longest)
}

// codes checks lists of class or area codes, or of their beginnings.
func (c *checker) codes(field string, codes []string, longest int) {
	for _, code := range codes {
		if code == "" || len(code) > longest || strings.Trim(code, "0123456789") != "" {
			c.Bad(field, "naming.bad_code", "code", shorten(code), "max", longest)
			return
		}
	}
}

func (c *checker) size(field string, size *int) {
	if size != nil && (*size < 1 || *size > 9) {
		c.Bad(field, "problem.out_of_range", "min", 1, "max", 9)
	}
}

// settleList makes an empty list of a missing one and drops empty and repeated parts.
func settleList(list []string, tidy func(string) string) []string {
	out := []string{}
	for _, part := range list {
		if part = tidy(part); part != "" && !slices.Contains(out, part) {
			out = append(out, part)
		}
	}
	return out
}

func (r *Rule) check(c *checker) {
	c.OneOf("proposed", r.Proposed, weights...)
	c.OneOf("standing", r.Standing, weights...)
	c.text("article", r.Article, 200, false)
	c.text("note", r.Note, 500, false)
}

func (s *Scope) settle() {
	s.Generics = settleList(s.Generics, gazetteer.Normalise)
	slices.Sort(s.Generics)
	if s.Specific == "" {
		s.Specific = gazetteer.SeverityWarning
	}
}

func (s *Scope) check(c *checker) {
	c.codes("class_prefix", []string{s.ClassPrefix}, 5)
	c.OneOf("scope", s.Scope, Country, Province, County, BuiltUpScope, Nowhere)
	c.OneOf("specific", s.Specific, weights...)
	c.text("kin", s.Kin, 40, s.Scope != Nowhere)
	c.size("max_size", s.MaxSize)
	for _, g := range s.Generics {
		c.text("generics", g, 20, true)
	}
	c.text("article", s.Article, 200, false)
	c.text("note", s.Note, 500, false)
}

func (g *Generic) settle() {
	g.Text = gazetteer.Normalise(g.Text)
	g.Classes = settleList(g.Classes, strings.TrimSpace)
}

func (g *Generic) check(c *checker) {
	c.text("text", g.Text, 20, true)
	c.codes("classes", g.Classes, 5)
	c.size("size", g.Size)
	c.text("note", g.Note, 500, false)
}

func (w *ListedWord) settle() {
	w.Word = gazetteer.Normalise(w.Word)
	if w.Severity == "" {
		w.Severity = gazetteer.SeverityError
	}
}

func (w *ListedWord) check(c *checker) {
	c.text("word", w.Word, 40, true)
	c.OneOf("category", w.Category, "inflated", "foreign", "odd", "person", "leader", "company", "famous", allowed)
	c.OneOf("match", w.Match, matchContains, matchPrefix, matchSuffix, matchSpecific, matchName, matchTitle)
	c.OneOf("severity", w.Severity, weights[1:]...)
	c.text("article", w.Article, 200, false)
	c.text("note", w.Note, 500, w.Category == allowed)
}

func (b *BuiltUp) settle() {
	b.Name = strings.TrimSpace(b.Name)
	b.Areas = settleList(b.Areas, strings.TrimSpace)
}

func (b *BuiltUp) check(c *checker) {
	c.text("name", b.Name, 100, true)
	if len(b.Areas) == 0 {
		c.Bad("areas", "problem.required")
	}
	c.codes("areas", b.Areas, 12)
	c.text("note", b.Note, 500, false)
}

// What rows speak of: two of one key cannot be.

func (s *Scope) key() string      { return s.ClassPrefix + " " + strings.Join(s.Generics, ";") }
func (g *Generic) key() string    { return g.Text }
func (w *ListedWord) key() string { return w.Category + " " + w.Word + " " + w.Match }
func (b *BuiltUp) key() string    { return b.Name }
