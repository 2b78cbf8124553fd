package naming

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"

	"cairn/data/datatest"
	"cairn/gazetteer"
)

// smallBook is a book of a few generic terms, without a database.
func smallBook() *Book {
	var generics []Generic
	for text, classes := range map[string]string{"乡": "215", "镇": "215", "街道": "215", "自治州": "213", "自治县": "214", "县": "214",
		"村": "22", "寨": "22", "村委会": "276", "路": "23", "公路": "23", "小区": "26", "山": "13 22"} {
		generics = append(generics, Generic{Text: text, Classes: strings.Fields(classes), Enabled: true, Reserved: strings.HasPrefix(classes, "21")})
	}
	b := &Book{scopes: []Scope{{ClassPrefix: "215", Scope: Province, Kin: "township", Enabled: true}, {ClassPrefix: "22", Scope: County, Kin: "settlement", Enabled: true}}}
	b.arrange(nil, generics, nil)
	return b
}

func TestSplit(t *testing.T) {
	t.Parallel()
	b := smallBook()
	for _, tc := range []struct{ name, class, specific, people, generic string }{
		{"老厂乡", "21500", "老厂", "", "乡"},
		{"老厂彝族乡", "21500", "老厂", "彝族", "乡"},
		{"文山壮族苗族自治州", "21300", "文山", "壮族苗族", "自治州"},
		{"永兴村", "22200", "永兴", "", "村"},
		{"长寨", "22200", "长寨", "", ""},
		{"赵县", "21400", "赵", "", "县"},
		{"甸心", "22200", "甸心", "", ""},
		{"古木村委会", "27610", "古木", "", "村委会"},
		{"文麻公路", "23213", "文麻", "", "公路"},
		{"彝族乡", "21500", "彝族", "", "乡"},
		{"江那镇", "22200", "江那", "", "镇"},
		{"下𣲗坝", "22200", "下𣲗坝", "", ""},
		{"𣲗水村", "22200", "𣲗水", "", "村"},
		{"乡", "21500", "乡", "", ""},
		{"", "21500", "", "", ""},
	} {
		s := b.split(tc.name, tc.class)
		if s.Specific != tc.specific || s.People != tc.people || s.Generic != tc.generic {
			t.Errorf("%s (%s): %+v", tc.name, tc.class, s)
		}
	}
}

// Whatever the name: the parts make it up again, the specific part is never empty, and no
// character is cut in two.
func FuzzSplit(f *testing.F) {
	b := smallBook()
	for _, seed := range []string{"老厂彝族乡", "彝族乡", "乡乡", "", "𣲗水村", "a·b-1", "族自治州", "壮族苗族自治州", "\xff村"} {
		f.Add(seed, "21500")
	}
	f.Fuzz(func(t *testing.T, name, class string) {
		name = gazetteer.Normalise(name)
		s := b.split(name, class)
		if s.Specific+s.People+s.Generic != name || s.Specific == "" && name != "" || !utf8.ValidString(s.Specific) {
			t.Errorf("%q: %+v", name, s)
		}
		e := b.entryOf(gazetteer.Conflict{Name: name, ClassCode: class})
		if text, _ := e.root(); text == "" && name != "" {
			t.Errorf("%q has no root", name)
		}
	})
}

func FuzzJudge(f *testing.F) {
	book, err := ReadBook(context.Background(), datatest.New(f).Read())
	if err != nil {
		f.Fatal(err)
	}
	for _, seed := range []string{"8-2号地", "阿·兰寨", "中国石油小区", "张将军村", "(）", "鲁迅路", "1", "號", "A座"} {
		f.Add(seed, "22200", true)
	}
	f.Fuzz(func(t *testing.T, name, class string, proposed bool) {
		q := book.ask(gazetteer.NameQuestion{Name: name, ClassCode: class, AreaCode: "532601001", New: proposed})
		for _, found := range book.judge(q, nil) {
			if found.Rule == "" || found.Key == "" || found.Article == "" || found.Severity == "" || found.Severity == none {
				t.Errorf("%q: %+v", name, found)
			}
			if !proposed && found.Severity == gazetteer.SeverityError {
				t.Errorf("%q stands and is an error: %+v", name, found)
			}
		}
	})
}
