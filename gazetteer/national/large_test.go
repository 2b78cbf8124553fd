package national

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"cairn/internal/problem"
)

// Twenty thousand rows go in, in one transaction, with COPY.
func TestLargeFile(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	b.gazetteerOf()
	const n = 20_000
	var text strings.Builder
	text.WriteString(header + "\n")
	for i := range n {
		fmt.Fprintf(&text, "村%05d,cun,532601001222%08d,22200,文山市开化街道,第%d个村,,104°%02d′%02d″,23.%05d\n", i, i+10, i, i/60%60, i%60, i)
	}
	x := b.load("5326", text.String())
	if x.Rows[rowGood] != n || x.Rows[rowBad] != 0 {
		t.Fatalf("rows %v", x.Rows)
	}
	if got := b.count("SELECT count(*) FROM national_difference WHERE export_id = $1 AND kind = 'missing_here'", x.ID); got != n {
		t.Errorf("%d missing here", got)
	}
	if got := b.count("SELECT count(*) FROM revision WHERE tbl = 'national_row'"); got != 0 {
		t.Errorf("%d revisions of staged rows", got)
	}
}

// blank stands for 600 MB of spaces.
const blank = "blank"

// archived is a zip file of parts.
func archived(t *testing.T, parts map[string]string) string {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, text := range parts {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if text == blank {
			space := bytes.Repeat([]byte(" "), 1<<20)
			for range 600 {
				if _, err := f.Write(space); err != nil {
					t.Fatal(err)
				}
			}
			continue
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// Workbooks that unpack to very much, or that are wrong inside, are refused.
func TestHostileWorkbooks(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	book := func(sheet string, more ...string) map[string]string {
		parts := map[string]string{
			"xl/workbook.xml":            `<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   `<worksheet><sheetData>` + sheet + `</sheetData></worksheet>`,
		}
		for i := 0; i+1 < len(more); i += 2 {
			parts[more[i]] = more[i+1]
		}
		return parts
	}
	row := func(cells string) string { return `<row>` + cells + `</row>` }
	long := strings.Repeat("长", 10_000)
	for name, tc := range map[string]struct {
		parts map[string]string
		want  problem.Kind
	}{
		"600 MB of nothing":   {book("", "xl/worksheets/sheet1.xml", blank), problem.TooLarge},
		"one text very often": {book(strings.Repeat(row(strings.Repeat(`<c t="s"><v>0</v></c>`, 200)), 200), "xl/sharedStrings.xml", `<sst><si><t>`+long+`</t></si></sst>`), problem.TooLarge},
		"far out":             {book(row(`<c r="XFD1"><v>1</v></c>`)), problem.TooLarge},
		"beyond the format":   {book(row(`<c r="ZZZZZ1"><v>1</v></c>`)), problem.TooLarge},
		"merged everywhere":   {book(strings.Repeat(row(`<c t="inlineStr"><is><t>a</t></is></c>`), 10_000) + `<mergeCell ref="A1:KN9999"/><mergeCell ref="A1:KN9999"/>`), problem.TooLarge},
		"no workbook":         {map[string]string{"a.txt": "x"}, problem.Invalid},
		"no such text":        {book(row(`<c t="s"><v>7</v></c>`)), problem.Invalid},
		"cut off":             {map[string]string{"xl/workbook.xml": `<workbook><sheets`}, problem.Invalid},
		"an entity":           {book(`<!DOCTYPE x [<!ENTITY a "b">]>` + row(`<c t="inlineStr"><is><t>&a;</t></is></c>`)), problem.Invalid},
	} {
		_, err := b.store.Load(context.Background(), by("5326"), upload("x.xlsx", archived(t, tc.parts)))
		if !problem.Is(err, tc.want) {
			t.Errorf("%s: %v, want %s", name, err, tc.want)
		}
	}
	if n := b.count("SELECT count(*) FROM national_export"); n != 0 {
		t.Errorf("%d exports", n)
	}
}
