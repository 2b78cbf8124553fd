package national

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"cairn/gazetteer"
	"cairn/internal/problem"
)

func badItem(i int) error {
	return problem.InvalidFields(problem.Bad(fmt.Sprintf("items[%d].fields.lon", i), "gazetteer.no_position"))
}

const header = "标准名称,罗马字母拼写,地名代码,地名类别,所属政区,含义,曾用名,经度,纬度"

// gazetteerOf fills the bench with the entries that the reports are about.
func (b *bench) gazetteerOf() map[string]gazetteer.Place {
	lon, lat := 104.05, 23.05
	far := 23.2
	places := map[string]gazetteer.Place{}
	for _, d := range []gazetteer.Draft{
		{Name: "龙潭寨", Pinyin: "Lóngtánzhài", AreaCode: "532601001", PlaceCode: "53260100122200000001", Lon: &lon, Lat: &lat, Meaning: "寨旁有龙潭。"},
		{Name: "新寨", Pinyin: "Xinzhai", AreaCode: "532601001", Lon: &lon, Lat: &lat, FormerNames: []string{"老寨"}},
		{Name: "平坝", AreaCode: "532601102", Lon: &lon, Lat: &lat},
		{Name: "平坝", AreaCode: "532601102", Lon: &lon, Lat: &far},
		{Name: "大箐", AreaCode: "532622101", Lon: &lon, Lat: &lat},
		{Name: "下𣲗坝", Pinyin: "Xiàgūbà", AreaCode: "532601001", Lon: &lon, Lat: &lat},
		{Name: "开化街道", ClassCode: "21500", AreaCode: "532601001", Lon: &lon, Lat: &lat},
	} {
		p := b.place(d)
		places[d.Name+fmt.Sprint(*d.Lat)] = p
	}
	return places
}

// report is an export with every kind of difference.
func report() string {
	return table(header,
		"龙潭寨 ,LONG TAN ZHAI,53260100122200000001,农村居民点,文山州文山市开化街道,寨旁有龙潭,,104°03′00.1″,23.050001",
		"新 寨,Xīn Zhài,53260100122200000002,22200,532601001,新建的寨子,老寨；旧寨,104.05,23.05",
		"平坝,,,22200,文山市古木镇,,,104.05,23.1",
		"青树,Qīngshù,53260110222200000009,22200,文山市/古木镇,,,104.1,23.1",
		"下𣲗坝,Xiàgūbà,,22200,开化街道,,,104.06,23.05",
		"合计,5,,,,,,,")
}

func TestReport(t *testing.T) {
	t.Parallel()
	b := newBench(t)
	places := b.gazetteerOf()
	x := b.load("5326", report())
	if x.Rows[rowGood] != 5 || x.Totals != 1 || x.Stale || !slices.Equal(x.Classes, []string{"22"}) {
		t.Fatalf("read in as %+v", x)
	}
	want := []string{
		"differs 下𣲗坝 position 104.050000, 23.050000>104.060000, 23.050000",
		"differs 新寨 former_names 老寨>老寨；旧寨",
		"differs 新寨 meaning >新建的寨子",
		"differs 新寨 place_code >53260100122200000002",
		"ambiguous 平坝", "missing_here 青树", "missing_there 大箐",
	}
	if got := b.differences(x, Filter{}); !slices.Equal(got, want) {
		t.Errorf("report\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if d := b.one(x, Filter{Field: "position"}); *d.DistanceM < 1000 || *d.DistanceM > 1050 || d.MatchedBy != byName || *d.PlaceID != places["下𣲗坝23.05"].ID {
		t.Errorf("position %+v", d)
	}
	if d := b.one(x, Filter{Kind: Ambiguous}); len(decoded[[]candidateBody](d.Candidates)) != 2 {
		t.Errorf("candidates %s", d.Candidates)
	}
	for _, tc := range []struct {
		f    Filter
		want int
	}{{Filter{Kind: Differs}, 4}, {Filter{Area: "532622"}, 1}, {Filter{Field: "meaning"}, 1}, {Filter{State: Open}, 7}, {Filter{Class: "21"}, 0}, {Filter{Text: "寨"}, 3}} {
		if got := b.differences(x, tc.f); len(got) != tc.want {
			t.Errorf("%+v: %v", tc.f, got)
		}
	}
}

// What counts as a difference is set per mapping and holds after a new comparison.
func TestRulesOfComparison(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	b.gazetteerOf()
	x := b.load("5326", report())
	count := func(change func(*Rules)) int {
		m, err := b.store.Mapping(ctx, by("5326").Actor, x.MappingID)
		if err != nil {
			t.Fatal(err)
		}
		_, err = b.store.UpdateMapping(ctx, by("5326"), m.ID, m.Version, func(m *Mapping) error { m.Rules = Rules{}; change(&m.Rules); return nil })
		if err != nil {
			t.Fatal(err)
		}
		if x, err = b.store.Export(ctx, by("5326").Actor, x.ID); err != nil || !x.Stale {
			t.Fatalf("not stale: %v", err)
		}
		if x, err = b.store.Compare(ctx, by("5326"), x.ID); err != nil || x.Stale {
			t.Fatalf("still stale: %v", err)
		}
		return len(b.differences(x, Filter{Kind: Differs}))
	}
	wide := 2000.0
	for name, tc := range map[string]struct {
		change func(*Rules)
		want   int
	}{
		"as suggested":   {func(*Rules) {}, 4},
		"wide tolerance": {func(r *Rules) { r.ToleranceM = &wide }, 3},
		"fields off":     {func(r *Rules) { r.Off = []string{"meaning", "former_names", "position"} }, 1},
		"strict tones":   {func(r *Rules) { r.Tones = "strict" }, 6},
		"empty counts":   {func(r *Rules) { r.EmptyCounts = true }, 4},
	} {
		if got := count(tc.change); got != tc.want {
			t.Errorf("%s: %d differences, want %d: %v", name, got, tc.want, b.differences(x, Filter{Kind: Differs}))
		}
	}
}

func TestDecisionsAreCarried(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	b.gazetteerOf()
	x := b.load("5326", report())
	meaning := b.one(x, Filter{Field: "meaning"})
	decide := func(x Export, d Difference, decision, reason string) error {
		_, err := b.store.Decide(ctx, by("532601"), x.ID, Selection{IDs: []uuid.UUID{d.ID}}, Decision{decision, reason})
		return err
	}
	if err := decide(x, meaning, Ours, ""); !problem.Is(err, problem.Invalid) {
		t.Errorf("ours without a reason: %v", err)
	}
	if err := decide(x, meaning, Ours, "普查卡片如此"); err != nil {
		t.Fatal(err)
	}
	next := b.load("5326", report())
	d := b.one(next, Filter{Field: "meaning"})
	if d.State != Ours || !d.Carried || d.Reason != "普查卡片如此" || d.DecidedBy != "officer-532601" {
		t.Errorf("not carried: %+v", d)
	}
	other := b.load("5326", strings.Replace(report(), "新建的寨子", "新建之寨", 1))
	if d := b.one(other, Filter{Field: "meaning"}); d.State != Open {
		t.Errorf("carried although they say something else: %+v", d)
	}
	if err := decide(next, d, Open, ""); err != nil {
		t.Fatal(err)
	}
	if d := b.one(x, Filter{Field: "meaning"}); d.State != Open {
		t.Errorf("taken back, and still %s", d.State)
	}
	n, err := b.store.Decide(ctx, by("5326"), x.ID, Selection{Filter: &Filter{Kind: Differs}}, Decision{Later, ""})
	if err != nil || n != 4 {
		t.Errorf("%d decided by filter: %v", n, err)
	}
}

func TestChoices(t *testing.T) {
	t.Parallel()
	b, ctx := newBench(t), context.Background()
	places := b.gazetteerOf()
	x := b.load("5326", report())
	d := b.one(x, Filter{Kind: Ambiguous})
	if _, err := b.store.Decide(ctx, by("5326"), x.ID, Selection{IDs: []uuid.UUID{d.ID}}, Decision{Later, ""}); !problem.Is(err, problem.Conflict) {
		t.Errorf("an ambiguous one was decided: %v", err)
	}
	for name, tc := range map[string]struct {
		area  string
		place uuid.UUID
		want  problem.Kind
	}{
		"foreign area":  {"532622", places["平坝23.2"].ID, problem.Forbidden},
		"foreign entry": {"532601", places["大箐23.05"].ID, problem.Forbidden},
		"no such entry": {"5326", uuid.New(), problem.Invalid},
	} {
		if err := b.store.Choose(ctx, by(tc.area), x.ID, d.ID, tc.place, false); !problem.Is(err, tc.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := b.store.Choose(ctx, by("532601"), x.ID, d.ID, places["平坝23.2"].ID, false); err != nil {
		t.Fatal(err)
	}
	if d := b.one(x, Filter{Kind: Ambiguous}); d.State != Chosen || *d.Chosen != places["平坝23.2"].ID {
		t.Errorf("chosen: %+v", d)
	}
	next := b.load("5326", report())
	if got := b.differences(next, Filter{Text: "平坝"}); !slices.Equal(got, []string{
		"missing_there 平坝", "differs 平坝 position 104.050000, 23.200000>104.050000, 23.100000"}) &&
		!slices.Equal(got, []string{"differs 平坝 position 104.050000, 23.200000>104.050000, 23.100000", "missing_there 平坝"}) {
		t.Errorf("the choice was not kept: %v", got)
	}
	if err := b.store.Choose(ctx, by("532601"), x.ID, d.ID, uuid.Nil, false); err != nil {
		t.Fatal(err)
	}
	if _, err := b.store.Compare(ctx, by("5326"), x.ID); err != nil {
		t.Fatal(err)
	}
	if got := b.differences(x, Filter{Text: "平坝", Kind: MissingHere}); len(got) != 1 {
		t.Errorf("chosen as none of ours, but %v", got)
	}
}
