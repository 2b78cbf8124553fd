package monthly

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/facilities"
	"cairn/internal/actor"
	"cairn/internal/problem"
)

// MonthlyForm is what a clerk begins a report with.
type MonthlyForm struct {
	AreaCode   string         `json:"area_code"`
	AreaName   string         `json:"area_name"`
	CountyName string         `json:"county_name"`
	Month      Month          `json:"month"`
	FiguresOn  facilities.Day `json:"figures_on" doc:"day that the figures are of: the last of the month, today in the month that runs"`
	Deadline   facilities.Day `json:"deadline" doc:"last day on which the report is in time"`
	Overdue    bool           `json:"overdue"`
	Open       []Month        `json:"open" doc:"months that are over and not confirmed, the oldest first"`
	Rows       []MonthlyRow   `json:"rows" doc:"facilities in use, with the figures that the records give"`
	Last       *MonthlyCounts `json:"last" doc:"counts of the month before; null: not confirmed"`
	Standing   *MonthlyReport `json:"standing" doc:"the last edition for this month, returned or not; null: none"`
	Basis      string         `json:"basis" doc:"names the figures shown; sent back, so that nobody confirms others"`
}

// Form is the form of a township ("": the account's own) for a month; the zero month is the
// oldest open one, else the last that is over. Errors: problem.Unauthorized;
// problem.Forbidden outside the reader's area; problem.BadParameter for what is no township
// then, or a month to come.
func (s *Store) Form(ctx context.Context, by actor.Actor, area string, month Month) (MonthlyForm, error) {
	var f MonthlyForm
	if area == "" {
		area = by.Area
	}
	if err := mayRead(by, area); err != nil {
		return f, err
	}
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		var err error
		f, err = s.loadForm(ctx, tx, area, month)
		return err
	})
	return f, err
}

// mayRead lets accounts read of their own area.
func mayRead(by actor.Actor, area string) error {
	switch {
	case !by.SignedIn():
		return problem.New(problem.Unauthorized, "actor.sign_in")
	case !by.Covers(area):
		return problem.New(problem.Forbidden, "actor.outside_area", "area", area, "own", by.Area)
	}
	return nil
}

func (s *Store) loadForm(ctx context.Context, q data.Querier, area string, month Month) (MonthlyForm, error) {
	today := s.today()
	f := MonthlyForm{AreaCode: area, Month: month}
	set, err := loadSettings(ctx, q)
	if err != nil {
		return f, err
	}
	if f.Open, err = loadOpen(ctx, q, set, area, today); err != nil {
		return f, err
	}
	if month.IsZero() {
		f.Month = MonthOf(today).Add(-1)
		if len(f.Open) > 0 {
			f.Month = f.Open[0]
		}
	}
	if MonthOf(today).Before(f.Month) {
		return f, problem.Parameter("month", "monthly.future", "month", f.Month.String())
	}
	f.FiguresOn = f.Month.Last()
	if today.Before(f.FiguresOn) {
		f.FiguresOn = today
	}
	f.Deadline = set.deadline(f.Month)
	err = q.QueryRow(ctx, queries.Get("township"), area, f.FiguresOn).Scan(&f.AreaName, &f.CountyName)
	if errors.Is(err, pgx.ErrNoRows) {
		return f, problem.Parameter("area", "monthly.no_township", "area", area, "month", f.Month.String())
	}
	if err != nil {
		return f, err
	}
	return f, f.fill(ctx, q, today)
}

// fill loads the figures and what was reported.
func (f *MonthlyForm) fill(ctx context.Context, q data.Querier, today facilities.Day) error {
	var err error
	if f.Rows, err = loadRows(ctx, q, "form_rows", f.AreaCode, f.FiguresOn, f.Month.Add(-1).Last()); err != nil {
		return err
	}
	last, err := loadStanding(ctx, q, f.AreaCode, f.Month.Add(-1))
	if err != nil {
		return err
	}
	if last != nil && last.ReturnedAt == nil {
		f.Last = &last.MonthlyCounts
	}
	if f.Standing, err = loadStanding(ctx, q, f.AreaCode, f.Month); err != nil {
		return err
	}
	f.Overdue = f.Deadline.Before(today) && (f.Standing == nil || f.Standing.ReturnedAt != nil)
	f.Basis, err = f.basis()
	return err
}

// basis is a short name of the figures shown.
func (f *MonthlyForm) basis() (string, error) {
	type figure struct {
		ID      uuid.UUID
		Measure string
		FigurePair
	}
	shown := make([]figure, len(f.Rows))
	for i, r := range f.Rows {
		shown[i] = figure{r.FacilityID, r.Measure, r.FigurePair}
	}
	text, err := json.Marshal(shown)
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:8]), err
}

// isBasis reports whether a text can be the name of figures.
func isBasis(text string) bool {
	sum, err := hex.DecodeString(text)
	return err == nil && len(sum) == 8
}

// apply gives the form's rows with the changes. Error: problem.Invalid for a figure that the
// form does not have.
func (f *MonthlyForm) apply(changes []FigureChange) ([]MonthlyRow, error) {
	rows := slices.Clone(f.Rows)
	var c checker
	for _, change := range changes {
		i := slices.IndexFunc(rows, func(r MonthlyRow) bool { return r.FacilityID == change.FacilityID && r.Measure == change.Measure })
		switch {
		case i < 0 || change.Measure == noMeasure:
			c.Bad("changes", "monthly.unknown_figure", "id", change.FacilityID, "measure", change.Measure)
		case change.Measure == "nursing_beds" && change.Used != nil:
			c.Bad("changes", "monthly.nursing_used")
		case rows[i].Total != nil && change.Total == nil, rows[i].Used != nil && change.Used == nil:
			c.Bad("changes", "monthly.figure_gone", "name", rows[i].Name)
		default:
			rows[i].FigurePair = change.FigurePair
		}
	}
	return rows, c.Err()
}

// noMeasure stands in the row of a facility without capacity.
const noMeasure = "none"

func loadRows(ctx context.Context, q data.Querier, query string, args ...any) ([]MonthlyRow, error) {
	rows, err := q.Query(ctx, queries.Get(query), args...)
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, func(row pgx.CollectableRow) (r MonthlyRow, err error) {
		err = row.Scan(&r.FacilityID, &r.Name, &r.Kind, &r.KindName, &r.Village, &r.Precision, &r.Measure, &r.Total, &r.Used, &r.Before.Total, &r.Before.Used, &r.area)
		return r, err
	})
}

// loadStanding gives the last edition for a month with its rows, nil for none.
func loadStanding(ctx context.Context, q data.Querier, area string, month Month) (*MonthlyReport, error) {
	var id uuid.UUID
	err := q.QueryRow(ctx, queries.Get("standing"), area, month).Scan(&id)
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	r, err := getReport(ctx, q, id)
	return &r, err
}

func getReport(ctx context.Context, q data.Querier, id uuid.UUID) (MonthlyReport, error) {
	rows, err := q.Query(ctx, queries.Get("get"), id)
	if err != nil {
		return MonthlyReport{}, err
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByNameLax[MonthlyReport])
	if errors.Is(err, pgx.ErrNoRows) {
		return r, problem.New(problem.NotFound, "problem.not_found", "what", "monthly_report", "id", id)
	}
	if err != nil {
		return r, err
	}
	r.Rows, err = loadRows(ctx, q, "report_rows", []uuid.UUID{id})
	return r, err
}

// loadOpen gives the months of a township that are over and not confirmed, the oldest first.
func loadOpen(ctx context.Context, q data.Querier, set MonthlySettings, area string, today facilities.Day) ([]Month, error) {
	rows, err := q.Query(ctx, queries.Get("open"), area, MonthOf(today).Add(-1), set.since())
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowTo[Month])
}
