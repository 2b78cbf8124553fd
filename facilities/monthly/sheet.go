package monthly

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// States of a township in a month.
const (
	Confirmed = "confirmed"
	Returned  = "returned"
	Missing   = "missing" // nothing was sent
)

// townshipDigits is the length of a township's code.
const townshipDigits = 9

// MonthlySums are figures that add up; null where no report states one.
type MonthlySums struct {
	Cremations *int `json:"cremations"`
	Burials    *int `json:"burials"`
	EcoBurials *int `json:"eco_burials"`
	Deaths     *int `json:"deaths"`
	PlotsLeft  *int `json:"plots_left"`
	NichesLeft *int `json:"niches_left"`
	EcoLeft    *int `json:"eco_plots_left"`
	Beds       *int `json:"beds"`
	Nursing    *int `json:"nursing_beds"`
	Residents  *int `json:"residents"`
}

// MonthlyLine is a township in the monthly table (乡镇月报).
type MonthlyLine struct {
	AreaCode   string     `json:"area_code"`
	Name       string     `json:"name"`
	CountyCode string     `json:"county_code"`
	County     string     `json:"county"`
	State      string     `json:"state" enum:"confirmed,returned,missing"`
	Overdue    bool       `json:"overdue" doc:"not confirmed although the deadline has passed"`
	Late       bool       `json:"late" doc:"confirmed after the deadline"`
	Arrears    []Month    `json:"arrears" doc:"months up to this one that are overdue, the oldest first"`
	ReportID   *uuid.UUID `json:"report_id" doc:"the last edition; null: none"`
	Edition    *int       `json:"edition"`
	Changed    *bool      `json:"changed" doc:"changed or not (有无变化)"`
	ReceivedAt *time.Time `json:"received_at"`
	Author     string     `json:"author" doc:"name of the clerk"`
	Returned   string     `json:"return_reason"`
	ErrorNote  string     `json:"error_note" doc:"what the clerk says is wrong with the records"`
	ErrorOpen  bool       `json:"error_open" doc:"nobody has answered it"`
	MonthlySums
}

// MonthlyTotals count the townships of a county, or of the area asked for.
type MonthlyTotals struct {
	AreaCode  string `json:"area_code"`
	Name      string `json:"name"`
	Townships int    `json:"townships"`
	Confirmed int    `json:"confirmed"`
	Returned  int    `json:"returned"`
	Missing   int    `json:"missing"`
	Overdue   int    `json:"overdue"`
	Changed   int    `json:"changed"`
	Arrears   int    `json:"arrears" doc:"overdue months of all its townships"`
	MonthlySums
}

// CountySite is a figure of a facility that stands in no township: no clerk reports it, the
// county keeps its dated figures by the record.
type CountySite struct {
	FacilityID uuid.UUID `json:"facility_id"`
	Name       string    `json:"name"`
	KindName   string    `json:"kind_name"`
	Precision  string    `json:"precision" enum:"surveyed,phone,map,village,township" doc:"how its position was found"`
	CountyCode string    `json:"county_code"`
	County     string    `json:"county"`
	Measure    string    `json:"measure" enum:"plots,niches,eco_plots,beds,nursing_beds,places,none"`
	FigurePair
	FiguresOn *facilities.Day `json:"figures_on" doc:"day of the newest dated figure; null: that of the record, undated"`
}

// MonthlySheet is the table of a month (乡镇月报) with county totals, and who has not confirmed.
type MonthlySheet struct {
	Month    Month           `json:"month"`
	Area     string          `json:"area"`
	AreaName string          `json:"area_name"`
	Deadline facilities.Day  `json:"deadline"`
	Rows     []MonthlyLine   `json:"rows" doc:"townships that were there at the end of the month, by code"`
	Counties []MonthlyTotals `json:"counties" doc:"of all townships, whatever was filtered"`
	Total    MonthlyTotals   `json:"total"`
	Sites    []CountySite    `json:"county_sites" doc:"facilities in use at the end of the month that stand in no township, so that no report holds them; in no total"`

	figuresOn  facilities.Day          // day of the figures that are not confirmed
	facilities map[string][]MonthlyRow // by township, when asked for
}

// SheetFilter chooses the townships of a table; empty fields do not restrict.
type SheetFilter struct {
	Area    string // "": the reader's own
	Month   Month  // zero: the last that is over
	State   string
	Overdue bool // only those that are behind, in this month or an earlier one
	Changed *bool
	Errors  bool // only those with an open error

	Facilities bool // with the figures of every facility, for the workbook
}

// Sheet is the table of a month. Errors: problem.Unauthorized; problem.Forbidden for an area
// outside the reader's; problem.BadParameter for an unknown area, one below the townships,
// or a month to come.
func (s *Store) Sheet(ctx context.Context, by actor.Actor, f SheetFilter) (MonthlySheet, error) {
	if f.Area == "" {
		f.Area = by.Area
	}
	if err := mayRead(by, f.Area); err != nil {
		return MonthlySheet{}, err
	}
	today := s.today()
	sheet := MonthlySheet{Month: f.Month, Area: f.Area}
	if f.Month.IsZero() {
		sheet.Month = MonthOf(today).Add(-1)
	}
	if MonthOf(today).Before(sheet.Month) {
		return sheet, problem.Parameter("month", "monthly.future", "month", sheet.Month.String())
	}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		if err := sheet.load(ctx, tx, today); err != nil || !f.Facilities {
			return err
		}
		return sheet.loadFacilities(ctx, tx, today)
	})
	if err != nil {
		return MonthlySheet{}, err
	}
	sheet.sum()
	sheet.Rows = slices.DeleteFunc(sheet.Rows, func(l MonthlyLine) bool { return !f.takes(l) })
	return sheet, nil
}

func (f SheetFilter) takes(l MonthlyLine) bool {
	return (f.State == "" || l.State == f.State) && (!f.Overdue || len(l.Arrears) > 0) &&
		(f.Changed == nil || l.Changed != nil && *l.Changed == *f.Changed) && (!f.Errors || l.ErrorOpen)
}

func (sheet *MonthlySheet) load(ctx context.Context, q data.Querier, today facilities.Day) error {
	set, err := loadSettings(ctx, q)
	if err != nil {
		return err
	}
	sheet.Deadline = set.deadline(sheet.Month)
	last := sheet.Month.Last()
	home, err := facilities.FindArea(ctx, q, sheet.Area, last)
	if err != nil {
		return err
	}
	if len(home.Code) > townshipDigits {
		return problem.Parameter("area", "monthly.below_townships", "area", home.Name)
	}
	sheet.Area, sheet.AreaName = home.Code, home.Name
	due := set.lastDue(today)
	if sheet.Month.Before(due) {
		due = sheet.Month
	}
	rows, err := q.Query(ctx, queries.Get("sheet"), sheet.Area, sheet.Month, last, set.since(), due)
	if err != nil {
		return err
	}
	sheet.Rows, err = pgx.CollectRows(rows, pgx.RowToStructByNameLax[MonthlyLine])
	if err != nil {
		return err
	}
	for i := range sheet.Rows {
		sheet.Rows[i].settle(sheet.Deadline, today)
	}
	sheet.Sites, err = collect(ctx, q, pgx.RowToStructByName[CountySite], "county_rows", sheet.Area, last)
	return err
}

// lastDue is the last month whose deadline has passed.
func (s MonthlySettings) lastDue(today facilities.Day) Month {
	m := MonthOf(today).Add(-1)
	if !s.deadline(m).Before(today) {
		m = m.Add(-1)
	}
	return m
}

// settle fills what follows from the deadline.
func (l *MonthlyLine) settle(deadline, today facilities.Day) {
	l.Overdue = l.State != Confirmed && deadline.Before(today)
	l.Late = l.State == Confirmed && l.ReceivedAt != nil && deadline.Before(facilities.Today(*l.ReceivedAt))
	if l.State != Confirmed { // figures of a returned report count nowhere
		l.MonthlySums, l.Changed = MonthlySums{}, nil
	}
}

// sum adds up the counties and the area.
func (sheet *MonthlySheet) sum() {
	sheet.Total = MonthlyTotals{AreaCode: sheet.Area, Name: sheet.AreaName}
	sheet.Counties = []MonthlyTotals{}
	for _, l := range sheet.Rows {
		n := len(sheet.Counties) - 1
		if n < 0 || sheet.Counties[n].AreaCode != l.CountyCode {
			sheet.Counties = append(sheet.Counties, MonthlyTotals{AreaCode: l.CountyCode, Name: l.County})
			n++
		}
		sheet.Counties[n].add(l)
		sheet.Total.add(l)
	}
}

func (t *MonthlyTotals) add(l MonthlyLine) {
	t.Townships++
	t.Arrears += len(l.Arrears)
	switch l.State {
	case Confirmed:
		t.Confirmed++
	case Returned:
		t.Returned++
	default:
		t.Missing++
	}
	if l.Overdue {
		t.Overdue++
	}
	if l.Changed != nil && *l.Changed {
		t.Changed++
	}
	to := t.each()
	for i, n := range l.each() {
		if *n == nil {
			continue
		}
		sum := **n
		if *to[i] != nil {
			sum += **to[i]
		}
		*to[i] = &sum
	}
}

// each lists the figures.
func (s *MonthlySums) each() []**int {
	return []**int{&s.Cremations, &s.Burials, &s.EcoBurials, &s.Deaths, &s.PlotsLeft, &s.NichesLeft, &s.EcoLeft, &s.Beds, &s.Nursing, &s.Residents}
}
