package facts

import (
	"context"
	"embed"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
)

//go:embed sql/*.sql
var sqlFiles embed.FS

var queries = data.MustQueries("facilities/facts", sqlFiles)

// Load reads the facts of a day.
func Load(ctx context.Context, q data.Querier, on facilities.Day) (*Facts, error) {
	f := &Facts{Day: on, Kinds: map[string]Kind{}, people: map[string][]people{}}
	var err error
	if f.Version, err = facilities.DataVersion(ctx, q); err != nil {
		return nil, err
	}
	if f.Units, err = collect(ctx, q, "units", pgx.RowToStructByPos[Unit], on); err != nil {
		return nil, err
	}
	kinds, err := collect(ctx, q, "kinds", pgx.RowToStructByPos[Kind])
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		f.Kinds[k.Code] = k
	}
	if f.Groups, err = collect(ctx, q, "groups", pgx.RowToStructByPos[Group]); err != nil {
		return nil, err
	}
	if err := f.loadSites(ctx, q); err != nil {
		return nil, err
	}
	if err := f.loadPeople(ctx, q); err != nil {
		return nil, err
	}
	f.Burials, err = collect(ctx, q, "burials", pgx.RowToStructByPos[Burials], on)
	return f, err
}

func collect[T any](ctx context.Context, q data.Querier, query string, row pgx.RowToFunc[T], args ...any) ([]T, error) {
	rows, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, row)
}

// loadSites reads the facilities in use with what they hold and whom they serve.
func (f *Facts) loadSites(ctx context.Context, q data.Querier) error {
	var err error
	f.Sites, err = collect(ctx, q, "sites", func(row pgx.CollectableRow) (s Site, err error) {
		err = row.Scan(&s.ID, &s.Kind, &s.Area, &s.FirstUse, &s.Grade, &s.Own)
		s.Holds = map[string]Held{}
		if own := f.Kinds[s.Kind].Measure; own != "" {
			s.Holds[own] = Held{}
		}
		return s, err
	}, f.Day)
	if err != nil {
		return err
	}
	at := make(map[uuid.UUID]int, len(f.Sites))
	for i, s := range f.Sites {
		at[s.ID] = i
	}
	var id uuid.UUID
	var text string
	var held Held
	rows, err := q.Query(ctx, queries.Get("capacity"), f.Day)
	if err != nil {
		return err
	}
	_, err = pgx.ForEachRow(rows, []any{&id, &text, &held.Total, &held.Used}, func() error {
		if i, ok := at[id]; ok {
			f.Sites[i].Holds[text] = held
		}
		return nil
	})
	if err != nil {
		return err
	}
	if rows, err = q.Query(ctx, queries.Get("serves"), f.Day); err != nil {
		return err
	}
	_, err = pgx.ForEachRow(rows, []any{&id, &text}, func() error {
		if i, ok := at[id]; ok {
			f.Sites[i].Serves = append(f.Sites[i].Serves, text)
		}
		return nil
	})
	return err
}

func (f *Facts) loadPeople(ctx context.Context, q data.Querier) error {
	rows, err := q.Query(ctx, queries.Get("people"), f.Day)
	if err != nil {
		return err
	}
	var area string
	var year, population int
	var age60 *int
	_, err = pgx.ForEachRow(rows, []any{&area, &year, &population, &age60}, func() error {
		p := people{year, population, -1}
		if age60 != nil {
			p.age60 = *age60
		}
		f.people[area] = append(f.people[area], p)
		return nil
	})
	return err
}
