package boundaries

import (
	"fmt"
	"testing"

	"github.com/paulmach/orb"

	"cairn/internal/problem"
)

func square(west, south, east, north float64) orb.MultiPolygon {
	return orb.MultiPolygon{{{{west, south}, {east, south}, {east, north}, {west, north}, {west, south}}}}
}

// after is a change in which old becomes heirs.
func after(heirs map[string][]string, shapes map[string]orb.MultiPolygon) *successors {
	w := &successors{heirs: heirs, shapes: shapes, names: map[string]string{}, were: map[string]string{}, inside: map[string][]string{},
		inner: map[string]bool{}, fresh: map[string]bool{}, cut: len(shapes) > 0}
	for _, code := range []string{"532601", "532622", "532601201", "532601202", "532601203", "532601101", "532601205"} {
		w.names[code], w.were[code], w.inner[code] = "区"+code[4:], "区"+code[4:], true
	}
	w.names["45"] = "外"
	return w
}

func km(x float64) *float64 { return &x }

func show(lines []*newLine) string {
	text := ""
	for _, l := range lines {
		agreed := "-"
		if l.AgreedKm != nil {
			agreed = fmt.Sprintf("%.3f", *l.AgreedKm)
		}
		text += fmt.Sprintf("%s %s %s %d %v %v; ", l.Code, l.Name, agreed, len(l.Course), l.Results, l.same)
	}
	return text
}

// The township 201 lies south of 202 and 203, which lie side by side; 104.0 … 104.2 E.
func townships() []*oldLine {
	line := func(left, right, name string, agreed float64, result string, course ...orb.Point) *oldLine {
		return &oldLine{Code: filled(left) + filled(right), Name: name, Left: left, Right: right, AgreedKm: km(agreed), Status: "in_force",
			Course: course, Results: []RoundResult{{4, result}}}
	}
	return []*oldLine{
		line("532601201", "532601202", "南西线", 10, "qualified", orb.Point{104.1, 23.1}, orb.Point{104.05, 23.1}, orb.Point{104, 23.1}),
		line("532601201", "532601203", "区01201区01203线", 12, "follow_up", orb.Point{104.2, 23.1}, orb.Point{104.15, 23.1}, orb.Point{104.1, 23.1}),
		line("532601202", "532601203", "区01202区01203线", 8, "qualified", orb.Point{104.1, 23.1}, orb.Point{104.1, 23.2}),
	}
}

func TestRedraw(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		heirs  map[string][]string
		shapes map[string]orb.MultiPolygon
		want   string
	}{
		"another code, sides exchanged": {map[string][]string{"532601203": {"532601101"}}, nil,
			"532601101532601201 区01101区01201线 12.000 3 [{4 follow_up}] false; 532601101532601202 区01101区01202线 8.000 2 [{4 qualified}] false; 532601201532601202 南西线 10.000 3 [{4 qualified}] true; "},
		"a merger": {map[string][]string{"532601202": {"532601101"}, "532601203": {"532601101"}}, nil,
			"532601101532601201 区01101区01201线 22.000 5 [{4 follow_up}] false; "},
		"a split": {map[string][]string{"532601201": {"532601201", "532601205"}},
			map[string]orb.MultiPolygon{"532601201": square(104, 23, 104.05, 23.1), "532601205": square(104.05, 23, 104.2, 23.1)},
			"532601201532601202 区01201区01202线 5.000 2 [{4 qualified}] false; 532601202532601203 区01202区01203线 8.000 2 [{4 qualified}] true; " +
				"532601202532601205 区01202区01205线 5.000 2 [{4 qualified}] false; 532601203532601205 区01203区01205线 12.000 3 [{4 follow_up}] false; "},
	} {
		next, err := after(tc.heirs, tc.shapes).redraw(townships())
		if err != nil || show(next) != tc.want {
			t.Errorf("%s: %v\n%s, want\n%s", name, err, show(next), tc.want)
		}
	}
}

// Pieces that do not meet keep a code of their own, and are refused where none is left.
func TestRedrawApart(t *testing.T) {
	t.Parallel()
	lines := townships()[:2]
	lines[1].Course = orb.LineString{{104.2, 23.1}, {104.15, 23.1}}
	next, err := after(map[string][]string{"532601202": {"532601101"}, "532601203": {"532601101"}}, nil).redraw(lines)
	want := "532601101532601201 南西线 10.000 3 [{4 qualified}] false; 532601201532601203 区01101区01201线 12.000 2 [{4 follow_up}] false; "
	if err != nil || show(next) != want {
		t.Errorf("%v %s", err, show(next))
	}
	lines[1].Code = "532601101532601201"
	if _, err := after(map[string][]string{"532601202": {"532601101"}, "532601203": {"532601101"}}, nil).redraw(lines); !problem.Is(err, problem.Conflict) {
		t.Errorf("pieces of one code: %v", err)
	}
}

// Who leads goes along with the areas; the agreement's papers add up where lines become one.
func TestRedrawKeepsTheRegister(t *testing.T) {
	t.Parallel()
	day := "2003-04-05"
	old := townships()
	old[0].Leading, old[0].Cooperating, old[0].AgreementOn = "532601202", "532601201", &day
	old[0].Agreement, old[0].Signatories, old[0].Sheets = "一号", []string{"甲", "乙"}, []string{"图1"}
	old[1].Leading, old[1].Agreement, old[1].Signatories, old[1].Sheets = "532601203", "二号", []string{"乙", "丙"}, []string{"图2"}
	w := after(map[string][]string{"532601202": {"532601101"}, "532601203": {"532601101"}}, nil)
	next, err := w.redraw(old)
	if err != nil || len(next) != 1 {
		t.Fatalf("%s: %v", show(next), err)
	}
	l := next[0]
	if l.Leading != "532601101" {
		t.Errorf("%s leads, %s cooperates", l.Leading, l.Cooperating)
	}
	if l.AgreementOn != nil || fmt.Sprint(l.Signatories, l.Sheets) != "[甲 乙 丙] [图1 图2]" && fmt.Sprint(l.Signatories, l.Sheets) != "[乙 丙 甲] [图2 图1]" {
		t.Errorf("%v %v %v", l.AgreementOn, l.Signatories, l.Sheets)
	}
	old = townships()
	old[0].Leading, old[0].Cooperating, old[0].AgreementOn = "532601202", "532601201", &day
	next, err = after(map[string][]string{"532601201": {"532601101"}}, nil).redraw(old)
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range next {
		if l.sources[0] == old[0] && (l.Leading != "532601202" || l.Cooperating != "532601101" || l.AgreementOn == nil) {
			t.Errorf("%+v", l.oldLine)
		}
		if l.sources[0] == old[2] && l.Leading != "" {
			t.Errorf("nobody led on %+v", l.oldLine)
		}
	}
}
