package national

import (
	"regexp"
	"strings"
	"sync"

	"cairn/gazetteer"
)

// area is an administrative area as rows name it.
type area struct {
	Code, Name string
}

// areaIndex finds areas by code or name.
type areaIndex struct {
	byCode map[string]string          // code → name
	byName func() map[string][]string // plain name, or names from any level down to the area → codes; made when first asked
}

func newAreaIndex(areas []area) *areaIndex {
	x := &areaIndex{byCode: map[string]string{}}
	for _, a := range areas {
		x.byCode[a.Code] = a.Name
	}
	x.byName = sync.OnceValue(func() map[string][]string { return x.named(areas) })
	return x
}

// named are the areas by each way to write them.
func (x *areaIndex) named(areas []area) map[string][]string {
	names := map[string][]string{}
	for _, a := range areas {
		seen := map[string]bool{}
		for _, path := range x.paths(a) {
			if key := gazetteer.Normalise(path); !seen[key] {
				seen[key] = true
				names[key] = append(names[key], a.Code)
			}
		}
	}
	return names
}

// paths are the ways to write an area: its name alone, and with the names of some areas
// above it in front; each of those whole or short (文山州).
func (x *areaIndex) paths(a area) []string {
	paths := forms(a.Name)
	all := paths
	for _, n := range []int{9, 6, 4, 2} {
		above, ok := x.byCode[a.Code[:min(n, len(a.Code))]]
		if !ok || n >= len(a.Code) {
			continue
		}
		var longer []string
		for _, form := range forms(above) {
			for _, path := range all {
				longer = append(longer, form+path)
			}
		}
		all = append(all, longer...)
	}
	return all
}

// peoples are the names of peoples in the names of autonomous areas.
var peoples = regexp.MustCompile(`(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔|独龙|鄂伦春|赫哲|门巴|珞巴|基诺|各)族`)

// forms are the whole name of an area and the short one of an autonomous area.
func forms(name string) []string {
	short := peoples.ReplaceAllString(name, "")
	short = strings.Replace(short, "自治", "", 1)
	if short == name || len([]rune(short)) < 3 {
		return []string{name}
	}
	return []string{name, short}
}

var (
	areaSeparators = regexp.MustCompile(`[\s/\\>＞→,，;；、|_-]+`)
	leadingDigits  = regexp.MustCompile(`^[0-9]{2,12}`)
)

// find is the code of the area that a text names: a code, with zeros at the end or a name
// behind it or not, or a name. hint is the beginning of a code that decides between areas
// of one name. count is how many areas fit: 0 for none, more than 1 when nobody can tell.
func (x *areaIndex) find(text, hint string) (code string, count int) {
	text = strings.TrimSpace(text)
	if digits := leadingDigits.FindString(text); digits != "" {
		if code := x.known(digits); code != "" {
			return code, 1
		}
		return digits, 0
	}
	codes := x.byName()[gazetteer.Normalise(areaSeparators.ReplaceAllString(text, ""))]
	if len(codes) <= 1 {
		return strings.Join(codes, ""), len(codes)
	}
	var fit []string
	for _, code := range codes {
		if hint != "" && (strings.HasPrefix(code, hint) || strings.HasPrefix(hint, code)) {
			fit = append(fit, code)
		}
	}
	if len(fit) == 1 {
		return fit[0], 1
	}
	return "", len(codes)
}

// known is the code as it is on file; zeros that fill a code up to a longer one don't count.
func (x *areaIndex) known(digits string) string {
	for _, n := range []int{len(digits), 9, 6, 4, 2} {
		if n > len(digits) || strings.Trim(digits[n:], "0") != "" {
			continue
		}
		if _, ok := x.byCode[digits[:n]]; ok {
			return digits[:n]
		}
	}
	return ""
}

// classIndex finds classes by code or name.
type classIndex struct {
	byCode map[string]string
	byName map[string][]string
}

func newClassIndex(classes []area) *classIndex {
	x := &classIndex{map[string]string{}, map[string][]string{}}
	for _, c := range classes {
		x.byCode[c.Code] = c.Name
		name := gazetteer.Normalise(c.Name)
		x.byName[name] = append(x.byName[name], c.Code)
	}
	return x
}

// find is the code of the class that a text names: a code, with a name behind it or not, or
// a name; "" for none, or when several have the name.
func (x *classIndex) find(text string) string {
	text = strings.TrimSpace(text)
	if digits := leadingDigits.FindString(text); len(digits) == 5 {
		if _, ok := x.byCode[digits]; ok {
			return digits
		}
		return ""
	}
	if codes := x.byName[gazetteer.Normalise(text)]; len(codes) == 1 {
		return codes[0]
	}
	return ""
}
