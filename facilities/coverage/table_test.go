package coverage

import (
	"bytes"
	"strings"
	"testing"

	"cairn/facilities"
	"cairn/internal/problem"
)

func TestWriteText(t *testing.T) {
	t.Parallel()
	km := 1.25
	a := CoverageAnswer{Kind: "columbarium", KindName: "骨灰堂", KindNameEn: "Columbarium", Rule: Presence, AsOf: facilities.NewDay(2025, 12, 31), Planned: true, Subdistricts: true,
		AreaName: "文山州", Level: facilities.County, Counts: "areas", Numerator: 1, Denominator: 2, Percent: percent(1, 2), DataVersion: 7, Areas: []CoveredArea{
			{Code: "532601", Name: "文山市", Covered: true, State: Served, Count: 1, Nearest: &Near{Name: "骨灰堂", Km: km}, NearestKm: &km},
			{Code: "532622", Name: "砚山县𣲗", State: OutOfReach},
		}}
	for lang, want := range map[problem.Lang]string{
		problem.Chinese: "骨灰堂覆盖率（文山州，2025-12-31，有无设施）：区域数 1 / 2，50.0 %\n" +
			"区域内至少有一处在用设施的乡镇（县），除以全部乡镇（县）。\n统计单位：县（市）\n含 2025-12-31 前计划投用的设施\n数据版本 7\n\n" +
			"代码    名称      状态    设施数  最近（公里）\n" +
			"532601  文山市    已覆盖  1       1.250\n" +
			"532622  砚山县𣲗  未覆盖  0       无数据\n",
		problem.English: "Coverage of Columbarium (文山州, 2025-12-31, presence): 1 of 2 areas, 50.0 %\n" +
			"Townships (counties) with at least one facility in use, over all of them.\ncounted by county\nwith what is to open by 2025-12-31\ndata version 7\n\n" +
			"code    name      state         facilities  nearest km\n" +
			"532601  文山市    served        1           1.250\n" +
			"532622  砚山县𣲗  out of reach  0           no data\n",
	} {
		var got bytes.Buffer
		if err := a.WriteText(&got, lang); err != nil || got.String() != want {
			t.Errorf("%s: %v\n%s\nwant\n%s", lang, err, strings.ReplaceAll(got.String(), " ", "·"), want)
		}
	}
}

func TestPercentRoundsHalfUp(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		n, d int
		want float64
	}{{94, 104, 90.4}, {1, 8, 12.5}, {1, 2000, 0.1}, {1, 2001, 0}, {104, 104, 100}, {0, 8, 0}} {
		if got := percent(tc.n, tc.d); *got != tc.want {
			t.Errorf("%d/%d: %v, want %v", tc.n, tc.d, *got, tc.want)
		}
	}
	if percent(0, 0) != nil {
		t.Error("nothing of nothing is a figure")
	}
}
