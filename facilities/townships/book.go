package townships

import (
	"context"
	"errors"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
)

// site is a facility in use that the table counts.
type site struct {
	ID       uuid.UUID
	Ledger   string // column that it is counted in
	Official bool   // its kind counts by the official rule
	Area     string // the finest known of it
	Plots    *int
	Used     *int
	Left     *int
	Beds     *int
	Nursing  *int
	People   *int  // residents
	Complete *bool // papers; nil: not known
	Papered  bool  // some approval or filing is on record
	Filed    bool
}

type unit struct{ Code, Name string }

// book is what the table of an area is written from.
type book struct {
	official   struct{ Code, Name string }
	sites      []site
	planned    []PlannedSite
	townships  []unit
	counties   []unit
	villages   []unit
	shared     map[string]int      // township → sites elsewhere that serve it
	sharing    bool                // some sharing is on record
	exempt     map[string][]string // township or county → documents
	exempting  bool
	confirmed  map[string]facilities.Day
	reported   map[string]*LedgerReported
	everywhere string // the area
}

func loadBook(ctx context.Context, q data.Querier, area string, on facilities.Day) (book, error) {
	b := book{shared: map[string]int{}, exempt: map[string][]string{}, confirmed: map[string]facilities.Day{}, reported: map[string]*LedgerReported{}, everywhere: area}
	err := q.QueryRow(ctx, queries.Get("official")).Scan(&b.official.Code, &b.official.Name)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return b, err
	}
	for _, load := range []func(context.Context, data.Querier, facilities.Day) error{
		b.loadSites, b.loadPlanned, b.loadUnits, b.loadShared, b.loadExempt, b.loadConfirmed, b.loadReported,
	} {
		if err := load(ctx, q, on); err != nil {
			return b, err
		}
	}
	return b, nil
}

func (b *book) loadSites(ctx context.Context, q data.Querier, on facilities.Day) error {
	rows, err := q.Query(ctx, queries.Get("sites"), b.everywhere, on)
	if err != nil {
		return err
	}
	b.sites, err = pgx.CollectRows(rows, pgx.RowToStructByPos[site])
	return err
}

func (b *book) loadPlanned(ctx context.Context, q data.Querier, on facilities.Day) error {
	rows, err := q.Query(ctx, queries.Get("planned"), b.everywhere, on)
	if err != nil {
		return err
	}
	b.planned, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (p PlannedSite, err error) {
		return p, row.Scan(&p.area, &p.Kind, &p.KindName, &p.Name, &p.Precision, &p.Status, &p.TargetDate)
	})
	return err
}

// loadUnits loads the areas inside, and the county of a township.
func (b *book) loadUnits(ctx context.Context, q data.Querier, on facilities.Day) error {
	for _, level := range []struct {
		name, inside string
		into         *[]unit
	}{{"township", b.everywhere, &b.townships}, {"village", b.everywhere, &b.villages}, {"county", b.everywhere[:min(countyDigits, len(b.everywhere))], &b.counties}} {
		rows, err := q.Query(ctx, queries.Get("units"), level.name, level.inside, on)
		if err != nil {
			return err
		}
		if *level.into, err = pgx.CollectRows(rows, pgx.RowToStructByPos[unit]); err != nil {
			return err
		}
	}
	return nil
}

func (b *book) loadShared(ctx context.Context, q data.Querier, on facilities.Day) error {
	if err := q.QueryRow(ctx, queries.Get("declared")).Scan(&b.sharing, &b.exempting); err != nil {
		return err
	}
	rows, err := q.Query(ctx, queries.Get("shared"), on)
	if err != nil {
		return err
	}
	var township string
	var n int
	_, err = pgx.ForEachRow(rows, []any{&township, &n}, func() error {
		b.shared[township] = n
		return nil
	})
	return err
}

func (b *book) loadExempt(ctx context.Context, q data.Querier, on facilities.Day) error {
	rows, err := q.Query(ctx, queries.Get("exempt"), on)
	if err != nil {
		return err
	}
	var area, document string
	_, err = pgx.ForEachRow(rows, []any{&area, &document}, func() error {
		b.exempt[area] = append(b.exempt[area], document)
		return nil
	})
	return err
}

func (b *book) loadConfirmed(ctx context.Context, q data.Querier, on facilities.Day) error {
	rows, err := q.Query(ctx, queries.Get("confirmed"), on)
	if err != nil {
		return err
	}
	var area string
	var day facilities.Day
	_, err = pgx.ForEachRow(rows, []any{&area, &day}, func() error {
		b.confirmed[area] = day
		return nil
	})
	return err
}

func (b *book) loadReported(ctx context.Context, q data.Querier, on facilities.Day) error {
	rows, err := q.Query(ctx, queries.Get("reported"), b.official.Code, on)
	if err != nil {
		return err
	}
	var area string
	var r LedgerReported
	_, err = pgx.ForEachRow(rows, []any{&area, &r.AsOf, &r.Numerator, &r.Denominator, &r.Percent, &r.Document}, func() error {
		one := r
		b.reported[area] = &one
		return nil
	})
	return err
}

// township computes the figures of a township.
func (b *book) township(code string) LedgerFigures {
	f := b.figures(code)
	if b.sharing {
		n := b.shared[code]
		f.Shared = &n
	}
	if b.exempting {
		f.ExemptDocuments = append(f.ExemptDocuments, b.exempt[code]...)
		f.ExemptDocuments = append(f.ExemptDocuments, b.exempt[code[:min(countyDigits, len(code))]]...)
		n := min(len(f.ExemptDocuments), 1)
		f.Exempt = &n
	}
	if day, ok := b.confirmed[code]; ok {
		f.LastConfirmed = &day
	}
	f.served = f.served || b.shared[code] > 0
	return f
}

// figures computes the figures of the facilities in an area.
func (b *book) figures(area string) LedgerFigures {
	in := map[string][]site{}
	f := LedgerFigures{ExemptDocuments: []string{}, PlannedSites: []PlannedSite{}}
	courtyards := map[string]bool{}
	for _, s := range b.sites {
		if !strings.HasPrefix(s.Area, area) {
			continue
		}
		in[s.Ledger] = append(in[s.Ledger], s)
		if s.Official && len(s.Area) >= townshipDigits {
			f.served, f.owned = true, f.owned || s.Ledger == "own"
		}
		if s.Ledger == "courtyards" && len(s.Area) > townshipDigits {
			courtyards[s.Area] = true
		}
	}
	f.Own, f.Columbarium, f.EcoBurial, f.Courtyards = len(in["own"]), len(in["columbarium"]), len(in["eco_burial"]), len(courtyards)
	f.VillageCemeteries = len(in["village_cemeteries"])
	f.papers(in["village_cemeteries"])
	graves, care := append(in["own"], in["village_cemeteries"]...), in["care"]
	f.PlotsTotal, f.PlotsUsed = sum(graves, func(s site) *int { return s.Plots }), sum(graves, func(s site) *int { return s.Used })
	f.PlotsLeft = sum(graves, func(s site) *int { return s.Left })
	f.Beds, f.NursingBeds = sum(care, func(s site) *int { return s.Beds }), sum(care, func(s site) *int { return s.Nursing })
	f.Residents = sum(care, func(s site) *int { return s.People })
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

// papers counts village cemeteries that are filed and those with complete papers: nil where
// nothing of the kind is on record of any of them, 0 without cemeteries.
func (f *LedgerFigures) papers(cemeteries []site) {
	filed, complete := 0, 0
	papered, known := len(cemeteries) == 0, len(cemeteries) == 0
	for _, s := range cemeteries {
		papered, known = papered || s.Papered, known || s.Complete != nil
		if s.Filed {
			filed++
		}
		if s.Complete != nil && *s.Complete {
			complete++
		}
	}
	if papered {
		f.VillageCemeteriesFiled = &filed
	}
	if known {
		f.VillageCemeteriesComplete = &complete
	}
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
