package sample

import (
	"fmt"

	"github.com/paulmach/orb"
)

// gazetteer writes an entry for every area, and a generated hill and stream in each township.
func (g *generator) gazetteer() {
	g.writeCSV("gazetteer_classes.csv", "code,name,remark", [][]string{
		{"12000", "陆地水系", "仅大类"}, {"13000", "陆地地形", "仅大类"}, {"21300", "地级行政区", ""}, {"21400", "县级行政区", ""},
		{"21500", "乡级行政区", ""}, {"22100", "城镇居民点", ""}, {"22200", "农村居民点", ""},
		{"23220", "街巷", ""}, {"27610", "村民委员会", ""}, {"27620", "居民委员会", ""},
	})
	var rows [][]string
	add := func(name, pinyin, short, class, area, division string, at orb.Point) {
		rows = append(rows, append(append([]string{fmt.Sprintf("S%06d", len(rows)+1), name, pinyin, short, "", "", class, area, division},
			lonlat(at)...), "", "current", "", Origin))
	}
	add("文山壮族苗族自治州", "", "文山州", "21300", Prefecture, Prefecture, g.counties[0].seat())
	for _, c := range g.counties {
		add(c.name, "", "", "21400", c.code, c.code, c.seat())
	}
	g.each(func(_ *county, t *township) {
		add(t.name, "", "", "21500", t.code, t.code, t.seat)
		for _, v := range t.villages {
			add(v.name, "", "", "27610", t.code, v.code, v.at)
		}
		add(specific(t.name)+"示例山", "", "", "13000", t.code, "", g.inside(*t, 0.8))
		add(specific(t.name)+"示例河", "", "", "12000", t.code, "", g.inside(*t, 0.8))
	})
	g.writeCSV("gazetteer.csv", "id,name,pinyin,short_name,alt_names,former_names,class_code,area_code,division_code,"+
		"lon,lat,place_code,status,trap,position_origin", rows)
}
