package filing

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/google/uuid"

	"cairn/data/attachments"
	"cairn/internal/manifest"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

func conflict(key string, params ...any) error { return problem.New(problem.Conflict, key, params...) }

// Roles of uploaded papers that a filing package has to hold (art. 11 and 13); what has
// another role goes in as an attachment.
const (
	RoleApproval    = "approval"    // 批准文件
	RoleApplication = "application" // 申请书
	RoleReport      = "report"      // 论证、听证等相关报告
	roleOther       = "attachment"
)

// uploadedRoles lists the roles in the order of the package.
var uploadedRoles = []string{RoleApproval, RoleApplication, RoleReport, roleOther}

// required are the roles without which a package is not complete.
var required = []string{RoleApproval, RoleApplication}

// Paper is a paper of the filing package.
type Paper struct {
	Role  string      `json:"role" enum:"registration,report_to_file,approval,application,report,attachment"`
	Label string      `json:"label"`
	Made  bool        `json:"made" doc:"made from the record, not uploaded"`
	Files []PaperFile `json:"files"`
}

// PaperFile is an uploaded file.
type PaperFile struct {
	ID        uuid.UUID `json:"id"`
	Name      string    `json:"name"`
	MediaType string    `json:"media_type"`
	Size      int64     `json:"size"`
}

// Package says what a filing package holds and what it lacks.
type Package struct {
	Papers  []Paper  `json:"papers"`
	Missing []string `json:"missing" doc:"roles of required papers that nobody has uploaded"`
}

// Package lists the papers of an approval: those uploaded to the approval and to its change
// sets, by role, with labels in a language.
func (s *Store) Package(ctx context.Context, a Approval, lang problem.Lang) (Package, error) {
	p := Package{Missing: []string{}}
	label := func(role string) string { return problem.Text(lang, "filing.role_"+role, nil) }
	if a.Counts.Names > 0 {
		p.Papers = append(p.Papers, Paper{Role: Registration, Label: label(Registration), Made: true, Files: []PaperFile{}},
			Paper{Role: "report_to_file", Label: label("report_to_file"), Made: true, Files: []PaperFile{}})
	}
	uploaded, err := s.uploaded(ctx, a)
	if err != nil {
		return p, err
	}
	for _, role := range uploadedRoles {
		paper := Paper{Role: role, Label: label(role), Files: []PaperFile{}}
		for _, m := range uploaded {
			if roleOf(m) == role {
				paper.Files = append(paper.Files, PaperFile{m.ID, m.Name, m.MediaType, m.Size})
			}
		}
		if len(paper.Files) > 0 {
			p.Papers = append(p.Papers, paper)
		}
	}
	for _, role := range required {
		if !p.has(role) {
			p.Missing = append(p.Missing, role)
		}
	}
	return p, nil
}

func (p Package) has(role string) bool {
	for _, paper := range p.Papers {
		if paper.Role == role {
			return true
		}
	}
	return false
}

// uploaded are the attachments of an approval and of its change sets.
func (s *Store) uploaded(ctx context.Context, a Approval) ([]attachments.Meta, error) {
	if s.papers == nil {
		return nil, nil
	}
	all, err := s.papers.List(ctx, s.db.Read(), "approval", a.ID.String())
	if err != nil {
		return nil, err
	}
	for _, set := range a.Sets {
		more, err := s.papers.List(ctx, s.db.Read(), "change_set", set.ID.String())
		if err != nil {
			return nil, err
		}
		all = append(all, more...)
	}
	return all, nil
}

// roleOf is the part of the package that an attachment belongs to.
func roleOf(m attachments.Meta) string {
	switch m.Role {
	case RoleApproval, RoleApplication, RoleReport:
		return m.Role
	}
	return roleOther
}

// Bundle writes the filing package of an approval as a zip: list of contents, registration
// forms, filing report, and what was uploaded, by role; the papers made here as .docx and
// as HTML. It returns the roles that are missing, which the list names too. Errors:
// problem.NotFound; problem.Conflict when none of its names is published; those of w.
func (s *Store) Bundle(ctx context.Context, w io.Writer, approval uuid.UUID) (missing []string, err error) {
	d, err := s.file(ctx, approval)
	if err != nil {
		return nil, err
	}
	p, err := s.Package(ctx, d.Approval, problem.Chinese)
	if err != nil {
		return nil, err
	}
	b := bundle{zip: zip.NewWriter(w), taken: map[string]bool{}}
	for i, kind := range []string{Registration, Report} {
		doc, err := s.paperOf(ctx, d, kind)
		if err != nil {
			return nil, err
		}
		if err := b.document(fmt.Sprintf("%02d_%s", i+1, p.Papers[i].Label), doc); err != nil {
			return nil, err
		}
	}
	if err := s.addUploaded(ctx, &b, p); err != nil {
		return nil, err
	}
	if err := b.document("00_"+word("contents"), b.contents(s.document(word("contents")), d, p)); err != nil {
		return nil, err
	}
	return p.Missing, b.zip.Close()
}

func (s *Store) addUploaded(ctx context.Context, b *bundle, p Package) error {
	for i, role := range uploadedRoles {
		for _, paper := range p.Papers {
			if paper.Role != role {
				continue
			}
			for _, f := range paper.Files {
				file, m, err := s.papers.Open(ctx, f.ID)
				if err != nil {
					return err
				}
				err = b.add(fmt.Sprintf("%02d_%s/%s", i+3, paper.Label, manifest.SafeName(m.Name)), file)
				_ = file.Close() // read only
				if err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// bundle is a package being written.
type bundle struct {
	zip   *zip.Writer
	taken map[string]bool
	names []string // in the order of writing
}

// add writes a file under its name, or under the next free one like it.
func (b *bundle) add(name string, r io.Reader) error {
	ext := path.Ext(name)
	for base, n := strings.TrimSuffix(name, ext), 2; b.taken[name]; n++ {
		name = fmt.Sprintf("%s (%d)%s", base, n, ext)
	}
	b.taken[name] = true
	b.names = append(b.names, name)
	f, err := b.zip.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, r)
	return err
}

// document writes a paper as .docx and as HTML.
func (b *bundle) document(name string, doc paper.Document) error {
	var docx, html strings.Builder
	if err := doc.WriteDocx(&docx); err != nil {
		return err
	}
	if err := doc.WriteHTML(&html); err != nil {
		return err
	}
	if err := b.add(name+".docx", strings.NewReader(docx.String())); err != nil {
		return err
	}
	return b.add(name+".html", strings.NewReader(html.String()))
}

// contents is the list of what the package holds and of what it lacks.
func (b *bundle) contents(doc paper.Document, d dossier, p Package) paper.Document {
	doc.Blocks = append(doc.Blocks, paper.Heading{Level: 0, Text: word("package_title")},
		paper.Form{Pairs: 1, Fields: []paper.Field{{Label: word("card_authority"), Value: d.Authority}, {Label: word("card_document"), Value: d.Document},
			{Label: word("card_approved_on"), Value: d.ApprovedOn}, {Label: word("form_receiver"), Value: d.Route.Receiver},
			{Label: word("form_due"), Value: orEmpty(d.Filing.DueOn)}, {Label: word("form_count"), Value: itoa(len(d.names))}}})
	t := paper.Table{Header: [][]paper.Cell{paper.Cells(words("column_", "number", "file")...)}, Widths: []float64{1, 9}}
	for i, name := range b.names {
		t.Rows = append(t.Rows, paper.Cells(itoa(i+1), name))
	}
	doc.Blocks = append(doc.Blocks, t)
	if len(p.Missing) > 0 {
		doc.Blocks = append(doc.Blocks, paper.Line(wordWith("missing", "papers", strings.Join(words("role_", p.Missing...), "、")), paper.Left))
	}
	return doc
}
