package products

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// Entries reads the entries of the gazetteer, page by page in the order of their ids.
type Entries interface {
	List(ctx context.Context, f gazetteer.Filter) ([]gazetteer.Place, error)
}

// Selection is what a product is made of; empty fields do not restrict.
type Selection struct {
	Area     string // code of an area that holds the entries
	AreaName string // for the title
	Class    string // class code or the beginning of one
	Status   string // without it all but the retired ones
}

// Product is a selection with its entries, by area, class and sound.
type Product struct {
	Selection
	At     time.Time
	Lang   problem.Lang
	Places []gazetteer.Place
	keys   map[uuid.UUID]string
}

// The most entries of a product: a document of more is not read by anybody, a workbook
// takes about a million rows.
const (
	MaxDocument = 20_000
	MaxList     = 200_000
)

// Make reads the entries of a selection. Errors: those of the entries; problem.BadParameter
// when there are more than the limit.
func Make(ctx context.Context, from Entries, s Selection, limit int, lang problem.Lang, at time.Time) (*Product, error) {
	p := &Product{Selection: s, At: at, Lang: lang, keys: map[uuid.UUID]string{}}
	filter := gazetteer.Filter{Area: s.Area, Class: s.Class, Status: s.Status, Limit: 1000}
	for {
		part, err := from.List(ctx, filter)
		if err != nil {
			return nil, err
		}
		more := len(part) > filter.Limit
		p.Places = append(p.Places, part[:min(len(part), filter.Limit)]...)
		if len(p.Places) > limit {
			return nil, problem.New(problem.BadParameter, "products.too_many", "max", limit)
		}
		if !more {
			break
		}
		filter.After = p.Places[len(p.Places)-1].ID
	}
	for _, place := range p.Places {
		p.keys[place.ID] = gazetteer.SortKey(place.Name, place.Pinyin)
	}
	p.byAreaAndClass()
	return p, nil
}

// byAreaAndClass is the order of lists and of the gazetteer: higher areas before the
// lower ones in them, then classes, then the sound.
func (p *Product) byAreaAndClass() {
	slices.SortFunc(p.Places, func(a, b gazetteer.Place) int {
		return cmp.Or(cmp.Compare(a.AreaCode, b.AreaCode), cmp.Compare(a.ClassCode, b.ClassCode), p.bySound(a, b))
	})
}

func (p *Product) bySound(a, b gazetteer.Place) int {
	return cmp.Or(cmp.Compare(p.keys[a.ID], p.keys[b.ID]), cmp.Compare(a.ID.String(), b.ID.String()))
}

// text is a message of this package in the product's language.
func (p *Product) text(name string, params ...any) string {
	return problem.Say(p.Lang, "products."+name, params...)
}

// title is the heading of the product: the area and what it is.
func (p *Product) title(kind string) string {
	area := p.AreaName
	if area == "" {
		area = p.text("everywhere")
	}
	return p.text(kind, "area", area)
}

func (p *Product) day() string { return chinatime.Day(p.At) }
