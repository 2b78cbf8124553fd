package gazetteer

import (
	"cmp"
	"slices"
	"strings"
)

// byError are typing errors: in characters, in letters, and sounds that are confused.
func (m *setMaker) byError() map[string][]asked {
	chars := func(change func(k *known, chars []rune) []rune) func(*known) (string, func(*known) bool) {
		return func(k *known) (string, func(*known) bool) {
			if !m.isHan(k, 3) {
				return "", nil
			}
			q := string(change(k, []rune(k.norm)))
			equal := func(o *known) bool { return editDistance([]rune(o.norm), []rune(q)) <= 1 }
			return only(q != k.norm && equal(k) && m.unknown(q), q), equal
		}
	}
	return map[string][]asked{
		"wrong character": m.some("wrong", 20, chars(func(k *known, c []rune) []rune {
			other := []rune(m.all[hashOf("w"+k.ref, len(m.all))].norm)
			c[hashOf(k.ref, len(c))] = other[0]
			return c
		})),
		"missing character": m.some("missing", 12, chars(func(k *known, c []rune) []rune {
			at := hashOf(k.ref, len(c))
			return slices.Delete(c, at, at+1)
		})),
		"extra character": m.some("extra", 12, chars(func(k *known, c []rune) []rune {
			return slices.Insert(c, hashOf(k.ref, len(c)), []rune(m.all[hashOf("e"+k.ref, len(m.all))].norm)[0])
		})),
		"transposed characters": m.some("transposed", 12, chars(func(k *known, c []rune) []rune {
			at := hashOf(k.ref, len(c)-1)
			c[at], c[at+1] = c[at+1], c[at]
			return c
		})),
		"wrong character, generic left out": m.some("core", 15, m.coreError),
		"typing error in pinyin":            m.some("letters", 20, m.letterError),
		"confused sounds":                   m.some("confused", 25, m.confused),
	}
}

// coreError: a wrong character in a name of which people leave out 村委会, 社区, 镇 or 乡.
func (m *setMaker) coreError(k *known) (string, func(*known) bool) {
	c := []rune(core(k.norm))
	if len(c) == len([]rune(k.norm)) || !m.isHan(k, 3) || len(c) < 3 {
		return "", nil
	}
	c[hashOf(k.ref, len(c))] = []rune(m.all[hashOf("c"+k.ref, len(m.all))].norm)[0]
	q := string(c)
	equal := func(o *known) bool {
		return editDistance([]rune(core(o.norm)), []rune(q)) <= 1 || editDistance([]rune(o.norm), []rune(q)) <= 1
	}
	return only(equal(k) && q != core(k.norm) && m.unknown(q), q), equal
}

func core(norm string) string {
	for _, term := range []string{"村委会", "社区", "镇", "乡"} {
		norm = strings.TrimSuffix(norm, term)
	}
	return norm
}

func (m *setMaker) letterError(k *known) (string, func(*known) bool) {
	if !m.isHan(k, 3) || len(k.joined) < 8 {
		return "", nil
	}
	c := []byte(k.joined)
	at := 1 + hashOf(k.ref, len(c)-2)
	switch hashOf("kind"+k.ref, 3) {
	case 0:
		c = slices.Delete(c, at, at+1)
	case 1:
		c = slices.Insert(c, at, c[at])
	default:
		c[at], c[at+1] = c[at+1], c[at]
	}
	q := string(c)
	equal := func(o *known) bool { return editDistance([]rune(o.joined), []rune(q)) <= 1 }
	begins := func(o *known) bool { return strings.Contains(o.joined, q) }
	return only(!slices.ContainsFunc(m.all, begins), q), equal
}

// confused writes one sound as people who confuse it do.
func (m *setMaker) confused(k *known) (string, func(*known) bool) {
	pairs := []string{"zh", "z", "ch", "c", "sh", "s", "n", "l", "l", "n", "ing", "in", "eng", "en", "f", "h"}
	start := hashOf(k.ref, len(pairs)/2)
	for i := range len(pairs) / 2 {
		p := (start + i) % (len(pairs) / 2) * 2
		q := strings.Replace(k.joined, pairs[p], pairs[p+1], 1)
		if q == k.joined || !m.isHan(k, 3) || len(split(parseLetters(q))) != len([]rune(k.norm)) {
			continue
		}
		if slices.ContainsFunc(m.all, func(o *known) bool { return strings.Contains(o.joined, q) }) {
			continue
		}
		return q, func(o *known) bool { return editDistance([]rune(o.joined), []rune(q)) <= 1 }
	}
	return "", nil
}

// editDistance is the test's own: wrong, missing, extra and transposed characters.
func editDistance(a, b []rune) int {
	switch {
	case len(a) == 0:
		return len(b)
	case len(b) == 0:
		return len(a)
	case a[0] == b[0]:
		return editDistance(a[1:], b[1:])
	case max(len(a), len(b))-min(len(a), len(b)) > 1:
		return 2
	}
	best := 2
	for _, rest := range [][2][]rune{{a[1:], b}, {a, b[1:]}, {a[1:], b[1:]}} {
		if slices.Equal(rest[0], rest[1]) {
			best = 1
		}
	}
	if len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && slices.Equal(a[2:], b[2:]) {
		best = 1
	}
	return best
}

// traditional characters as they are written in Hong Kong and Taiwan; not from variants.txt.
const traditional = `县縣乡鄉镇鎮马馬龙龍云雲广廣东東丽麗宁寧坝壩树樹桥橋湾灣阳陽兴興华華长長门門开開铁鐵厂廠鸡雞猪豬罗羅会會区區热熱贵貴冲沖银銀
锦錦莲蓮杨楊刘劉陈陳张張赵趙黄黃关關营營观觀庄莊丰豐乐樂团團国國圆圓场場坟墳宝寶寿壽岭嶺岗崗峡峽庙廟归歸战戰旧舊时時显顯晒曬枣棗桩樁楼樓榄欖权權毕畢
汉漢汤湯沟溝泸瀘洒灑济濟涧澗滩灘滨濱点點烂爛独獨狮獅玛瑪环環画畫畴疇盐鹽盘盤砚硯矿礦种種笋筍红紅纳納绿綠联聯脚腳芦蘆苏蘇药藥荣榮蓝藍虾蝦补補规規谢謝
贝貝财財车車转轉达達过過运運进進远遠连連适適邓鄧郑鄭钟鐘铜銅铺鋪锅鍋锡錫间間阴陰陆陸难難雾霧静靜顶頂顺順飞飛饭飯鱼魚鲁魯鸟鳥鸭鴨鹅鵝鹤鶴鹰鷹麦麥齐齊壮壯`

func (m *setMaker) byOtherForm() map[string][]asked {
	pairs := []rune(strings.ReplaceAll(traditional, "\n", ""))
	table := map[rune]rune{}
	for i := 0; i+1 < len(pairs); i += 2 {
		table[pairs[i]] = pairs[i+1]
	}
	return map[string][]asked{
		"traditional": m.some("traditional", 30, func(k *known) (string, func(*known) bool) {
			q := strings.Map(func(r rune) rune { return cmp.Or(table[r], r) }, k.norm)
			return only(q != k.norm, q), nil
		}),
		"short names": m.some("short", 30, func(k *known) (string, func(*known) bool) {
			if !isSeat(k.class) {
				return "", nil
			}
			q := k.norm
			for _, people := range []string{"壮族苗族自治", "彝族", "回族", "瑶族"} {
				q = strings.Replace(q, people, "", 1)
			}
			if q == k.norm {
				for _, term := range []string{"街道", "镇", "乡", "县", "市"} {
					q = strings.TrimSuffix(q, term)
				}
			}
			equal := func(o *known) bool { return o == k || strings.HasPrefix(o.norm, q) && isSeat(o.class) }
			return only(q != k.norm && !m.standard(q), q), equal
		}),
		"name and area": m.some("area", 25, m.inArea),
	}
}

// inArea names an entry whose name others have too, together with its county or township.
func (m *setMaker) inArea(k *known) (string, func(*known) bool) {
	if len(k.area) < 9 {
		return "", nil
	}
	code := k.area[:6]
	if hashOf(k.ref, 2) == 0 {
		code = k.area
	}
	i := slices.IndexFunc(m.all, func(o *known) bool { return o.area == code && isSeat(o.class) })
	same := 0
	for _, o := range m.all {
		same += one(o.norm == k.norm)
	}
	if i < 0 || same < 2 {
		return "", nil
	}
	area := m.all[i].norm
	switch hashOf("how"+k.ref, 3) {
	case 0:
		area += " "
	case 1:
		if short := strings.TrimRight(area, "县市镇乡"); len([]rune(short)) > 1 {
			area = short + " "
		}
	}
	return area + k.norm, func(o *known) bool { return o.norm == k.norm && strings.HasPrefix(o.area, code) }
}
