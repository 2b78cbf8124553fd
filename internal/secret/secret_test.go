package secret

import (
	"strings"
	"testing"
)

func TestTokensAreUnlike(t *testing.T) {
	t.Parallel()
	a, kept := New("cairn_")
	b, _ := New("cairn_")
	if a == b || !strings.HasPrefix(a, "cairn_") || len(a) != len("cairn_")+43 {
		t.Errorf("tokens %q and %q", a, b)
	}
	if kept != HashOf(a) || kept == HashOf(b) {
		t.Error("the hash is not that of the token")
	}
}
