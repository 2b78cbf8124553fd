package api

import (
	"bufio"
	"bytes"
	"fmt"
	"net"
	"net/http"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// A client that stalls is broken off after the idle time; what it sent is kept.
func TestStalledUpload(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	p.server.Limits.UploadIdle = 200 * time.Millisecond
	c := p.writer(actor.Officer, true)
	id, content := uuid.NewString(), photo(5)
	c.announce(id, p.anotherEntry(), "x.jpg", len(content)).want(t, http.StatusCreated)
	conn, err := net.Dial("tcp", listen(t, p.harness))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	half := len(content) / 2
	_, _ = fmt.Fprintf(conn, "PATCH /attachments/%s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nTus-Resumable: 1.0.0\r\nUpload-Offset: 0\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
		id, c.token, tusBody, len(content), content[:half])
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusRequestTimeout || res.Header.Get("Tus-Resumable") != "1.0.0" {
		t.Errorf("%s: %v", res.Status, res.Header)
	}
	if r := c.offset(id).want(t, http.StatusOK); r.Header.Get("Upload-Offset") != strconv.Itoa(half) {
		t.Errorf("offset %s, want %d", r.Header.Get("Upload-Offset"), half)
	}
	c.sendFrom(id, half, content[half:]).want(t, http.StatusNoContent)
	if got := c.do("GET", "/attachments/"+id+"?size=original", nil).want(t, http.StatusOK); !bytes.Equal(got.text, content) {
		t.Error("the file differs")
	}
}
