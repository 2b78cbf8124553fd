package facilities

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"cairn/data/imports"
)

// kindKind takes in facility_kinds (CSV or JSON), by which a bureau adds kinds of its own or
// words the standard ones anew. Lists are JSON, or in a table the short form: subkinds
// code:name;…, stages code:name:status;…, fields code:name:type:unit;… (see fieldText),
// groups (which the kind joins) parted by ;. A list that is not said stays as it is.
var kindKind = imports.Kind{
	Name: "facility_kinds", Files: []string{"facility_kinds"}, KeyField: "code",
	Key: func(r *imports.Row) string { return r.Required("code") },
	Columns: map[string][]string{
		"code": {"代码"}, "name": {"名称"}, "name_en": {"英文名称"}, "unit": {"统计单位"}, "by_village": {"可按村统计"},
		"capacity_kind": {"容量类型"}, "subkinds": {"子类"}, "groups": {"类组"}, "symbol": {"符号"}, "colour": {"颜色"},
		"ledger": {"覆盖表栏目"}, "sort": {"顺序"}, "fields": {"字段"}, "stages": {"阶段"}, "rule": {"统计口径"}, "serves": {"服务对象"}, "retired": {"停用"},
	},
	Take: takeKinds,
}

// groupKind takes in facility_groups (CSV or JSON): the groups of a bureau's own.
var groupKind = imports.Kind{
	Name: "facility_groups", Files: []string{"facility_groups"}, KeyField: "code",
	Key: func(r *imports.Row) string { return r.Required("code") },
	Columns: map[string][]string{
		"code": {"代码"}, "name": {"名称"}, "name_en": {"英文名称"}, "unit": {"统计单位"}, "kinds": {"类别"},
		"rule": {"统计口径"}, "sort": {"顺序"}, "retired": {"停用"},
	},
	Take: takeGroups,
}

func takeKinds(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	return takeCatalogue(ctx, tx, run, func(r *imports.Row, catalogue Catalogue) error {
		d := readKind(r, catalogue)
		if !r.OK() {
			return nil
		}
		d.settle()
		return putKind(ctx, tx, catalogue, d)
	})
}

func takeGroups(ctx context.Context, tx pgx.Tx, run *imports.Run) error {
	return takeCatalogue(ctx, tx, run, func(r *imports.Row, catalogue Catalogue) error {
		g, _ := catalogue.group(r.Key)
		g.Code, g.Kinds = r.Key, readList(r, "kinds", g.Kinds, func(text string) (string, bool) { return text, true })
		readText(r, "name", &g.Name)
		readText(r, "name_en", &g.NameEn)
		readText(r, "unit", (*string)(&g.Unit))
		readText(r, "rule", &g.Rule)
		readFlag(r, "retired", &g.Retired)
		readSort(r, &g.Sort)
		if !r.OK() {
			return nil
		}
		g.settle()
		if err := g.validate(catalogue); err != nil {
			return err
		}
		return putGroup(ctx, tx, g)
	})
}

// takeCatalogue writes row by row, each seeing what those before it wrote.
func takeCatalogue(ctx context.Context, tx pgx.Tx, run *imports.Run, put func(*imports.Row, Catalogue) error) error {
	locked := false
	for r := range run.Fresh() {
		if !locked {
			if _, err := tx.Exec(ctx, queries.Get("kind_lock")); err != nil {
				return err
			}
			locked = true
		}
		catalogue, err := loadCatalogue(ctx, tx)
		if err != nil {
			return err
		}
		if err := put(r, catalogue); refusal(err) {
			r.BadFields(err)
		} else if err != nil {
			return err
		}
		if r.OK() {
			run.Done(r, r.Key, r.Version+1)
		}
	}
	return nil
}

// readKind reads a row over what is stored of the kind.
func readKind(r *imports.Row, catalogue Catalogue) KindDraft {
	stored, _ := catalogue.Kind(r.Key)
	d := KindDraft{Kind: stored}
	if stored.Code == "" {
		d.Code, d.Sort = r.Key, 1000
		r.Required("name")
		r.Required("unit")
	}
	for field, text := range map[string]*string{"name": &d.Name, "name_en": &d.NameEn, "unit": (*string)(&d.Unit),
		"capacity_kind": &d.CapacityKind, "symbol": &d.Symbol, "colour": &d.Colour, "ledger": &d.Ledger, "rule": &d.Rule, "serves": &d.Serves} {
		readText(r, field, text)
	}
	readFlag(r, "by_village", &d.ByVillage)
	readFlag(r, "retired", &d.Retired)
	readSort(r, &d.Sort)
	d.Subkinds = readList(r, "subkinds", d.Subkinds, subkindOf)
	d.Stages = readList(r, "stages", d.Stages, stageOf)
	d.Fields = readList(r, "fields", d.Fields, fieldOf)
	if r.Text("groups") != "" {
		d.Groups = readList(r, "groups", nil, func(text string) (string, bool) { return text, true })
		for _, g := range catalogue.Groups { // it joins, and leaves none
			if slices.Contains(g.Kinds, d.Code) && !slices.Contains(d.Groups, g.Code) {
				d.Groups = append(d.Groups, g.Code)
			}
		}
	}
	return d
}

func readText(r *imports.Row, field string, into *string) {
	if text := r.Text(field); text != "" {
		*into = text
	}
}

func readFlag(r *imports.Row, field string, into *bool) {
	if text := r.OneOf(field, "true", "false", "是", "否"); text != "" {
		*into = text == "true" || text == "是"
	}
}

func readSort(r *imports.Row, into *int) {
	if n := r.Int("sort"); n != nil {
		*into = *n
	}
}

// readList reads a list, as JSON or in short form parted by ;, or gives what was there.
func readList[T any](r *imports.Row, field string, was []T, part func(string) (T, bool)) []T {
	text := r.Nested(field)
	if text == "" {
		return was
	}
	list := []T{}
	if strings.HasPrefix(text, "[") {
		reader := json.NewDecoder(strings.NewReader(text))
		reader.DisallowUnknownFields()
		if err := reader.Decode(&list); err != nil {
			r.Bad(field, "facilities.bad_list", "error", err.Error())
		}
		return list
	}
	for _, one := range r.List(field, ";") {
		value, ok := part(one)
		if !ok {
			r.Bad(field, "facilities.bad_part", "part", one)
			return was
		}
		list = append(list, value)
	}
	return list
}
