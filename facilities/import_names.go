package facilities

import (
	"regexp"
	"strings"

	"cairn/data/imports"
	"cairn/internal/problem"
)

// Files say kinds, statuses and areas by names as well as by codes.

// oneOf is the code that a text stands for among names in both languages: the text itself
// when it is a code or stands for none.
func oneOf(text string, codes []string, names func(code string) []string) string {
	for _, code := range codes {
		if text == code {
			return code
		}
	}
	for _, code := range codes {
		for _, name := range names(code) {
			if name != "" && normal(name) == normal(text) {
				return code
			}
		}
	}
	return text
}

// words are what a code is called in messages that begin with the prefix.
func words(prefix string) func(code string) []string {
	return func(code string) []string {
		return []string{problem.Text(problem.Chinese, prefix+code, nil), problem.Text(problem.English, prefix+code, nil)}
	}
}

// kindNamed is the code of the kind that a text names.
func (c Catalogue) kindNamed(text string) string {
	for _, k := range c.Kinds {
		if text == k.Code {
			return text
		}
	}
	for _, k := range c.Kinds {
		if normal(k.Name) == normal(text) || k.NameEn != "" && normal(k.NameEn) == normal(text) {
			return k.Code
		}
	}
	return text
}

// subkindNamed is the code of the subkind that a text names.
func (k Kind) subkindNamed(text string) string {
	for _, s := range k.Subkinds {
		if text != "" && (normal(s.Name) == normal(text) || s.NameEn != "" && normal(s.NameEn) == normal(text)) {
			return s.Code
		}
	}
	return text
}

// Endings of names that files leave out: 开化 for 开化街道, 维摩 for 维摩彝族乡, 振华 for 振华社区.
var endings = map[Level]*regexp.Regexp{
	County:   regexp.MustCompile(`(县|市|区)$`),
	Township: regexp.MustCompile(`((壮|苗|彝|瑶|回|白|傣|傈僳|怒|独龙|哈尼|蒙古|仡佬|拉祜|佤|纳西|景颇|布朗|普米|阿昌|布依|藏)族)*(乡|镇|街道办事处|街道|办事处)$`),
	Village:  regexp.MustCompile(`(村|社区)?(村民委员会|居民委员会|村委会|居委会|委员会)?$`),
}

// base is a name without its ending.
func base(level Level, name string) string {
	if short := endings[level].ReplaceAllString(name, ""); short != "" {
		return short
	}
	return name
}

// places finds areas by their names.
type places struct {
	areas  map[string]area
	byName map[Level]map[string][]area // by base
}

func newPlaces(areas map[string]area) places {
	p := places{areas: areas, byName: map[Level]map[string][]area{County: {}, Township: {}, Village: {}}}
	for _, a := range areas {
		if list, ok := p.byName[a.Level]; ok && !a.External {
			list[base(a.Level, a.Name)] = append(list[base(a.Level, a.Name)], a)
		}
	}
	return p
}

// find is the one area of a level inside another that goes by the name. It marks the field
// of the row when there is none or more than one.
func (p places) find(r *imports.Row, field string, level Level, name, inside string) string {
	var exact, near []area
	for _, a := range p.byName[level][base(level, name)] {
		if !strings.HasPrefix(a.Code, inside) {
			continue
		}
		if near = append(near, a); a.Name == name {
			exact = append(exact, a)
		}
	}
	if len(exact) > 0 {
		near = exact
	}
	switch len(near) {
	case 0:
		r.Bad(field, "facilities.no_such_name", "name", name)
		return ""
	case 1:
		return near[0].Code
	}
	r.Bad(field, "facilities.ambiguous", "name", name, "choices", p.choices(near))
	return ""
}

// choices lists areas with what they lie in, five at most.
func (p places) choices(list []area) string {
	var all []string
	for i, a := range list {
		if i == 5 {
			all = append(all, "…")
			break
		}
		parent := p.areas[a.Code[:max(0, len(a.Code)-3)]].Name
		all = append(all, parent+a.Name+" ("+a.Code+")")
	}
	return strings.Join(all, "、")
}

// settle fills the codes of township and village from the names of a row, where it has no codes.
func (p places) settle(r *imports.Row, d *Draft, unit Level) {
	county, township, village := r.Text("county"), r.Text("township"), r.Text("village")
	inside := ""
	if county != "" && d.AreaCode == "" {
		if inside = p.find(r, "county", County, county, ""); inside == "" {
			return
		}
	}
	switch {
	case d.AreaCode != "" && !digits(d.AreaCode):
		d.AreaCode = p.find(r, "area_code", Township, d.AreaCode, inside)
	case d.AreaCode != "":
	case township != "":
		d.AreaCode = p.find(r, "township", Township, township, inside)
	case village != "":
		d.VillageCode = p.find(r, "village", Village, village, inside)
		d.AreaCode = d.VillageCode[:min(len(d.VillageCode), Township.digits())]
	case unit == County:
		d.AreaCode = inside
	}
	switch {
	case d.AreaCode == "" || d.VillageCode != "" && digits(d.VillageCode):
	case d.VillageCode != "":
		d.VillageCode = p.find(r, "village_code", Village, d.VillageCode, d.AreaCode)
	case village != "":
		d.VillageCode = p.find(r, "village", Village, village, d.AreaCode)
	}
}

func digits(text string) bool {
	return !strings.ContainsFunc(text, func(r rune) bool { return r < '0' || r > '9' })
}

// readExtra reads the kind's own fields from their columns: by code, label in either
// language, or label with the unit; false when the file has none of them.
func readExtra(r *imports.Row, kind Kind) (Extra, bool) {
	values, any := Extra{}, false
	for _, f := range kind.Fields {
		column, ok := r.Find(f.Code, f.Name, f.NameEn, f.Name+"("+f.Unit+")", f.NameEn+"("+f.Unit+")")
		if !ok {
			continue
		}
		any = true
		if value := f.read(r, column); value != nil {
			values[f.Code] = value
		}
	}
	return values, any
}

// read reads a value from a column; nil for none, and for a bad one, which it marks.
func (f OwnField) read(r *imports.Row, column string) any {
	text := r.Text(column)
	if text == "" {
		return nil
	}
	switch f.Type {
	case IntegerField, NumberField:
		if x := r.Float(column); x != nil {
			return *x
		}
		return nil
	case BooleanField:
		switch oneOf(strings.ToLower(text), []string{"yes", "no"}, words("facilities.")) {
		case "yes", "true", "1":
			return true
		case "no", "false", "0":
			return false
		}
		return text // told by the check of the draft
	case ChoiceField:
		for _, one := range f.Choices {
			if text == one.Code || normal(text) == normal(one.Name) || one.NameEn != "" && normal(text) == normal(one.NameEn) {
				return one.Code
			}
		}
	}
	return text
}

// isTotal reports whether a row of a table is one of totals: one of its first cells says so.
func isTotal(r *imports.Row) bool {
	for _, field := range []string{"id", "kind", "county", "township", "village", "area_code", "name"} {
		switch strings.Trim(strings.Join(strings.Fields(r.Text(field)), ""), ":：") {
		case "合计", "小计", "总计", "共计", "全县合计", "全州合计", "Total", "total":
			return true
		}
	}
	return false
}
