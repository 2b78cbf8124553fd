package facilities

import (
	"sync"

	"cairn/internal/interchange"
	"cairn/internal/problem"
)

// column is a column of files of facilities that every kind has, whoever exports or imports them.
type column struct {
	field   string
	aliases []string // headers by which files may name it, its labels in both languages aside
}

// columns in the order of an export. Own fields of kinds stand before the note.
var columns = []column{
	{"id", nil}, {"ref", nil}, {"kind", []string{"设施类别"}}, {"subkind", nil}, {"name", []string{"设施名称"}},
	{"county", []string{"县", "县市", "县（市、区）", "所属县"}},
	{"township", []string{"乡镇", "街道", "乡镇名称", "所属乡镇", "乡（镇、街道）"}},
	{"village", []string{"村", "社区", "村名", "行政村", "所在村", "村委会"}},
	{"area_code", []string{"乡镇代码"}}, {"village_code", []string{"村（社区）代码"}},
	{"lon", nil}, {"lat", nil}, {"precision", []string{"定位精度"}}, {"status", nil}, {"status_from", nil}, {"target_date", nil},
	{"capacity", []string{"床位数", "总床位", "墓穴数", "格位数"}}, {"used", []string{"入住", "入住人数", "已用墓穴"}}, {"nursing_beds", nil}, {"grade", nil}, {"operator", nil}, {"approval_no", nil}, {"area_m2", nil},
	{"note", nil}, {"position_reason", nil}, {"origin", nil}, {"version", nil},
}

// label is the column's header for readers of a language.
func (c column) label(lang problem.Lang) string {
	return problem.Text(lang, "facilities.file_"+c.field, nil)
}

// headers gives each column all headers by which files may name it.
func headers() map[string][]string {
	all := make(map[string][]string, len(columns))
	for _, c := range columns {
		all[c.field] = append([]string{c.label(problem.Chinese), c.label(problem.English)}, c.aliases...)
	}
	return all
}

// takenLabels are the codes and the headers, as compared, of the columns that there are
// already: a kind's own field may have none of them.
var takenLabels = sync.OnceValue(func() map[string]bool {
	taken := map[string]bool{"facility_id": true, "kind_name": true, "area_name": true, "statuses": true, "extra": true, "geometry": true}
	for field, labels := range headers() {
		taken[field] = true
		for _, label := range labels {
			taken[normal(label)] = true
		}
	}
	return taken
})

// normal is a header as compared: case, spaces and full width make no difference.
func normal(label string) string { return interchange.NormalName(label) }
