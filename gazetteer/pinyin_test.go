package gazetteer

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cairn/data/datatest"
)

func TestNormalise(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"文山市":               "文山市",
		" 文 山　市 ":           "文山市",
		"龍潭寨":               "龙潭寨",
		"雲峯寺":               "云峰寺",
		"塩井坡":               "盐井坡",
		"安\uF914寨":          "安乐寨",
		"３号桥":               "3号桥",
		"阿·兰寨":              "阿兰寨",
		"葛\U000E0100藤坪":     "葛藤坪",
		"下𣲗坝":               "下𣲗坝",
		"KTV":               "ktv",
		"a\x00b\u200Bc\xff": "abc",
	} {
		if got := Normalise(in); got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// Every variant leads to a character that is no variant itself, and stands once.
func TestVariants(t *testing.T) {
	t.Parallel()
	for variant, standard := range variants() {
		if next, ok := variants()[standard]; ok || variant == standard {
			t.Errorf("%c leads to %c and on to %c", variant, standard, next)
		}
	}
	for r, list := range localReadings() {
		for _, s := range list {
			if s.tone == 0 || !legal()[s.plain] {
				t.Errorf("%c: %v is no syllable", r, s)
			}
		}
	}
}

func TestReadings(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, written, spaced, toned, initials string }{
		{"文山市", "", "wen shan shi", "wen2shan1shi4", "wss"},
		{"文山市", "wen shan shi", "wen shan shi", "wen2shan1shi4", "wss"},
		{"文山壮族苗族自治州", "wen shan", "wen shan zhuang zu miao zu zi zhi zhou", "wen2shan1zhuang4zu2miao2zu2zi4zhi4zhou1", "wszzmzzzz"},
		{"都龙镇", "", "du long zhen", "du1long2zhen4", "dlz"},
		{"都龙镇", "dou long", "dou long zhen", "dou1long2zhen4", "dlz"},
		{"都龙街", "Dūlóngjiē", "du long jie", "du1long2jie1", "dlj"},
		{"西岸", "Xī'àn", "xi an", "xi1an4", "xa"},
		{"平安桥", "Píng'ān Qiáo", "ping an qiao", "ping2an1qiao2", "paq"},
		{"三堡", "Sānpù", "san pu", "san1pu4", "sp"},
		{"平地", "PINGDI", "ping di", "ping2di4", "pd"},
		{"3号桥", "3 Hào Qiáo", "3 hao qiao", "3hao4qiao2", "3hq"},
		{"8-2号地", "Bā-Èr Hào Dì", "ba er hao di", "ba1er4hao4di4", "behd"},
		{"𣲗水村", "Wǔshuǐcūn", "wu shui cun", "wu3shui3cun1", "wsc"},
		{"单家坡", "Shànjiāpō", "shan jia po", "shan4jia1po1", "sjp"},
		{"绿水", "lǜ shuǐ", "lv shui", "lv4shui3", "ls"},
		{"文山", "wen2 shan1", "wen shan", "wen2shan1", "ws"},
		{"新龙坡", "Tian wan", "tian wan", "tianwan", "tw"},
		{"\U0003134a村", "", "\U0003134a cun", "\U0003134acun1", "\U0003134ac"},
	} {
		got := readingsOf(tc.name, tc.written)[0]
		if got.spaced() != tc.spaced || got.toned() != tc.toned || got.initials() != tc.initials {
			t.Errorf("%s (%q): %q %q %q, want %q %q %q", tc.name, tc.written,
				got.spaced(), got.toned(), got.initials(), tc.spaced, tc.toned, tc.initials)
		}
	}
}

// A reading written wrongly, or left over from a former name, does not hide the usual ones.
func TestOtherReadings(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct{ name, written, want string }{
		{"都龙镇", "dou long", "dulongzhen"},
		{"新龙坡", "Tian wan", "xinlongpo"},
		{"老地房", "laofang", "laodifang"},
		{"长官司", "", "zhangguansi"},
		{"重兴寨", "", "zhongxingzhai"},
	} {
		var all []string
		for _, r := range readingsOf(tc.name, tc.written) {
			all = append(all, r.joined())
		}
		if !strings.Contains(strings.Join(all, " "), tc.want) {
			t.Errorf("%s (%q) is read %v, without %s", tc.name, tc.written, all, tc.want)
		}
	}
}

// Every reading written in the pack can be laid along its name.
func TestPackReadings(t *testing.T) {
	t.Parallel()
	f, err := os.Open(filepath.Join(datatest.Pack(t, "wenshan"), "gazetteer.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows[1:] {
		name, written := row[1], row[2]
		if written == "" {
			continue
		}
		got := readingsOf(name, written)
		want := plainText(parseLetters(written))
		if joined := got[0].joined(); !strings.HasPrefix(joined, want) {
			t.Errorf("%s: %q is taken as %q", name, written, got[0].spaced())
		}
		if n := len([]rune(Normalise(name))); len(got[0]) != n {
			t.Errorf("%s: %q gives %d syllables for %d characters", name, written, len(got[0]), n)
		}
	}
}

func FuzzReadings(f *testing.F) {
	f.Add("文山市", "wen shan shi")
	f.Add("8-2号地", "Bā-Èr Hào Dì")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, name, written string) {
		if len(name) > 300 || len(written) > 300 {
			return
		}
		if got := readingsOf(name, written); len(got) == 0 || len(got) > maxReadings {
			t.Errorf("%d readings", len(got))
		}
	})
}
