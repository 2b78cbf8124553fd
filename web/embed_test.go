package web_test

import (
	"io/fs"
	"testing"

	"cairn/web"
)

// The package must work whether or not the app has been built.
func TestDist(t *testing.T) {
	t.Parallel()
	if _, err := fs.Stat(web.Dist(), ".keep"); err != nil {
		t.Fatalf("dist must hold .keep, built or not: %v", err)
	}
	_, err := fs.Stat(web.Dist(), "index.html")
	if got, want := web.Built(), err == nil; got != want {
		t.Errorf("Built() = %v, index.html there: %v", got, want)
	}
}
