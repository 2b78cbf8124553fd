package course

import (
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"cairn/internal/problem"
)

// bent goes 3 km north, then 4 km east, with a marker on the first part and a pair on the
// second, which a township line, a road and a river touch.
func bent() Profile {
	l := line([2]float64{0, 0}, [2]float64{0, 3000}, [2]float64{4000, 3000})
	km := 7.125
	l.AgreedLengthKm, l.Level = &km, "county"
	return build(l, []Marker{marker("0122001Q", "single", 0, 1000), marker("0122002A", "double", 2000, 3040), marker("0122002B", "double", 2000, 2950)},
		Crossing{Kind: Junction, LineRef: LineRef{Code: "532622000532623000", Name: "乙丙线", Level: "county"}, At: ground(4000, 3000)},
		Crossing{Kind: Junction, LineRef: LineRef{Code: "532601001532601002", Name: "甲子乡甲丑乡线", Level: "township"}, At: ground(2500, 3000)},
		Crossing{Kind: Road, LineRef: LineRef{Name: "文天公路"}, At: ground(3000, 3000)},
		Crossing{Kind: River, At: ground(3500, 3000)})
}

func TestDraft(t *testing.T) {
	t.Parallel()
	const want = "“甲乙线”起自起点，止于终点（与乙丙线交会），协议长度7.125千米。\n" +
		"从起点起，向北方向行1.00千米，至0122001Q号界桩。\n" +
		"从0122001Q号界桩起，先向北方向行2.00千米，折向东方向行2.00千米，至0122002A、0122002B号同号双立界桩（0122002A在界线左侧40米，0122002B在界线右侧50米）。\n" +
		"从0122002A、0122002B号同号双立界桩起，向东方向行2.00千米，至终点（与乙丙线交会）。（途中500米处与甲子乡甲丑乡线交会，1.00千米处与文天公路相交，1.50千米处跨河流。）"
	p := bent()
	d := p.Draft(problem.Chinese)
	if d.Text != want {
		t.Errorf("drafted\n%s\nwant\n%s", d.Text, want)
	}
	if len(d.Statements) != 3 || d.Statements[1].From != "0122001Q" || d.Statements[1].To != "0122002" || len(d.Statements[1].Legs) != 2 {
		t.Errorf("statements %+v", d.Statements)
	}
	english := p.Draft(problem.English).Text
	if strings.Contains(english, "{") || strings.Contains(english, "course.") || !strings.Contains(english, "runs north for 1.00 km to marker 0122001Q") {
		t.Errorf("in English %s", english)
	}
	// What is drafted agrees with itself.
	c := p.Compare(Read(d.Text), problem.Chinese)
	if c.Differs+c.Missing+c.Extra != 0 || c.Agrees < 8 {
		t.Errorf("the draft beside itself: %+v", c)
	}
}

func TestCompare(t *testing.T) {
	t.Parallel()
	p := bent()
	for name, tc := range map[string]struct {
		text                            string
		agrees, differs, missing, extra int
	}{
		"nothing":       {"", 0, 0, 0, 0},
		"no facts":      {"双方共同维护界线。", 0, 0, 0, 0},
		"short numbers": {"界线全长7.125公里。自起点向北行1公里至1号界桩；再往北、折向东共行4.0公里至2号界桩，沿东方向2000米到终点。", 9, 0, 0, 0},
		"wrong":         {"全长8公里。自起点向南行1.8公里至1号界桩", 1, 3, 1, 0},
		"eight sectors": {"由起点起向东北行至1号界桩。", 1, 1, 2, 0},
		"a stranger":    {"从1号界桩北偏东10°2公里至9号界桩，再向东2公里至2号界桩", 2, 0, 0, 1},
		"full width":    {"从０１２２００１Ｑ号界桩起，先向北再向东行４．０千米至０１２２００２Ａ号界桩", 4, 0, 0, 0},
		"backwards":     {"自2号界桩向西２公里，转向南2公里至1号界桩", 4, 0, 0, 0},
		"places aside":  {"从1号界桩（距河岸300米处）先向北后向东行4千米，在1.2千米处过河，至2号界桩", 4, 0, 0, 0},
	} {
		c := p.Compare(Read(tc.text), problem.Chinese)
		if c.Agrees != tc.agrees || c.Differs != tc.differs || c.Missing != tc.missing || c.Extra != tc.extra {
			t.Errorf("%s: %d agree, %d differ, %d missing, %d extra: %+v", name, c.Agrees, c.Differs, c.Missing, c.Extra, c.Items)
		}
	}
}

// Names of areas hold the characters of directions, years and documents digits.
func TestReadLeavesNamesAlone(t *testing.T) {
	t.Parallel()
	r := Read("据滇桂界协〔2002〕26号文，东山乡与西华村的界线沿北门山脊，2002年勘定，图幅F48G034012。")
	if len(r.Claims)+len(r.Places) != 0 || r.TotalKm != nil {
		t.Errorf("%+v", r)
	}
}

func FuzzRead(f *testing.F) {
	f.Add("界线全长7.125公里。自起点向北行1公里至1号界桩；折向东行4.0千米至0122002A号界桩。")
	f.Add("从１号界桩北偏西89.5°行999999999.999999999km到终点")
	f.Add("((((向北)向东")
	f.Add("\xff向\x00东12345678901234号界桩")
	p := bent()
	f.Fuzz(func(t *testing.T, text string) {
		r := Read(text)
		for _, c := range r.Claims {
			if len(c.Sectors)+len(c.Km) == 0 {
				t.Errorf("a claim of nothing: %+v", c)
			}
			for _, s := range c.Sectors {
				if math.IsNaN(centre(s)) {
					t.Errorf("no sector %q", s)
				}
			}
			for _, km := range c.Km {
				if !(km >= 0 && km < 1e10) {
					t.Errorf("length %v", km)
				}
			}
		}
		for _, place := range r.Places {
			if place == "" || !utf8.ValidString(place) {
				t.Errorf("place %q", place)
			}
		}
		c := p.Compare(r, problem.Chinese)
		if n := c.Agrees + c.Differs + c.Missing + c.Extra; n != len(c.Items) {
			t.Errorf("%d counted of %d", n, len(c.Items))
		}
	})
}
