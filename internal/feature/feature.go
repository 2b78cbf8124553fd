// Package feature holds what a collection of map features is asked and answers: the
// shape between the domains' stores, which read features, and the OGC API, tiles and
// exports, which show them.
//
// It knows nothing of SQL or HTTP. Coordinates are lon/lat in EPSG:4490.
package feature

import (
	"context"
	"time"

	"github.com/paulmach/orb"
)

// Source is a collection of features that a domain offers.
type Source interface {
	// Filters names the properties that Query.Props may ask for.
	Filters() []Filter
	// Features answers a page in the order of the keys. Pages follow one another by
	// Query.After without gap or repetition, whatever is written in between.
	// Errors: problem.BadParameter for a property without filter or a value of the
	// wrong type, and for a cursor that is no key.
	Features(ctx context.Context, q Query) (Page, error)
	// Feature is one feature by its id; problem.NotFound when there is none.
	Feature(ctx context.Context, id string) (Feature, error)
	// Extent is the box and the time that the collection spans.
	Extent(ctx context.Context) (Extent, error)
}

// Filter is a property that features can be chosen by.
type Filter struct {
	Name  string
	Title string   // in English, for the API's description
	Type  string   // string, integer, boolean
	Enum  []string // the values it may have; nil for any
}

// Query says which features are wanted. The zero value wants all of them.
type Query struct {
	BBox     *orb.Bound        // features that meet the box (exact, not box against box); nil for any
	Datetime Interval          // features that exist, or were observed, at some time of it
	Props    map[string]string // each property equals its value
	After    string            // key of the last feature of the page before; "" from the start
	Limit    int               // 0 is DefaultLimit
}

// DefaultLimit is the size of a page where none is asked for.
const DefaultLimit = 100

// Size is the number of features of a page.
func (q Query) Size() int {
	if q.Limit <= 0 {
		return DefaultLimit
	}
	return q.Limit
}

// Page is some features and the cursor of what follows.
type Page struct {
	Features []Feature
	Next     string // Query.After of the next page; "" on the last one
}

// Cut makes a page of features that were read one over the size, which shows that more follow.
func Cut(features []Feature, size int) Page {
	if len(features) <= size {
		return Page{Features: features}
	}
	return Page{Features: features[:size], Next: features[size-1].ID}
}

// Feature is a thing on the map: stable key, geometry (nil if it has none), properties in order.
type Feature struct {
	ID         string
	Geometry   orb.Geometry
	Properties Properties
}

// Extent is what a collection spans; nil where it holds nothing or the end is open.
type Extent struct {
	BBox     *orb.Bound
	From, To *time.Time
}
