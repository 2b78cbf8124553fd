package spelling

import "testing"

func TestFits(t *testing.T) {
	t.Parallel()
	b := NewBook(nil)
	for _, tc := range []struct{ name, class, pinyin, why, expected string }{
		{"文山市", "21400", "Wénshān Shì", "", ""},
		{"文山市", "21400", "Wenshan Shi", "", ""},
		{"文山市", "21400", "wen shan", "spelling.misfit_short", "Wénshān Shì"},
		{"文山市", "21400", "Wenshan Xian", "spelling.misfit_reading", "Wénshān Shì"},
		{"文山市", "21400", "Wenshanshi", "spelling.misfit_division", "Wénshān Shì"},
		{"文山市", "21400", "wenshan shi", "spelling.misfit_division", "Wénshān Shì"},
		{"文山市", "21400", "Wenshan Shia", "spelling.misfit_long", "Wénshān Shì"},
		{"文山市", "21400", "", "spelling.misfit_empty", "Wénshān Shì"},
		{"西安市", "21300", "Xi’an Shi", "", ""},
		{"西安市", "21300", "Xian Shi", "spelling.misfit_division", "Xī'ān Shì"},
		{"都龙镇", "21500", "Dōulóng Zhèn", "spelling.misfit_settled", "Dūlóng Zhèn"},
		{"都龙镇", "21500", "Dùlóng Zhèn", "spelling.misfit_reading", "Dūlóng Zhèn"},
		{"二马路", "23000", "2 Mǎlù", "", ""},
		{"二马路", "23000", "Èr Mǎlù", "spelling.misfit_division", "2 Mǎlù"},
		{"三堡", "22200", "Sānpù", "", ""},
		{"三堡", "22200", "Sānbǎo", "spelling.misfit_settled", "Sānpù"},
		{"女儿寨", "22200", "Nǚ'érzhài", "", ""},
		{"女儿寨", "22200", "Nu'erzhai", "spelling.misfit_reading", "Nǚ'érzhài"},
		{"呼和浩特市", "21300", "Hohhot Shi", "", ""},
		{"呼和浩特市", "21300", "Hūhéhàotè Shì", "", ""},
		{"合掌", "22200", "Gězhǎng", "", ""},
		{"盆儿胡同", "23000", "Penr Hutong", "", ""},
		{"第九弄", "23000", "Di-9 Long", "", ""},
		{"3号桥", "26000", "3 Hao Qiao", "", ""},
	} {
		ok, why := b.Fits(tc.name, tc.class, tc.pinyin)
		if ok != (tc.why == "") || !ok && (why.Key != tc.why || why.Expected != tc.expected) {
			t.Errorf("%s as %q: %v %s (%s), want %q (%s)", tc.name, tc.pinyin, ok, why.Key, why.Expected, tc.why, tc.expected)
		}
	}
}

// Every spelling of the table fits its name, with tones and without.
func TestTableFits(t *testing.T) {
	t.Parallel()
	b := NewBook(nil)
	for _, r := range table(t) {
		for _, pinyin := range []string{r.spelling, WithoutTones(r.spelling)} {
			if ok, why := b.Fits(r.name, r.class, pinyin); !ok {
				t.Errorf("%s does not fit %s: %s, expected %s", pinyin, r.name, why.Key, why.Expected)
			}
		}
	}
}
