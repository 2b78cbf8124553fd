package facilities

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
)

// book is what the ledger of an area is written from.
type book struct {
	columns  map[string]string // kind → column of the ledger
	sites    []site            // in use on the day
	planned  []PlannedSite
	villages []unit
}

func loadBook(ctx context.Context, q data.Querier, catalogue Catalogue, area string, on Day) (book, error) {
	b := book{columns: map[string]string{}}
	var kinds []string
	for _, k := range catalogue.Kinds {
		if k.Ledger != "" {
			kinds, b.columns[k.Code] = append(kinds, k.Code), k.Ledger
		}
	}
	var err error
	if b.sites, err = loadCounted(ctx, q, kinds, on, false); err != nil {
		return book{}, err
	}
	if b.planned, err = loadPlanned(ctx, q, kinds, area, on); err != nil {
		return book{}, err
	}
	b.villages, err = loadUnits(ctx, q, Village, area, on)
	return b, err
}

// loadPlanned gives the facilities of the kinds in an area that are planned or being built on the day.
func loadPlanned(ctx context.Context, q data.Querier, kinds []string, area string, on Day) ([]PlannedSite, error) {
	rows, err := q.Query(ctx, queries.Get("planned"), kinds, area, on)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (p PlannedSite, err error) {
		err = row.Scan(&p.area, &p.Kind, &p.KindName, &p.Name, &p.Status, &p.TargetDate)
		return p, err
	})
}

// figures computes the figures of an area.
func (b *book) figures(area string) LedgerFigures {
	in := map[string][]site{}
	for _, s := range b.sites {
		if strings.HasPrefix(s.Area, area) {
			in[b.columns[s.Kind]] = append(in[b.columns[s.Kind]], s)
		}
	}
	graves := slices.Concat(in["own"], in["village_cemeteries"])
	care := in[careColumn]
	f := LedgerFigures{
		Own: len(in["own"]), Columbarium: len(in["columbarium"]), EcoBurial: len(in["eco_burial"]),
		VillageCemeteries: len(in["village_cemeteries"]),
		PlotsTotal:        sum(graves, func(s site) *int { return s.Capacity }),
		PlotsUsed:         sum(graves, func(s site) *int { return s.Used }),
		PlotsLeft:         sum(graves, site.left),
		Beds:              sum(care, func(s site) *int { return s.Capacity }),
		NursingBeds:       sum(care, func(s site) *int { return s.NursingBeds }),
		Residents:         sum(care, func(s site) *int { return s.Used }),
		Courtyards:        len(byArea(in["courtyards"], Village)),
		PlannedSites:      []PlannedSite{},
	}
	for _, v := range b.villages {
		if strings.HasPrefix(v.Code, area) {
			f.Villages++
		}
	}
	for _, p := range b.planned {
		if strings.HasPrefix(p.area, area) {
			f.PlannedSites = append(f.PlannedSites, p)
		}
	}
	f.Planned = len(f.PlannedSites)
	return f
}

// left is what remains of the capacity, nil when either figure is missing.
func (s site) left() *int {
	if s.Capacity == nil || s.Used == nil {
		return nil
	}
	left := max(*s.Capacity-*s.Used, 0)
	return &left
}

// sum adds up the figure over the sites that state it: 0 without sites, nil when none states it.
func sum(sites []site, figure func(site) *int) *int {
	total, stated := 0, len(sites) == 0
	for _, s := range sites {
		if n := figure(s); n != nil {
			total, stated = total+*n, true
		}
	}
	if !stated {
		return nil
	}
	return &total
}
