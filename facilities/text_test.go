package facilities

import (
	"bytes"
	"strings"
	"testing"

	"cairn/internal/problem"
)

func TestWriteText(t *testing.T) {
	t.Parallel()
	c := Coverage{Kind: "columbarium", KindName: "骨灰堂", Rule: Presence, AsOf: day("2025-12-31"), Planned: true, AreaName: "文山州",
		Level: County, Numerator: 1, Denominator: 2, Percent: percent(1, 2), DataVersion: 7, Areas: []AreaCoverage{
			{Code: "532601", Name: "文山市", Covered: true, State: Served, Count: 1, NearestKm: ptr(1.25)},
			{Code: "532622", Name: "砚山县𣲗", State: OutOfReach},
		}}
	for lang, want := range map[problem.Lang]string{
		problem.Chinese: "骨灰堂覆盖率（文山州，2025-12-31）：1 / 2，50.0 %\n" +
			"统计单位：县（市）；口径：辖区内有在用设施即为覆盖；数据版本 7\n含 2025-12-31 前计划投用的设施\n\n" +
			"代码    名称      状态    设施数  最近（公里）\n" +
			"532601  文山市    已覆盖  1       1.250\n" +
			"532622  砚山县𣲗  未覆盖  0       无数据\n",
		problem.English: "Coverage of 骨灰堂 (文山州, 2025-12-31): 1 of 2, 50.0 %\n" +
			"counted by county; rule: an area is covered by a facility in use in it; data version 7\nwith what is to open by 2025-12-31\n\n" +
			"code    name      state         facilities  nearest km\n" +
			"532601  文山市    served        1           1.250\n" +
			"532622  砚山县𣲗  out of reach  0           no data\n",
	} {
		var got bytes.Buffer
		if err := c.WriteText(&got, lang); err != nil || got.String() != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", lang, err, strings.ReplaceAll(got.String(), " ", "·"), want)
		}
	}
}
