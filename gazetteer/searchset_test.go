package gazetteer

import (
	"context"
	"maps"
	"slices"
	"testing"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/data/sample"
)

// wellKnown are written by hand: what people type for the places of the prefecture.
var wellKnown = [][2]string{
	{"文山州", "文山壮族苗族自治州"}, {"文山壮族苗族自治州", "文山壮族苗族自治州"}, {"文山", "文山壮族苗族自治州"}, {"文山市", "文山市"},
	{"砚山", "砚山县"}, {"硯山縣", "砚山县"}, {"xichou", "西畴县"}, {"麻栗坡", "麻栗坡县"}, {"mlpx", "麻栗坡县"}, {"Mǎguān", "马关县"},
	{"丘北", "丘北县"}, {"guangnanxian", "广南县"}, {"guannanxian", "广南县"}, {"富宁", "富宁县"}, {"fu ning xian", "富宁县"},
	{"都龙镇", "都龙镇"}, {"dulong zhen", "都龙镇"}, {"平远", "平远镇"}, {"砚山 平远镇", "平远镇"}, {"文山市开化", "开化街道"},
	{"文shan州", "文山壮族苗族自治州"}, {"文山壮族自治州", "文山壮族苗族自治州"}, {"wsz", "文山壮族苗族自治州"}, {"剥隘镇", "剥隘镇"},
	{"𣲗水村", "𣲗水村"}, {"ＷＥＮＳＨＡＮＳＨＩ", "文山市"}, {"维摩乡", "维摩彝族乡"}, {"曰者镇", "曰者镇"}, {"日者镇", "曰者镇"}, {"wenshanshi kaihua", "开化街道"},
}

// TestSearchSet asks the test set of the pack: at least 300 queries, at least 95 % of them
// answered right by the first hit and 99 % by the first five.
func TestSearchSet(t *testing.T) {
	t.Parallel()
	s, files := packStore(t)
	loaded(t, s, files, "gazetteer_classes", "gazetteer")
	m := &setMaker{all: entriesOf(readCSV(files, "gazetteer.csv")), forms: map[string]int{}}
	for _, k := range m.all {
		for _, form := range k.forms {
			m.forms[form]++
		}
	}
	set := map[string][]asked{}
	for _, group := range []map[string][]asked{m.byName(), m.byPinyin(), m.byError(), m.byOtherForm()} {
		for category, queries := range group {
			set[category] = queries
		}
	}
	for _, pair := range wellKnown {
		set["by hand"] = append(set["by hand"], asking(pair[0], pair[1]))
	}
	n, first, five := 0, 0, 0
	for _, category := range slices.Sorted(maps.Keys(set)) {
		at1, at5 := 0, 0
		for _, q := range set[category] {
			names, at := answer(t, s, m, q)
			at1, at5 = at1+one(at == 0), at5+one(at >= 0)
			if at != 0 {
				t.Logf("%s: %q answered by %v, meant %s", category, q.text, names, q.from.norm)
			}
		}
		t.Logf("%-28s %3d queries, %3d right first, %3d in the first five", category, len(set[category]), at1, at5)
		n, first, five = n+len(set[category]), first+at1, five+at5
	}
	t.Logf("%d queries: %.1f %% right first, %.1f %% in the first five", n, 100*float64(first)/float64(n), 100*float64(five)/float64(n))
	if n < 300 || first*100 < n*95 || five*100 < n*99 {
		t.Errorf("of %d queries %d are right first and %d in the first five", n, first, five)
	}
}

// TestSearchSample asks the built-in sample, which every machine has, for places that it knows.
func TestSearchSample(t *testing.T) {
	t.Parallel()
	files := sample.Pack()
	db := datatest.From(t, "gazetteer_sample", "1", func(ctx context.Context, db *data.DB) error {
		return db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return fillPackAreas(ctx, tx, files) })
	})
	s := NewStore(db, landLocator{})
	loaded(t, s, files, "gazetteer_classes", "gazetteer")
	m := &setMaker{all: entriesOf(readCSV(files, "gazetteer.csv"))}
	n := 0
	for _, pair := range wellKnown {
		q := asking(pair[0], pair[1])
		if !m.standard(Normalise(pair[1])) {
			continue
		}
		n++
		if names, at := answer(t, s, m, q); at != 0 {
			t.Errorf("%q answered by %v, meant %s", q.text, names, pair[1])
		}
	}
	if n < 20 {
		t.Errorf("the sample knows only %d of the places", n)
	}
}

func asking(text, name string) asked {
	return asked{text, &known{norm: name}, func(o *known) bool { return o.name == name }}
}

// answer is the names found first, and which of them is right: -1 for none.
func answer(t *testing.T, s *Store, m *setMaker, q asked) (names []string, at int) {
	t.Helper()
	hits, err := s.Search(context.Background(), Search{Text: q.text, Limit: 5})
	if err != nil {
		t.Fatal(err)
	}
	at = -1
	for i, h := range hits {
		names = append(names, h.Name+"/"+h.AreaCode)
		right := slices.ContainsFunc(m.all, func(k *known) bool {
			return k.name == h.Name && k.area == h.AreaCode && k.class == h.Class && q.equal(k)
		})
		if right && at < 0 {
			at = i
		}
	}
	return names, at
}
