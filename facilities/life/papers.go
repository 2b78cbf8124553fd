package life

import (
	"context"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"cairn/facilities"
	"cairn/internal/problem"
)

// PapersState says whether the papers (手续) of a facility are complete.
type PapersState struct {
	Complete  *bool           `json:"complete" nullable:"true" doc:"null: unknown"`
	Missing   []string        `json:"missing" doc:"what is missing"`
	CheckedOn *facilities.Day `json:"checked_on" required:"false" nullable:"true"`
	Note      string          `json:"note" required:"false"`
}

const maxMissing = 30

func (p PapersState) judge(c *checker) {
	if len(p.Missing) > maxMissing {
		c.bad.Bad("missing", "facilitylife.too_many", "max", maxMissing)
	}
	if p.Complete != nil && *p.Complete && len(p.Missing) > 0 {
		c.bad.Bad("missing", "facilitylife.nothing_missing")
	}
	for _, text := range p.Missing {
		c.bad.Required("missing", text)
		c.bad.Line("missing", text, maxLine)
	}
	c.pastOr("checked_on", p.CheckedOn)
	c.bad.Text("note", p.Note, maxText)
}

func (p PapersState) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (moved int, err error) {
	if p.Missing == nil {
		p.Missing = []string{}
	}
	err = tx.QueryRow(ctx, queries.Get("papers_put"), id, p.Complete, p.Missing, p.CheckedOn, p.Note).Scan(&moved)
	return moved, err
}

// FacilityFiling is an approval or a filing (审批、备案) of a facility.
type FacilityFiling struct {
	ID        uuid.UUID       `json:"id" format:"uuid" doc:"made by the client; scans are attachments with the role filing_<id>, the id without hyphens"`
	Matter    string          `json:"matter" enum:"land,forestry,construction,environment,fire,licence,registration,filing,other"`
	Title     string          `json:"title" required:"false"`
	Number    string          `json:"number" required:"false" doc:"of the document (文号)"`
	Authority string          `json:"authority" required:"false"`
	AppliedOn *facilities.Day `json:"applied_on" required:"false" nullable:"true"`
	GrantedOn *facilities.Day `json:"granted_on" required:"false" nullable:"true" doc:"null: not granted yet"`
	ValidTo   *facilities.Day `json:"valid_to" required:"false" nullable:"true" doc:"last day on which it holds; null: no end"`
	Note      string          `json:"note" required:"false"`
}

// Matters are what approvals and filings are about: 用地, 林地, 建设, 环评, 消防, 许可, 登记, 备案.
var Matters = []string{"land", "forestry", "construction", "environment", "fire", "licence", "registration", "filing", "other"}

// Filings are all approvals and filings of a facility.
type Filings []FacilityFiling

func (f Filings) judge(c *checker) {
	c.few("filings", len(f))
	for i, r := range f {
		c.bad.OneOf(at("filings", i, "matter"), r.Matter, Matters...)
		if r.Matter == "other" {
			c.bad.Required(at("filings", i, "title"), r.Title)
		}
		c.line("filings", i, "title", r.Title, "number", r.Number, "authority", r.Authority)
		c.bad.Text(at("filings", i, "note"), r.Note, maxText)
		c.pastOr(at("filings", i, "applied_on"), r.AppliedOn)
		c.pastOr(at("filings", i, "granted_on"), r.GrantedOn)
		if r.ValidTo != nil && (r.ValidTo.IsZero() || !r.ValidTo.Plausible()) {
			c.bad.Bad(at("filings", i, "valid_to"), "facilities.impossible_day", "day", r.ValidTo.String())
		}
		r.order(c, i)
	}
	twice(c, "filings", "id", f, func(r FacilityFiling) uuid.UUID { return r.ID })
}

// order refuses days that cannot follow each other.
func (r FacilityFiling) order(c *checker, i int) {
	if r.AppliedOn != nil && r.GrantedOn != nil && r.GrantedOn.Before(*r.AppliedOn) {
		c.bad.Bad(at("filings", i, "granted_on"), "facilitylife.before", "day", r.AppliedOn.String())
	}
	first := r.GrantedOn
	if first == nil {
		first = r.AppliedOn
	}
	if first != nil && r.ValidTo != nil && r.ValidTo.Before(*first) {
		c.bad.Bad(at("filings", i, "valid_to"), "facilitylife.before", "day", first.String())
	}
}

func (f Filings) put(ctx context.Context, tx pgx.Tx, id uuid.UUID) (int, error) {
	return putNamed(ctx, tx, "filings_put", id, f)
}

// putNamed is putRows for rows with ids of their own, none of which another facility may have.
func putNamed(ctx context.Context, tx pgx.Tx, query string, id uuid.UUID, rows any) (moved int, err error) {
	var foreign bool
	if err := tx.QueryRow(ctx, queries.Get(query), id, rows).Scan(&moved, &foreign); err != nil {
		return 0, err
	}
	if foreign {
		return 0, problem.New(problem.Conflict, "problem.duplicate", "field", "id")
	}
	return moved, nil
}
