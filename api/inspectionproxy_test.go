package api

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"image"
	"image/jpeg"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// submission is an inspection with its photos, as a phone has it before it is sent.
type submission struct {
	id     string
	body   []byte
	photos map[string][]byte // by id
}

// smallPhoto is a JPEG of a few kilobytes, another one for each seed.
func smallPhoto(seed int) []byte {
	r := rand.New(rand.NewPCG(uint64(seed), 5))
	img := image.NewGray(image.Rect(0, 0, 48, 48))
	for i := range img.Pix {
		img.Pix[i] = byte(r.Uint32())
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func newSubmissions(t *testing.T, n int, marker any, line string) []submission {
	t.Helper()
	all := make([]submission, n)
	for i := range all {
		s := submission{id: uuid.NewString(), photos: map[string][]byte{}}
		names := []string{}
		for k := range 1 + i%10/9 { // every tenth has two
			id := uuid.NewString()
			names, s.photos[id] = append(names, id), smallPhoto(2*i+k)
		}
		body := map[string]any{"id": s.id, "kind": "patrol", "observed_at": "2026-06-30T10:00:00+08:00", "device_id": fmt.Sprint("PHONE-", i%7),
			"observer": "张三", "conditions": []string{"intact"}, "note": fmt.Sprint(i), "photos": names}
		if i%3 == 0 {
			body["line"], body["chainage_from_m"] = line, i
		} else {
			body["marker"] = marker
		}
		var err error
		if s.body, err = json.Marshal(body); err != nil {
			t.Fatal(err)
		}
		all[i] = s
	}
	return all
}

// report sends the record until the server says that it has it.
func (p phone) report(s submission) error {
	for range 2000 {
		status, _, err := p.call("POST", "/boundaries/inspections", s.body, "Content-Type", "application/json")
		switch {
		case err != nil:
		case status == http.StatusOK || status == http.StatusCreated:
			return nil
		default:
			return fmt.Errorf("%s: %d", s.id, status)
		}
	}
	return fmt.Errorf("%s is not there", s.id)
}

// A thousand inspections with their photos over connections that are cut at random bytes,
// records and photos in any order and each of them twice: a thousand are stored, with
// exactly their photos.
func TestInspectionsThroughCuts(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	marker := newMarker(p).body.(map[string]any)
	p.made("/boundaries/markers", marker)
	proxy, address := newCuttingProxy(t, listen(t, p.harness), 20_000)
	sender := phone{address, p.writer(actor.Inspector, true).token, "inspection", &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}}
	const n = 1000
	all := newSubmissions(t, n, marker["number"], p.line)
	var todo []func() error
	for _, s := range all {
		todo = append(todo, func() error { return sender.report(s) }, func() error { return sender.report(s) })
		for id, content := range s.photos {
			send := func() error { _, err := sender.send(s.id, id, content); return err }
			todo = append(todo, send, send)
		}
	}
	rand.New(rand.NewPCG(7, 7)).Shuffle(len(todo), func(i, k int) { todo[i], todo[k] = todo[k], todo[i] })
	jobs := make(chan func() error)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			for job := range jobs {
				if err := job(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for _, job := range todo {
		jobs <- job
	}
	close(jobs)
	group.Wait()
	proxy.mu.Lock()
	defer proxy.mu.Unlock()
	t.Logf("%d cuts, %d of them silent", proxy.cuts, len(proxy.silent))
	if proxy.cuts < n/4 || len(proxy.silent) == 0 {
		t.Error("too few cuts to prove anything")
	}
	p.wantStored(all)
}

// wantStored fails unless exactly these inspections are stored, with exactly their photos.
func (p *place) wantStored(all []submission) {
	p.t.Helper()
	var records, files int
	p.scan("SELECT (SELECT count(*) FROM inspection WHERE observer = '张三'), (SELECT count(*) FROM attachment WHERE owner = 'inspection')").into(&records, &files)
	want := 0
	for _, s := range all {
		want += len(s.photos)
		found, err := p.server.Attachments.List(p.t.Context(), p.db.Read(), "inspection", s.id)
		if err != nil || len(found) != len(s.photos) {
			p.t.Errorf("%s has %d photos: %v", s.id, len(found), err)
		}
		for _, m := range found {
			sum := sha256.Sum256(s.photos[m.ID.String()])
			if m.SHA256 != hex.EncodeToString(sum[:]) {
				p.t.Errorf("%s of %s is another photo", m.ID, s.id)
			}
		}
	}
	var missing int
	p.scan(`SELECT count(*) FROM inspection i, unnest(i.photos) photo WHERE observer = '张三'
		AND NOT EXISTS (SELECT FROM attachment a WHERE a.id::text = photo AND a.owner_id = i.id::text)`).into(&missing)
	if records != len(all) || files != want || missing != 0 {
		p.t.Errorf("%d records, want %d; %d photos, want %d; %d named and not there", records, len(all), files, want, missing)
	}
}
