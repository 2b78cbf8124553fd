package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"image"
	"image/png"
	"io"
	"os"
	"strings"
	"testing"
	"time"
)

// rare is a character beyond the basic plane, in a name of a village of Jinghong.
const rare = "𣲗"

// sample is a document with everything in it.
func sample(t testing.TB) Document {
	t.Helper()
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	return Document{
		Title: "关于命名" + rare + "寨的公告 <&>", Author: "地名科", At: time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC),
		Blocks: []Block{
			Heading{0, "关于命名" + rare + "寨的公告"},
			Heading{1, "一、命名"},
			Paragraph{Runs: []Run{{Text: "标准名称:"}, {Text: rare + "寨", Bold: true}, {Text: " <b>&\x00\a"}}, Indent: true},
			Line("二〇二六年\t十一月\n二十二日", Right),
			Table{
				Header: [][]Cell{{{Text: "名称", Down: 2}, {Text: "位置", Across: 2}}, {{Text: "东经"}, {Text: "北纬"}}},
				Rows:   [][]Cell{Cells(rare+"寨", "104.1", "23.2"), {{Text: "合计", Bold: true, Across: 2, Align: Center}}},
			},
			Form{Fields: []Field{{Label: "标准名称", Value: rare + "寨"}, {Label: "罗马字母拼写", Value: "Zhāngzhài"},
				{Label: "类别", Value: "村寨"}, {Label: "含义", Value: "河谷之寨", Wide: true, Lines: 4}, {Label: "登记人", Value: "甲"}}},
			Image{Data: picture.Bytes(), Alt: "位置图"},
			PageBreak{},
			Heading{2, "附件"},
		},
	}
}

func docx(t testing.TB, d Document) map[string]string {
	t.Helper()
	var out bytes.Buffer
	if err := d.WriteDocx(&out); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("CAIRN_PAPER_DIR"); dir != "" {
		if err := os.WriteFile(dir+"/"+strings.ReplaceAll(t.Name(), "/", "_")+".docx", out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		parts[f.Name] = string(text)
	}
	return parts
}

// texts are the contents of an element's occurrences; it fails when the part is no XML.
func texts(t testing.TB, part, element string) []string {
	t.Helper()
	var all []string
	d := xml.NewDecoder(strings.NewReader(part))
	inside := false
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatalf("no XML: %v", err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			if inside = token.Name.Local == element; inside {
				all = append(all, "")
			}
		case xml.EndElement:
			inside = false
		case xml.CharData:
			if inside {
				all[len(all)-1] += string(token)
			}
		}
	}
}

func TestDocx(t *testing.T) {
	t.Parallel()
	parts := docx(t, sample(t))
	for name, part := range parts {
		if strings.HasSuffix(name, ".xml") || strings.HasSuffix(name, ".rels") {
			texts(t, part, "x")
		}
	}
	body := strings.Join(texts(t, parts["word/document.xml"], "t"), "|")
	for _, want := range []string{"关于命名" + rare + "寨的公告", "标准名称:|" + rare + "寨| <b>&|", "二〇二六年|十一月|二十二日",
		"名称|位置||东经|北纬|" + rare + "寨|104.1|23.2|合计|", "罗马字母拼写|Zhāngzhài|类别|村寨|含义|河谷之寨|登记人|甲"} {
		if !strings.Contains(body, want) {
			t.Errorf("no %q in %s", want, body)
		}
	}
	if got := texts(t, parts["docProps/core.xml"], "title"); len(got) != 1 || got[0] != "关于命名"+rare+"寨的公告 <&>" {
		t.Errorf("title %q", got)
	}
	for _, want := range []string{`<w:pgSz w:w="11906" w:h="16838"/>`, `w:top="2098"`, `<w:tblHeader/>`, `<w:vMerge w:val="restart"/>`, `<w:vMerge/>`,
		`<w:gridSpan w:val="2"/>`, `<w:br w:type="page"/>`, `<w:tab/>`, `r:embed="rId11"`, `w:val="1440" w:hRule="atLeast"`} {
		if !strings.Contains(parts["word/document.xml"], want) {
			t.Errorf("no %s", want)
		}
	}
	if parts["word/media/image1.png"] == "" || !strings.Contains(parts["word/_rels/document.xml.rels"], `Id="rId11"`) {
		t.Errorf("the picture is missing")
	}
}

// Every part that the package names is there, and there is none that it does not name: Word
// refuses such files.
func TestDocxIsWhole(t *testing.T) {
	t.Parallel()
	parts := docx(t, sample(t))
	var types struct {
		Default []struct {
			Extension string `xml:",attr"`
		}
		Override []struct {
			PartName string `xml:",attr"`
		}
	}
	if err := xml.Unmarshal([]byte(parts["[Content_Types].xml"]), &types); err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{"[Content_Types].xml": true}
	for _, o := range types.Override {
		name := strings.TrimPrefix(o.PartName, "/")
		if known[name] = true; parts[name] == "" {
			t.Errorf("%s is named and not there", name)
		}
	}
	for name := range parts {
		for _, d := range types.Default {
			known[name] = known[name] || strings.HasSuffix(name, "."+d.Extension)
		}
		if !known[name] {
			t.Errorf("%s has no type", name)
		}
		folder, ok := strings.CutSuffix(name, ".rels")
		if !ok {
			continue
		}
		var rels struct {
			Relationship []struct {
				Target, TargetMode string `xml:",attr"`
			}
		}
		if err := xml.Unmarshal([]byte(parts[name]), &rels); err != nil {
			t.Fatal(err)
		}
		base := folder[:strings.LastIndex(folder, "_rels/")]
		for _, r := range rels.Relationship {
			if r.TargetMode != "External" && parts[base+r.Target] == "" {
				t.Errorf("%s leads to %s, which is not there", name, base+r.Target)
			}
		}
	}
}

// Every row of a table covers every column, whatever its cells say.
func TestRowsAreFull(t *testing.T) {
	t.Parallel()
	rows, columns, err := Table{
		Header: [][]Cell{{{Text: "a", Down: 2}, {Text: "b", Across: 3}}, Cells("c", "d")},
		Rows:   [][]Cell{Cells("1"), {}, {{Text: "2", Down: 9, Across: 4}}},
	}.grid()
	if err != nil || columns != 4 {
		t.Fatalf("%d columns: %v", columns, err)
	}
	for i, row := range rows {
		covered := 0
		for _, p := range row {
			if p.column != covered {
				t.Errorf("row %d: a cell at column %d, want %d", i+1, p.column, covered)
			}
			covered += p.across
		}
		if covered != columns {
			t.Errorf("row %d covers %d columns", i+1, covered)
		}
	}
}

func TestHTML(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := sample(t).WriteHTML(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<html lang="zh-CN">`, "<title>关于命名" + rare + "寨的公告 &lt;&amp;&gt;</title>", "<h1>关于命名" + rare + "寨的公告</h1>",
		`<b>` + rare + `寨</b> &lt;b&gt;&amp;</p>`, `<th rowspan="2">名称</th><th colspan="2">位置</th>`, `src="data:image/png;base64,`,
		`<hr class="page">`, "@page { size: A4 portrait; }", "十一月<br>二十二日"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("no %s in %s", want, out.String())
		}
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	t.Parallel()
	for name, b := range map[string]Block{
		"a picture of no format": Image{Data: []byte("GIF89a")},
		"cells that overlap":     Table{Rows: [][]Cell{{{Text: "1"}, {Text: "2", Down: 2}}, {{Text: "3", Across: 2}}}},
	} {
		var out bytes.Buffer
		d := Document{Blocks: []Block{b}}
		if d.WriteDocx(&out) == nil || d.WriteHTML(&out) == nil || out.Len() > 0 {
			t.Errorf("%s was written", name)
		}
	}
}

func TestPictureSizes(t *testing.T) {
	t.Parallel()
	var data bytes.Buffer
	if err := png.Encode(&data, image.NewGray(image.Rect(0, 0, 40, 20))); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct{ width, height, wantWidth, wantHeight float64 }{
		{0, 0, 156, 78}, {100, 0, 100, 50}, {0, 20, 40, 20}, {400, 0, 156, 78}, {10, 10, 10, 10},
	} {
		p, err := Image{Data: data.Bytes(), Width: tc.width, Height: tc.height}.measured(156, 225)
		if err != nil || p.width != tc.wantWidth || p.height != tc.wantHeight {
			t.Errorf("%v: %v × %v: %v", tc, p.width, p.height, err)
		}
	}
}

func TestLandscape(t *testing.T) {
	t.Parallel()
	parts := docx(t, Document{Wide: true, Blocks: Paragraphs("一\n\n二")})
	if !strings.Contains(parts["word/document.xml"], `<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>`) {
		t.Error("the page stands upright")
	}
	if got := texts(t, parts["word/document.xml"], "t"); len(got) != 2 {
		t.Errorf("paragraphs %q", got)
	}
}

// Whatever the text, the files stay readable.
func FuzzText(f *testing.F) {
	for _, seed := range []string{rare, "a\x00b", "\xff\xfe", "]]>", "&#0;", "\u2028\ufffe\U000e0001", "<w:p>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		d := Document{Title: text, Blocks: []Block{Heading{1, text}, Text(text), Table{Rows: [][]Cell{Cells(text)}}, Form{Fields: []Field{{Label: text, Value: text}}}}}
		for name, part := range docx(t, d) {
			if strings.HasSuffix(name, ".xml") {
				texts(t, part, "x")
			}
		}
		if err := d.WriteHTML(io.Discard); err != nil {
			t.Fatal(err)
		}
	})
}

func ExampleDocument_WriteDocx() {
	var out bytes.Buffer
	err := Document{Title: "公告", Blocks: []Block{Heading{0, "公告"}, Text("现予公告。")}}.WriteDocx(&out)
	fmt.Println(err, out.Len() > 0)
	// Output: <nil> true
}
