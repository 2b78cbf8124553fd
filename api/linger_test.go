package api

import (
	"bufio"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// A client that sends all of a body that is too large, and only then reads, gets the answer.
func TestRefusalReachesAClientThatOnlySends(t *testing.T) {
	t.Parallel()
	limited := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.ContentLength < 0 {
			_, _ = io.ReadAll(http.MaxBytesReader(w, r.Body, 1000))
			_ = r.Body.Close()
		}
		http.Error(w, "too large", http.StatusRequestEntityTooLarge)
	})
	server := httptest.NewUnstartedServer(nil)
	server.Config = NewHTTPServer(Config{}, limited)
	server.Start()
	t.Cleanup(server.Close)
	const size = 48 << 20
	for name, head := range map[string]string{"declared": "Content-Length: 50331648\r\n\r\n", "chunked": "Transfer-Encoding: chunked\r\n\r\n3000000\r\n"} {
		c, err := net.Dial("tcp", server.Listener.Addr().String())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = c.Close() })
		if _, err := io.WriteString(c, "POST / HTTP/1.1\r\nHost: x\r\n"+head); err != nil {
			t.Fatal(err)
		}
		if n, err := io.CopyN(c, zeros{}, size); err != nil {
			t.Fatalf("%s: cut off after %d bytes: %v", name, n, err)
		}
		if name == "chunked" {
			_, _ = io.WriteString(c, "\r\n0\r\n\r\n")
		}
		r, err := http.ReadResponse(bufio.NewReader(c), nil)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		text, err := io.ReadAll(r.Body)
		if r.StatusCode != http.StatusRequestEntityTooLarge || err != nil || !strings.Contains(string(text), "too large") {
			t.Errorf("%s: %d %q %v", name, r.StatusCode, text, err)
		}
	}
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
