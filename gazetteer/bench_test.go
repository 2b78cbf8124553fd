package gazetteer

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
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
func generate(n int) []*Place {
	rng := rand.New(rand.NewPCG(53, 26))
	pick := func(list []string) string { return list[int(float64(len(list))*rng.Float64()*rng.Float64())] }
	places := make([]*Place, n)
	for i := range places {
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
		places[i] = &Place{ID: newID(), Version: 1, Origin: "synthetic"}
		places[i].apply(d, "")
	}
	return places
}

// generatedStore is a store of n generated entries.
func generatedStore(t testing.TB, n int) *Store {
	t.Helper()
	db := datatest.From(t, fmt.Sprintf("gazetteer_%d", n), "5", func(ctx context.Context, db *data.DB) error {
		err := db.Write(ctx, datatest.Change(), func(ctx context.Context, tx pgx.Tx) error { return fillGenerated(ctx, tx, n) })
		if err != nil {
			return err
		}
		_, err = db.Read().Exec(ctx, "RESET ROLE; ANALYZE") // as autovacuum does within a minute
		return err
	})
	return NewStore(db, landLocator{})
}

func fillGenerated(ctx context.Context, tx pgx.Tx, n int) error {
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
	for chunk := range slices.Chunk(generate(n), chunkRows) {
		if err := insertPlaces(ctx, tx, chunk); err != nil {
			return err
		}
	}
	return nil
}

// searches are what people type, and the worst that can be typed.
var searches = []Search{
	{Text: "新龙潭寨"}, {Text: "新龙潭"}, {Text: "龙潭"}, {Text: "新"}, {Text: "𣲗"}, {Text: "𣲗石"}, {Text: "村委会"}, {Text: "村委"},
	{Text: "委会"}, {Text: "水库"}, {Text: "老石头村委会"}, {Text: "马家营盘村"}, {Text: "龙"}, {Text: "镇"}, {Text: "古"},
	{Text: "社区"}, {Text: "下𣲗麒麟"}, {Text: "铁锅官村委会"}, {Text: "没有这个地方"}, {Text: "文山壮族苗族自治州"},
	{Text: "xinlongtanzhai"}, {Text: "xīn lóng tán"}, {Text: "lóng tán"}, {Text: "longtan"}, {Text: "x"}, {Text: "xl"}, {Text: "xltz"},
	{Text: "d"}, {Text: "cunwei"}, {Text: "an"}, {Text: "zhai"}, {Text: "qqqq"}, {Text: "wenshanshi"},
	{Text: "新", Area: "532603"}, {Text: "新", Area: "532603105"}, {Text: "村委会", Area: "532603105"}, {Text: "龙潭", Class: "24"},
	{Text: "x", Area: "532603105"}, {Text: "x", Class: "21"}, {Text: "村", Class: "21"},
}

// BenchmarkSearch searches 200,000 entries, one text after the other; it reports the 95th
// percentile.
func BenchmarkSearch(b *testing.B) {
	s, ctx := generatedStore(b, 200_000), context.Background()
	var took []time.Duration
	for i := 0; b.Loop(); i++ {
		search := searches[i%len(searches)]
		search.Limit = 20
		start := time.Now()
		if _, err := s.Search(ctx, search); err != nil {
			b.Fatal(err)
		}
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*95/100].Microseconds())/1000, "p95-ms")
}

// BenchmarkSearchText shows which texts are slow.
func BenchmarkSearchText(b *testing.B) {
	s, ctx := generatedStore(b, 200_000), context.Background()
	for _, search := range searches {
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
