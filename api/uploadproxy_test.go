package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/jpeg"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// cuttingProxy passes connections on to a server and cuts each after a random number of
// bytes, in either direction. The server sees a reset, or, as with a phone that lost its
// network, nothing at all.
type cuttingProxy struct {
	t      *testing.T
	target string
	most   int // bytes that a connection may carry before it is cut

	mu     sync.Mutex
	random *rand.Rand
	cuts   int
	silent []net.Conn // the server's ends of connections of which it was not told
}

func newCuttingProxy(t *testing.T, target string, most int) (p *cuttingProxy, address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	p = &cuttingProxy{t: t, target: target, most: most, random: rand.New(rand.NewPCG(4, 2))}
	t.Cleanup(func() {
		_ = listener.Close()
		for _, c := range p.silent {
			_ = c.Close()
		}
	})
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go p.pass(conn)
		}
	}()
	return p, listener.Addr().String()
}

func (p *cuttingProxy) roll(n int) int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.random.IntN(n)
}

func (p *cuttingProxy) pass(client net.Conn) {
	server, err := net.Dial("tcp", p.target)
	if err != nil {
		_ = client.Close()
		return
	}
	up, down := int64(p.roll(p.most)), int64(p.roll(2000))
	ended := make(chan bool, 2) // true: by the budget
	carry := func(to, from net.Conn, budget int64) {
		n, _ := io.CopyN(to, from, budget)
		ended <- n == budget
	}
	go carry(server, client, up)
	go carry(client, server, down)
	cut := <-ended
	_ = client.(*net.TCPConn).SetLinger(0)
	_ = client.Close()
	silent := cut && p.roll(4) == 0
	p.mu.Lock()
	if cut {
		p.cuts++
	}
	if silent {
		p.silent = append(p.silent, server)
	}
	p.mu.Unlock()
	if !silent {
		_ = server.(*net.TCPConn).SetLinger(0)
		_ = server.Close()
	}
}

// phone sends files as a tus client does: HEAD, POST when there is nothing yet, PATCH from
// where it ends; after any trouble all over again.
type phone struct {
	address, token string
	owner          string // kind of record that the files belong to
	client         *http.Client
}

func (p phone) call(method, path string, body []byte, headers ...string) (status int, offset int64, err error) {
	req, err := http.NewRequest(method, "http://"+p.address+path, bytes.NewReader(body))
	if err != nil {
		return 0, 0, err
	}
	req.Header.Set("Authorization", "Bearer "+p.token)
	req.Header.Set("Tus-Resumable", "1.0.0")
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	res, err := p.client.Do(req)
	if err != nil {
		return 0, 0, err
	}
	defer res.Body.Close()
	_, err = io.Copy(io.Discard, res.Body)
	offset, _ = strconv.ParseInt(res.Header.Get("Upload-Offset"), 10, 64)
	return res.StatusCode, offset, err
}

// send tries until the server says that it has the whole file, of the record ownerID; it
// gives the number of tries.
func (p phone) send(ownerID, id string, content []byte) (tries int, err error) {
	path := "/attachments/" + id
	for tries = 1; tries < 2000; tries++ {
		status, offset, err := p.call("HEAD", path, nil)
		if err == nil && status == http.StatusNotFound {
			status, offset, err = p.call("POST", "/attachments", nil, "Upload-Length", strconv.Itoa(len(content)), "Upload-Metadata",
				metadata("id", id, "owner", p.owner, "owner_id", ownerID, "role", "photo", "filename", "照片.jpg"))
		}
		switch {
		case err != nil:
			continue
		case status == http.StatusLocked:
			continue
		case status != http.StatusOK && status != http.StatusCreated:
			return tries, fmt.Errorf("%s: %d", id, status)
		case offset == int64(len(content)):
			return tries, nil
		}
		status, _, err = p.call("PATCH", path, content[offset:], "Upload-Offset", strconv.FormatInt(offset, 10), "Content-Type", tusBody)
		if err == nil && status != http.StatusNoContent && status != http.StatusLocked && status != http.StatusConflict {
			return tries, fmt.Errorf("%s: PATCH at %d: %d", id, offset, status)
		}
	}
	return tries, fmt.Errorf("%s is not there after %d tries", id, tries)
}

// noisyPhoto is a JPEG of some tens of kilobytes, another one for each seed.
func noisyPhoto(seed int) []byte {
	r := rand.New(rand.NewPCG(uint64(seed), 9))
	img := image.NewGray(image.Rect(0, 0, 150+r.IntN(100), 200))
	for i := range img.Pix {
		img.Pix[i] = byte(r.Uint32())
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// A hundred photos over connections that are cut at random bytes: a hundred are stored,
// each as it was sent, and nothing else is.
func TestUploadsThroughCuts(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	entry := p.anotherEntry()
	proxy, address := newCuttingProxy(t, listen(t, p.harness), 60_000)
	sender := phone{address, p.writer(actor.Officer, true).token, "place",
		&http.Client{Transport: &http.Transport{DisableKeepAlives: true}}}
	const photos = 100
	sums, tries := map[string]string{}, 0
	var mu sync.Mutex
	var group sync.WaitGroup
	todo := make(chan int)
	for range 5 {
		group.Go(func() {
			for i := range todo {
				id, content := uuid.NewString(), noisyPhoto(i)
				n, err := sender.send(entry, id, content)
				if err != nil {
					t.Error(err)
				}
				sum := sha256.Sum256(content)
				mu.Lock()
				sums[id] = hex.EncodeToString(sum[:])
				tries += n
				mu.Unlock()
			}
		})
	}
	for i := range photos {
		todo <- i
	}
	close(todo)
	group.Wait()
	proxy.mu.Lock()
	defer proxy.mu.Unlock()
	t.Logf("%d cuts, %d of them silent, %d tries", proxy.cuts, len(proxy.silent), tries)
	if proxy.cuts < photos/2 || len(proxy.silent) == 0 {
		t.Error("too few cuts to prove anything")
	}
	rows, err := p.server.Attachments.List(t.Context(), p.db.Read(), "place", entry)
	if err != nil || len(rows) != photos || len(sums) != photos {
		t.Fatalf("%d rows, %d sent, %v", len(rows), len(sums), err)
	}
	for _, m := range rows {
		text, err := os.ReadFile(filepath.Join(p.attachmentDir(), m.SHA256[:2], m.SHA256))
		sum := sha256.Sum256(text)
		if err != nil || m.SHA256 != sums[m.ID.String()] || hex.EncodeToString(sum[:]) != m.SHA256 || int64(len(text)) != m.Size {
			t.Errorf("%s: %s of %d bytes, %v", m.ID, m.SHA256, len(text), err)
		}
	}
	if left, _ := filepath.Glob(filepath.Join(p.attachmentDir(), "incoming", "*")); len(left) != 0 {
		t.Errorf("left: %v", left)
	}
}
