package api

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"cairn/data"
	"cairn/data/datatest"
	"cairn/internal/actor"
)

// endless is a body that never ends and counts what was taken of it.
type endless struct{ taken int64 }

func (e *endless) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = 'x'
	}
	e.taken += int64(len(p))
	return len(p), nil
}

// A body of a gigabyte is refused before it has arrived, with or without its length in
// the header, and takes no memory.
func TestGigabyteBody(t *testing.T) {
	t.Parallel()
	h := withThings(t, func(c *Config) { c.Limits.Body = 1 << 20 })
	for _, tc := range []struct {
		name   string
		length int64
		most   int64
	}{{"announced", 1 << 30, 0}, {"chunked", -1, 4 << 20}} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			body := &endless{}
			r := httptest.NewRequest("POST", "/things", io.MultiReader(strings.NewReader(`{"name":"`), io.LimitReader(body, 1<<30)))
			r.ContentLength = tc.length
			r.Header.Set("Content-Type", "application/json")
			p := h.nobody().send(r).problem(t, http.StatusRequestEntityTooLarge)
			if body.taken > tc.most || !strings.Contains(p.Detail, "1 MB") {
				t.Errorf("%d bytes were taken: %s", body.taken, p.Detail)
			}
		})
	}
}

// listen serves on a real socket with the deadlines of NewHTTPServer.
func listen(t *testing.T, h *harness) string {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := NewHTTPServer(h.server.Config, h.server.Handler())
	go func() { _ = server.Serve(listener) }()
	t.Cleanup(func() { _ = server.Close() })
	return listener.Addr().String()
}

// A client that sends its body too slowly gets 408 and its connection closed.
func TestSlowClient(t *testing.T) {
	t.Parallel()
	h := withThings(t, func(c *Config) { c.Limits.BodyTimeout = 200 * time.Millisecond })
	conn, err := net.Dial("tcp", listen(t, h))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = fmt.Fprintf(conn, "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"name\":")
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusRequestTimeout || res.Header.Get("Content-Type") != "application/problem+json" {
		t.Errorf("%s", res.Status)
	}
}

// A body that breaks off is the client's fault.
func TestBrokenOffBody(t *testing.T) {
	t.Parallel()
	h := withThings(t)
	conn, err := net.Dial("tcp", listen(t, h))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	_, _ = fmt.Fprintf(conn, "POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"name\":")
	if err := conn.(*net.TCPConn).CloseWrite(); err != nil {
		t.Fatal(err)
	}
	res, err := http.ReadResponse(bufio.NewReader(conn), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusBadRequest {
		t.Errorf("%s", res.Status)
	}
}

// A JSON body within the limit of bytes may still hold too many values: it is refused
// before they are made into anything.
func TestManyValues(t *testing.T) {
	t.Parallel()
	c := withThings(t, func(c *Config) { c.Limits.Values = 1000 }).nobody()
	body := `{"name":"x","kinds":[` + strings.Repeat("1,", 5000) + `1]}`
	if p := c.do("POST", "/things", body).problem(t, 400); p.Code != "api.json_too_many" {
		t.Error(p)
	}
}

// Ten million vertices, as a stream, end in a 413 and change nothing.
func TestTenMillionVertices(t *testing.T) {
	t.Parallel()
	h := whole(t, sampleDB(t))
	c := h.as(actor.Admin, "5326")
	before := h.trail()
	ring := io.MultiReader(strings.NewReader(`{"name":"x","geometry":{"type":"Polygon","coordinates":[[`),
		&repeated{text: []byte("[104.1234567,23.1234567],"), times: 10_000_000}, strings.NewReader(`[104,23]]]}}`))
	c.do("POST", "/gazetteer/entries", ring).problem(t, http.StatusRequestEntityTooLarge)
	if after := h.trail(); after != before {
		t.Errorf("the trail was %s, is %s", before, after)
	}
}

// repeated is a text many times over.
type repeated struct {
	text  []byte
	times int
	rest  []byte
}

func (r *repeated) Read(p []byte) (int, error) {
	if len(r.rest) == 0 {
		if r.times == 0 {
			return 0, io.EOF
		}
		n := min(r.times, 1000)
		r.times -= n
		r.rest = bytes.Repeat(r.text, n)
	}
	n := copy(p, r.rest)
	r.rest = r.rest[n:]
	return n, nil
}

// trail is the length of the chain and what the tables hold: equal texts mean that
// nothing was changed in between.
func (h *harness) trail() string {
	h.t.Helper()
	return trailOf(h.t, h.db)
}

func trailOf(t testing.TB, db *data.DB) string {
	t.Helper()
	var text string
	err := db.Read().QueryRow(context.Background(), `SELECT format('%s changes, %s revisions, %s sealed; %s places, %s facilities, %s markers, %s inspections, %s accounts',
		(SELECT count(*) FROM change), (SELECT count(*) FROM revision), (SELECT count(*) FROM chain), (SELECT count(*) FROM place),
		(SELECT count(*) FROM facility), (SELECT count(*) FROM marker), (SELECT count(*) FROM inspection), (SELECT count(*) FROM account))`).Scan(&text)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

// Headers beyond the limit are refused by net/http, which has no problem to word.
func TestHugeHeader(t *testing.T) {
	t.Parallel()
	h := serve(t, datatest.New(t), func(c *Config) { c.Limits.HeaderBytes = 4 << 10 })
	r, err := http.NewRequest("GET", "http://"+listen(t, h)+"/healthz", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("X-Long", strings.Repeat("x", 64<<10))
	res, err := http.DefaultClient.Do(r)
	if err != nil {
		return // the server hung up
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusRequestHeaderFieldsTooLarge {
		t.Errorf("%s", res.Status)
	}
}
