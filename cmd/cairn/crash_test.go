package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/google/uuid"
)

// ledger remembers what the service was asked to write and what it acknowledged.
type ledger struct {
	mu    sync.Mutex
	asked map[string]string // id → name
	acked map[string]bool
}

// TestCrashes kills the service and PostgreSQL in the middle of writes, again and
// again: no acknowledged write is lost and none is doubled.
func TestCrashes(t *testing.T) {
	t.Parallel()
	s := newService(t, "--sample")
	s.token = strings.TrimSpace(s.run("user", "token", "--login", "admin"))
	book := &ledger{asked: map[string]string{}, acked: map[string]bool{}}
	var address atomic.Value
	address.Store(s.Address)
	halt := make(chan struct{})
	var writers sync.WaitGroup
	for range 3 {
		writers.Go(func() { book.write(s.token, &address, halt) })
	}
	for _, crash := range []func(){
		func() { s.kill(); s.start(); address.Store(s.Address) },
		func() { killPostmaster(t, s.dir) },
		func() { s.kill(); killPostmaster(t, s.dir); s.start(); address.Store(s.Address) },
	} {
		book.wait(t, 20)
		crash()
	}
	book.wait(t, 20)
	close(halt)
	writers.Wait()
	book.check(t, s)
	if out := s.run("verify"); !strings.Contains(out, " 0 faults") {
		t.Error(out)
	}
}

// write creates entries until halt; what fails is asked again with the same id, as a client does.
func (b *ledger) write(token string, address *atomic.Value, halt <-chan struct{}) {
	for n := 0; ; n++ {
		id, _ := uuid.NewV7()
		name := fmt.Sprintf("试写%s", id.String()[24:])
		b.mu.Lock()
		b.asked[id.String()] = name
		b.mu.Unlock()
		for {
			select {
			case <-halt:
				return
			default:
			}
			s := service{Address: address.Load().(string), token: token}
			status, err := s.call("POST", "/gazetteer/entries", map[string]any{
				"id": id, "name": name, "class_code": "22200", "area_code": "532601", "position_reason": "test",
				"lon": 104.2, "lat": 23.4}, nil)
			if err == nil && (status == 201 || status == 409) { // 409: an earlier try had arrived
				b.mu.Lock()
				b.acked[id.String()] = true
				b.mu.Unlock()
				break
			}
			time.Sleep(20 * time.Millisecond)
		}
	}
}

// wait lets so many more writes be acknowledged.
func (b *ledger) wait(t *testing.T, more int) {
	t.Helper()
	deadline := time.Now().Add(2 * time.Minute)
	for first := b.count(); b.count() < first+more; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("no writes are acknowledged any more (%d so far)", b.count())
		}
	}
}

func (b *ledger) count() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.acked)
}

// check reads every entry back: each acknowledged one exists, and no name exists twice.
func (b *ledger) check(t *testing.T, s *service) {
	t.Helper()
	for id := range b.acked {
		var entry struct{ Name string }
		if status, err := s.call("GET", "/gazetteer/entries/"+id, nil, &entry); status != 200 || err != nil || entry.Name != b.asked[id] {
			t.Errorf("acknowledged entry %s: status %d, %v, name %q", id, status, err, entry.Name)
		}
		var history struct{ Items []any }
		if status, err := s.call("GET", "/gazetteer/entries/"+id+"/history", nil, &history); status != 200 || err != nil || len(history.Items) != 1 {
			t.Errorf("entry %s has %d versions (status %d, %v)", id, len(history.Items), status, err)
		}
	}
	t.Logf("%d acknowledged writes", len(b.acked))
}

// killPostmaster ends PostgreSQL's first process without a word; its pid stands in its pid file.
func killPostmaster(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, "postgres", "postmaster.pid"))
	if err != nil {
		t.Fatal(err)
	}
	pid, err := strconv.Atoi(strings.SplitN(string(text), "\n", 2)[0])
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
}
