package townships

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/problem"
)

// Digits of area codes.
const (
	countyDigits   = 6
	townshipDigits = 9
)

// Ledger is the township table: one row per township, county totals, the total, and the
// official rule. What the data cannot say is null, never 0.
type Ledger struct {
	AsOf        facilities.Day  `json:"as_of"`
	Area        string          `json:"area"`
	AreaName    string          `json:"area_name"`
	Rows        []LedgerRow     `json:"rows" doc:"townships, by code"`
	Counties    []LedgerRow     `json:"counties" doc:"county totals, by code; none for a single township"`
	Total       LedgerRow       `json:"total" doc:"of all townships, whatever was filtered"`
	Official    Official        `json:"official"`
	Reported    *LedgerReported `json:"reported" doc:"the figure that was reported upward; null: none is on record"`
	DataVersion int64           `json:"data_version" doc:"number of the last change that the figures know"`
}

// LedgerRow is a township, or the total of an area.
type LedgerRow struct {
	AreaCode   string `json:"area_code"`
	Name       string `json:"name"`
	County     string `json:"county" doc:"name of its county"`
	CountyCode string `json:"county_code"`
	LedgerFigures
	Way      string          `json:"way,omitempty" enum:"own,shared,columbarium,exempt,none" doc:"what a township counts by under the official rule, the first that holds; absent for totals"`
	Official *Official       `json:"official" doc:"of counties; null for townships"`
	Reported *LedgerReported `json:"reported" doc:"of counties; null: none is on record"`
}

// LedgerFigures are the figures of a row: of facilities in use on the day.
type LedgerFigures struct {
	Own                       int             `json:"own" doc:"township cemeteries of its own (自建)"`
	Shared                    *int            `json:"shared" doc:"sites elsewhere that serve it as shared ones (联建); of totals: townships with one; null: no sharing is on record anywhere"`
	Exempt                    *int            `json:"exempt" doc:"1: exempt by document (免建); of totals: townships; null: no exemption is on record anywhere"`
	ExemptDocuments           []string        `json:"exempt_documents"`
	Columbarium               int             `json:"columbarium"`
	EcoBurial                 int             `json:"eco_burial"`
	VillageCemeteries         int             `json:"village_cemeteries"`
	VillageCemeteriesFiled    *int            `json:"village_cemeteries_filed" doc:"filed (备案); null: no filing of any is on record"`
	VillageCemeteriesComplete *int            `json:"village_cemeteries_complete" doc:"with complete papers (手续齐全); null: of none it is known"`
	PlotsTotal                *int            `json:"plots_total" doc:"of township and village cemeteries that state them; null: none does"`
	PlotsUsed                 *int            `json:"plots_used"`
	PlotsLeft                 *int            `json:"plots_left"`
	Beds                      *int            `json:"beds" doc:"of care institutions that state them; null: none does"`
	NursingBeds               *int            `json:"nursing_beds"`
	Residents                 *int            `json:"residents"`
	Courtyards                int             `json:"courtyards" doc:"villages with a happiness courtyard"`
	Villages                  int             `json:"villages"`
	Planned                   int             `json:"planned" doc:"facilities planned or being built"`
	PlannedSites              []PlannedSite   `json:"planned_sites"`
	LastConfirmed             *facilities.Day `json:"last_confirmed" doc:"day of the last monthly report; of totals the earliest; null: a township never confirmed"`
	served                    bool            // counts by the official rule
	owned                     bool            // by a site of its own (自建)
}

// PlannedSite is a facility that is planned or being built.
type PlannedSite struct {
	Kind       string          `json:"kind"`
	KindName   string          `json:"kind_name"`
	Name       string          `json:"name"`
	Precision  string          `json:"precision" enum:"surveyed,phone,map,village,township" doc:"how its position was found"`
	Status     string          `json:"status" enum:"planned,building"`
	TargetDate *facilities.Day `json:"target_date"`
	area       string
}

// Official is coverage by the official rule.
type Official struct {
	Kind        string   `json:"kind" doc:"the group of kinds that counts"`
	KindName    string   `json:"kind_name"`
	Numerator   int      `json:"numerator"`
	Denominator int      `json:"denominator"`
	Percent     *float64 `json:"percent" doc:"one decimal"`
	Exempt      int      `json:"exempt" doc:"townships of the denominator that are not served and exempt by document"`
}

// LedgerReported is a figure that was reported upward, as it was reported.
type LedgerReported struct {
	AsOf        facilities.Day `json:"as_of"`
	Numerator   *int           `json:"numerator"`
	Denominator *int           `json:"denominator"`
	Percent     *float64       `json:"percent"`
	Document    string         `json:"document"`
}

// Ways in which a township has its burial ground; None: it has none.
var Ways = []string{"own", "shared", "columbarium", "exempt", "none"}

// Filter chooses the townships of a table; empty fields do not restrict. Totals stay those of all.
type Filter struct {
	Area        string         // "": the prefecture
	AsOf        facilities.Day // zero: today
	Way         string         // one of Ways
	Incomplete  bool           // village cemeteries whose papers are not all known to be complete
	Planned     bool           // something is planned or being built
	Unconfirmed bool           // no report since the first day of the month before the day
}

// Ledger computes the table. Error: problem.BadParameter for an unknown area, one below the
// townships, an unknown way.
func (s *Store) Ledger(ctx context.Context, f Filter) (Ledger, error) {
	if f.AsOf.IsZero() {
		f.AsOf = s.today()
	}
	answer := Ledger{AsOf: f.AsOf}
	if f.Way != "" && !slices.Contains(Ways, f.Way) {
		return answer, problem.Parameter("way", "problem.unknown_value", "allowed", strings.Join(Ways, ", "))
	}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if err := answer.find(ctx, tx, f.Area); err != nil {
			return err
		}
		b, err := loadBook(ctx, tx, answer.Area, f.AsOf)
		if err != nil {
			return err
		}
		answer.fill(b)
		answer.DataVersion, err = facilities.DataVersion(ctx, tx)
		return err
	})
	answer.Rows = slices.DeleteFunc(answer.Rows, func(r LedgerRow) bool { return !f.takes(r) })
	return answer, err
}

// find settles the area.
func (l *Ledger) find(ctx context.Context, q data.Querier, area string) error {
	home, err := facilities.FindArea(ctx, q, area, l.AsOf)
	if err != nil {
		return err
	}
	if len(home.Code) > townshipDigits {
		return problem.Parameter("area", "facilities.ledger_area", "area", home.Name)
	}
	l.Area, l.AreaName = home.Code, home.Name
	return nil
}

// takes reports whether a township is wanted.
func (f Filter) takes(r LedgerRow) bool {
	since := facilities.NewDay(f.AsOf.Year(), f.AsOf.Time().Month()-1, 1)
	incomplete := r.VillageCemeteries > 0 && (r.VillageCemeteriesComplete == nil || *r.VillageCemeteriesComplete < r.VillageCemeteries)
	return (f.Way == "" || r.Way == f.Way) && (!f.Incomplete || incomplete) && (!f.Planned || r.Planned > 0) &&
		(!f.Unconfirmed || r.LastConfirmed == nil || r.LastConfirmed.Before(since))
}

// way is what a township counts by under the official rule; facilities/coverage judges alike.
func (f LedgerFigures) way() string {
	switch {
	case f.owned:
		return "own"
	case orZero(f.Shared) > 0:
		return "shared"
	case f.served:
		return "columbarium"
	case orZero(f.Exempt) > 0:
		return "exempt"
	}
	return "none"
}

// fill computes the rows and totals.
func (l *Ledger) fill(b book) {
	l.Rows, l.Counties = []LedgerRow{}, []LedgerRow{}
	names := map[string]string{}
	for _, c := range b.counties {
		names[c.Code] = c.Name
	}
	for _, t := range b.townships {
		county := t.Code[:min(countyDigits, len(t.Code))]
		f := b.township(t.Code)
		l.Rows = append(l.Rows, LedgerRow{AreaCode: t.Code, Name: t.Name, County: names[county], CountyCode: county, LedgerFigures: f, Way: f.way()})
	}
	if len(l.Area) <= countyDigits {
		for _, c := range b.counties {
			row := l.total(b, c.Code, c.Name)
			row.County, row.CountyCode = c.Name, c.Code
			official := l.judge(b, c.Code)
			row.Official, row.Reported = &official, b.reported[c.Code]
			l.Counties = append(l.Counties, row)
		}
	}
	l.Total = l.total(b, l.Area, l.AreaName)
	l.Official, l.Reported = l.judge(b, l.Area), b.reported[l.Area]
}

// total is the row of an area: figures of all facilities in it, ways counted in townships.
func (l *Ledger) total(b book, area, name string) LedgerRow {
	row := LedgerRow{AreaCode: area, Name: name, LedgerFigures: b.figures(area)}
	shared, exempt := 0, 0
	every := true
	for _, t := range l.Rows {
		if !strings.HasPrefix(t.AreaCode, area) {
			continue
		}
		if orZero(t.Shared) > 0 {
			shared++
		}
		exempt += orZero(t.Exempt)
		switch {
		case t.LastConfirmed == nil:
			every = false
		case row.LastConfirmed == nil || t.LastConfirmed.Before(*row.LastConfirmed):
			row.LastConfirmed = t.LastConfirmed
		}
	}
	if !every {
		row.LastConfirmed = nil
	}
	if b.sharing {
		row.Shared = &shared
	}
	if b.exempting {
		row.Exempt = &exempt
	}
	return row
}

// judge applies the official rule to the townships of an area.
func (l *Ledger) judge(b book, area string) Official {
	o := Official{Kind: b.official.Code, KindName: b.official.Name}
	for _, t := range l.Rows {
		if !strings.HasPrefix(t.AreaCode, area) {
			continue
		}
		o.Denominator++
		switch {
		case t.served:
			o.Numerator++
		case orZero(t.Exempt) > 0:
			o.Exempt++
		}
	}
	if o.Denominator > 0 {
		percent := float64((2000*o.Numerator+o.Denominator)/(2*o.Denominator)) / 10 // half up, exactly
		o.Percent = &percent
	}
	return o
}

func orZero(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}
