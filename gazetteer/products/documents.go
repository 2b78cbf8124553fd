package products

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"cairn/gazetteer"
	"cairn/internal/paper"
)

// Dictionary is the dictionary of names (典): an article for each, in the order of pinyin,
// under the letters of the alphabet.
func (p *Product) Dictionary() paper.Document {
	d := p.document("dictionary")
	places := slices.Clone(p.Places)
	slices.SortFunc(places, p.bySound)
	letter := ""
	for _, e := range places {
		if first := p.letter(e); first != letter {
			letter = first
			d.Blocks = append(d.Blocks, paper.Heading{Level: 1, Text: letter})
		}
		d.Blocks = append(d.Blocks, p.article(e)...)
	}
	return d
}

// letter is the heading under which an entry stands: A to Z, or # without a reading.
func (p *Product) letter(e gazetteer.Place) string {
	r, _ := utf8.DecodeRuneInString(p.keys[e.ID])
	if r = unicode.ToUpper(r); r >= 'A' && r <= 'Z' {
		return string(r)
	}
	return "#"
}

// Gazetteer is the gazetteer (志): a chapter for each area and a section for each class,
// with meaning, origin and history of every name.
func (p *Product) Gazetteer() paper.Document {
	d := p.document("gazetteer")
	var area, class string
	for _, e := range p.Places {
		if path := strings.Join(e.AreaPath, " "); path != area || class == "" {
			area, class = path, ""
			d.Blocks = append(d.Blocks, paper.Heading{Level: 1, Text: cmp.Or(area, e.AreaCode)})
		}
		if e.ClassCode != class {
			class = e.ClassCode
			d.Blocks = append(d.Blocks, paper.Heading{Level: 2, Text: e.ClassName})
		}
		d.Blocks = append(d.Blocks, p.article(e)...)
	}
	return d
}

func (p *Product) document(kind string) paper.Document {
	title := p.title(kind)
	return paper.Document{Title: title, At: p.At, Lang: string(p.Lang), Blocks: []paper.Block{
		paper.Heading{Level: 0, Text: title},
		paper.Line(p.text("note", "day", p.day(), "count", len(p.Places)), paper.Center),
	}}
}

// article is what a dictionary says of an entry: the name in bold with its spelling and
// class, where it lies, its other names, then meaning, origin and history.
func (p *Product) article(e gazetteer.Place) []paper.Block {
	head := []paper.Run{{Text: e.Name, Bold: true}}
	if e.Pinyin != "" {
		head = append(head, paper.Run{Text: " " + e.Pinyin})
	}
	head = append(head, paper.Run{Text: p.text("class", "class", e.ClassName) + p.where(e)})
	for _, n := range e.Names {
		if said := p.form(n); said != "" {
			head = append(head, paper.Run{Text: said})
		}
	}
	blocks := []paper.Block{paper.Paragraph{Runs: head, Indent: true}}
	for _, part := range []struct{ label, text string }{{"meaning", e.Meaning}, {"origin", e.OriginText}, {"history", e.History}} {
		for i, line := range strings.FieldsFunc(part.text, func(r rune) bool { return r == '\n' }) {
			runs := []paper.Run{{Text: line}}
			if i == 0 {
				runs = append([]paper.Run{{Text: p.text(part.label), Bold: true}}, runs...)
			}
			blocks = append(blocks, paper.Paragraph{Runs: runs, Indent: true})
		}
	}
	return blocks
}

func (p *Product) where(e gazetteer.Place) string {
	if e.Lon == nil || e.Lat == nil {
		return p.text("lies", "area", strings.Join(e.AreaPath, p.text("path_between")))
	}
	return p.text("lies_at", "area", strings.Join(e.AreaPath, p.text("path_between")), "lon", degrees(*e.Lon), "lat", degrees(*e.Lat))
}

// form says a name form other than the standard one, with its dates.
func (p *Product) form(n gazetteer.Name) string {
	if n.Kind == "standard" {
		return ""
	}
	return p.text("form_"+n.Kind, "name", n.Text, "dates", p.dates(n))
}

func (p *Product) dates(n gazetteer.Name) string {
	if n.From == nil && n.To == nil {
		return ""
	}
	year := func(day *string) string {
		if day == nil {
			return ""
		}
		return (*day)[:min(4, len(*day))]
	}
	return p.text("dates", "from", year(n.From), "to", year(n.To))
}
