package gazetteer

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/paulmach/orb"
)

// Every way of searching has an index that carries it.
func TestSearchIndexes(t *testing.T) {
	t.Parallel()
	s, ctx := generatedStore(t, 10_000), context.Background()
	in, small, around := Search{Limit: 20}, Search{Area: "532603105", Limit: 20}, Search{Limit: 20, Near: &orb.Point{104, 23.5}}
	for index, tiers := range map[string][]tier{
		"place_search_norm": {pick(t, in, "新", "search_prefix"), pick(t, in, "没有", "search_prefix")},
		"place_search_tokens": {pick(t, small, "新", "search_prefix_in"), pick(t, small, "x", "search_pinyin_in"), pick(t, small, "x", "search_initials_in"),
			pick(t, small, "石头", "search_infix_in"), pick(t, small, "shitou", "search_sound_in")},
		"place_search_joined":      {pick(t, in, "x", "search_pinyin"), pick(t, in, "xīn", "search_pinyin"), pick(t, in, "qilin", "search_pinyin")},
		"place_search_initials":    {pick(t, in, "x", "search_initials")},
		"place_search_folded":      {pick(t, in, "x", "search_folded")},
		"place_search_keys":        {pick(t, in, "𣲗石", "search_infix"), pick(t, in, "麒麟古桥", "search_similar"), pick(t, in, "qilinguqiao", "search_sound")},
		"place_search_cell_norm":   {nearby(pick(t, around, "新", "search_prefix"))},
		"place_search_cell_joined": {nearby(pick(t, around, "xin", "search_pinyin"))},
	} {
		for _, tier := range tiers {
			if plan := explain(t, s, ctx, tier); !strings.Contains(plan, " "+index+" ") {
				t.Errorf("%s goes without %s:\n%s", tier.query, index, plan)
			}
		}
	}
}

func pick(t *testing.T, in Search, text, name string) tier {
	t.Helper()
	q := parseQuery(text)
	for _, tier := range q.tiers(in) {
		if tier.query == name {
			tier.ask(in)
			if tier.near != nil {
				tier.near.ask(in)
			}
			return tier
		}
	}
	t.Fatalf("%q is not searched by %s", text, name)
	return tier{}
}

// ask puts what every query asks before the arguments.
func (t *tier) ask(in Search) {
	t.args = append([]any{in.Area, in.Class, in.Limit, in.Clearance}, t.args...)
}

func nearby(t tier) tier { return *t.near }

// explain is the plan of a tier among 10,000 entries.
func explain(t *testing.T, s *Store, ctx context.Context, tier tier) string {
	t.Helper()
	var plan []string
	err := s.db.Snapshot(ctx, func(ctx context.Context, tx pgx.Tx) error {
		args := append([]any{pgx.QueryExecModeCacheDescribe}, tier.args...)
		rows, err := tx.Query(ctx, "EXPLAIN "+queries.Get(tier.query), args...)
		if err != nil {
			return err
		}
		plan, err = pgx.CollectRows(rows, pgx.RowTo[string])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(plan, "\n")
}
