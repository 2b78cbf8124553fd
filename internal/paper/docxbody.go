package paper

import (
	"encoding/xml"
	"fmt"
	"strings"
)

// docxWriter writes the body of a .docx file and gathers its pictures.
type docxWriter struct {
	out           strings.Builder
	width, height float64 // of the text, millimetres
	pictures      []picture
}

func (w *docxWriter) block(b Block) error {
	switch b := b.(type) {
	case Heading:
		w.paragraph("Heading"+fmt.Sprint(min(max(b.Level, 0), 3)), "", []Run{{Text: b.Text}}, "")
	case Paragraph:
		indent := ""
		if b.Indent {
			indent = `<w:ind w:firstLineChars="200" w:firstLine="640"/>`
		}
		w.paragraph("", indent, b.Runs, b.Align)
	case Table:
		return w.table(b)
	case Form:
		return w.table(b.table())
	case PageBreak:
		w.out.WriteString(`<w:p><w:r><w:br w:type="page"/></w:r></w:p>`)
	case Image:
		return w.image(b)
	}
	return nil
}

// paragraph writes a paragraph of a style ("": the default) with further properties.
func (w *docxWriter) paragraph(style, properties string, runs []Run, align Align) {
	w.out.WriteString("<w:p><w:pPr>")
	if style != "" {
		w.out.WriteString(`<w:pStyle w:val="` + style + `"/>`)
	}
	w.out.WriteString(properties)
	if align != Left {
		w.out.WriteString(`<w:jc w:val="` + string(align) + `"/>`)
	}
	w.out.WriteString("</w:pPr>")
	for _, r := range runs {
		w.run(r)
	}
	w.out.WriteString("</w:p>")
}

func (w *docxWriter) run(r Run) {
	w.out.WriteString("<w:r>")
	if r.Bold {
		w.out.WriteString("<w:rPr><w:b/></w:rPr>")
	}
	for i, line := range strings.Split(clean(r.Text), "\n") {
		if i > 0 {
			w.out.WriteString("<w:br/>")
		}
		for j, piece := range strings.Split(line, "\t") {
			if j > 0 {
				w.out.WriteString("<w:tab/>")
			}
			w.out.WriteString(`<w:t xml:space="preserve">` + escape(piece) + `</w:t>`)
		}
	}
	w.out.WriteString("</w:r>")
}

func (w *docxWriter) table(t Table) error {
	rows, columns, err := t.grid()
	if err != nil || columns == 0 {
		return err
	}
	all, shares, layout := twips(w.width), t.shares(columns), "fixed"
	widths := make([]int, columns)
	for i := range widths {
		widths[i] = all / columns
		if shares != nil {
			widths[i] = int(float64(all) * shares[i])
		}
	}
	if shares == nil {
		layout = "autofit"
	}
	fmt.Fprintf(&w.out, `<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="%d" w:type="dxa"/><w:jc w:val="center"/><w:tblLayout w:type="%s"/></w:tblPr><w:tblGrid>`, all, layout)
	for _, width := range widths {
		fmt.Fprintf(&w.out, `<w:gridCol w:w="%d"/>`, width)
	}
	w.out.WriteString("</w:tblGrid>")
	for i, row := range rows {
		w.row(row, widths, i < len(t.Header))
	}
	w.out.WriteString("</w:tbl>")
	w.paragraph("After", "", nil, Left) // two tables one after the other would become one
	return nil
}

// lineHeight is that of a line in a table, twips.
const lineHeight = 360

func (w *docxWriter) row(row []place, widths []int, head bool) {
	lines := 0
	for _, p := range row {
		lines = max(lines, p.Lines)
	}
	w.out.WriteString("<w:tr><w:trPr><w:cantSplit/>")
	if lines > 0 {
		fmt.Fprintf(&w.out, `<w:trHeight w:val="%d" w:hRule="atLeast"/>`, lines*lineHeight)
	}
	if head {
		w.out.WriteString("<w:tblHeader/>")
	}
	w.out.WriteString("</w:trPr>")
	for _, p := range row {
		w.cell(p, widths)
	}
	w.out.WriteString("</w:tr>")
}

func (w *docxWriter) cell(p place, widths []int) {
	width := 0
	for i := p.column; i < p.column+p.across; i++ {
		width += widths[i]
	}
	fmt.Fprintf(&w.out, `<w:tc><w:tcPr><w:tcW w:w="%d" w:type="dxa"/>`, width)
	if p.across > 1 {
		fmt.Fprintf(&w.out, `<w:gridSpan w:val="%d"/>`, p.across)
	}
	switch {
	case p.below:
		w.out.WriteString("<w:vMerge/>")
	case p.down > 1:
		w.out.WriteString(`<w:vMerge w:val="restart"/>`)
	}
	w.out.WriteString(`<w:vAlign w:val="center"/></w:tcPr>`)
	align := p.Align
	if p.head && align == Left {
		align = Center
	}
	w.paragraph("Cell", "", []Run{{Text: p.Text, Bold: p.Bold || p.head}}, align)
	w.out.WriteString("</w:tc>")
}

func (w *docxWriter) image(i Image) error {
	p, err := i.measured(w.width, w.height)
	if err != nil {
		return err
	}
	w.pictures = append(w.pictures, p)
	n := len(w.pictures)
	size := fmt.Sprintf(`cx="%d" cy="%d"`, emu(p.width), emu(p.height))
	name := fmt.Sprintf(`id="%d" name="image%d" descr="%s"`, n, n, escape(i.Alt))
	w.out.WriteString(`<w:p><w:pPr><w:pStyle w:val="After"/><w:jc w:val="center"/></w:pPr><w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">` +
		`<wp:extent ` + size + `/><wp:docPr ` + name + `/><a:graphic><a:graphicData uri="` + drawingSpace + `/picture"><pic:pic>` +
		`<pic:nvPicPr><pic:cNvPr ` + name + `/><pic:cNvPicPr/></pic:nvPicPr>` +
		`<pic:blipFill><a:blip r:embed="` + pictureID(n) + `"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>` +
		`<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext ` + size + `/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>` +
		`</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>`)
	return nil
}

func pictureID(n int) string { return fmt.Sprintf("rId%d", n+10) }

func (w *docxWriter) contentTypes() string {
	return xmlHead + `<Types xmlns="` + packageSpace + `/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/><Default Extension="png" ContentType="image/png"/><Default Extension="jpeg" ContentType="image/jpeg"/>` +
		`<Override PartName="/word/document.xml" ContentType="` + contentPrefix + `document.main+xml"/>` +
		`<Override PartName="/word/styles.xml" ContentType="` + contentPrefix + `styles+xml"/>` +
		`<Override PartName="/word/footer1.xml" ContentType="` + contentPrefix + `footer+xml"/>` +
		`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`
}

func (w *docxWriter) relations() string {
	out := xmlHead + `<Relationships xmlns="` + packageSpace + `/relationships">` +
		`<Relationship Id="rId1" Type="` + relSpace + `/styles" Target="styles.xml"/>` +
		`<Relationship Id="rId2" Type="` + relSpace + `/footer" Target="footer1.xml"/>`
	for i, p := range w.pictures {
		out += fmt.Sprintf(`<Relationship Id="%s" Type="%s/image" Target="media/image%d.%s"/>`, pictureID(i+1), relSpace, i+1, p.format)
	}
	return out + `</Relationships>`
}

// escape makes text safe inside XML, in elements and in attributes.
func escape(text string) string {
	var out strings.Builder
	_ = xml.EscapeText(&out, []byte(clean(text))) // a Builder takes everything
	return out.String()
}
