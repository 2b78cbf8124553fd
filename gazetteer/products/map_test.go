package products

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
	"github.com/paulmach/orb/planar"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/gazetteer"
	"cairn/internal/mapsheet"
	"cairn/internal/problem"
)

func mapOf(t *testing.T, p *Product, g Ground) string {
	t.Helper()
	sheet, err := p.Map(g, mapsheet.A3)
	if err != nil {
		t.Fatal(err)
	}
	var svg bytes.Buffer
	if err := sheet.WriteSVG(&svg); err != nil {
		t.Fatal(err)
	}
	return svg.String()
}

func TestMap(t *testing.T) {
	t.Parallel()
	ground := Ground{Version: 77, Area: mapsheet.Area{Name: "文山市", Level: "county",
		Geom: orb.MultiPolygon{{{{104.1, 23.2}, {104.4, 23.2}, {104.4, 23.5}, {104.1, 23.5}, {104.1, 23.2}}}}}}
	hidden := entry(9, "无位村", "", "22200", "532601001")
	hidden.Geom = data.Geom{}
	p := newProduct(t, Selection{Area: "532601", AreaName: "文山市"})
	p.Places = append(p.Places, hidden)
	svg := mapOf(t, p, ground)
	for _, want := range []string{"文山市标准地名图", ">𣲗水寨<", ">文山市<", ">重庆路<", "县级行政中心 1", "类22200 2", "类23300 1", "县级行政区界", "2026-11-22", "数据版本 77",
		"第 35 带", "中央经线 105°", "地名 5 条：", "无位置或在图外 1 条", "审图号"} {
		if !strings.Contains(svg, want) {
			t.Errorf("the map lacks %q", want)
		}
	}
	if strings.Contains(svg, "无位村") || strings.Contains(svg, "示意") || svg != mapOf(t, p, ground) {
		t.Error("an entry without a position, a wrong note, or other bytes")
	}
	p.Lang, ground.Schematic = problem.English, true
	if svg := mapOf(t, p, ground); !strings.Contains(svg, "Rural settlement 2") || !strings.Contains(svg, "schematic") {
		t.Error("the English map lacks its words")
	}
}

func TestMapOfNothing(t *testing.T) {
	t.Parallel()
	nothing := newProduct(t, Selection{Area: "45"})
	if _, err := nothing.Map(Ground{}, mapsheet.A4); !problem.Is(err, problem.BadParameter) {
		t.Errorf("neither area nor entry: %v", err)
	}
	if svg := mapOf(t, newProduct(t, Selection{}), Ground{}); !strings.Contains(svg, ">𣲗水寨<") {
		t.Error("without areas the entries are drawn all the same")
	}
}

// Every class has a kind, every kind a symbol and its words.
func TestMapKinds(t *testing.T) {
	t.Parallel()
	for class, key := range map[string]string{"21300": "prefecture", "21400": "county", "21500": "township", "21610": "village", "27610": "village", "27620": "community",
		"22100": "town", "22200": "hamlet", "12000": "water", "11000": "water", "27100": "units", "99999": "others", "": "others"} {
		if got := mapKinds[kindOf(class)].key; got != key {
			t.Errorf("%s is drawn as %s, want %s", class, got, key)
		}
	}
	past := entry(1, "旧寨", "", "22200", "532601001")
	past.Status = gazetteer.Historic
	for i, kind := range mapKinds {
		p := &Product{Lang: problem.Chinese, At: at, Places: []gazetteer.Place{past, entry(2, "名", "", kind.prefixes[0]+"0", "532601001")}}
		if svg := mapOf(t, p, Ground{}); !strings.Contains(svg, fmt.Sprintf(`<g id="%s" transform="scale(1)"><`, kind.look.Symbol)) || !strings.Contains(svg, `opacity=".5"`) {
			t.Errorf("kind %s has no symbol, or what is past looks current", kind.key)
		}
		for _, lang := range []problem.Lang{problem.Chinese, problem.English} {
			p := &Product{Lang: lang}
			if text := p.text("kind_" + kind.key); strings.Contains(text, "kind_") {
				t.Errorf("kind %d has no words in %s: %s", i, lang, text)
			}
		}
	}
}

// The ground is of areas as they are today: of the area itself or, where it has no
// polygon, what its parts cover.
func TestReadGround(t *testing.T) {
	t.Parallel()
	db := datatest.New(t)
	err := db.Write(t.Context(), datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		_, err := tx.Exec(ctx, `INSERT INTO area (code, name, level, parent, external, valid_to, geom)
			SELECT code, name, level, parent, external, valid_to::date, ST_Multi(ST_MakeEnvelope(x, 23, x + 1, 24, 4490))
			FROM (VALUES ('53', '省', 'province', NULL, false, NULL, NULL), ('5326', '州', 'prefecture', '53', false, NULL, NULL),
				('532601', '甲市', 'county', '5326', false, NULL, 104), ('532622', '乙县', 'county', '5326', false, NULL, 105),
				('532623', '旧县', 'county', '5326', false, '2020-01-01', 106), ('4510', '外市', 'prefecture', NULL, true, NULL, 107),
				('532601001', '街道', 'township', '532601', false, NULL, 104)) v (code, name, level, parent, external, valid_to, x)`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{
		"5326": "州/prefecture 2: 甲市 乙县 |", "": "/prefecture 2: 甲市 乙县 |", "532601": "甲市/county 1: 街道 | 乙县",
		"532601001": "街道/township 1: |", "4510": "/ 0: |",
	} {
		g, err := ReadGround(t.Context(), db.Read(), code, true)
		if err != nil {
			t.Fatal(err)
		}
		said := fmt.Sprintf("%s/%s %.0f:", g.Area.Name, g.Area.Level, planar.Area(g.Area.Geom))
		for _, a := range g.Parts {
			said += " " + a.Name
		}
		said += " |"
		for _, a := range g.Beside {
			said += " " + a.Name
		}
		if said != want || g.Version == 0 || g.Schematic {
			t.Errorf("%q: %q, want %q; version %d", code, said, want, g.Version)
		}
	}
	if g, err := ReadGround(t.Context(), db.Read(), "5326", false); err != nil || g.Area.Geom != nil || g.Parts != nil || g.Version == 0 {
		t.Errorf("a reader who may not see areas: %+v, %v", g, err)
	}
}
