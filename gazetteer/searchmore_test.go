package gazetteer

import (
	"context"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"

	"cairn/data/datatest"
	"cairn/internal/problem"
)

func names(hits []Hit) string {
	var out []string
	for _, h := range hits {
		out = append(out, h.Name+"@"+h.AreaCode)
	}
	return strings.Join(out, " ")
}

func ask(t *testing.T, s *Store, search Search) string {
	t.Helper()
	if search.Limit == 0 {
		search.Limit = 10
	}
	hits, err := s.Search(context.Background(), search)
	if err != nil {
		t.Fatalf("%q: %v", search.Text, err)
	}
	return names(hits)
}

func TestSearchInSpiteOfErrors(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, d := range findable() {
		created(t, s, d)
	}
	created(t, s, village("绿水塘"))
	for q, want := range map[string]string{
		"lvshuitang": "绿水塘@532601001", "lüshuǐtáng": "绿水塘@532601001", "lu:shui": "", "lushuitang": "绿水塘@532601001",
		"新开话寨":                   "新开化寨@532601102", // wrong
		"新开寨":                    "新开化寨@532601102", // missing
		"新开化小寨":                  "新开化寨@532601102", // extra
		"新化开寨":                   "新开化寨@532601102", // transposed
		"开花街道":                   "开化街道@532601001", // same sound
		"开花":                     "开化街道@532601001", // of the short form
		"xinkaihauzai":           "",
		"xinkaihauzhai":          "新开化寨@532601102",
		"xinkahuazhai":           "新开化寨@532601102",
		"xinkaihuazai":           "新开化寨@532601102",               // zh z
		"dunong":                 "都龙镇@532601102 青树丫口@532601001", // l n
		"wensansi":               "文山市@532601",
		"开hua街道":                 "开化街道@532601001",
		"青shuyk":                 "青树丫口@532601001",
		"文山州":                    "文山壮族苗族自治州@5326",
		"文山市开化":                  "开化街道@532601001 开化中学村@532601001",
		"文山市 开化中学":               "开化中学村@532601001",
		"开化中学，文山市":               "开化中学村@532601001",
		"wenshan kaihuazhongxue": "开化中学村@532601001",
		"开化 𣲗":                   "下𣲗坝@532601001",
	} {
		if got := ask(t, s, Search{Text: q}); got != want {
			t.Errorf("%q: %s, want %s", q, got, want)
		}
	}
}

// Of equally good matches the nearer ones go first, or those in the preferred area; the
// others stay.
func TestSearchPrefers(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	at := func(name, area string, lon, lat float64) {
		d := village(name)
		d.AreaCode, d.Lon, d.Lat = area, &lon, &lat
		created(t, s, d)
	}
	at("新寨", "532601001", 104.02, 23.02)
	at("新寨", "532601102", 104.15, 23.15)
	at("新寨", "532622101", 104.3, 23.1)
	at("新寨上村", "532622101", 104.31, 23.1)
	for name, tc := range map[string]struct {
		search Search
		want   string
	}{
		"near the third":   {Search{Text: "新寨", Near: &orb.Point{104.29, 23.1}}, "新寨@532622101 新寨@532601102 新寨@532601001 新寨上村@532622101"},
		"near the second":  {Search{Text: "xinzhai", Near: &orb.Point{104.16, 23.15}}, "新寨@532601102 新寨@532622101 新寨@532601001 新寨上村@532622101"},
		"in a township":    {Search{Text: "新寨", NearArea: "532601102"}, "新寨@532601102 新寨@532601001 新寨@532622101 新寨上村@532622101"},
		"only in a county": {Search{Text: "新寨", Area: "532622", NearArea: "532601102"}, "新寨@532622101 新寨上村@532622101"},
		"only one":         {Search{Text: "新寨", NearArea: "532622", Limit: 1}, "新寨@532622101"},
	} {
		got := ask(t, s, tc.search)
		if got != tc.want {
			t.Errorf("%s: %s, want %s", name, got, tc.want)
		}
	}
}

// Names of a grade above the reader's are not found in any way, nor hinted at.
func TestSearchClearance(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, d := range findable() {
		created(t, s, d)
	}
	if _, err := s.db.Read().Exec(ctx, "UPDATE place_search SET grade = 2"); err != nil {
		t.Fatal(err)
	}
	near := &orb.Point{104.03, 23.03}
	for _, q := range []string{"文山市", "文山", "开化", "中学", "山", "文shan", "wenshan", "wén shān", "wss", "wensshi", "kaihau", "新开画寨", "新开寨",
		"文山市 开化", "wenshan kaihua", "zhongxue", "文山壮族自治州", "nongtan"} {
		for _, in := range []Search{{}, {Near: near}, {NearArea: "532601"}, {Area: "532601001"}, {Suggest: true}} {
			in.Text, in.Clearance = q, 1
			if got := ask(t, s, in); got != "" {
				t.Errorf("%q %+v found without clearance: %s", q, in, got)
			}
		}
	}
	if ask(t, s, Search{Text: "文山市", Clearance: 2}) == "" {
		t.Error("nothing is found with clearance")
	}
}

func TestSuggest(t *testing.T) {
	t.Parallel()
	s := newStore(t)
	for _, d := range findable() {
		created(t, s, d)
	}
	for q, want := range map[string]string{
		"文":       "文山壮族苗族自治州@5326 文山市@532601 文山坪@532622101",
		"文sh":     "文山壮族苗族自治州@5326 文山市@532601 文山坪@532622101",
		"wens":    "文山壮族苗族自治州@5326 文山市@532601 文山坪@532622101",
		"wsp":     "文山坪@532622101",
		"中学":      "开化中学村@532601001",
		"开话街道":    "开化街道@532601001",
		"":        "",
		"没有这样的地方": "",
	} {
		if got := ask(t, s, Search{Text: q, Suggest: true}); got != want {
			t.Errorf("%q: %s, want %s", q, got, want)
		}
	}
}

// Whatever is typed is answered, mostly with nothing, or refused as too long.
func TestHostileSearches(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, d := range findable() {
		created(t, s, d)
	}
	texts := []string{"%", "_", `\`, "%%%", `\_%`, "文%", "文_", `文\`, ".*", "^wen", "[a-z]+", "(wen", "wen)", "文[", "w{1000}", "$", "|", "wen|shan",
		"\x00", "文\x00山", "\xff\xfe", "文\xc3\x28", "\u202e文山", "😀", "👨‍👩‍👧", "a", "文", "1", "ü", "'", "' ", "-", "'; DROP TABLE place", "\u0301\u0301",
		strings.Repeat("文", maxQuery), strings.Repeat("w", maxQuery), strings.Repeat("文w", maxQuery/2), strings.Repeat("zh", maxQuery/2),
		strings.Repeat("a ", maxQuery), strings.Repeat("文 ", maxQuery), strings.Repeat("xi'an ", 16), "文山市文山市文山市文山市文山市", "𣲗" + strings.Repeat("wen", 30)}
	for _, text := range texts {
		for _, in := range []Search{{}, {Suggest: true}, {Area: `%_\`, Class: `%`}, {NearArea: `%_\`}} {
			in.Text, in.Limit = text, 10
			if _, err := s.Search(ctx, in); err != nil {
				t.Errorf("%q: %v", text, err)
			}
		}
	}
	for _, text := range []string{strings.Repeat("文", 10_000), strings.Repeat("w", 10_000), strings.Repeat("文w", 5_000), strings.Repeat("%_", 5_000)} {
		if _, err := s.Search(ctx, Search{Text: text, Limit: 10}); !problem.Is(err, problem.BadParameter) {
			t.Errorf("%.10q of 10,000 characters: %v", text, err)
		}
	}
	for _, text := range []string{"%", "_", `\`, "文_", ".*", "[a-z]+", "w{1000}"} {
		if got := ask(t, s, Search{Text: text}); got != "" {
			t.Errorf("%q finds %s", text, got)
		}
	}
}

func TestReindex(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	for _, d := range findable() {
		created(t, s, d)
	}
	count := func() (n int) {
		t.Helper()
		if err := s.db.Read().QueryRow(ctx, "SELECT count(*) FROM place_search WHERE keys <> '{}'").Scan(&n); err != nil {
			t.Fatal(err)
		}
		return n
	}
	before := count()
	if _, err := s.db.Read().Exec(ctx, "DELETE FROM place_search WHERE n > 0"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.db.Read().Exec(ctx, "UPDATE place_search SET keys = '{}', folded = ''"); err != nil { // as before 0013
		t.Fatal(err)
	}
	if whole, err := s.Searchable(ctx); err != nil || whole {
		t.Errorf("rows of before are whole: %v", err)
	}
	done, err := s.Upkeep(ctx)
	if err != nil || done.Current || done.Entries != len(findable()) || count() != before {
		t.Errorf("made again: %+v %v, %d rows of %d", done, err, count(), before)
	}
	if whole, err := s.Searchable(ctx); err != nil || !whole {
		t.Errorf("rows made again are not whole: %v", err)
	}
	if again, err := s.Upkeep(ctx); err != nil || !again.Current || again.Entries != 0 {
		t.Errorf("once more: %+v %v", again, err)
	}
	var told []int
	if all, err := s.Reindex(ctx, func(n int) { told = append(told, n) }); err != nil || all.Entries != len(findable()) || len(told) != 1 {
		t.Errorf("by hand: %+v %v %v", all, err, told)
	}
}

// While somebody writes an entry its batch waits and gives way; afterwards it has the new name.
func TestReindexGivesWay(t *testing.T) {
	t.Parallel()
	s, ctx := newStore(t), context.Background()
	p := created(t, s, village("老寨子"))
	done := make(chan error, 1)
	err := s.db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error {
		if _, err := tx.Exec(ctx, queries.Get("place_lock"), p.ID); err != nil {
			return err
		}
		go func() {
			_, err := s.Reindex(context.WithoutCancel(ctx), nil)
			done <- err
		}()
		_, err := tx.Exec(ctx, "UPDATE place SET name = '新寨子' WHERE id = $1", p.ID)
		if err == nil {
			_, err = tx.Exec(ctx, "UPDATE place_name SET text = '新寨子' WHERE place_id = $1", p.ID)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := <-done; err != nil {
		t.Fatal(err)
	}
	if got := ask(t, s, Search{Text: "新寨子"}); got != "新寨子@532601001" || ask(t, s, Search{Text: "老寨子"}) == "老寨子@532601001" {
		t.Errorf("found %q", got)
	}
}

func TestShortForms(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"文山壮族苗族自治州": "文山州 文山", "屏边苗族自治县": "屏边县 屏边", "金平苗族瑶族傣族自治县": "金平县 金平", "维摩彝族乡": "维摩乡 维摩",
		"广西壮族自治区": "广西", "新疆维吾尔自治区": "新疆", "内蒙古自治区": "内蒙古", "云南省": "云南", "砚山县": "砚山", "文山市": "文山", "盘县": "",
		"开化街道": "开化", "都龙镇": "都龙", "大兴安岭地区": "大兴安岭", "双江拉祜族佤族布朗族傣族自治县": "双江县 双江", "县": "",
		"红甸回族乡": "红甸乡 红甸", "积石山保安族东乡族撒拉族自治县": "积石山县 积石山", "海西蒙古族藏族自治州": "海西州 海西", "伊犁哈萨克自治州": "伊犁州 伊犁",
		"隆林各族自治县": "隆林县 隆林",
	} {
		if got := strings.Join(shortForms(name, "21400"), " "); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
	if forms := shortForms("新寨乡", "22200"); forms != nil {
		t.Errorf("of a village: %v", forms)
	}
}

func TestNeighbours(t *testing.T) {
	t.Parallel()
	share := func(a, b []int32) bool {
		return slices.ContainsFunc(a, func(k int32) bool { return slices.Contains(b, k) })
	}
	for _, pair := range [][2]string{{"新开化寨", "新开话寨"}, {"新开化寨", "新开寨"}, {"新开寨", "新开化寨"}, {"新开化寨", "新化开寨"}, {"新开化寨", "化开新寨"}} {
		near := editDistance([]rune(pair[0]), []rune(pair[1])) <= 1
		if d := distance(pair[0], pair[1]); d <= 1 != near || near && !share(charKeys(pair[0]), charKeys(pair[1])) {
			t.Errorf("%v: distance %d", pair, d)
		}
	}
	if share(charKeys("文山市"), charKeys("开化镇")) || charKeys("山") != nil {
		t.Error("names that have nothing in common share a key")
	}
	for _, pair := range [][2]string{{"zhong", "zong"}, {"lan", "nan"}, {"jing", "jin"}, {"fei", "hei"}, {"lv", "lu"}, {"shan", "san"}, {"chang", "can"}} {
		if fold(pair[0]) != fold(pair[1]) {
			t.Errorf("%v are not confused", pair)
		}
	}
	if fold("wen") == fold("men") || fold("ta") == fold("da") {
		t.Error("other sounds are confused")
	}
}

func FuzzDistance(f *testing.F) {
	f.Add("新开化寨", "新开话寨")
	f.Add("", "x")
	f.Fuzz(func(t *testing.T, a, b string) {
		if len(a) > 40 || len(b) > 40 || !utf8.ValidString(a) || !utf8.ValidString(b) {
			return
		}
		d := distance(a, b)
		if d != distance(b, a) || d > max(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) || (d == 0) != (a == b) {
			t.Errorf("distance of %q and %q is %d", a, b, d)
		}
		if (d <= 1) != (editDistance([]rune(a), []rune(b)) <= 1) {
			t.Errorf("distance of %q and %q is %d", a, b, d)
		}
		long := min(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) >= minNearChars && max(utf8.RuneCountInString(a), utf8.RuneCountInString(b)) <= maxNear
		if long && d == 1 && !slices.ContainsFunc(charKeys(a), func(k int32) bool { return slices.Contains(charKeys(b), k) }) {
			t.Errorf("%q and %q are one error apart and share no key", a, b)
		}
	})
}
