package paper

import (
	"archive/zip"
	"bytes"
	_ "embed"
	"fmt"
	"io"
	"strings"
	"time"
)

// DocxType is the media type of a .docx file.
const DocxType = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

//go:embed docx/styles.xml
var stylesXML string

//go:embed docx/footer.xml
var footerXML string

// Measures of the page, GB/T 9704-2012: A4 with 37 mm above, 35 below, 28 left, 26 right.
const (
	pageWidth, pageHeight   = 210.0, 297.0
	above, below            = 37.0, 35.0
	leftMargin, rightMargin = 28.0, 26.0
)

// textSize is the size of the text on the page, millimetres.
func (d Document) textSize() (width, height float64) {
	width, height = pageWidth-leftMargin-rightMargin, pageHeight-above-below
	if d.Wide {
		return height, width
	}
	return width, height
}

// twips are twentieths of a point.
func twips(mm float64) int { return int(mm*1440/25.4 + 0.5) }

// emu are the units of drawings.
func emu(mm float64) int { return int(mm*36000 + 0.5) }

const (
	xmlHead       = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	mainSpace     = `http://schemas.openxmlformats.org/wordprocessingml/2006/main`
	relSpace      = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	packageSpace  = `http://schemas.openxmlformats.org/package/2006`
	drawingSpace  = `http://schemas.openxmlformats.org/drawingml/2006`
	contentPrefix = `application/vnd.openxmlformats-officedocument.wordprocessingml.`
)

// WriteDocx writes the document as .docx. Errors are those of w, pictures that are neither
// PNG nor JPEG, and tables with cells that overlap; nothing is written then.
func (d Document) WriteDocx(w io.Writer) error {
	width, height := d.textSize()
	body := docxWriter{width: width, height: height}
	for _, b := range d.Blocks {
		if err := body.block(b); err != nil {
			return err
		}
	}
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	add := func(name, text string) error { return addPart(z, name, strings.NewReader(text)) }
	for _, part := range [][2]string{
		{"[Content_Types].xml", body.contentTypes()},
		{"_rels/.rels", rootRels},
		{"docProps/core.xml", d.properties()},
		{"word/document.xml", d.documentXML(body.out.String())},
		{"word/styles.xml", stylesXML},
		{"word/footer1.xml", footerXML},
		{"word/_rels/document.xml.rels", body.relations()},
	} {
		if err := add(part[0], part[1]); err != nil {
			return err
		}
	}
	for i, p := range body.pictures {
		if err := addPart(z, fmt.Sprintf("word/media/image%d.%s", i+1, p.format), bytes.NewReader(p.Data)); err != nil {
			return err
		}
	}
	if err := z.Close(); err != nil {
		return err
	}
	_, err := out.WriteTo(w)
	return err
}

func addPart(z *zip.Writer, name string, text io.Reader) error {
	f, err := z.Create(name)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, text)
	return err
}

const rootRels = xmlHead + `<Relationships xmlns="` + packageSpace + `/relationships">` +
	`<Relationship Id="rId1" Type="` + relSpace + `/officeDocument" Target="word/document.xml"/>` +
	`<Relationship Id="rId2" Type="` + packageSpace + `/relationships/metadata/core-properties" Target="docProps/core.xml"/>` +
	`</Relationships>`

// documentXML is the main part around its body.
func (d Document) documentXML(body string) string {
	w, h, turned := twips(pageWidth), twips(pageHeight), ""
	margins := [4]int{twips(above), twips(rightMargin), twips(below), twips(leftMargin)}
	if d.Wide {
		w, h, turned = h, w, ` w:orient="landscape"`
		margins = [4]int{twips(leftMargin), twips(above), twips(rightMargin), twips(below)}
	}
	return xmlHead + `<w:document xmlns:w="` + mainSpace + `" xmlns:r="` + relSpace + `" xmlns:wp="` + drawingSpace + `/wordprocessingDrawing"` +
		` xmlns:a="` + drawingSpace + `/main" xmlns:pic="` + drawingSpace + `/picture"><w:body>` + body +
		fmt.Sprintf(`<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="%d" w:h="%d"%s/>`+
			`<w:pgMar w:top="%d" w:right="%d" w:bottom="%d" w:left="%d" w:header="851" w:footer="1588" w:gutter="0"/></w:sectPr>`,
			w, h, turned, margins[0], margins[1], margins[2], margins[3]) +
		`</w:body></w:document>`
}

// properties are who made the file, when, and its title.
func (d Document) properties() string {
	at := ""
	if !d.At.IsZero() {
		stamp := d.At.UTC().Format(time.RFC3339)
		at = `<dcterms:created xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:modified>`
	}
	return xmlHead + `<cp:coreProperties xmlns:cp="` + packageSpace + `/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/"` +
		` xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
		`<dc:title>` + escape(d.Title) + `</dc:title><dc:creator>` + escape(d.Author) + `</dc:creator><dc:language>` + escape(d.lang()) + `</dc:language>` + at + `</cp:coreProperties>`
}

func (d Document) lang() string {
	if d.Lang == "" {
		return "zh-CN"
	}
	return d.Lang
}
