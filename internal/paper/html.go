package paper

import (
	_ "embed"
	"encoding/base64"
	"fmt"
	"html"
	"io"
	"strings"
)

//go:embed paper.css
var styleSheet string

// Style is the style sheet of the documents, for pages that hold one.
func Style() string { return styleSheet }

// WriteHTML writes the document as a page of its own, ready to print: it needs no other
// file. Errors: as WriteDocx.
func (d Document) WriteHTML(w io.Writer) error {
	var out strings.Builder
	side := "portrait"
	if d.Wide {
		side = "landscape"
	}
	out.WriteString("<!doctype html>\n<html lang=\"" + html.EscapeString(d.lang()) + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" + html.EscapeString(clean(d.Title)) + "</title>\n" +
		"<style>\n@page { size: A4 " + side + "; }\n" + styleSheet + "</style>\n</head>\n<body>\n")
	if err := d.WriteBody(&out); err != nil {
		return err
	}
	out.WriteString("</body>\n</html>\n")
	_, err := io.WriteString(w, out.String())
	return err
}

// WriteBody writes the document as an <article class="paper"> for a page that has Style.
// Errors: as WriteDocx.
func (d Document) WriteBody(w io.Writer) error {
	width, height := d.textSize()
	out := htmlWriter{width: width, height: height}
	out.WriteString("<article class=\"paper\">\n")
	for _, b := range d.Blocks {
		if err := out.block(b); err != nil {
			return err
		}
	}
	out.WriteString("</article>\n")
	_, err := io.WriteString(w, out.String())
	return err
}

type htmlWriter struct {
	strings.Builder
	width, height float64
}

func (w *htmlWriter) block(b Block) error {
	switch b := b.(type) {
	case Heading:
		level := min(max(b.Level, 0), 3) + 1
		fmt.Fprintf(w, "<h%d>%s</h%d>\n", level, htmlText(b.Text), level)
	case Paragraph:
		w.paragraph(b)
	case Table:
		return w.table(b, "")
	case Form:
		return w.table(b.table(), " class=\"form\"")
	case PageBreak:
		w.WriteString("<hr class=\"page\">\n")
	case Image:
		return w.image(b)
	}
	return nil
}

func (w *htmlWriter) paragraph(p Paragraph) {
	class := string(p.Align)
	if p.Indent {
		class = strings.TrimSpace(class + " indent")
	}
	w.WriteString("<p" + attribute("class", class) + ">")
	for _, r := range p.Runs {
		if r.Bold {
			w.WriteString("<b>" + htmlText(r.Text) + "</b>")
		} else {
			w.WriteString(htmlText(r.Text))
		}
	}
	w.WriteString("</p>\n")
}

func (w *htmlWriter) table(t Table, class string) error {
	rows, columns, err := t.grid()
	if err != nil || columns == 0 {
		return err
	}
	w.WriteString("<table" + class + ">\n")
	if shares := t.shares(columns); shares != nil {
		w.WriteString("<colgroup>")
		for _, share := range shares {
			fmt.Fprintf(w, `<col style="width:%.1f%%">`, 100*share)
		}
		w.WriteString("</colgroup>\n")
	}
	if n := len(t.Header); n > 0 {
		w.WriteString("<thead>\n")
		w.rows(rows[:n], "th")
		w.WriteString("</thead>\n")
	}
	w.WriteString("<tbody>\n")
	w.rows(rows[len(t.Header):], "td")
	w.WriteString("</tbody>\n</table>\n")
	return nil
}

func (w *htmlWriter) rows(rows [][]place, tag string) {
	for _, row := range rows {
		w.WriteString("<tr>")
		for _, p := range row {
			if !p.below {
				w.cell(p, tag)
			}
		}
		w.WriteString("</tr>\n")
	}
}

func (w *htmlWriter) cell(p place, tag string) {
	if p.Bold {
		tag = "th"
	}
	spans := ""
	if p.across > 1 {
		spans += fmt.Sprintf(` colspan="%d"`, p.across)
	}
	if p.down > 1 {
		spans += fmt.Sprintf(` rowspan="%d"`, p.down)
	}
	if p.Lines > 0 {
		spans += fmt.Sprintf(` style="height:%dem"`, p.Lines*3/2)
	}
	w.WriteString("<" + tag + attribute("class", string(p.Align)) + spans + ">" + htmlText(p.Text) + "</" + tag + ">")
}

func (w *htmlWriter) image(i Image) error {
	p, err := i.measured(w.width, w.height)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "<p class=\"picture\"><img alt=\"%s\" style=\"width:%.1fmm\" src=\"data:image/%s;base64,%s\"></p>\n",
		html.EscapeString(clean(i.Alt)), p.width, p.format, base64.StdEncoding.EncodeToString(p.Data))
	return nil
}

func attribute(name, value string) string {
	if value == "" {
		return ""
	}
	return ` ` + name + `="` + html.EscapeString(value) + `"`
}

func htmlText(text string) string {
	return strings.ReplaceAll(html.EscapeString(clean(text)), "\n", "<br>")
}
