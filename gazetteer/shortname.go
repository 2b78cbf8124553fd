package gazetteer

import (
	"slices"
	"strings"
)

// peoples are the names of peoples as they stand in the names of autonomous areas, the
// longer ones first; all but a few end in 族.
var peoples = func() []string {
	list := strings.Fields(`蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山
		拉祜 水 东乡 纳西 景颇 柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克
		俄罗斯 鄂温克 德昂 保安 裕固 京 塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺`)
	slices.SortStableFunc(list, func(a, b string) int { return len(b) - len(a) })
	return list
}()

// The generic terms of administrative areas (通名), of committees and what serves them.
var (
	areaTerms = []string{"特别行政区", "街道办事处", "管理委员会", "自治区", "自治州", "自治县", "自治旗", "地区", "街道", "民族乡",
		"管理区", "省", "市", "州", "盟", "县", "区", "旗", "镇", "乡"}
	lesserTerms = []string{"社区居民委员会", "社区居委会", "村民委员会", "居民委员会", "村委会", "居委会", "社区", "公路", "水库"}
)

// shortForms are the names that people use for an administrative area from the province to
// the township instead of the full one: without the peoples of an autonomous area and
// 自治 (文山壮族苗族自治州 文山州), and without the generic term (文山). A part of a single
// character is no name.
func shortForms(name, classCode string) []string {
	if !isSeat(classCode) {
		return nil
	}
	stem, term := cutTerm(name, areaTerms)
	if term == "" {
		return nil
	}
	var forms []string
	add := func(form string) {
		if form != name && len([]rune(form)) >= 2 && !slices.Contains(forms, form) {
			forms = append(forms, form)
		}
	}
	place := cutPeoples(stem)
	autonomous := place != stem || strings.HasPrefix(term, "自治")
	plain := strings.TrimPrefix(strings.TrimPrefix(term, "自治"), "民族")
	if len([]rune(place)) < 2 {
		place = stem
	}
	if autonomous && plain != "区" {
		add(place + plain)
	}
	add(place)
	return forms
}

// isSeat: administrative areas from the province to the township (GB/T 18521: 211 to 215).
func isSeat(classCode string) bool {
	return len(classCode) >= 3 && classCode[:2] == "21" && classCode[2] >= '1' && classCode[2] <= '5'
}

func cutTerm(name string, terms []string) (stem, term string) {
	for _, term := range terms {
		if stem, ok := strings.CutSuffix(name, term); ok && stem != "" {
			return stem, term
		}
	}
	return name, ""
}

// cutPeoples takes the peoples off the end of a name, 各族 too; never the whole name.
func cutPeoples(stem string) string {
	for {
		cut := cutPeople(stem)
		if cut == stem || cut == "" {
			return stem
		}
		stem = cut
	}
}

func cutPeople(stem string) string {
	if rest, ok := strings.CutSuffix(stem, "各族"); ok {
		return rest
	}
	rest, nation := strings.CutSuffix(stem, "族")
	for _, people := range peoples {
		short := len([]rune(people)) > 1 // 维吾尔, 哈萨克, 蒙古 stand without 族 too
		if cut, ok := strings.CutSuffix(rest, people); ok && (nation || short) {
			return cut
		}
	}
	return stem
}

// coreOf is a normalised name without the generic term of a committee, area, road or
// reservoir; the name itself when it has none or is nothing else.
func coreOf(norm string) string {
	for _, terms := range [][]string{lesserTerms, areaTerms} {
		if stem, term := cutTerm(norm, terms); term != "" && len([]rune(stem)) >= 2 {
			return stem
		}
	}
	return norm
}
