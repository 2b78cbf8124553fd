package filing

import (
	"archive/zip"
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"cairn/internal/paper"
	"cairn/internal/problem"
)

// text is what a paper says, as HTML.
func text(t *testing.T, d paper.Document) string {
	t.Helper()
	var html, docx bytes.Buffer
	if err := d.WriteHTML(&html); err != nil {
		t.Fatal(err)
	}
	if err := d.WriteDocx(&docx); err != nil {
		t.Fatal(err)
	}
	if dir := os.Getenv("CAIRN_PAPER_DIR"); dir != "" {
		for ext, out := range map[string]*bytes.Buffer{".docx": &docx, ".html": &html} {
			if err := os.WriteFile(filepath.Join(dir, d.Title+ext), out.Bytes(), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	return html.String()
}

func TestPapers(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	approval, edits := o.approve(Government, "532601", "2026-11-01", "下𣲗坝", "新寨")
	for kind, wants := range map[string][]string{
		Registration: {"地名登记表", "下𣲗坝", "新寨", "104°03′00.00″", "23°03′00.00″", "农村居民点 22200", "云南省文山壮族苗族自治州文山市开化街道", "新建之寨", "文政复〔2026〕7号", "2026-11-01", "命名", "<hr class=\"page\">"},
		Report:       {"关于命名下𣲗坝等2个地名的备案报告", "文山壮族苗族自治州人民政府：", "2026年11月1日", "批准命名地名2个", "特此报告。", "2026年11月22日", "文山市人民政府"},
		Notice:       {"关于命名下𣲗坝等2个地名的公告", "标准名称", "罗马字母拼写", "所属政区", "位置描述", "批准机关", "批准时间", "下𣲗坝", "文山市民政局"},
	} {
		d, err := o.Paper(ctx, approval, kind)
		o.must(err)
		got := text(t, d)
		for _, want := range wants {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %q in %s", kind, want, got)
			}
		}
	}
	if _, err := o.Paper(ctx, approval, "x"); !problem.Is(err, problem.BadParameter) {
		t.Errorf("an unknown paper: %v", err)
	}
	empty, _ := o.approve(Government, "532601", "2026-11-01")
	if _, err := o.Paper(ctx, empty, Report); !problem.Is(err, problem.Conflict) {
		t.Errorf("a paper of nothing: %v", err)
	}
	checkCard(t, o, edits[0])
}

func checkCard(t *testing.T, o *office, edit [16]byte) {
	t.Helper()
	for _, lang := range []problem.Lang{problem.Chinese, problem.English} {
		c, err := o.Card(context.Background(), o.placeOf(edit), lang)
		o.must(err)
		values := map[string]string{}
		for _, f := range c.Fields {
			values[f.Field] = f.Value
			if f.Label == "" || strings.HasPrefix(f.Label, "filing.") {
				t.Errorf("%s has no label", f.Field)
			}
		}
		if c.Fields[0].Field != "name" || values["name"] != "下𣲗坝" || values["lon"] != "104°03′00.00″" || values["lat_decimal"] != "23.050000" ||
			values["authority"] != "文山市人民政府" || values["shape"] != "点" || c.National != Unreported {
			t.Errorf("card %+v", c)
		}
	}
}

func TestBundle(t *testing.T) {
	t.Parallel()
	o, ctx := newOffice(t), context.Background()
	approval, _ := o.approve(Government, "532601", "2026-11-01", "下𣲗坝")
	o.papers.put(t, approval, RoleApproval, "../批复:7.pdf", "批复")
	o.papers.put(t, approval, "map", "位置图.png", "图")
	o.papers.put(t, approval, "file", "位置图.png", "另一图")
	a, err := o.Approval(ctx, approval, 5)
	o.must(err)
	p, err := o.Package(ctx, a, problem.English)
	if err != nil || !slices.Equal(p.Missing, []string{RoleApplication}) || len(p.Papers) != 4 || p.Papers[0].Label != "Registration form" {
		t.Errorf("package %+v: %v", p, err)
	}
	var out bytes.Buffer
	missing, err := o.Bundle(ctx, &out, approval)
	if err != nil || !slices.Equal(missing, []string{RoleApplication}) {
		t.Fatalf("missing %v: %v", missing, err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	o.must(err)
	files := map[string]string{}
	for _, f := range z.File {
		r, err := f.Open()
		o.must(err)
		text, err := io.ReadAll(r)
		o.must(err)
		files[f.Name] = string(text)
	}
	for _, name := range []string{"00_目录.docx", "00_目录.html", "01_地名登记表.docx", "01_地名登记表.html", "02_备案报告.docx", "02_备案报告.html",
		"03_批准文件/_批复_7.pdf", "06_附件/位置图.png", "06_附件/位置图 (2).png"} {
		if files[name] == "" {
			t.Errorf("no %s in %v", name, z.File)
		}
	}
	if !strings.Contains(files["00_目录.html"], "缺少：申请书") || !strings.Contains(files["01_地名登记表.html"], "下𣲗坝") {
		t.Errorf("the list says %s", files["00_目录.html"])
	}
}

func TestDegrees(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{104.05: "104°03′00.00″", 23.999999: "24°00′00.00″", 0: "0°00′00.00″", -1.5: "-1°30′00.00″", 23.372109: "23°22′19.59″"} {
		if got := degrees(x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
}
