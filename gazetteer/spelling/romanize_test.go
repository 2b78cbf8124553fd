package spelling

import (
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

func TestRomanise(t *testing.T) {
	t.Parallel()
	b := NewBook(nil)
	for _, tc := range []struct{ name, class, want string }{
		{"", "22200", ""},
		{"　", "", ""},
		{"·", "22200", ""},
		{"ABC", "26000", "ABC"},
		{"A区", "21400", "A Qū"},
		{"G80高速公路", "23000", "G80 Gāosù Gōnglù"},
		{"３号桥", "26000", "3 Hào Qiáo"},
		{"一号桥", "26000", "1 Hào Qiáo"},
		{"卧龙街道至文山市公路", "23213", "Wòlóng Jiēdào Zhì Wénshān Shì Gōnglù"},
		{"开远至文山公路", "23000", "Kāiyuǎn Zhì Wénshān Gōnglù"},
		{"文山市三七产业园区管理委员会", "21500", "Wénshān Shì Sānqī Chǎnyè Yuánqū Guǎnlǐ Wěiyuánhuì"},
		{"龙潭寨(老寨)", "22200", "Lóngtánzhài (Lǎozhài)"},
		{"龍潭鎮", "21500", "Lóngtán Zhèn"},
		{"雲峯寺", "25000", "Yúnfēng Sì"},
		{"万达·文华酒店", "26000", "Wàndá Wénhuá Jiǔdiàn"},
		{"红旗-东风水库", "24000", "Hóngqí-Dōngfēng Shuǐkù"},
		{"\U000289ab家坡", "22200", ""}, // checked below: a character without a reading
		{"北三环东路", "23000", "Běi 3 Huán Dōnglù"},
		{"李庄", "", "Lǐzhuāng"},
		{"珠江", "", "Zhū Jiāng"},
		{"文山市", "", "Wénshān Shì"},
		{"天下第一寨", "25000", "Tiānxià Dìyī Zhài"},
		{"前进第二煤矿", "27000", "Qiánjìn Dì-2 Méikuàng"},
		{"第三村民小组", "22200", "Dìsān Cūnmín Xiǎozǔ"},
		{"内蒙古自治区", "21200", "Nei Mongol Zìzhìqū"},
		{"黑龙江", "12000", "Hēilóng Jiāng"},
		{"绿春县", "21400", "Lǜchūn Xiàn"},
		{"寨", "22200", "Zhài"},
		{"市", "21400", "Shì"},
		{"辣子寨村委会", "27610", "Làzizhài Cūnwěihuì"},
		{"幸福社区居民委员会", "27620", "Xìngfú Shèqū Jūmín Wěiyuánhuì"},
	} {
		got := b.Romanise(tc.name, Options{Class: tc.class})
		if tc.want != "" || len(got.Suggestions) > 0 && len(got.Unread) == 0 {
			if best(got) != tc.want {
				t.Errorf("%q (%s): %q, want %q", tc.name, tc.class, best(got), tc.want)
			}
		}
	}
}

// A character that nobody can read is reported, and stands in the spelling.
func TestUnreadCharacters(t *testing.T) {
	t.Parallel()
	got := NewBook(nil).Romanise("\U000289ab家坡", Options{Class: "22200"})
	if !slices.Equal(got.Unread, []string{"\U000289ab"}) || best(got) != "\U000289abjiāpō" {
		t.Errorf("%+v", got)
	}
	if c := got.Characters[0]; c.Reading != "" || len(c.Choices) != 0 {
		t.Errorf("the character is read as %+v", c)
	}
}

func TestSuggestions(t *testing.T) {
	t.Parallel()
	b := NewBook(nil)
	for _, tc := range []struct {
		name, class string
		want        []string
	}{
		{"呼和浩特市", "21300", []string{"Hohhot Shì", "Hūhéhàotè Shì", "Hohhotshì"}},
		{"马街镇", "21500", []string{"Mǎjiē Zhèn", "Mǎjiēzhèn"}},
		{"乐镇", "21500", []string{"Lè Zhèn", "Lèzhèn", "Yuè Zhèn"}},
		{"平安桥", "22200", []string{"Píng'ānqiáo", "Píng'ān Qiáo"}},
	} {
		var got []string
		for _, s := range b.Romanise(tc.name, Options{Class: tc.class}).Suggestions {
			got = append(got, s.Spelling)
		}
		if !slices.Equal(got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
	got := b.Romanise("乐镇", Options{Class: "21500"})
	choices := got.Characters[0].Choices
	if len(choices) < 2 || !choices[0].Chosen || choices[0].Reading != "lè" || choices[1].Reading != "yuè" || choices[1].Chosen {
		t.Errorf("the choices of 乐 are %+v", choices)
	}
}

// What the office has settled goes before everything else: for the whole name, the word,
// the character.
func TestOfficeReadings(t *testing.T) {
	t.Parallel()
	b := NewBook([]Reading{
		{Text: "重庆", Reading: "zhòng qìng", Scope: ScopeWord, Source: SourceOffice},
		{Text: "甸", Reading: "diān", Scope: ScopeCharacter, Source: SourceOffice},
		{Text: "行树坪", Reading: "xíng shù píng", Scope: ScopeName, Source: SourceOffice},
		{Text: "景颇寨", Reading: "Jinghpaw Mare", Scope: ScopeWord, Source: SourceOffice, Transliteration: true},
	})
	for name, want := range map[string]string{
		"重庆路": "Zhòngqìng Lù", "甸南镇": "Diānnán Zhèn", "行树坪": "Xíngshùpíng", "行树坪街": "Hángshùpíng Jiē",
		"景颇寨": "Jinghpaw Mare",
	} {
		class := map[rune]string{'路': "23000", '街': "23000", '镇': "21500", '坪': "22200", '寨': "22200"}[[]rune(name)[len([]rune(name))-1]]
		if got := best(b.Romanise(name, Options{Class: class})); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

// The built-in lists can be read: every reading has a known syllable for each character,
// no text stands twice, no generic term or word is too long to be found.
func TestLists(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, r := range Builtin() {
		if !r.Transliteration && r.syllables() == nil {
			t.Errorf("%s: %q is no reading", r.Text, r.Reading)
		}
		if key := r.Scope + r.Text + r.Reading; seen[key] {
			t.Errorf("%s stands twice", r.Text)
		} else {
			seen[key] = true
		}
	}
	for text := range generics() {
		if len([]rune(text)) > longestGeneric {
			t.Errorf("%s is too long", text)
		}
	}
	for word := range words() {
		if n := len([]rune(word)); n < 2 || n > longestWord {
			t.Errorf("%s has %d characters", word, n)
		}
	}
}

func TestNumbers(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"一": "1", "十": "10", "十二": "12", "二十": "20", "九十九": "99",
		"一百零五": "105", "二百一十": "210", "三八": "", "一二一": "", "百": "", "十十": "", "": "", "〇": "", "一百十": ""} {
		got, ok := arabic([]rune(text))
		if ok != (want != "") || ok && got != want {
			t.Errorf("%s: %s %v, want %q", text, got, ok, want)
		}
	}
}

func TestParseSyllable(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{"cháng": "cháng", "chang2": "cháng", "Lv4": "lǜ", "lü": "lü", "zi": "zi", "zi5": "zi",
		"gui4": "guì", "liu2": "liú", "xx": "", "": "", "cháng2": "", "changle": "", "chang9": "", "2": "", "lu:3": "lǚ"} {
		got, ok := ParseSyllable(text)
		if ok != (want != "") || got != want {
			t.Errorf("%q: %q %v, want %q", text, got, ok, want)
		}
	}
}

// Any text: no panic, NFC, every character that can be read is in the spelling.
func FuzzRomanise(f *testing.F) {
	for line := range dataLines(tableText) {
		name, class, _ := strings.Cut(line, "|")
		f.Add(name, class[:5])
	}
	for _, text := range []string{"", "第", "第一", "一二三路", "至至至至至至路", "((((", "e\u0301一", "\xff王", "一环", "儿儿儿弄", "号号1号桥", "ｶﾞ橋"} {
		f.Add(text, "23000")
	}
	b := NewBook(nil)
	f.Fuzz(func(t *testing.T, name, class string) {
		got := b.Romanise(name, Options{Class: class})
		for _, s := range got.Suggestions {
			if !norm.NFC.IsNormalString(s.Spelling) {
				t.Errorf("%q: %q is not NFC", name, s.Spelling)
			}
		}
		checkComplete(t, got)
		b.Fits(name, class, best(got))
		b.Fits(name, class, name)
	})
}

// checkComplete: the words of the best spelling hold the name's characters in order, and
// each word the readings of its own.
func checkComplete(t *testing.T, got Romanised) {
	if len(got.Suggestions) == 0 {
		return
	}
	at := 0
	for _, w := range got.Suggestions[0].Words {
		for at < len(got.Characters) && isGap([]rune(got.Characters[at].Text)[0]) {
			at++
		}
		rest := strings.ToLower(WithoutTones(w.Spelling))
		for _, r := range w.Text {
			c := got.Characters[at]
			at++
			if c.Text != string(r) {
				t.Fatalf("%q: %q of the word %q is not at its place", got.Name, c.Text, w.Text)
			}
			if w.Kind == kindNumber || w.Kind == kindForeign || !unicode.Is(unicode.Han, r) || r == '儿' || r == '弄' {
				continue
			}
			want := WithoutTones(c.Reading)
			if want == "" {
				want = c.Text
			}
			i := strings.Index(rest, want)
			if i < 0 && !transliterated(w.Text) {
				t.Fatalf("%q: %s of %s is not in %q", got.Name, want, c.Text, w.Spelling)
			}
			rest = rest[max(i, 0):]
		}
	}
}

func transliterated(word string) bool {
	for _, r := range Builtin() {
		if r.Transliteration && strings.Contains(word, r.Text) {
			return true
		}
	}
	return false
}
