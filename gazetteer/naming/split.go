package naming

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// Split is a normalised name cut into its parts.
type Split struct {
	Specific string // 专名; the whole name where no generic part can be cut off
	People   string // names of peoples before the generic part of an autonomous area, as 彝族
	Generic  string // 通名; "" for none

	term *Generic
}

// split cuts the longest generic term off that fits the class, else the longest that is
// reserved for others; any other term has become part of the specific (高桥, 都龙街). A specific part of one character is no name by itself: its generic belongs to it
// (高桥, 长冲), unless the term is reserved (县).
func (b *Book) split(name, class string) Split {
	endings := b.endings(name)
	i := slices.IndexFunc(endings, func(g *Generic) bool { return g.fits(class) })
	if i < 0 {
		i = slices.IndexFunc(endings, func(g *Generic) bool { return g.Reserved })
	}
	if i < 0 {
		return Split{Specific: name}
	}
	term := endings[i]
	s := Split{Specific: strings.TrimSuffix(name, term.Text), Generic: term.Text, term: term}
	if autonomous[term.Text] {
		s.Specific, s.People = cutPeoples(s.Specific)
	}
	if utf8.RuneCountInString(s.Specific) < 2 && !term.Reserved {
		return Split{Specific: name}
	}
	return s
}

// endings are the generic terms that the name ends in, the longest first.
func (b *Book) endings(name string) []*Generic {
	var found []*Generic
	chars := []rune(name)
	for i := max(1, len(chars)-b.longest); i < len(chars); i++ {
		if g := b.generics[string(chars[i:])]; g != nil {
			found = append(found, g)
		}
	}
	return found
}

// comparable reports whether the specific part is a name of its own to be compared.
func (s Split) comparable() bool {
	return s.Generic != "" && utf8.RuneCountInString(s.Specific) >= 2
}

// autonomous are the generic terms that names of peoples may stand before.
var autonomous = map[string]bool{"乡": true, "自治县": true, "自治州": true, "自治区": true, "自治旗": true, "民族乡": true}

// peoples are the minority peoples as names of autonomous areas write them.
var peoples = strings.Fields(`蒙古族 回族 藏族 维吾尔族 维吾尔 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族
	黎族 傈僳族 佤族 畲族 高山族 拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族
	锡伯族 阿昌族 普米族 塔吉克族 塔吉克 怒族 乌孜别克族 俄罗斯族 鄂温克族 德昂族 保安族 裕固族 京族 塔塔尔族 独龙族 鄂伦春族 赫哲族
	门巴族 珞巴族 基诺族 各族`)

// cutPeoples cuts the names of peoples off the end, as long as something stays.
func cutPeoples(text string) (rest, cut string) {
	for rest = text; ; {
		i := slices.IndexFunc(peoples, func(p string) bool { return strings.HasSuffix(rest, p) && rest != p })
		if i < 0 {
			return rest, cut
		}
		rest, cut = strings.TrimSuffix(rest, peoples[i]), peoples[i]+cut
	}
}
