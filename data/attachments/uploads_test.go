package attachments_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"testing/iotest"
	"time"

	"github.com/google/uuid"

	"cairn/data"
	"cairn/data/attachments"
	"cairn/internal/problem"
)

var errCut = errors.New("connection reset")

// cutAfter reads n bytes, then fails as a lost connection does.
func cutAfter(content []byte, n int) io.Reader {
	return io.MultiReader(bytes.NewReader(content[:n]), iotest.ErrReader(errCut))
}

// A connection that is cut keeps what had arrived, at every byte; the rest follows from there.
func TestCutAtEveryByte(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	for cut := range content {
		n := fileNew("x.jpg", content)
		if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
			t.Fatal(err)
		}
		_, err := k.uploads.Append(ctx, officer, n.ID, 0, attachments.Body{Reader: cutAfter(content, cut), Length: n.Size})
		if !errors.Is(err, errCut) {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		st, err := k.uploads.Head(ctx, officer, n.ID)
		if err != nil || st.Offset != int64(cut) || st.Done {
			t.Fatalf("cut at %d: %+v, %v", cut, st, err)
		}
		if cut%100 != 0 { // finishing each takes long
			if err := k.uploads.Abort(ctx, officer, n.ID); err != nil {
				t.Fatal(err)
			}
			continue
		}
		st, err = k.uploads.Append(ctx, officer, n.ID, st.Offset, attachments.Body{Reader: bytes.NewReader(content[cut:]), Length: -1})
		if err != nil || !st.Done || !bytes.Equal(k.read(officer, n.ID, attachments.Original), content) {
			t.Fatalf("cut at %d, then the rest: %+v, %v", cut, st, err)
		}
	}
}

func TestByteByByte(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	one := fileNew("one.jpg", content) // one request, a byte at a time
	if m, err := k.uploads.Add(ctx, officer, one, iotest.OneByteReader(bytes.NewReader(content))); err != nil || m.Size != int64(len(content)) {
		t.Fatal(m, err)
	}
	many := fileNew("many.jpg", content) // a request per byte
	if _, _, err := k.uploads.Create(ctx, officer, many); err != nil {
		t.Fatal(err)
	}
	for i := range content {
		st, err := k.uploads.Append(ctx, officer, many.ID, int64(i), attachments.Body{Reader: bytes.NewReader(content[i : i+1]), Length: 1})
		if err != nil || st.Offset != int64(i+1) || st.Done != (i == len(content)-1) {
			t.Fatalf("byte %d: %+v, %v", i, st, err)
		}
	}
	if !bytes.Equal(k.read(officer, many.ID, attachments.Original), content) {
		t.Error("the file differs")
	}
	// Two attachments with the same content are one file, and both stand.
	if k.count() != 2 {
		t.Errorf("%d attachments", k.count())
	}
}

// The process ends in the middle: the next one goes on where the disk says.
func TestRestart(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := noise(300_000, 7)
	n := fileNew("x.jpg", content)
	if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
		t.Fatal(err)
	}
	_, _ = k.uploads.Append(ctx, officer, n.ID, 0, attachments.Body{Reader: cutAfter(content, 270_000), Length: n.Size})
	k.restart()
	if st, created, err := k.uploads.Create(ctx, officer, n); err != nil || created || st.Offset != 270_000 {
		t.Fatalf("%+v, created %v, %v", st, created, err)
	}
	if _, err := k.uploads.Append(ctx, officer, n.ID, 270_000, attachments.Body{Reader: bytes.NewReader(content[270_000:]), Length: -1}); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(k.read(officer, n.ID, attachments.Original), content) {
		t.Error("the file differs")
	}
	if left, _ := filepath.Glob(filepath.Join(k.cfg.Dir, attachments.Incoming, "*")); len(left) != 0 {
		t.Errorf("left in the folder: %v", left)
	}
}

// All bytes are there but the process ended before it looked at them: HEAD finishes it, and
// so does the sweep when the client never comes back.
func TestFinishedLater(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	var ids []uuid.UUID
	for range 2 {
		n := fileNew("x.jpg", content)
		ids = append(ids, n.ID)
		if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(k.cfg.Dir, attachments.Incoming, n.ID.String()+".part"), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	k.restart()
	if st, err := k.uploads.Head(ctx, officer, ids[0]); err != nil || !st.Done {
		t.Errorf("HEAD: %+v, %v", st, err)
	}
	if err := k.uploads.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if st, err := k.uploads.Head(ctx, officer, ids[1]); err != nil || !st.Done || k.count() != 2 {
		t.Errorf("after the sweep: %+v, %v", st, err)
	}
}

// What a client says twice is the same upload; anything else under the id is refused.
func TestSameAgain(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	at := time.Date(2021, 6, 30, 10, 0, 0, 123456789, time.FixedZone("", 8*3600))
	n := fileNew("x.jpg", content)
	n.TakenAt = &at
	if _, err := k.uploads.Add(ctx, officer, n, bytes.NewReader(content)); err != nil {
		t.Fatal(err)
	}
	if st, created, err := k.uploads.Create(ctx, officer, n); err != nil || created || !st.Done || st.Offset != n.Size {
		t.Fatalf("%+v, %v, %v", st, created, err)
	}
	later := at.Add(time.Second)
	for name, change := range map[string]func(*attachments.New){
		"name": func(n *attachments.New) { n.Name = "y.jpg" }, "role": func(n *attachments.New) { n.Role = "sketch" },
		"owner": func(n *attachments.New) { n.OwnerID = "2" }, "size": func(n *attachments.New) { n.Size++ },
		"type": func(n *attachments.New) { n.DeclaredType = "image/png" }, "time": func(n *attachments.New) { n.TakenAt = &later },
		"no time": func(n *attachments.New) { n.TakenAt = nil }, "sum": func(n *attachments.New) { n.SHA256 = string(bytes.Repeat([]byte("0"), 64)) },
	} {
		other := n
		change(&other)
		if _, _, err := k.uploads.Create(ctx, officer, other); !problem.Is(err, problem.Conflict) {
			t.Errorf("another %s: %v", name, err)
		}
	}
	_, _, err := k.uploads.Create(ctx, other, n)
	refused(t, err, problem.Conflict, "attachments.id_taken")
}

// What arrived must be what was announced by its sum; then nothing is kept.
func TestDeclaredSum(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	n := fileNew("x.jpg", content)
	n.SHA256 = string(bytes.Repeat([]byte("A0"), 32))
	_, err := k.uploads.Add(ctx, officer, n, bytes.NewReader(content))
	refused(t, err, problem.Invalid, "attachments.other_bytes")
	k.empty()
}

// More than announced, without its length in the header: none of the request is kept.
func TestMoreThanAnnounced(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	n := fileNew("x.jpg", make([]byte, 10))
	if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
		t.Fatal(err)
	}
	_, err := k.uploads.Append(ctx, officer, n.ID, 0, attachments.Body{Reader: bytes.NewReader(make([]byte, 4)), Length: 4})
	if err != nil {
		t.Fatal(err)
	}
	_, err = k.uploads.Append(ctx, officer, n.ID, 4, attachments.Body{Reader: bytes.NewReader(make([]byte, 7)), Length: -1})
	refused(t, err, problem.TooLarge, "attachments.beyond")
	_, err = k.uploads.Append(ctx, officer, n.ID, 4, attachments.Body{Reader: bytes.NewReader(make([]byte, 7)), Length: 7})
	refused(t, err, problem.TooLarge, "attachments.beyond")
	if st, err := k.uploads.Head(ctx, officer, n.ID); err != nil || st.Offset != 4 {
		t.Errorf("%+v, %v", st, err)
	}
}

// stalled is a body that gives some bytes and then waits until it is broken off.
type stalled struct {
	content []byte
	waiting chan struct{} // closed when it waits
	end     chan struct{}
	once    sync.Once
}

func (s *stalled) Read(p []byte) (int, error) {
	if n := copy(p, s.content); n > 0 {
		s.content = s.content[n:]
		return n, nil
	}
	s.once.Do(func() { close(s.waiting) })
	<-s.end
	return 0, errCut
}

// While one request receives, a second PATCH is refused; HEAD, from a client that has come
// back, ends the first and says where to go on.
func TestOneAtATime(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	n := fileNew("x.jpg", content)
	if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
		t.Fatal(err)
	}
	body := &stalled{content: content[:100], waiting: make(chan struct{}), end: make(chan struct{})}
	first := make(chan error, 1)
	go func() {
		_, err := k.uploads.Append(ctx, officer, n.ID, 0, attachments.Body{Reader: body, Length: n.Size, Interrupt: func() { close(body.end) }})
		first <- err
	}()
	<-body.waiting
	_, err := k.uploads.Append(ctx, officer, n.ID, 0, attachments.Body{Reader: bytes.NewReader(content), Length: n.Size})
	refused(t, err, problem.Locked, "attachments.locked")
	if s := k.uploads.Stats(); s.Receiving != 1 || s.Open != 1 {
		t.Errorf("%+v", s)
	}
	st, err := k.uploads.Head(ctx, officer, n.ID)
	if err != nil || st.Offset != 100 || !errors.Is(<-first, errCut) {
		t.Fatalf("%+v, %v", st, err)
	}
	if st, err = k.uploads.Append(ctx, officer, n.ID, 100, attachments.Body{Reader: bytes.NewReader(content[100:]), Length: -1}); err != nil || !st.Done {
		t.Fatalf("%+v, %v", st, err)
	}
}

func TestBoundsOfAnAccount(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t, func(c *attachments.Config) { c.MaxOpen, c.MaxOpenBytes, c.MaxConcurrent = 3, 1000, 1 }), context.Background()
	var open []attachments.New
	for range 3 {
		n := fileNew("x.jpg", make([]byte, 100))
		open = append(open, n)
		if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
			t.Fatal(err)
		}
	}
	_, _, err := k.uploads.Create(ctx, officer, fileNew("x.jpg", make([]byte, 100)))
	refused(t, err, problem.TooMany, "attachments.too_many_open")
	if _, _, err := k.uploads.Create(ctx, officer, open[0]); err != nil {
		t.Errorf("one that is open already: %v", err)
	}
	_, _, err = k.uploads.Create(ctx, other, fileNew("x.jpg", make([]byte, 1001)))
	refused(t, err, problem.TooMany, "attachments.too_many_open")
	body := &stalled{waiting: make(chan struct{}), end: make(chan struct{})}
	done := make(chan error, 1)
	go func() {
		_, err := k.uploads.Append(ctx, officer, open[0].ID, 0, attachments.Body{Reader: body, Length: 100})
		done <- err
	}()
	<-body.waiting
	_, err = k.uploads.Append(ctx, officer, open[1].ID, 0, attachments.Body{Reader: bytes.NewReader(nil), Length: 0})
	refused(t, err, problem.TooMany, "attachments.too_many_at_once")
	close(body.end)
	<-done
}

func TestExpiry(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t, func(c *attachments.Config) { c.Expiry = time.Hour }), context.Background()
	old, young := fileNew("x.jpg", make([]byte, 100)), fileNew("x.jpg", make([]byte, 100))
	for _, n := range []attachments.New{old, young} {
		if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
			t.Fatal(err)
		}
		if _, err := k.uploads.Append(ctx, officer, n.ID, 0, attachments.Body{Reader: bytes.NewReader(make([]byte, 5)), Length: 5}); err != nil {
			t.Fatal(err)
		}
	}
	dir := filepath.Join(k.cfg.Dir, attachments.Incoming)
	leftover := filepath.Join(dir, uuid.NewString()+".part")
	if err := os.WriteFile(leftover, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	ago := time.Now().Add(-2 * time.Hour)
	for _, path := range []string{filepath.Join(dir, old.ID.String()+".part"), leftover} {
		if err := os.Chtimes(path, ago, ago); err != nil {
			t.Fatal(err)
		}
	}
	k.restart()
	if err := k.uploads.Sweep(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := k.uploads.Head(ctx, officer, old.ID); !problem.Is(err, problem.NotFound) {
		t.Errorf("the old one: %v", err)
	}
	if st, err := k.uploads.Head(ctx, officer, young.ID); err != nil || st.Offset != 5 {
		t.Errorf("the young one: %+v, %v", st, err)
	}
	if left, _ := filepath.Glob(filepath.Join(dir, "*")); len(left) != 2 {
		t.Errorf("left: %v", left)
	}
}

// Without the database nothing is lost: the bytes wait for another try.
func TestDatabaseDown(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	n := fileNew("x.jpg", content)
	if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
		t.Fatal(err)
	}
	if _, err := k.uploads.Append(ctx, officer, n.ID, 0, attachments.Body{Reader: bytes.NewReader(content[:50]), Length: 50}); err != nil {
		t.Fatal(err)
	}
	url := k.db.URL()
	body := readerFunc(func(p []byte) (int, error) { // the database goes away while the last bytes arrive
		k.db.Close()
		return copy(p, content[50:]), nil
	})
	if _, err := k.uploads.Append(ctx, officer, n.ID, 50, attachments.Body{Reader: body, Length: n.Size - 50}); err == nil {
		t.Fatal("finished without a database")
	}
	db, err := data.Open(ctx, data.Config{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	k.db = db
	k.restart()
	if st, err := k.uploads.Head(ctx, officer, n.ID); err != nil || !st.Done {
		t.Errorf("%+v, %v", st, err)
	}
}

type readerFunc func([]byte) (int, error)

func (f readerFunc) Read(p []byte) (int, error) { return f(p) }

func TestRightsToUpload(t *testing.T) {
	t.Parallel()
	k, ctx := newKit(t), context.Background()
	content := jpegOf(picture(8, 8))
	_, _, err := k.uploads.Create(ctx, viewer, fileNew("x.jpg", content))
	refused(t, err, problem.Forbidden, "actor.role")
	unknown := fileNew("x.jpg", content)
	unknown.Owner = "moon"
	_, _, err = k.uploads.Create(ctx, officer, unknown)
	refused(t, err, problem.Invalid, "problem.unknown_value")
	n := fileNew("x.jpg", content)
	if _, _, err := k.uploads.Create(ctx, officer, n); err != nil {
		t.Fatal(err)
	}
	_, err = k.uploads.Append(ctx, other, n.ID, 0, attachments.Body{Reader: bytes.NewReader(content), Length: n.Size})
	refused(t, err, problem.Forbidden, "attachments.not_yours")
	_, err = k.uploads.Head(ctx, other, n.ID)
	refused(t, err, problem.Forbidden, "attachments.not_yours")
	refused(t, k.uploads.Abort(ctx, other, n.ID), problem.Forbidden, "attachments.not_yours")
	closed := fileNew("x.jpg", content)
	closed.OwnerID = "closed"
	_, _, err = k.uploads.Create(ctx, officer, closed)
	refused(t, err, problem.Conflict, "gazetteer.retired")
}
