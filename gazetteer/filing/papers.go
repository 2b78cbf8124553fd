package filing

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// The papers that are made of an approval.
const (
	Registration = "registration" // 地名登记表, one for each name
	Report       = "report"       // 备案报告
	Notice       = "announcement" // 公告, as it would be drafted now
)

// PaperKinds lists them.
var PaperKinds = []string{Registration, Report, Notice}

// Paper makes a paper of an approval; its language is Chinese. Errors: problem.NotFound;
// problem.Conflict when none of its names is published.
func (s *Store) Paper(ctx context.Context, approval uuid.UUID, kind string) (paper.Document, error) {
	c, err := s.file(ctx, approval)
	if err != nil {
		return paper.Document{}, err
	}
	return s.paperOf(ctx, c, kind)
}

// dossier is what the papers of an approval are made from.
type dossier struct {
	Approval
	names []ApprovedName
	texts Texts
	area  string // of the bureau
}

func (s *Store) file(ctx context.Context, id uuid.UUID) (dossier, error) {
	a, err := s.Approval(ctx, id, DefaultWarnDays)
	if err != nil {
		return dossier{}, err
	}
	names, err := s.Names(ctx, id)
	if err != nil {
		return dossier{}, err
	}
	if len(names) == 0 {
		return dossier{}, conflict("filing.nothing_published", "document", a.Document)
	}
	d := dossier{Approval: a, names: names, area: bureau(a)}
	set, err := s.Settings(ctx, d.area)
	d.texts = set.Texts
	return d, err
}

// bureau is the area of the bureau that handles an approval: the authority's, as far as its
// county, or what its names have in common.
func bureau(a Approval) string {
	area := a.AuthorityArea
	if area == "" && len(a.Areas) > 0 {
		area = a.Areas[0]
		for _, other := range a.Areas {
			for len(area) > 0 && (len(other) < len(area) || other[:len(area)] != area) {
				area = area[:len(area)-1]
			}
		}
	}
	area = area[:min(len(area), 6)]
	return area[:len(area)-len(area)%2]
}

func (s *Store) paperOf(ctx context.Context, d dossier, kind string) (paper.Document, error) {
	switch kind {
	case Registration:
		return s.registration(ctx, d)
	case Report:
		return s.report(ctx, d)
	case Notice:
		return s.notice(ctx, d)
	}
	return paper.Document{}, problem.Parameter("paper", "problem.unknown_value", "allowed", "registration, report, announcement")
}

// wideFields of the registration form take a row of their own, and so many lines.
var wideFields = map[string]int{"minority": 1, "areas": 1, "former": 1, "map_names": 1, "other_names": 1, "meaning": 3, "origin_text": 3, "history": 4, "document": 1, "source": 1}

// registration are the registration forms (地名登记表) of the names, a page each.
func (s *Store) registration(ctx context.Context, d dossier) (paper.Document, error) {
	doc := s.document(word("paper_registration"))
	for i, n := range d.names {
		p, err := s.places.Get(ctx, n.PlaceID)
		if err != nil {
			return doc, err
		}
		f, err := s.form(ctx, s.db.Read(), p)
		if err != nil {
			return doc, err
		}
		f.approval = &d.names[i]
		if i > 0 {
			doc.Blocks = append(doc.Blocks, paper.PageBreak{})
		}
		doc.Blocks = append(doc.Blocks, registrationForm(f)...)
	}
	return doc, nil
}

func registrationForm(f form) []paper.Block {
	var fields []paper.Field
	for _, v := range f.fields() {
		lines, wide := wideFields[v[0]]
		fields = append(fields, paper.Field{Label: word("card_" + v[0]), Value: v[1], Wide: wide, Lines: lines})
	}
	fields = append(fields, paper.Field{Label: word("form_registrar")}, paper.Field{Label: word("form_registered_on")})
	return []paper.Block{paper.Heading{Level: 0, Text: word("paper_registration")}, paper.Form{Fields: fields}}
}

// report is the filing report (备案报告) to the receiver.
func (s *Store) report(ctx context.Context, d dossier) (paper.Document, error) {
	receiver := d.Filing.Receiver
	if receiver == "" {
		receiver = d.Route.Receiver
	}
	params := append(describe(d.names), "receiver", receiver)
	title := d.texts.fill("report_title", params...)
	doc := s.document(title)
	if number := d.Filing.Document; number != "" {
		doc.Blocks = append(doc.Blocks, paper.Line(number, paper.Center))
	}
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: title}, paper.Line(receiver+"：", paper.Left))
	doc.Blocks = append(doc.Blocks, paper.Paragraphs(d.texts.fill("report_text", params...))...)
	t := paper.Table{Header: [][]paper.Cell{paper.Cells(words("column_", "number", "name", "pinyin", "matter", "former", "class", "area")...)},
		Widths: []float64{1, 3, 4, 2, 3, 3, 5}}
	for i, n := range d.names {
		t.Rows = append(t.Rows, paper.Cells(itoa(i+1), n.Name, n.Pinyin, word("matter_"+n.Matter), n.former(), n.ClassName, n.Area))
	}
	doc.Blocks = append(doc.Blocks, t)
	doc.Blocks = append(doc.Blocks, paper.Paragraphs(d.texts.fill("report_closing"))...)
	issuer, err := s.issuer(ctx, d)
	if err != nil {
		return doc, err
	}
	on := s.today()
	if d.Filing.FiledOn != nil {
		on = *d.Filing.FiledOn
	}
	doc.Blocks = append(doc.Blocks, paper.Line("", paper.Left), paper.Line(issuer, paper.Right), paper.Line(chineseDay(on), paper.Right))
	return doc, nil
}

// issuer is who files: a government and another department in their own name, else the bureau.
func (s *Store) issuer(ctx context.Context, d dossier) (string, error) {
	if d.AuthorityKind != Department || d.area == "" {
		return d.Authority, nil
	}
	areas, err := areasOf(ctx, s.db.Read(), d.area)
	return d.texts.fill("issuer", "area", areas[d.area].name), err
}

// notice is the announcement as it would be drafted of the approval now.
func (s *Store) notice(ctx context.Context, d dossier) (paper.Document, error) {
	areas, err := areasOf(ctx, s.db.Read(), d.area)
	if err != nil {
		return paper.Document{}, err
	}
	issuer := d.texts.fill("issuer", "area", areas[d.area].name)
	params := append(describe(d.names), "issuer", issuer)
	a := Announcement{Kind: Names, Title: d.texts.fill("announcement_title", params...), Body: d.texts.fill("announcement_text", params...),
		Closing: d.texts.fill("announcement_closing", params...), Issuer: issuer}
	for _, n := range d.names {
		a.Names = append(a.Names, n.announced())
	}
	return a.Document(s.today()), nil
}

// Document is the announcement as it is printed; today dates a draft.
func (a Announcement) Document(today string) paper.Document {
	doc := paper.Document{Title: a.Title, Author: a.Issuer, At: a.UpdatedAt}
	if a.PublishedAt != nil {
		doc.At = *a.PublishedAt
	}
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: a.Title})
	if a.Number != "" {
		doc.Blocks = append(doc.Blocks, paper.Line(a.Number, paper.Center))
	}
	if a.State == Corrected || a.State == Withdrawn {
		doc.Blocks = append(doc.Blocks, paper.Line(wordWith("state_"+a.State, "number", a.ReplacedByNumber), paper.Center))
	}
	doc.Blocks = append(doc.Blocks, paper.Paragraphs(a.Body)...)
	if len(a.Names) > 0 {
		doc.Blocks = append(doc.Blocks, a.table())
	}
	doc.Blocks = append(doc.Blocks, paper.Paragraphs(a.Closing)...)
	on := today
	if a.PublishedOn != nil {
		on = *a.PublishedOn
	}
	doc.Blocks = append(doc.Blocks, paper.Line("", paper.Left), paper.Line(a.Issuer, paper.Right), paper.Line(chineseDay(on), paper.Right))
	return doc
}

// table has the fields of art. 14; the former name where a name was changed.
func (a Announcement) table() paper.Table {
	renamed := slices.ContainsFunc(a.Names, func(n AnnouncedName) bool { return n.Former != "" })
	mixed := slices.ContainsFunc(a.Names, func(n AnnouncedName) bool { return n.Matter != a.Names[0].Matter })
	columns, widths := []string{"number", "name", "pinyin"}, []float64{1, 3, 4}
	if renamed {
		columns, widths = append(columns, "former"), append(widths, 3)
	}
	if mixed {
		columns, widths = append(columns, "matter"), append(widths, 2)
	}
	columns, widths = append(columns, "area", "position", "authority", "approved_on"), append(widths, 4, 4, 3, 3)
	t := paper.Table{Header: [][]paper.Cell{paper.Cells(words("column_", columns...)...)}, Widths: widths}
	for i, n := range a.Names {
		row := []string{itoa(i + 1), n.Name, n.Pinyin}
		if renamed {
			row = append(row, n.Former)
		}
		if mixed {
			row = append(row, word("matter_"+n.Matter))
		}
		t.Rows = append(t.Rows, paper.Cells(append(row, n.Area, n.Position, n.Authority, chineseDay(n.ApprovedOn))...))
	}
	return t
}

// document begins a paper of today.
func (s *Store) document(title string) paper.Document {
	return paper.Document{Title: title, At: s.now()}
}

// Place is what registration needs of an entry.
var _ Places = (*gazetteer.Store)(nil)
