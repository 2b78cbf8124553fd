package problem

import "testing"

func TestBadRune(t *testing.T) {
	t.Parallel()
	for _, r := range "\x00\a\n\t\u007f\u0085\u200b\u200e\u202e\u2028\u2066\u2060\ufeff\ufffe\U0001ffff\U0010fffe\ufdd0" {
		if !BadRune(r) {
			t.Errorf("%U passes", r)
		}
	}
	for _, r := range "文𠮷𰀀ëᠠ\u200c\u200d\u3000 ·'\ue000\u0301�" {
		if BadRune(r) {
			t.Errorf("%U is refused", r)
		}
	}
}
