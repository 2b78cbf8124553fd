package filing

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"cairn/internal/problem"
)

// word is a word of the office in Chinese, as papers have it.
func word(name string) string { return problem.Text(problem.Chinese, "filing."+name, nil) }

// wordWith is a word with a parameter.
func wordWith(name, param string, value any) string {
	return problem.Say(problem.Chinese, "filing."+name, param, value)
}

// matterOrder is the order in which papers name what was done.
var matterOrder = []string{"naming", "renaming", "abolishing"}

// matters words what was done to names: 命名、更名.
func matters(names []ApprovedName) string {
	var words []string
	for _, m := range matterOrder {
		if slices.ContainsFunc(names, func(n ApprovedName) bool { return n.Matter == m }) {
			words = append(words, word("matter_"+m))
		}
	}
	return strings.Join(words, "、")
}

// describe are the parameters of texts about names: what was done, which, how many, and
// whose approval it was.
func describe(names []ApprovedName) []any {
	var authorities, documents []string
	days := ""
	for _, n := range names {
		if !slices.Contains(authorities, n.Authority) {
			authorities = append(authorities, n.Authority)
		}
		if !slices.Contains(documents, n.Document) {
			documents = append(documents, n.Document)
		}
		days = max(days, n.ApprovedOn)
	}
	return []any{"matters", matters(names), "names", title(names), "count", len(names), "authority", strings.Join(authorities, "、"),
		"document", strings.Join(documents, "》《"), "approved_on", chineseDay(days)}
}

// title names one name, or the first and how many there are.
func title(names []ApprovedName) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0].Name
	}
	return names[0].Name + wordWith("and_others", "count", len(names))
}

// chineseDay is a day as official papers write it: 2026年3月5日.
func chineseDay(day string) string {
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return day
	}
	return t.Format("2006年1月2日")
}

// words are several words whose names begin alike.
func words(prefix string, names ...string) []string {
	all := make([]string, len(names))
	for i, name := range names {
		all[i] = word(prefix + name)
	}
	return all
}

func itoa(n int) string { return strconv.Itoa(n) }
