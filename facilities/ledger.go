package facilities

import (
	"context"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/internal/problem"
)

// Ledger is the township table (乡镇覆盖表): one row per township, county totals, the
// total, and the official rule (官方口径). What the data cannot say is null, never 0.
type Ledger struct {
	AsOf        Day         `json:"as_of"`
	Area        string      `json:"area"`
	AreaName    string      `json:"area_name"`
	Rows        []LedgerRow `json:"rows" doc:"townships, by code"`
	Counties    []LedgerRow `json:"counties" doc:"county totals, by code; none for a single township"`
	Total       LedgerRow   `json:"total"`
	Official    Official    `json:"official"`
	Reported    *Official   `json:"reported" doc:"the figure that was reported upward; null: none is on record"`
	DataVersion int64       `json:"data_version" doc:"number of the last change that the figures know"`
}

// LedgerRow is a township, or the total of an area.
type LedgerRow struct {
	AreaCode   string `json:"area_code"`
	Name       string `json:"name"`
	County     string `json:"county" doc:"name of its county"`
	CountyCode string `json:"county_code"`
	LedgerFigures
}

// LedgerFigures are the figures of a row: of facilities in use on the day.
type LedgerFigures struct {
	Own                       int           `json:"own" doc:"township cemeteries of its own (自建)"`
	Shared                    *int          `json:"shared" doc:"shared with others (联建); null: not on record"`
	Exempt                    *int          `json:"exempt" doc:"exempt by document (免建); null: not on record"`
	Columbarium               int           `json:"columbarium"`
	EcoBurial                 int           `json:"eco_burial"`
	VillageCemeteries         int           `json:"village_cemeteries"`
	VillageCemeteriesFiled    *int          `json:"village_cemeteries_filed" doc:"filed (备案); null: not on record"`
	VillageCemeteriesComplete *int          `json:"village_cemeteries_complete" doc:"with complete papers (手续齐全); null: not on record"`
	PlotsTotal                *int          `json:"plots_total" doc:"of township and village cemeteries that state them; null: none does"`
	PlotsUsed                 *int          `json:"plots_used"`
	PlotsLeft                 *int          `json:"plots_left"`
	Beds                      *int          `json:"beds" doc:"of care institutions that state them; null: none does"`
	NursingBeds               *int          `json:"nursing_beds"`
	Residents                 *int          `json:"residents"`
	Courtyards                int           `json:"courtyards" doc:"villages with a happiness courtyard"`
	Villages                  int           `json:"villages"`
	Planned                   int           `json:"planned" doc:"facilities planned or being built"`
	PlannedSites              []PlannedSite `json:"planned_sites"`
	LastConfirmed             *Day          `json:"last_confirmed" doc:"null: not on record"`
}

// PlannedSite is a facility that is planned or being built.
type PlannedSite struct {
	Kind       string `json:"kind"`
	KindName   string `json:"kind_name"`
	Name       string `json:"name"`
	Status     string `json:"status" enum:"planned,building"`
	TargetDate *Day   `json:"target_date"`
	area       string
}

// Official is coverage by the official rule.
type Official struct {
	Kind        string   `json:"kind" doc:"the group of kinds that counts"`
	KindName    string   `json:"kind_name"`
	Numerator   int      `json:"numerator"`
	Denominator int      `json:"denominator"`
	Percent     *float64 `json:"percent"`
}

// Ledger computes the ledger of an area ("": the prefecture) on a day (zero: today).
// Error: problem.BadParameter for an unknown area or one below the townships.
func (s *Store) Ledger(ctx context.Context, area string, asOf Day) (Ledger, error) {
	if asOf.IsZero() {
		asOf = s.today()
	}
	answer := Ledger{AsOf: asOf}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		catalogue, err := loadCatalogue(ctx, tx)
		if err != nil {
			return err
		}
		where, err := findArea(ctx, tx, area, asOf)
		if err != nil {
			return err
		}
		if len(where.Code) > Township.digits() {
			return problem.Parameter("area", "facilities.ledger_area", "area", where.Name)
		}
		answer.Area, answer.AreaName = where.Code, where.Name
		if err := answer.fill(ctx, tx, catalogue); err != nil {
			return err
		}
		if err := answer.judge(ctx, tx, catalogue); err != nil {
			return err
		}
		answer.DataVersion, err = dataVersion(ctx, tx)
		return err
	})
	return answer, err
}

// fill computes the rows and totals.
func (l *Ledger) fill(ctx context.Context, q data.Querier, catalogue Catalogue) error {
	book, err := loadBook(ctx, q, catalogue, l.Area, l.AsOf)
	if err != nil {
		return err
	}
	townships, err := loadUnits(ctx, q, Township, l.Area, l.AsOf)
	if err != nil {
		return err
	}
	counties, err := loadUnits(ctx, q, County, l.Area, l.AsOf)
	if err != nil {
		return err
	}
	if len(l.Area) > County.digits() {
		if counties, err = loadUnits(ctx, q, County, l.Area[:County.digits()], l.AsOf); err != nil {
			return err
		}
	}
	names := map[string]string{}
	l.Rows, l.Counties = []LedgerRow{}, []LedgerRow{}
	for _, c := range counties {
		names[c.Code] = c.Name
		if len(l.Area) <= County.digits() {
			l.Counties = append(l.Counties, LedgerRow{c.Code, c.Name, c.Name, c.Code, book.figures(c.Code)})
		}
	}
	for _, t := range townships {
		county := t.Code[:min(County.digits(), len(t.Code))]
		l.Rows = append(l.Rows, LedgerRow{t.Code, t.Name, names[county], county, book.figures(t.Code)})
	}
	l.Total = LedgerRow{AreaCode: l.Area, Name: l.AreaName, LedgerFigures: book.figures(l.Area)}
	return nil
}

// judge adds the official rule, if there is one.
func (l *Ledger) judge(ctx context.Context, q data.Querier, catalogue Catalogue) error {
	rule, ok := catalogue.official()
	if !ok {
		return nil
	}
	c, err := cover(ctx, q, catalogue, Question{Kind: rule.code, AsOf: l.AsOf, Area: l.Area, Level: Township})
	l.Official = Official{c.Kind, c.KindName, c.Numerator, c.Denominator, c.Percent}
	return err
}
