package facilities

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
)

// kindKind takes in facility_kinds.csv, by which a bureau adds kinds of its own or words
// the standard ones anew: subkinds as code:name;code:name, groups (existing ones that the
// kind joins) parted by ;.
var kindKind = imports.Kind{
	Name: "facility_kinds", Files: []string{"facility_kinds"}, KeyField: "code",
	Key: func(r *imports.Row) string { return r.Required("code") },
	Columns: map[string][]string{
		"code": {"代码"}, "name": {"名称"}, "name_en": {"英文名称"}, "unit": {"统计单位"}, "by_village": {"可按村统计"},
		"capacity_kind": {"容量类型"}, "subkinds": {"子类"}, "groups": {"类组"}, "symbol": {"符号"}, "colour": {"颜色"},
		"ledger": {"覆盖表栏目"}, "sort": {"顺序"},
	},
	Take: takeKinds,
}

var (
	kindCode   = regexp.MustCompile(`^[a-z][a-z0-9_]{1,40}$`)
	kindColour = regexp.MustCompile(`^#[0-9a-f]{6}$`)
)

// ledgerColumns are the columns of the ledger that a kind can be counted in.
var ledgerColumns = []string{"own", "columbarium", "eco_burial", "village_cemeteries", careColumn, "courtyards"}

func takeKinds(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	catalogue, err := loadCatalogue(ctx, tx)
	if err != nil {
		return err
	}
	b := batch{tx: tx}
	for r := range run.Fresh() {
		k, sort := readKind(r)
		groups := r.List("groups", ";")
		for _, code := range groups {
			if !slices.ContainsFunc(catalogue.Groups, func(g Group) bool { return g.Code == code }) {
				r.Bad("groups", "facilities.unknown_group", "group", code)
			}
		}
		if !r.OK() {
			continue
		}
		b.Queue(queries.Get("import_kind"), k.Code, k.Name, k.NameEn, string(k.Unit), k.ByVillage, k.CapacityKind,
			k.Subkinds, k.Symbol, k.Colour, k.Ledger, sort)
		if len(groups) > 0 {
			b.Queue(queries.Get("import_kind_groups"), k.Code, groups)
		}
		run.Done(r, k.Code, r.Version+1)
	}
	return b.flush(ctx, 0)
}

// readKind reads a row, and its place in the order.
func readKind(r *imports.Row) (Kind, int) {
	k := Kind{Code: r.Required("code"), Name: r.Required("name"), NameEn: r.Text("name_en"),
		Unit: Level(r.OneOf("unit", string(County), string(Township))), ByVillage: r.OneOf("by_village", "true", "false") == "true",
		CapacityKind: r.OneOf("capacity_kind", "plots", "niches", "beds", "none"),
		Subkinds:     []Subkind{}, Symbol: r.Text("symbol"), Colour: strings.ToLower(r.Text("colour")),
		Ledger: r.OneOf("ledger", ledgerColumns...)}
	r.Required("unit")
	if k.CapacityKind == "" {
		k.CapacityKind = "none"
	}
	if k.Symbol == "" {
		k.Symbol = "circle"
	}
	if k.Colour == "" {
		k.Colour = "#555555"
	}
	if k.Code != "" && !kindCode.MatchString(k.Code) {
		r.Bad("code", "facilities.bad_code")
	}
	if !kindColour.MatchString(k.Colour) {
		r.Bad("colour", "facilities.bad_colour")
	}
	for _, part := range r.List("subkinds", ";") {
		code, name, ok := strings.Cut(part, ":")
		if !ok || !kindCode.MatchString(code) || name == "" {
			r.Bad("subkinds", "facilities.bad_subkind")
			break
		}
		k.Subkinds = append(k.Subkinds, Subkind{Code: code, Name: name})
	}
	sort := 1000
	if n := r.Int("sort"); n != nil && *n >= 0 && *n <= 1_000_000 {
		sort = *n
	}
	return k, sort
}
