package gazetteer

import (
	"context"
	"fmt"
	"iter"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"cairn/data"
	"cairn/data/datatest"
)

// Parts of generated names, about as skewed as real ones: the front ones come most often.
var (
	fronts = strings.Fields("新 老 大 小 上 下 中 前 后 三 石 龙 马 白 黑 红 平 高 长 田 水 杨 李 王 六 八 南 北 东 西 木 者 那 董 都 腻 阿 蚌 普 底 麻 铁 沙 花 土 团 干 清 金 银 双")
	cores  = strings.Fields("寨 龙潭 石头 马 家 营 塘 坝 箐 树 坪 湾 田 坡 岩 洞 沟 桥 冲 井 厂 街 山 河 水 林 竹 松 柏 桃 梨 李子 麻栗 木瓜 茶园 瓦房 草房 窑 炭 铁 锅 猪 牛 羊 鸡 鸭 狗 鱼 虎 豹 凤 凰 麒麟 官 兵 营盘 城 门 庙 寺 塔 碑 坟")
	backs  = []struct{ text, class string }{
		{"村委会", "27610"}, {"", "22200"}, {"寨", "22200"}, {"村委会", "27610"}, {"坝", "22200"}, {"村", "22200"}, {"社区", "27620"},
		{"山", "13000"}, {"河", "12000"}, {"坡", "22200"}, {"公路", "23214"}, {"水库", "24000"}, {"街", "22100"}, {"古桥", "25000"},
	}
)

// generate makes n entries in 8 counties of 13 townships; the same for the same n.
func generate(n int) iter.Seq[*Place] {
	return func(yield func(*Place) bool) {
		rng := rand.New(rand.NewPCG(53, 26))
		for i := range n {
			p := &Place{ID: newID(), Version: 1, Origin: "synthetic"}
			p.apply(generated(rng, i), "")
			if !yield(p) {
				return
			}
		}
	}
}

// generated is the draft of the entry number i.
func generated(rng *rand.Rand, i int) Draft {
	pick := func(list []string) string { return list[int(float64(len(list))*rng.Float64()*rng.Float64())] }
	back := backs[rng.IntN(len(backs))]
	d := Draft{Name: pick(fronts) + pick(cores) + back.text, ClassCode: back.class, Status: Current,
		AreaCode: fmt.Sprintf("5326%02d1%02d", rng.IntN(8), rng.IntN(13))}
	switch kind := rng.IntN(1000); {
	case i < 112:
		d.Name, d.ClassCode = pick(fronts)+pick(cores)+"镇", "21500"
	case kind < 400:
		d.AltNames = []string{pick(fronts) + pick(cores) + "社区"}
	case kind < 420:
		d.FormerNames = []string{"老" + d.Name}
	case kind < 421:
		d.Name = "下𣲗" + pick(cores)
	}
	if rng.IntN(3) > 0 {
		d.Name = pick(cores) + d.Name
	}
	lon, lat := 103.5+rng.Float64()*2.5, 22.7+rng.Float64()*2
	d.Lon, d.Lat = &lon, &lat
	d.settle()
	return d
}

// generatedStore is a store of n generated entries, without their history: only what
// searching reads. Up to a million they are kept for the next run.
func generatedStore(t testing.TB, n int) *Store {
	t.Helper()
	fill := func(ctx context.Context, db *data.DB) error { return fillGenerated(ctx, db, n) }
	if n < 1_000_000 {
		return NewStore(datatest.From(t, fmt.Sprintf("gazetteer_%d", n), "9", fill), landLocator{})
	}
	db := datatest.New(t)
	if err := fill(context.Background(), db); err != nil {
		t.Fatal(err)
	}
	return NewStore(db, landLocator{})
}

// fillGenerated writes past the triggers, and makes the indexes afterwards.
func fillGenerated(ctx context.Context, db *data.DB, n int) error {
	conn, err := db.Pool().Acquire(ctx)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Conn().Close(ctx); conn.Release() }() // its settings go with it
	var drop, create string
	err = conn.QueryRow(ctx, `SELECT string_agg('DROP INDEX cairn.' || indexname, ';'), string_agg(indexdef, ';')
		FROM pg_indexes WHERE tablename = 'place_search' AND indexname <> 'place_search_pkey'`).Scan(&drop, &create)
	if err != nil {
		return err
	}
	if _, err := conn.Exec(ctx, "RESET ROLE; SET session_replication_role = replica; SET maintenance_work_mem = '1GB';"+drop); err != nil {
		return err
	}
	if err := pgx.BeginFunc(ctx, conn, func(tx pgx.Tx) error { return copyGenerated(ctx, tx, n) }); err != nil {
		return err
	}
	_, err = conn.Exec(ctx, create+"; ANALYZE") // as autovacuum does within a minute
	return err
}

// insertFound adds entries and their search rows, no name forms.
func insertFound(ctx context.Context, q data.Querier, places []*Place) error {
	var rows [][]any
	for _, p := range places {
		rows = append(rows, p.columns())
	}
	if _, err := q.CopyFrom(ctx, pgx.Identifier{"cairn", "place"}, placeColumns, pgx.CopyFromRows(rows)); err != nil {
		return err
	}
	return insertSearch(ctx, q, places)
}

func copyGenerated(ctx context.Context, tx pgx.Tx, n int) error {
	_, err := tx.Exec(ctx, `INSERT INTO place_class (code, name)
		SELECT unnest('{12000,13000,21500,22100,22200,23214,24000,25000,27610,27620}'::text[]), 'class'`)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `INSERT INTO area (code, name, level) SELECT '5326', 'p', 'prefecture' UNION ALL
		SELECT '5326' || lpad(c::text, 2, '0'), 'c', 'county' FROM generate_series(0, 7) c UNION ALL
		SELECT '5326' || lpad(c::text, 2, '0') || '1' || lpad(t::text, 2, '0'), 't', 'township' FROM generate_series(0, 7) c, generate_series(0, 12) t`)
	if err != nil {
		return err
	}
	var chunk []*Place
	for p := range generate(n) {
		if chunk = append(chunk, p); len(chunk) < chunkRows {
			continue
		}
		if err := insertFound(ctx, tx, chunk); err != nil {
			return err
		}
		chunk = nil
	}
	return insertFound(ctx, tx, chunk)
}

// hard is the worst that people type, beside the categories below.
var hard = []Search{
	{Text: "新"}, {Text: "𣲗"}, {Text: "村委会"}, {Text: "村委"}, {Text: "委会"}, {Text: "水库"}, {Text: "龙"}, {Text: "镇"}, {Text: "古"},
	{Text: "社区"}, {Text: "没有这个地方"}, {Text: "文山壮族苗族自治州"}, {Text: "lóng tán"}, {Text: "longtan"}, {Text: "x"}, {Text: "xl"},
	{Text: "d"}, {Text: "cunwei"}, {Text: "an"}, {Text: "zhai"}, {Text: "qqqq"}, {Text: "wenshanshi"},
	{Text: "新", Area: "532603"}, {Text: "新", Area: "532603105"}, {Text: "村委会", Area: "532603105"}, {Text: "龙潭", Class: "24"},
	{Text: "x", Area: "532603105"}, {Text: "x", Class: "21"}, {Text: "村", Class: "21"},
}

// benchQueries are queries of the kinds that people type, made from every so many-th entry.
func benchQueries(n int) map[string][]Search {
	set := map[string][]Search{"hard": hard}
	step := n / perCategory
	i := 0
	for p := range generate(n) {
		if i++; i%step != 0 {
			continue
		}
		chars := []rune(Normalise(p.Name))
		if len(chars) < 4 {
			continue
		}
		r := readingsOf(p.Name, p.Pinyin)[0]
		add := func(category string, s Search) { set[category] = append(set[category], s) }
		add("exact", Search{Text: p.Name})
		add("prefix", Search{Text: string(chars[:len(chars)-2])})
		add("infix", Search{Text: string(chars[1 : len(chars)-1])})
		add("pinyin", Search{Text: r.joined()})
		add("pinyin with tones", Search{Text: markTones(r.toned(), " ")})
		add("pinyin cut", Search{Text: r.joined()[:len(r.joined())/2+1]})
		add("initials", Search{Text: r.initials()})
		add("mixed", Search{Text: string(chars[:2]) + reading(r[2:]).joined()})
		add("wrong character", Search{Text: "曰" + string(chars[1:])})
		add("missing character", Search{Text: string(chars[:1]) + string(chars[2:])})
		add("transposed characters", Search{Text: string([]rune{chars[0], chars[2], chars[1]}) + string(chars[3:])})
		add("typing error in pinyin", Search{Text: r.joined()[:2] + "q" + r.joined()[2:]})
		add("confused sounds", Search{Text: strings.NewReplacer("zh", "z", "sh", "s", "ing", "in", "l", "n").Replace(r.joined())})
		add("name and area", Search{Text: "新寨镇 " + p.Name})
		add("in a county", Search{Text: string(chars[:2]), Area: p.AreaCode[:6]})
		add("in a township", Search{Text: string(chars[:2]), Area: p.AreaCode})
		add("nearby", Search{Text: p.Name, Near: p.near()})
		add("near area", Search{Text: string(chars[:2]), NearArea: p.AreaCode[:6]})
		add("suggest", Search{Text: string(chars[:2]), Suggest: true})
		add("suggest, pinyin", Search{Text: r.joined()[:5], Suggest: true})
	}
	return set
}

// perCategory is how many queries of a kind are asked.
const perCategory = 60

// BenchmarkSearch asks every category of queries, and all of them mixed, among 200,000
// entries or as many as CAIRN_BENCH_PLACES says; it reports the 50th, 95th and 99th percentile.
func BenchmarkSearch(b *testing.B) {
	n := 200_000
	if text := os.Getenv("CAIRN_BENCH_PLACES"); text != "" {
		var err error
		if n, err = strconv.Atoi(text); err != nil || n < 1000 {
			b.Fatalf("CAIRN_BENCH_PLACES=%q is no number of entries", text)
		}
	}
	s, set := generatedStore(b, n), benchQueries(n)
	var all []Search
	for _, category := range slices.Sorted(maps.Keys(set)) {
		all = append(all, set[category]...)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
	b.Run(fmt.Sprintf("%d/all", n), func(b *testing.B) { measure(b, s, all) })
	for _, category := range slices.Sorted(maps.Keys(set)) {
		b.Run(fmt.Sprintf("%d/%s", n, category), func(b *testing.B) { measure(b, s, set[category]) })
	}
}

func measure(b *testing.B, s *Store, searches []Search) {
	var took []time.Duration
	ask := func(search Search) {
		search.Limit = 20
		if search.Suggest {
			search.Limit = 10
		}
		start := time.Now()
		if _, err := s.Search(context.Background(), search); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	for b.Loop() {
		for _, search := range searches {
			ask(search)
		}
	}
	slices.Sort(took)
	for _, p := range []int{50, 95, 99} {
		b.ReportMetric(float64(took[len(took)*p/100].Microseconds())/1000, fmt.Sprintf("p%d-ms", p))
	}
	b.ReportMetric(0, "ns/op")
}

// BenchmarkSearchText shows which texts are slow.
func BenchmarkSearchText(b *testing.B) {
	s, ctx := generatedStore(b, 200_000), context.Background()
	for _, search := range hard {
		search.Limit = 20
		b.Run(strings.ReplaceAll(search.Text+search.Area+search.Class, " ", "_"), func(b *testing.B) {
			for b.Loop() {
				if _, err := s.Search(ctx, search); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
