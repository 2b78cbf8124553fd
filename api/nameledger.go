package api

import (
	"bytes"
	"context"
	"encoding/json"
	"reflect"
	"time"

	"github.com/danielgtaylor/huma/v2"
	"github.com/google/uuid"

	"cairn/gazetteer/filing"
	"cairn/gazetteer/ledger"
	"cairn/geo"
	"cairn/internal/chinatime"
	"cairn/internal/problem"
)

// LedgerFilter holds the parameters that say which rows of the ledger are meant; they mirror
// the map and the list of entries.
type LedgerFilter struct {
	From         string `query:"from" maxLength:"10" doc:"first day of the edits: YYYY, YYYY-MM or YYYY-MM-DD"`
	To           string `query:"to" maxLength:"10" doc:"last day, included"`
	Area         string `query:"area" maxLength:"12" doc:"code of an area that holds the entries"`
	Class        string `query:"class" maxLength:"5" doc:"class code, or the beginning of one"`
	Q            string `query:"q" maxLength:"200" doc:"part of a name form, of the reading as recorded, or of the approval's document"`
	BBox         string `query:"bbox" maxLength:"200" doc:"west,south,east,north: entries that meet the box"`
	Matter       string `query:"matter" enum:"naming,renaming,abolishing,correction" doc:"事项"`
	Op           string `query:"op" enum:"add,modify,delete"`
	State        string `query:"state" enum:"unreported,reported,taken_in,returned" doc:"in the national database"`
	Due          string `query:"due" enum:"filing,announcement,soon,overdue" doc:"not filed, not announced, one of both soon due, one of both overdue"`
	Clerk        string `query:"clerk" maxLength:"200" doc:"经办人"`
	ApprovedFrom string `query:"approved_from" maxLength:"10" doc:"first day of the approval, as from"`
	ApprovedTo   string `query:"approved_to" maxLength:"10"`
	Set          string `query:"set" format:"uuid" doc:"change set"`
	Approval     string `query:"approval" format:"uuid"`
	WarnDays
}

// WarnDays is embedded where clocks are read.
type WarnDays struct {
	Warn int `query:"warn" minimum:"0" maximum:"15" doc:"days before a day due at which it is soon; 0: as the bureau has set"`
}

// warn is how many days before a day due the clock warns: as asked for, else as the bureau
// of the area, or of the reader, has set it.
func (s *Server) warn(ctx context.Context, w WarnDays, area string) (int, error) {
	if w.Warn > 0 {
		return w.Warn, nil
	}
	if area == "" {
		area = actorOf(ctx).Area
	}
	set, err := s.Filing.Settings(ctx, area)
	return set.WarnDays, err
}

// query checks the parameters. Error: problem.BadParameter.
func (s *Server) ledgerQuery(ctx context.Context, f *LedgerFilter) (ledger.Query, error) {
	q := ledger.Query{From: f.From, To: f.To, Area: f.Area, Class: f.Class, Text: f.Q, Matter: f.Matter, Op: f.Op, State: f.State,
		Due: f.Due, Clerk: f.Clerk, ApprovedFrom: f.ApprovedFrom, ApprovedTo: f.ApprovedTo}
	var err error
	if q.Set, err = idParameter("set", f.Set); err != nil {
		return q, err
	}
	if q.Approval, err = idParameter("approval", f.Approval); err != nil {
		return q, err
	}
	box, err := parseBox(f.BBox, geo.CRS84)
	if err != nil {
		return q, err
	}
	if box != nil {
		q.Box = box.lonLat()
	}
	q.Warn, err = s.warn(ctx, f.WarnDays, f.Area)
	return q, err
}

// idParameter reads an id; "" is none.
func idParameter(name, text string) (uuid.UUID, error) {
	if text == "" {
		return uuid.Nil, nil
	}
	id, err := uuid.Parse(text)
	if err != nil {
		return uuid.Nil, badParameter(problem.Bad(name, "api.bad_value"))
	}
	return id, nil
}

type nameLedgerInput struct {
	Paging
	LedgerFilter
	Format string `query:"format" enum:"json,xlsx,csv" default:"json" doc:"xlsx and csv hold every row, oldest first"`
}

// nameLedgerBody is a page of the ledger of name changes.
type nameLedgerBody struct {
	Items  []ledger.Entry `json:"items" doc:"newest first"`
	Next   *string        `json:"next" doc:"cursor of the following page; null on the last"`
	Totals *ledger.Totals `json:"totals,omitempty" doc:"by year, of all rows that fit; on the first page"`
}

// maxLedgerRows bounds a ledger that is written as a file.
const maxLedgerRows = 50_000

// nameLedger answers the ledger of name changes (地名变更台账) as a page, or whole as a file.
func (s *Server) nameLedger(ctx context.Context, in *nameLedgerInput) (*huma.StreamResponse, error) {
	q, err := s.ledgerQuery(ctx, &in.LedgerFilter)
	if err != nil {
		return nil, err
	}
	if in.Format != "json" {
		return s.ledgerFile(ctx, q, in.Format)
	}
	var after *ledger.Position
	key, err := in.key(2)
	if err != nil {
		return nil, err
	}
	if key != nil {
		if after, err = position(key); err != nil {
			return nil, err
		}
	}
	entries, err := s.Ledger.List(ctx, q, after, in.Limit)
	if err != nil {
		return nil, err
	}
	page := listOf(entries, in.Limit, func(e ledger.Entry) []string { return []string{e.On, e.EditID.String()} })
	body := nameLedgerBody{Items: page.Body.Items, Next: page.Body.Next}
	if after == nil {
		totals, err := s.Ledger.Totals(ctx, q, "year")
		if err != nil {
			return nil, err
		}
		body.Totals = &totals
	}
	var out bytes.Buffer
	if err := json.NewEncoder(&out).Encode(body); err != nil {
		return nil, err
	}
	return fileOf(typeJSON, "", out.Bytes()), nil
}

// position reads the key of a row: its day and its id.
func position(key []string) (*ledger.Position, error) {
	id, err := uuid.Parse(key[1])
	if _, dayErr := time.Parse(time.DateOnly, key[0]); err != nil || dayErr != nil {
		return nil, badParameter(problem.Bad("after", "api.bad_cursor"))
	}
	return &ledger.Position{On: key[0], ID: id}, nil
}

func (s *Server) ledgerFile(ctx context.Context, q ledger.Query, format string) (*huma.StreamResponse, error) {
	sheet, err := s.Ledger.Sheet(ctx, q, maxLedgerRows)
	if err != nil {
		return nil, err
	}
	var out bytes.Buffer
	lang, now := langOf(ctx), time.Now()
	name := problem.Text(lang, "ledger.title_short", nil) + "_" + chinatime.Day(now)
	if format == "csv" {
		err = sheet.WriteCSV(&out, lang)
		return fileOf("text/csv; charset=utf-8", name+".csv", out.Bytes()), err
	}
	err = sheet.Workbook(authorOf(ctx), now, lang).Write(&out)
	return fileOf(xlsxType, name+".xlsx", out.Bytes()), err
}

// fileOf answers with bytes of a media type; with a name they are to be saved as a file.
func fileOf(mediaType, name string, text []byte) *huma.StreamResponse {
	return &huma.StreamResponse{Body: func(ctx huma.Context) {
		ctx.SetHeader("Content-Type", mediaType)
		if name != "" {
			ctx.SetHeader("Content-Disposition", attachment(name))
		}
		_, _ = ctx.BodyWriter().Write(text) // the reader is gone
	}}
}

// asNameLedger describes the media types of the ledger.
func asNameLedger(r *router) option {
	schema := r.api.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[nameLedgerBody](), true, "")
	return func(set *settings) {
		produces(typeJSON, schema)(set)
		produces(xlsxType, &huma.Schema{Type: huma.TypeString, Format: "binary"})(set)
		produces("text/csv", &huma.Schema{Type: huma.TypeString})(set)
	}
}

type ledgerTotalsInput struct {
	LedgerFilter
	By string `query:"by" default:"county" enum:"county,month,year" doc:"what a row stands for"`
}

func (s *Server) ledgerTotals(ctx context.Context, in *ledgerTotalsInput) (*struct{ Body ledger.Totals }, error) {
	q, err := s.ledgerQuery(ctx, &in.LedgerFilter)
	if err != nil {
		return nil, err
	}
	totals, err := s.Ledger.Totals(ctx, q, in.By)
	return &struct{ Body ledger.Totals }{totals}, err
}

type noteNationalInput struct {
	Body struct {
		Edits         []uuid.UUID `json:"edits" format:"uuid" minItems:"1" maxItems:"10000" doc:"ids of edits, as the ledger gives them; all are noted or none"`
		State         string      `json:"state" enum:"unreported,reported,taken_in,returned" doc:"unreported takes a mistake back: for reviewers, with a reason"`
		On            string      `json:"on,omitempty" doc:"day, YYYY-MM-DD; not for unreported"`
		Reason        string      `json:"reason,omitempty" maxLength:"2000" doc:"why it was returned, or taken back"`
		ExportVersion string      `json:"export_version,omitempty" maxLength:"200" doc:"version of the national export that says so"`
	}
}

// notedOutput says how many edits were noted.
type notedOutput struct {
	Body struct {
		Noted int `json:"noted"`
	}
}

func (s *Server) noteNational(ctx context.Context, in *noteNationalInput) (*notedOutput, error) {
	b := &in.Body
	err := s.Filing.NoteNational(ctx, changeBy(ctx, b.Reason), filing.NationalNote{Edits: b.Edits, State: b.State, On: b.On, Reason: b.Reason, ExportVersion: b.ExportVersion})
	out := &notedOutput{}
	out.Body.Noted = len(b.Edits)
	return out, err
}

func (s *Server) entryCard(ctx context.Context, in *EntryID) (*struct{ Body filing.Card }, error) {
	card, err := s.Filing.Card(ctx, in.ID, langOf(ctx))
	return &struct{ Body filing.Card }{card}, err
}
