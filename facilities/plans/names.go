package plans

import (
	"strings"

	"cairn/internal/interchange"
)

// within reports whether an area lies in another, or is it, by their codes.
func within(code, area string) bool { return strings.HasPrefix(code, area) }

// normal is a text as compared: case, spaces and full width make no difference.
func normal(text string) string { return interchange.NormalName(text) }

// findArea is the one area of a level in another that a text names: by its code, its whole
// name, or the beginning of it that no other area has (马关 for 马关县). "" for none or several.
func (r references) findArea(text, level, in string) string {
	text = normal(text)
	found := ""
	for code, a := range r.areas {
		if a.Level != level || !within(code, in) {
			continue
		}
		name := normal(a.Name)
		switch {
		case text == code || text == name:
			return code
		case len([]rune(text)) >= 2 && strings.HasPrefix(name, text):
			if found != "" {
				return ""
			}
			found = code
		}
	}
	return found
}

// plain are the words in which names of kinds differ although the same is meant.
var plain = strings.NewReplacer("公益性", "", "建设", "", "项目", "", "新建", "", "扩建", "", "农村", "村", "村级", "村",
	"乡镇级", "乡", "乡镇", "乡", "乡级", "乡", "镇级", "乡", "县级", "县", "(", "", ")", "")

// findKind is the kind that a text names or that stands in it, the longest name first; ""
// for none, or for several of the same length.
func (r references) findKind(text string) string {
	folded := plain.Replace(normal(text))
	if folded == "" {
		return ""
	}
	best, length, ties := "", 0, 0
	for _, k := range r.kinds.Kinds {
		name := plain.Replace(normal(k.Name))
		switch {
		case normal(text) == k.Code || folded == name:
			return k.Code
		case k.Retired || name == "":
		case strings.Contains(folded, name) && len(name) >= length, len([]rune(folded)) >= 2 && strings.Contains(name, folded) && len(folded) >= length:
			n := min(len(name), len(folded))
			if n == length {
				ties++
			} else {
				best, length, ties = k.Code, n, 0
			}
		}
	}
	if ties > 0 {
		return ""
	}
	return best
}
