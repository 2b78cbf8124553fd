package national

import (
	"slices"
	"strings"

	"golang.org/x/text/width"
)

// The fields that a column may hold. Those of an entry have the names that package
// gazetteer and the API use.
const (
	fieldName       = "name"
	fieldPinyin     = "pinyin"
	fieldPlaceCode  = "place_code"
	fieldClass      = "class_code"
	fieldArea       = "area_code"
	fieldShort      = "short_name"
	fieldAlt        = "alt_names"
	fieldFormer     = "former_names"
	fieldMeaning    = "meaning"
	fieldOrigin     = "origin_text"
	fieldHistory    = "history"
	fieldStatus     = "status"
	fieldLon        = "lon"
	fieldLat        = "lat"
	fieldLonLat     = "lonlat"
	fieldProvince   = "province"
	fieldPrefecture = "prefecture"
	fieldCounty     = "county"
	fieldTownship   = "township"
	fieldVillage    = "village"
	fieldUpdated    = "updated_on"

	fieldPosition = "position" // of a difference: lon and lat together
)

// Field is a field that a mapping may name.
type Field struct {
	Name     string   `json:"name"`
	Headings []string `json:"headings" doc:"headings by which it is known; the first is the usual one"`
	Compared bool     `json:"compared" doc:"whether it is compared with our entry"`
}

// Fields lists them, with the headings that exports of the national database and the forms
// of the census use.
var Fields = []Field{
	{fieldName, []string{"标准名称", "标准地名", "地名", "地名名称", "名称", "汉字书写", "标准名"}, true},
	{fieldPinyin, []string{"罗马字母拼写", "汉语拼音", "罗马字母", "拼音", "罗马字母拼写形式"}, true},
	{fieldPlaceCode, []string{"地名代码", "地名编码", "标准地名代码", "地名标识码"}, true},
	{fieldClass, []string{"地名类别", "类别", "地名类别代码", "类别代码", "地名类别名称", "类别名称", "地名分类"}, true},
	{fieldArea, []string{"所属政区", "所在政区", "行政区划", "所属行政区", "所在行政区", "所在(跨)行政区", "政区代码", "区划代码", "所属政区代码", "行政区划代码", "政区"}, true},
	{fieldShort, []string{"简称"}, true},
	{fieldAlt, []string{"别名", "又名"}, true},
	{fieldFormer, []string{"曾用名", "原名"}, true},
	{fieldMeaning, []string{"含义", "地名含义"}, true},
	{fieldOrigin, []string{"来历", "地名来历", "地名的来历"}, true},
	{fieldHistory, []string{"历史沿革", "地名沿革", "沿革", "地名的历史沿革"}, true},
	{fieldStatus, []string{"使用状态", "地名状态", "使用时间", "状态"}, true},
	{fieldLon, []string{"经度", "东经"}, true},
	{fieldLat, []string{"纬度", "北纬"}, true},
	{fieldLonLat, []string{"经纬度", "坐标", "地理坐标"}, true},
	{fieldProvince, []string{"省", "省份", "省级", "省级政区"}, false},
	{fieldPrefecture, []string{"州市", "市州", "地级", "地级政区", "州(市)", "市(州)"}, false},
	{fieldCounty, []string{"县", "县市区", "县区", "县级", "县级政区", "县(市、区)", "县(区)", "县(市)"}, false},
	{fieldTownship, []string{"乡镇", "乡级", "乡级政区", "乡(镇、街道)", "乡(镇)", "乡镇街道"}, false},
	{fieldVillage, []string{"村", "村(社区)", "村级", "村社区"}, false},
	{fieldUpdated, []string{"更新日期", "更新时间", "入库时间", "入库日期", "审核时间", "登记时间"}, false},
}

// areaParts are the columns that name an area level by level, the outermost first.
var areaParts = []string{fieldProvince, fieldPrefecture, fieldCounty, fieldTownship, fieldVillage}

func isField(name string) bool {
	return slices.ContainsFunc(Fields, func(f Field) bool { return f.Name == name })
}

func fieldNames() string {
	var names []string
	for _, f := range Fields {
		names = append(names, f.Name)
	}
	return strings.Join(names, ", ")
}

// comparedNames are the fields that a difference may be about.
func comparedNames() []string {
	var names []string
	for _, f := range Fields {
		if f.Compared && f.Name != fieldLon && f.Name != fieldLat && f.Name != fieldLonLat {
			names = append(names, f.Name)
		}
	}
	return append(names, fieldPosition)
}

// fieldsByHeading finds a field by the normal form of a heading.
var fieldsByHeading = func() map[string]string {
	found := map[string]string{}
	for _, f := range Fields {
		for _, heading := range append([]string{f.Name}, f.Headings...) {
			found[plainHeading(heading)] = f.Name
		}
	}
	return found
}()

// plainHeading is a heading as compared: half width, lower case, no spaces.
func plainHeading(heading string) string {
	return strings.ToLower(strings.Join(strings.Fields(width.Fold.String(heading)), ""))
}

// fieldOf guesses the field of a heading: as it stands, without what stands in brackets
// behind it, and of a heading in two rows by its lower part. "" when nothing fits.
func fieldOf(heading string) string {
	plain := plainHeading(heading)
	lower := plain[strings.LastIndexByte(plain, '/')+1:]
	for _, form := range []string{plain, bare(plain), lower, bare(lower)} {
		if field, ok := fieldsByHeading[form]; ok {
			return field
		}
	}
	return ""
}

// bare drops marks of required columns and a unit or note in brackets at the end.
func bare(heading string) string {
	heading = strings.Trim(heading, "*")
	if i := strings.IndexByte(heading, '('); i > 0 && strings.HasSuffix(heading, ")") {
		return heading[:i]
	}
	return heading
}
