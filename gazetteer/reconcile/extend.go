package reconcile

import (
	"context"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

// Extension is the answer to a data extension query.
type Extension struct {
	Meta []Column                      `json:"meta"`
	Rows map[string]map[string][]Value `json:"rows"`
}

// Column describes a property of an extension. Type is that of values which are entities.
type Column struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

// Extend gives values of properties of entries by id; an id of no entry has no values.
// Error: problem.Invalid for an unknown property.
func (s *Service) Extend(ctx context.Context, q ExtendQuery, r Reader) (Extension, error) {
	out := Extension{Meta: []Column{}, Rows: map[string]map[string][]Value{}}
	for _, p := range q.Properties {
		how := propertyOf(p.ID)
		if how == nil {
			return out, problem.InvalidFields(problem.Bad("properties", "reconcile.unknown_property", "id", shorten(p.ID)))
		}
		out.Meta = append(out.Meta, Column{p.ID, how.named(r.Lang).Name})
	}
	places, err := s.read(ctx, q.IDs)
	if err != nil {
		return out, err
	}
	for i, id := range q.IDs {
		row := map[string][]Value{}
		for _, p := range q.Properties {
			row[p.ID] = []Value{}
			if places[i] == nil {
				continue
			}
			values := propertyOf(p.ID).values(places[i])
			if p.Limit > 0 && len(values) > p.Limit {
				values = values[:p.Limit]
			}
			row[p.ID] = values
		}
		out.Rows[id] = row
	}
	return out, nil
}

// read reads entries by id, nil where there is none.
func (s *Service) read(ctx context.Context, ids []string) ([]*gazetteer.Place, error) {
	places := make([]*gazetteer.Place, len(ids))
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(parallel)
	for i, text := range ids {
		id, err := uuid.Parse(text)
		if err != nil {
			continue
		}
		group.Go(func() error {
			p, err := s.places.Get(ctx, id)
			if problem.Is(err, problem.NotFound) {
				return nil
			}
			places[i] = &p
			return err
		})
	}
	return places, group.Wait()
}

// Proposal is the properties that are offered for a type.
type Proposal struct {
	Type       string     `json:"type,omitempty"`
	Limit      int        `json:"limit,omitempty"`
	Properties []Property `json:"properties"`
}

// Propose offers properties for a type, at most limit, 0 for all: every entry has them all.
func Propose(kind string, limit int, lang problem.Lang) Proposal {
	p := Proposal{Type: kind, Limit: limit, Properties: Properties("", lang)}
	for i := range p.Properties {
		p.Properties[i].Description = ""
	}
	if limit > 0 && limit < len(p.Properties) {
		p.Properties = p.Properties[:limit]
	}
	return p
}

// Suggestion is an entry that somebody may be typing.
type Suggestion struct {
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitempty"`
	Notable     []Type `json:"notable"`
}

// The page and the end of suggestions.
const (
	pageSize  = 10
	MaxCursor = 200
)

// Suggest gives entries for a prefix, from a cursor on: how many were given before. Error:
// that of Search.
func (s *Service) Suggest(ctx context.Context, prefix string, cursor int, r Reader) ([]Suggestion, error) {
	hits, err := s.places.Search(ctx, gazetteer.Search{Text: prefix, Suggest: true, Clearance: clearanceOf(ctx), Limit: cursor + pageSize})
	if err != nil {
		return nil, err
	}
	k, err := s.learn(ctx, nil, r)
	if err != nil {
		return nil, err
	}
	out := []Suggestion{}
	for _, hit := range hits[min(cursor, len(hits)):] {
		c := candidate{hit: hit, className: k.classes[hit.Class]}
		body := c.body(false)
		out = append(out, Suggestion{body.ID, body.Name, body.Description, body.Type})
	}
	return out, nil
}
