package areachange

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/paulmach/orb"

	"cairn/internal/problem"
	"cairn/internal/succession"
)

// small is a world of two counties: 532601 with the townships 201 (villages 201, 202, 001)
// and 202 (village 201), 532622 with 201; 532601203 ended in 2020.
func small() world {
	w := world{areas: map[string]area{}, children: map[string][]string{}}
	put := func(code, name string, ended bool) {
		a := area{Code: code, Name: name, Level: levelOf(code), Formal: true, Seat: &orb.Point{104, 23}}
		if len(code) > 2 {
			a.Parent = code[:map[int]int{4: 2, 6: 4, 9: 6, 12: 9}[len(code)]]
		}
		if ended {
			day := time.Date(2020, 1, 1, 0, 0, 0, 0, time.UTC)
			a.ValidTo = &day
		} else {
			w.children[a.Parent] = append(w.children[a.Parent], code)
		}
		w.areas[code] = a
	}
	for _, c := range strings.Fields("53 5326 532601 532622 532601201 532601202 532622201 532601201001 532601201201 532601201202 532601202201 532622201201") {
		put(c, "区"+c, false)
	}
	put("532601203", "旧乡", true)
	outside := w.areas["532622"]
	outside.Code, outside.External = "532503", true
	w.areas["532503"] = outside
	young := w.areas["532622201"]
	from := time.Date(2022, 6, 1, 0, 0, 0, 0, time.UTC)
	young.ValidFrom = &from
	w.areas["532622201"] = young
	return w
}

func draftOf(kind string, parts ...AreaPart) Draft {
	return Draft{Kind: kind, Title: "变更", Authority: "省人民政府", Document: "1号", ApprovedOn: "2022-01-01", EffectiveOn: "2022-02-01", Parts: parts}
}

func moves(p plan) string {
	var out []string
	for _, m := range p.Moves {
		out = append(out, m.Old+">"+m.New)
	}
	slices.Sort(out)
	return strings.Join(out, " ")
}

func TestPlan(t *testing.T) {
	t.Parallel()
	for name, tc := range map[string]struct {
		draft Draft
		codes map[string]string
		want  string
	}{
		"upgrade": {draftOf("upgrade", AreaPart{Old: []string{"532601202"}, Code: "532601101", Name: "镇"}), nil,
			"532601202201>532601101201 532601202>532601101"},
		"upgrade with a code given": {draftOf("upgrade", AreaPart{Old: []string{"532601202"}, Code: "532601101", Name: "镇"}), map[string]string{"532601202201": "532601101007"},
			"532601202201>532601101007 532601202>532601101"},
		"merge, numbers that meet": {draftOf("merge", AreaPart{Old: []string{"532601201", "532601202"}, Code: "532601101", Name: "镇"}), nil,
			"532601201001>532601101001 532601201201>532601101201 532601201202>532601101202 532601201>532601101 532601202201>532601101200 532601202>532601101"},
		"taken in": {draftOf("merge", AreaPart{Old: []string{"532601202", "532601201"}, Code: "532601201", Name: "镇"}), nil,
			"532601202201>532601201200 532601202>532601201"},
		"split, the code kept": {draftOf("split", AreaPart{Old: []string{"532601201"}, Code: "532601201", Name: "乡", Members: []string{"532601201001", "532601201201"}},
			AreaPart{Old: []string{"532601201"}, Code: "532601205", Name: "新乡", Members: []string{"532601201202"}}), nil,
			"532601201001>532601201001 532601201201>532601201201 532601201202>532601205202 532601201>532601201 532601201>532601205"},
		"transfer": {draftOf("transfer", AreaPart{Old: []string{"532601202201"}, Code: "532601201203", Parent: "532601201"}), nil,
			"532601202201>532601201203"},
		"rename": {draftOf("rename", AreaPart{Old: []string{"532601202"}, Name: "新名乡"}), nil, ""},
		"county": {draftOf("upgrade", AreaPart{Old: []string{"532601"}, Code: "532602", Name: "市"}), nil,
			"532601201001>532602201001 532601201201>532602201201 532601201202>532602201202 532601201>532602201 532601202201>532602202201 532601202>532602202 532601>532602"},
	} {
		tc.draft.Codes = tc.codes
		tc.draft.normalise()
		if err := tc.draft.Validate(); err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		p, err := tc.draft.work(small())
		if err != nil || moves(p) != tc.want {
			t.Errorf("%s: %v\n%s, want\n%s", name, err, moves(p), tc.want)
		}
	}
}

// Every impossible change is refused, by field and message.
func TestRefusals(t *testing.T) {
	t.Parallel()
	upgrade := func(old, code string) Draft {
		return draftOf("upgrade", AreaPart{Old: []string{old}, Code: code, Name: "镇"})
	}
	merge := func(code, parent string, old ...string) Draft {
		return draftOf("merge", AreaPart{Old: old, Code: code, Name: "镇", Parent: parent})
	}
	split := func(first, second []string) Draft {
		return draftOf("split", AreaPart{Old: []string{"532601201"}, Code: "532601204", Name: "甲", Members: first},
			AreaPart{Old: []string{"532601201"}, Code: "532601205", Name: "乙", Members: second})
	}
	villages := []string{"532601201001", "532601201201", "532601201202"}
	with := func(d Draft, change func(*Draft)) Draft { change(&d); return d }
	one := orb.MultiPolygon{{{{104, 23}, {105, 24}, {105, 23}, {104, 24}, {104, 23}}}}
	for name, tc := range map[string]struct {
		draft      Draft
		field, key string
	}{
		"kind":                   {draftOf("join", AreaPart{Old: []string{"532601201"}, Code: "532601101", Name: "镇"}), "kind", "problem.unknown_value"},
		"no part":                {draftOf("upgrade"), "parts", "problem.required"},
		"effect before approval": {with(upgrade("532601201", "532601101"), func(d *Draft) { d.EffectiveOn = "2021-12-31" }), "effective_on", "areachange.before_approval"},
		"impossible day":         {with(upgrade("532601201", "532601101"), func(d *Draft) { d.ApprovedOn = "2022-02-30" }), "approved_on", "problem.bad_date"},
		"unknown old code":       {upgrade("532601299", "532601101"), "parts[0].old", "areachange.unknown_area"},
		"ended old code":         {upgrade("532601203", "532601101"), "parts[0].old", "areachange.ended"},
		"outside":                {upgrade("532503", "532504"), "parts[0].old", "areachange.unknown_area"},
		"prefecture":             {upgrade("5326", "5327"), "parts[0].old", "areachange.level"},
		"no digits":              {upgrade("532601201", "53260110x"), "parts[0].code", "areachange.bad_code"},
		"wrong level":            {upgrade("532601201", "532602"), "parts[0].code", "areachange.code_level"},
		"code in use":            {upgrade("532601201", "532601202"), "parts[0].code", "areachange.code_in_use"},
		"code of an ended area":  {upgrade("532601201", "532601203"), "parts[0].code", "areachange.code_in_use"},
		"succeeds itself":        {upgrade("532601201", "532601201"), "parts[0].code", "areachange.same_code"},
		"under another county":   {upgrade("532601201", "532622101"), "parts[0].code", "areachange.code_parent"},
		"before it began":        {with(upgrade("532622201", "532622101"), func(d *Draft) { d.EffectiveOn = "2022-06-01" }), "effective_on", "areachange.too_early"},
		"no name":                {with(upgrade("532601201", "532601101"), func(d *Draft) { d.Parts[0].Name = " " }), "parts[0].name", "problem.required"},
		"merged with itself":     {merge("532601101", "", "532601201", "532601201"), "parts[0].old", "areachange.overlap"},
		"one inside the other": {with(upgrade("532601201", "532601101"), func(d *Draft) {
			d.Parts = append(d.Parts, AreaPart{Old: []string{"532601"}, Code: "532602", Name: "市"})
		}), "parts[1].old", "areachange.overlap"},
		"two of one code": {with(upgrade("532601201", "532601101"), func(d *Draft) {
			d.Parts = append(d.Parts, AreaPart{Old: []string{"532601202"}, Code: "532601101", Name: "镇"})
		}), "parts[1].code", "areachange.code_twice"},
		"merger of one":               {merge("532601101", "", "532601201"), "parts[0].old", "areachange.merge_areas"},
		"merger of two levels":        {merge("532601101", "532601", "532601201", "532622"), "parts[0].old", "areachange.levels_differ"},
		"merger without parent":       {merge("532601101", "", "532601201", "532622201"), "parts[0].parent", "areachange.parent_needed"},
		"parent of another level":     {merge("532601101", "5326", "532601201", "532601202"), "parts[0].parent", "areachange.parent_level"},
		"transfer to the same parent": {draftOf("transfer", AreaPart{Old: []string{"532601202201"}, Code: "532601202203", Parent: "532601202"}), "parts[0].parent", "areachange.same_parent"},
		"transfer without parent":     {draftOf("transfer", AreaPart{Old: []string{"532601202201"}, Code: "532601202203"}), "parts[0].parent", "problem.required"},
		"renamed to the same":         {draftOf("rename", AreaPart{Old: []string{"532601202"}, Name: "区532601202"}), "parts[0].name", "areachange.same_name"},
		"renamed with a code":         {draftOf("rename", AreaPart{Old: []string{"532601202"}, Code: "532601102", Name: "新"}), "parts[0].code", "areachange.rename_code"},
		"split into one":              {draftOf("split", AreaPart{Old: []string{"532601201"}, Code: "532601204", Name: "甲", Members: villages}), "parts", "areachange.split_parts"},
		"village left over":           {split(villages[:1], villages[1:2]), "parts", "areachange.unassigned"},
		"village given twice":         {split(villages, villages[:1]), "parts[1].members", "areachange.member_twice"},
		"foreign village":             {split(villages, []string{"532601202201"}), "parts[1].members", "areachange.not_inside"},
		"bow":                         {with(upgrade("532601201", "532601101"), func(d *Draft) { d.Parts[0].Geometry = one }), "parts[0].geometry", "geometry.self_crossing"},
		"half a seat":                 {with(upgrade("532601201", "532601101"), func(d *Draft) { x := 104.0; d.Parts[0].Lon = &x }), "parts[0].lat", "problem.required"},
		"code for a stranger":         {with(upgrade("532601201", "532601101"), func(d *Draft) { d.Codes = map[string]string{"532601202201": "532601101201"} }), "codes", "areachange.not_inside"},
		"code under another":          {with(upgrade("532601201", "532601101"), func(d *Draft) { d.Codes = map[string]string{"532601201201": "532601202299"} }), "codes", "areachange.code_parent"},
		"control character":           {with(upgrade("532601201", "532601101"), func(d *Draft) { d.Title = "a\x00" }), "title", "problem.control_characters"},
	} {
		tc.draft.normalise()
		err := tc.draft.Validate()
		if err == nil {
			_, err = tc.draft.work(small())
		}
		if !refuses(err, tc.field, tc.key) {
			t.Errorf("%s: %v, want %s %s", name, err, tc.field, tc.key)
		}
	}
}

func refuses(err error, field, key string) bool {
	p := problem.As(err)
	return p != nil && p.Kind == problem.Invalid && slices.ContainsFunc(p.Fields, func(f problem.Field) bool { return f.Field == field && f.Key == key })
}

func TestWarnings(t *testing.T) {
	t.Parallel()
	d := draftOf(succession.Upgrade, AreaPart{Old: []string{"532601201"}, Code: "532601301", Name: "区532622201"}, AreaPart{Old: []string{"532601202"}, Code: "532601302", Name: "好镇", Pinyin: "Hǎo Zhèn"})
	d.normalise()
	p, err := d.work(small())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range p.warnings {
		got = append(got, w.Key)
	}
	want := []string{"areachange.warn_pinyin", "areachange.warn_same_name", "areachange.warn_series"}
	if !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

// Serial numbers run out in their own series only.
func TestFreeSerial(t *testing.T) {
	t.Parallel()
	full := func(code string) bool { return code < "532601201399" }
	if code, ok := freeSerial("village", "532601201", "250", full); !ok || code != "532601201399" {
		t.Errorf("%s %v", code, ok)
	}
	if code, ok := freeSerial("village", "532601201", "001", full); ok {
		t.Errorf("%s from another series", code)
	}
	for code, want := range map[string]string{"53": "province", "5326": "prefecture", "532601": "county", "532601201": "township", "532601201201": "village", "": "", "53260": "", "53260x": ""} {
		if got := levelOf(code); got != want {
			t.Errorf("%q: %q, want %q", code, got, want)
		}
	}
	if fmt.Sprint(misfit("township", "532601201", "某镇"), misfit("township", "532601101", "某镇"), misfit("county", "532602", "市")) != "true false false" {
		t.Error("series of types")
	}
}
