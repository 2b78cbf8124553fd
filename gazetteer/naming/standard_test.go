package naming

import "testing"

func TestStandardTable(t *testing.T) {
	t.Parallel()
	if n := len(standard()); n != 8105 {
		t.Fatalf("%d characters", n)
	}
	for r, want := range map[rune]int{'一': 1, '乙': 2, '乂': 3501, '亍': 6501, '𣲗': 6613, '㑊': 6700, '䓖': 6955, '龍': 0, '竜': 0, '峯': 0, '𠮷': 0} {
		if got := standard()[r]; got != want {
			t.Errorf("%c is number %d, want %d", r, got, want)
		}
	}
}

func TestNotStandard(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"文山市": "", "𣲗水村": "", "龍潭龍": "龍", "安\uf914寨": "\uf914", "葛\U000e0100藤坪": "", "𠮷·A1": "𠮷", "": "",
	} {
		if got := string(notStandard(text)); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	for r, want := range map[rune]string{'龍': "龙", '峯': "峰", '塩': "盐", '\uf914': "乐", '𠮷': "", '龙': ""} {
		if got := standardForm(r); got != want {
			t.Errorf("the form of %c is %q, want %q", r, got, want)
		}
	}
}
