package products

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/paulmach/orb"

	"cairn/data"
	"cairn/gazetteer"
	"cairn/internal/paper"
	"cairn/internal/problem"
)

// shelf holds entries in the order of their ids and gives them page by page.
type shelf []gazetteer.Place

func (s shelf) List(_ context.Context, f gazetteer.Filter) ([]gazetteer.Place, error) {
	var out []gazetteer.Place
	for _, p := range s {
		if len(out) <= f.Limit && p.ID.String() > f.After.String() && strings.HasPrefix(p.AreaCode, f.Area) && strings.HasPrefix(p.ClassCode, f.Class) {
			out = append(out, p)
		}
	}
	return out, nil
}

func ptr[T any](v T) *T { return &v }

// entry is the nth entry; its point lies in Wenshan.
func entry(n int, name, pinyin, class, area string) gazetteer.Place {
	path := []string{"文山州", "文山市", "开化街道"}[:map[int]int{4: 1, 6: 2, 9: 3}[len(area)]]
	id := uuid.UUID{15: byte(n), 14: byte(n >> 8)}
	return gazetteer.Place{ID: id, Name: name, Pinyin: pinyin, ClassCode: class, ClassName: "类" + class, AreaCode: area, AreaPath: path,
		Status: gazetteer.Current, Geom: data.Geom{Geometry: orb.Point{104.245, 23.375}}, Lon: ptr(104.245), Lat: ptr(23.375),
		Names: []gazetteer.Name{{Kind: "standard", Text: name, Pinyin: pinyin}}}
}

func sample() shelf {
	village := entry(1, "𣲗水寨", "", "22200", "532601001")
	village.Names = append(village.Names, gazetteer.Name{Kind: "former", Text: "老寨", From: ptr("1950-01-01"), To: ptr("1982-06-01"), Source: "地名普查"})
	village.FormerNames = []string{"老寨"}
	village.Meaning, village.OriginText, village.History = "河谷之寨", "因河得名", "明代建寨。\n1982 年更名。"
	road := entry(2, "重庆路", "Chóngqìng Lù", "23300", "532601001")
	road.Geom, road.ValidFrom = data.Geom{Geometry: orb.LineString{{104.2, 23.3}, {104.3, 23.4}}}, ptr(time.Date(2020, 5, 1, 0, 0, 0, 0, time.UTC))
	return shelf{village, road, entry(3, "文山市", "Wénshān Shì", "21400", "532601"), entry(4, "阿猛", "Āměng", "22200", "532601001")}
}

var at = time.Date(2026, 11, 22, 1, 0, 0, 0, time.UTC)

func newProduct(t *testing.T, s Selection) *Product {
	t.Helper()
	p, err := Make(context.Background(), sample(), s, MaxDocument, problem.Chinese, at)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func names(places []gazetteer.Place) []string {
	var out []string
	for _, p := range places {
		out = append(out, p.Name)
	}
	return out
}

func TestOrder(t *testing.T) {
	t.Parallel()
	p := newProduct(t, Selection{Area: "5326"})
	if got := names(p.Places); !slices.Equal(got, []string{"文山市", "阿猛", "𣲗水寨", "重庆路"}) && !slices.Equal(got, []string{"文山市", "𣲗水寨", "阿猛", "重庆路"}) {
		t.Errorf("by area and class: %v", got)
	}
	var heads, articles []string
	for _, b := range p.Dictionary().Blocks {
		switch b := b.(type) {
		case paper.Heading:
			heads = append(heads, b.Text)
		case paper.Paragraph:
			if len(b.Runs) > 1 && b.Runs[0].Bold && !strings.HasSuffix(b.Runs[0].Text, "：") {
				articles = append(articles, b.Runs[0].Text)
			}
		}
	}
	if !slices.IsSorted(heads[1:]) || !slices.Contains(heads, "C") || slices.Index(articles, "阿猛") > slices.Index(articles, "重庆路") || len(articles) != 4 {
		t.Errorf("dictionary: headings %v, articles %v", heads, articles)
	}
}

func TestLimits(t *testing.T) {
	t.Parallel()
	if _, err := Make(context.Background(), sample(), Selection{}, 3, problem.Chinese, at); !problem.Is(err, problem.BadParameter) {
		t.Errorf("four entries where three are allowed: %v", err)
	}
	nothing, err := Make(context.Background(), sample(), Selection{Area: "45"}, 3, problem.Chinese, at)
	if err != nil || len(nothing.Places) != 0 || len(nothing.countSheet().Rows) != 0 || !strings.Contains(docText(t, nothing.Dictionary()), "共 0 条") {
		t.Errorf("no entries: %v", err)
	}
	var many shelf
	for n := range 2501 {
		many = append(many, entry(n+1, "村", "cun", "22200", "532601001"))
	}
	p, err := Make(context.Background(), many, Selection{}, MaxList, problem.Chinese, at)
	if err != nil || len(p.Places) != 2501 {
		t.Errorf("over several pages: %v", err)
	}
}

func docText(t *testing.T, d paper.Document) string {
	t.Helper()
	var out bytes.Buffer
	if err := d.WriteDocx(&out); err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	f, err := z.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(f)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestDocuments(t *testing.T) {
	t.Parallel()
	p := newProduct(t, Selection{Area: "5326", AreaName: "文山州"})
	for name, d := range map[string]paper.Document{"dictionary": p.Dictionary(), "gazetteer": p.Gazetteer()} {
		var page bytes.Buffer
		if err := d.WriteHTML(&page); err != nil {
			t.Fatal(err)
		}
		for kind, text := range map[string]string{"docx": docText(t, d), "html": page.String()} {
			for _, want := range []string{"𣲗水寨", "曾用名老寨（1950—1982）", "含义：", "河谷之寨", "1982 年更名。", "东经 104°14′42″", "文山州标准地名"} {
				if !strings.Contains(text, want) {
					t.Errorf("%s.%s lacks %q", name, kind, want)
				}
			}
		}
	}
	var book bytes.Buffer
	if err := p.List().Write(&book); err != nil {
		t.Fatal(err)
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	sheet := newProduct(t, Selection{}).countSheet()
	last := sheet.Footer[0]
	if total := last[len(last)-1].Value; total != 4 {
		t.Errorf("total %v", total)
	}
	for _, row := range sheet.Rows {
		sum := 0
		for _, c := range row[2 : len(row)-1] {
			sum += c.Value.(int)
		}
		if sum != row[len(row)-1].Value {
			t.Errorf("row %v does not add up", row)
		}
	}
}

// What the Linked Places Format asks of each feature.
func TestLinkedPlaces(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	if err := newProduct(t, Selection{}).WriteLinkedPlaces(&out, "https://names.example"); err != nil {
		t.Fatal(err)
	}
	var c struct {
		Type     string
		Context  string `json:"@context"`
		Features []struct {
			ID         string `json:"@id"`
			Type       string
			Properties struct {
				Title    string
				Fclasses []string
			}
			When  struct{ Timespans []map[string]any }
			Names []struct {
				Toponym string
				Lang    string
				When    *struct{ Timespans []map[string]any }
			}
			Types    []map[string]string
			Geometry *struct{ Type string }
		}
	}
	if err := json.Unmarshal(out.Bytes(), &c); err != nil || c.Type != "FeatureCollection" || c.Context == "" || len(c.Features) != 4 {
		t.Fatalf("%v: %.300s", err, out.String())
	}
	for _, f := range c.Features {
		if f.Type != "Feature" || !strings.HasPrefix(f.ID, "https://names.example/") || f.Properties.Title == "" || len(f.Names) == 0 ||
			len(f.Types) == 0 || len(f.When.Timespans) == 0 || f.When.Timespans[0]["start"] == nil || f.Geometry == nil {
			t.Errorf("feature %+v", f)
		}
	}
	if !strings.Contains(out.String(), `"toponym":"老寨","lang":"zh","when":{"timespans":[{"start":{"in":"1950-01-01"},"end":{"in":"1982-06-01"}}]},"citations":[{"label":"地名普查"}]`) {
		t.Errorf("the former name lacks its dates: %s", out.String())
	}
	var geo bytes.Buffer
	if err := newProduct(t, Selection{}).WriteGeoJSON(&geo); err != nil || !json.Valid(geo.Bytes()) || !strings.Contains(geo.String(), "𣲗水寨") {
		t.Errorf("GeoJSON: %v", err)
	}
}

func TestDegrees(t *testing.T) {
	t.Parallel()
	for angle, want := range map[float64]string{0: "0°00′00″", 104.245: "104°14′42″", 23.99999999: "24°00′00″", -0.5: "-0°30′00″"} {
		if got := degrees(angle); got != want {
			t.Errorf("%v: %s, want %s", angle, got, want)
		}
	}
}
