package areachange

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data"
)

// area is an area on file, ended ones too.
type area struct {
	Code, Name, Level, Parent, Pinyin string
	External, Formal                  bool
	Seat                              *orb.Point
	Drawn                             bool // it has a polygon
	ValidFrom, ValidTo                *time.Time
}

// world is every area on file.
type world struct {
	areas    map[string]area
	children map[string][]string // of areas that have not ended, in order
}

func loadWorld(ctx context.Context, q data.Querier) (world, error) {
	w := world{areas: map[string]area{}, children: map[string][]string{}}
	rows, err := q.Query(ctx, queries.Get("areas"))
	if err != nil {
		return w, err
	}
	var a area
	var seat data.Geom
	_, err = pgx.ForEachRow(rows, []any{&a.Code, &a.Name, &a.Level, &a.Parent, &a.Pinyin, &a.External, &a.Formal, &seat, &a.Drawn,
		&a.ValidFrom, &a.ValidTo}, func() error {
		a.Seat = nil
		if p, ok := seat.Geometry.(orb.Point); ok {
			a.Seat = &p
		}
		w.areas[a.Code] = a
		if a.ValidTo == nil {
			w.children[a.Parent] = append(w.children[a.Parent], a.Code)
		}
		return nil
	})
	for _, codes := range w.children {
		slices.Sort(codes)
	}
	return w, err
}

// ancestors are the codes above an area, from its parent up.
func (w world) ancestors(code string) []string {
	var chain []string
	for a, ok := w.areas[code]; ok && a.Parent != ""; a, ok = w.areas[a.Parent] {
		chain = append(chain, a.Parent)
	}
	return chain
}

// inside reports whether an area lies in another one, or is it.
func inside(code, outer string) bool { return strings.HasPrefix(code, outer) }
