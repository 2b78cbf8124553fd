package mapsheet

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/paulmach/orb"

	"cairn/geo"
)

// square is an area whose south-west corner and side are in degrees.
func square(name, level string, lon, lat, side float64) Area {
	return Area{name, level, orb.MultiPolygon{{{{lon, lat}, {lon + side, lat}, {lon + side, lat + side}, {lon, lat + side}, {lon, lat}}}}}
}

var kinds = []Kind{{"县城 1", "seat2", "#a3242b", 4.4, true}, {"村 1", "ring", "#3c4a2a", 2.4, false}, {"河 1", "waves", "#1f6fa8", 2.5, false}}

// crowded is a sheet of more villages than it has room for, with seats that lie close
// together, a river, a lake and a village beyond the frame.
func crowded(paper Paper) *Sheet {
	s := &Sheet{Title: "甲<县>标准地名图", Legend: "图例", Lang: "zh-CN", Paper: paper, Kinds: kinds,
		Area: square("甲县", "county", 104, 23, 0.5), Parts: []Area{square("东乡", "township", 104.25, 23, 0.25), square("西乡", "township", 104, 23, 0.25)},
		Beside: []Area{square("乙县", "county", 104, 23.5, 0.5)},
		Levels: map[string]string{"county": "县界", "township": "乡界"},
		Notes:  func(f Facts) []string { return []string{fmt.Sprintf("%d %d %d", f.Labelled, f.Unnamed, f.Elsewhere)} }}
	for i := range 12 {
		s.Marks = append(s.Marks, Mark{Name: "城关街道" + string(rune('甲'+i)), Geom: orb.Point{104.25 + float64(i%4)/1000, 23.25 + float64(i/4)/1000}, Must: true})
	}
	s.Marks = append(s.Marks, Mark{Name: "清河", Kind: 2, Geom: orb.LineString{{104.05, 23.05}, {104.2, 23.1}, {104.4, 23.4}}},
		Mark{Name: "大湖", Kind: 2, Geom: square("", "", 104.05, 23.35, 0.05).Geom[0]}, Mark{Name: "远村", Kind: 1, Geom: orb.Point{109, 25}})
	random := rand.New(rand.NewPCG(1, 2))
	for i := range 1500 {
		s.Marks = append(s.Marks, Mark{Name: "𣲗水村&" + strconv.Itoa(i), Kind: 1, Geom: orb.Point{104 + random.Float64()/2, 23 + random.Float64()/2}, Past: i%10 == 0})
	}
	return s
}

func svgOf(t *testing.T, s *Sheet) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.WriteSVG(&out); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// element is a drawn element with its text.
type element struct {
	name, text string
	attr       map[string]string
}

func (e element) num(name string) float64 {
	x, _ := strconv.ParseFloat(strings.TrimSuffix(e.attr[name], "mm"), 64)
	return x
}

// elements parses a drawing: it has to be well-formed.
func elements(t *testing.T, svg string) []element {
	t.Helper()
	var all []element
	for d := xml.NewDecoder(strings.NewReader(svg)); ; {
		token, err := d.Token()
		if err == io.EOF {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: map[string]string{}}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			all = append(all, e)
		case xml.CharData:
			if len(all) > 0 {
				all[len(all)-1].text += string(token)
			}
		}
	}
}

func ofClass(all []element, class string) []element {
	return slices.DeleteFunc(slices.Clone(all), func(e element) bool { return e.attr["class"] != class })
}

// nameBox is where a label stands: SVG is told its width.
func nameBox(e element) box {
	size := e.num("font-size")
	bottom := e.num("y") + size*0.24
	return box{e.num("x"), bottom - size*lineHeight, e.num("x") + e.num("textLength"), bottom}
}

func TestLabels(t *testing.T) {
	t.Parallel()
	for _, paper := range []Paper{A3, A4} {
		s := crowded(paper)
		svg := svgOf(t, s)
		if svg != svgOf(t, crowded(paper)) {
			t.Errorf("%s: the same sheet gives other bytes", paper.Name)
		}
		all := elements(t, svg)
		names := ofClass(all, "name")
		for i, a := range names {
			if b := nameBox(a); b.x0 < 0 || b.y0 < 0 || b.x1 > all[0].num("width") || b.y1 > all[0].num("height") {
				t.Errorf("%s: %s leaves the sheet: %v", paper.Name, a.text, b)
			}
			for _, b := range names[i+1:] {
				if nameBox(a).meets(nameBox(b)) {
					t.Errorf("%s: %s stands on %s", paper.Name, a.text, b.text)
				}
			}
		}
		var labelled, unnamed, elsewhere int
		if _, err := fmt.Sscan(strings.TrimSpace(strings.Join(textsOf(all, "notes"), " ")), &labelled, &unnamed, &elsewhere); err != nil {
			t.Fatal(err)
		}
		if labelled != len(names) || labelled+unnamed+elsewhere != len(s.Marks) || elsewhere != 1 || unnamed == 0 || labelled < 300 {
			t.Errorf("%s: %d named, %d not, %d elsewhere, %d drawn", paper.Name, labelled, unnamed, elsewhere, len(names))
		}
		text := strings.Join(textsOf(names, ""), "|")
		for _, m := range s.Marks[:14] {
			if !strings.Contains(text, m.Name) {
				t.Errorf("%s: %s has no label", paper.Name, m.Name)
			}
		}
		if !strings.Contains(svg, ">𣲗水村&amp;") || !strings.Contains(svg, "甲&lt;县&gt;") || len(ofClass(all, "leader")) == 0 {
			t.Errorf("%s: rare characters, signs or leader lines are missing", paper.Name)
		}
	}
}

// textsOf are the texts of elements, or of those that follow a group of a class.
func textsOf(all []element, group string) []string {
	if group != "" {
		all = all[slices.IndexFunc(all, func(e element) bool { return e.attr["class"] == group })+1:]
	}
	var out []string
	for _, e := range all {
		out = append(out, strings.TrimSpace(e.text))
	}
	return out
}

func TestSheet(t *testing.T) {
	t.Parallel()
	s := crowded(A3)
	s.Marks = s.Marks[:14]
	all := elements(t, svgOf(t, s))
	if w, h := all[0].num("width"), all[0].num("height"); w*h != 297*420 {
		t.Errorf("the sheet is %v by %v mm", w, h)
	}
	texts := strings.Join(textsOf(all, ""), "|")
	for _, want := range []string{"甲<县>标准地名图", "图例", "县界", "乡界", "县城 1", "104°10′E", "23°20′N", "东乡", "西乡", "乙县", " km"} {
		if !strings.Contains(texts, want) {
			t.Errorf("the sheet lacks %q", want)
		}
	}
	if len(ofClass(all, "line")) != 1 || len(ofClass(all, "extent")) != 1 || len(ofClass(all, "part")) != 2 || len(ofClass(all, "outline")) != 1 || len(ofClass(all, "graticule")) != 1 {
		t.Error("lines, areas or the graticule are missing")
	}
}

func TestPage(t *testing.T) {
	t.Parallel()
	var page bytes.Buffer
	if err := crowded(A4).WriteHTML(&page); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"<!doctype html>", `lang="zh-CN"`, "@page { size: A4 ", "<title>甲&lt;县&gt;", "<svg ", "</html>"} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %q", want)
		}
	}
}

// Distances on the sheet are those of the grid at its scale, and the bar tells them.
func TestScale(t *testing.T) {
	t.Parallel()
	l := layOut(crowded(A3))
	a, b := orb.Point{104.1, 23.2}, orb.Point{104.3, 23.2}
	p, q := l.place(a), l.place(b)
	if onSheet, real := math.Hypot(p[0]-q[0], p[1]-q[1])*float64(l.scale)/1000, geo.Distance(a, b); math.Abs(onSheet/real-1) > 2e-4 {
		t.Errorf("%v m on the sheet are %v m", onSheet, real)
	}
	if back := l.lonLat(p[0], p[1]); geo.Distance(back, a) > 0.001 {
		t.Errorf("%v comes back as %v", a, back)
	}
	km, mm, parts := l.bar()
	if math.Abs(km*1e6/float64(l.scale)-mm) > 1e-9 || mm < 20 || mm > 62 || parts < 2 {
		t.Errorf("bar of %v km is %v mm in %d parts", km, mm, parts)
	}
	for n, want := range map[float64]int{1000: 1000, 1001: 1100, 27_300: 28_000, 951_000: 1_000_000, 300_000.5: 320_000} {
		if got := roundScale(n); got != want {
			t.Errorf("1:%v becomes 1:%d, want 1:%d", n, got, want)
		}
	}
	alone := Sheet{Paper: A4, Kinds: kinds, Marks: []Mark{{Name: "孤村", Kind: 1, Geom: orb.Point{104, 23}}}}
	if svg := svgOf(t, &alone); !strings.Contains(svg, ">孤村</text>") {
		t.Errorf("a sheet of one point: %.200s", svg)
	}
}

func TestBoundariesOnce(t *testing.T) {
	t.Parallel()
	west, east := square("西", "township", 104, 23, 1), square("东", "township", 105, 23, 1)
	drawn := seen{}
	edges := 0
	for _, a := range []Area{west, east} {
		for _, run := range drawn.fresh(a.Geom) {
			edges += len(run) - 1
		}
	}
	if edges != 7 {
		t.Errorf("two squares side by side have %d edges, want 7", edges)
	}
	if got := tints([]Area{west, east, square("远", "township", 110, 23, 1)}, 2); got[0] == got[1] {
		t.Errorf("neighbours are tinted alike: %v", got)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	if textWidth("𣲗水", 2) != 4 || textWidth("Ab", 1) >= 2 || textWidth("", 3) != 0 {
		t.Error("widths of text")
	}
	for text, want := range map[string][]string{
		"内部工作用图；公开前": {"内部工作用", "图；公开前"}, "one two three": {"one two", "three"}, "": {""}, "甲乙丙丁戊，己": {"甲乙丙丁", "戊，己"},
	} {
		if got := wrapped(text, 1, 5.01); !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for seconds, want := range map[int]string{374400: "104°00′E", 374415: "104°00′15″E", -3600: "1°00′W"} {
		if got := angle(seconds, 0); got != want {
			t.Errorf("%d: %s, want %s", seconds, got, want)
		}
	}
	if grouped(1_250_000) != "1\u2009250\u2009000" || grouped(500) != "500" {
		t.Errorf("%q", grouped(1_250_000))
	}
}
