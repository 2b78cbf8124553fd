package gazetteer

import (
	"context"
	"strings"
	"testing"

	"cairn/internal/problem"
)

// findable are entries of a small gazetteer.
func findable() []Draft {
	in := func(d Draft, class, area string, lon, lat float64) Draft {
		d.ClassCode, d.AreaCode, d.Lon, d.Lat = class, area, &lon, &lat
		return d
	}
	with := func(d Draft, pinyin, short string, alt, former []string) Draft {
		d.Pinyin, d.ShortName, d.AltNames, d.FormerNames = pinyin, short, alt, former
		return d
	}
	return []Draft{
		in(with(village("文山壮族苗族自治州"), "wen shan", "文山州", nil, nil), "21300", "5326", 104.01, 23.01),
		in(with(village("文山市"), "wen shan shi", "", nil, []string{"文山县"}), "21400", "532601", 104.01, 23.01),
		in(with(village("开化街道"), "", "", nil, []string{"开化镇"}), "21500", "532601001", 104.01, 23.01),
		in(village("开化中学村"), "22200", "532601001", 104.02, 23.02),
		in(with(village("新开化寨"), "", "", []string{"小开化"}, nil), "22200", "532601102", 104.15, 23.15),
		in(village("都龙镇"), "21500", "532601102", 104.15, 23.15),
		in(village("下𣲗坝"), "22200", "532601001", 104.03, 23.03),
		in(with(village("龍潭寨"), "Lóngtánzhài", "", nil, nil), "22200", "532601001", 104.03, 23.03),
		in(village("龙潭寨"), "22200", "532601102", 104.16, 23.16),
		in(village("３号桥"), "22200", "532601001", 104.03, 23.03),
		in(with(village("平安桥"), "Píng'ān Qiáo", "", nil, nil), "22200", "532601001", 104.03, 23.03),
		in(with(village("青树丫口"), "", "", []string{"都龙"}, nil), "22200", "532601001", 104.03, 23.03),
		in(village("文山坪"), "22200", "532622101", 104.3, 23.1),
		in(village("葛\U000E0100藤坪"), "22200", "532601001", 104.03, 23.03),
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, d := range findable() {
		created(t, s, d)
	}
	for _, tc := range []struct{ q, area, class, want string }{
		{"文山市", "", "", "文山市"},
		{"文山", "", "", "文山壮族苗族自治州 文山市 文山坪"},
		{"文山", "532601", "", "文山市"},
		{"文山", "", "214", "文山市"},
		{"文山州", "", "", "文山壮族苗族自治州/文山州"},
		{"文山县", "", "", "文山市/文山县"},
		{"开化", "", "", "开化街道 开化中学村 新开化寨"},
		{"中学", "", "", "开化中学村"},
		{"小开化", "", "", "新开化寨/小开化"},
		{"𣲗", "", "", "下𣲗坝"},
		{"𣲗坝", "", "", "下𣲗坝"},
		{"龍潭寨", "", "", "龍潭寨 龙潭寨"},
		{"龙潭寨", "", "", "龙潭寨 龍潭寨"},
		{"3号桥", "", "", "３号桥"},
		{"葛藤坪", "", "", "葛\U000E0100藤坪"},
		{"文山壮族自治州", "", "", "文山壮族苗族自治州"},
		{"wenshan", "", "", "文山壮族苗族自治州 文山市 文山坪"},
		{"ＷＥＮＳＨＡＮ", "", "", "文山壮族苗族自治州 文山市 文山坪"},
		{"Wén Shān Shì", "", "", "文山市"},
		{"wen2shan1shi4", "", "", "文山市"},
		{"WEN SHAN SHI", "", "", "文山市"},
		{"wss", "", "", "文山市"},
		{"wszz", "", "", "文山壮族苗族自治州"},
		{"kaihua", "", "", "开化街道 开化中学村 新开化寨"},
		{"dulong", "", "", "都龙镇 青树丫口/都龙"},
		{"doulong", "", "", "都龙镇 青树丫口/都龙"},
		{"dūlóng", "", "", "都龙镇 青树丫口/都龙"},
		{"ping'an", "", "", "平安桥"},
		{"pinganqiao", "", "", "平安桥"},
		{"longtan", "532601001", "", "龍潭寨"},
		{"旦龙镇", "", "", "都龙镇"},
		{"新开画寨", "", "", "新开化寨"},
		{"", "", "", ""},
		{"  ", "", "", ""},
		{"%", "", "", ""},
		{"_", "", "", ""},
		{`\`, "", "", ""},
		{`'"; DROP TABLE place; --`, "", "", ""},
		{"\x00\x01", "", "", ""},
		{"\xff\xfe", "", "", ""},
		{"😀", "", "", ""},
	} {
		hits, err := s.Search(ctx, Search{Text: tc.q, Area: tc.area, Class: tc.class, Limit: 10})
		if err != nil {
			t.Errorf("%q: %v", tc.q, err)
			continue
		}
		var got []string
		for i, h := range hits {
			name := h.Name
			if h.MatchedName != h.Name && strings.Contains(tc.want, "/") {
				name += "/" + h.MatchedName
			}
			got = append(got, name)
			if h.Score <= 0 || h.Score > 1 || i > 0 && h.Score > hits[i-1].Score {
				t.Errorf("%q: score %g of %s after %g", tc.q, h.Score, h.Name, hits[max(i-1, 0)].Score)
			}
		}
		if strings.Join(got, " ") != tc.want {
			t.Errorf("%q in %q: %v, want %q", tc.q, tc.area, got, tc.want)
		}
	}
	if _, err := s.Search(ctx, Search{Text: strings.Repeat("文", 10_000), Limit: 10}); !problem.Is(err, problem.BadParameter) {
		t.Errorf("a text of 10,000 characters: %v", err)
	}
	if hits, err := s.Search(ctx, Search{Text: "开化", Limit: 2}); err != nil || len(hits) != 2 {
		t.Errorf("limit 2 gave %d: %v", len(hits), err)
	}
}

// What was renamed is found by both names, what was retired by none.
func TestSearchFollowsWrites(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	find := func(q string) int {
		t.Helper()
		hits, err := s.Search(ctx, Search{Text: q, Limit: 10})
		if err != nil {
			t.Fatal(err)
		}
		return len(hits)
	}
	p := created(t, s, village("老寨子"))
	p = updated(t, s, p, func(d *Draft) { d.Name = "新寨子" })
	if find("老寨子") != 1 || find("新寨子") != 1 || find("xzz") != 1 {
		t.Error("the renamed entry is not found by both names")
	}
	if _, err := s.Retire(ctx, reviewer("53"), p.ID, p.Version); err != nil {
		t.Fatal(err)
	}
	if find("新寨子") != 0 {
		t.Error("the retired entry is found")
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, seed := range []string{"文山", "wén shān", "wen2shan1", "xi'an", "%_\\", "😀", "\xff", "3号桥"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		q := parseQuery(text)
		if q.chars == 0 && len(q.tiers(Search{})) > 0 {
			t.Error("searches for nothing")
		}
		if q.chars <= maxQuery {
			q.tiers(Search{})
		}
		if strings.ContainsRune(q.norm, 0) {
			t.Error("a NUL would reach the database")
		}
	})
}
