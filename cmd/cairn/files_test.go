package main

import (
	"bytes"
	"context"
	"encoding/base64"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
)

// sound is a recording of n bytes, noise after its head.
func sound(n int, seed uint64) []byte {
	r := rand.New(rand.NewPCG(seed, 1))
	out := []byte("RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00")
	for len(out) < n {
		out = append(out, byte(r.Uint32()))
	}
	return out
}

// tus sends a request of the upload protocol.
func (s *service) tus(method, path string, body io.Reader, headers ...string) (*http.Response, error) {
	req, err := http.NewRequest(method, s.Address+path, body)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+s.token)
	req.Header.Set("Tus-Resumable", "1.0.0")
	for i := 0; i+1 < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{Timeout: 30 * time.Second}
	res, err := client.Do(req)
	if err == nil {
		res.Body.Close()
	}
	return res, err
}

// announce begins the upload of a recording of the first entry.
func (s *service) announce(id string, size int) {
	s.t.Helper()
	var list struct{ Items []struct{ ID string } }
	if _, err := s.call("GET", "/gazetteer/entries?limit=1", nil, &list); err != nil || len(list.Items) == 0 {
		s.t.Fatalf("%+v, %v", list, err)
	}
	var said []string
	for _, pair := range [][2]string{{"id", id}, {"owner", "place"}, {"owner_id", list.Items[0].ID}, {"filename", "读音.wav"}} {
		said = append(said, pair[0]+" "+base64.StdEncoding.EncodeToString([]byte(pair[1])))
	}
	res, err := s.tus("POST", "/attachments", nil, "Upload-Length", strconv.Itoa(size), "Upload-Metadata", strings.Join(said, ","))
	if err != nil || res.StatusCode != http.StatusCreated {
		s.t.Fatalf("%+v, %v", res, err)
	}
}

// offset is how far an upload is.
func (s *service) offset(id string) int {
	s.t.Helper()
	res, err := s.tus("HEAD", "/attachments/"+id, nil)
	if err != nil || res.StatusCode != http.StatusOK {
		s.t.Fatalf("%+v, %v", res, err)
	}
	n, _ := strconv.Atoi(res.Header.Get("Upload-Offset"))
	return n
}

func (s *service) appendFrom(id string, offset int, body io.Reader) (int, error) {
	res, err := s.tus("PATCH", "/attachments/"+id, body, "Upload-Offset", strconv.Itoa(offset), "Content-Type", "application/offset+octet-stream")
	if err != nil {
		return 0, err
	}
	return res.StatusCode, nil
}

// The service is killed while a file arrives: what was written is there afterwards, and the
// file is whole in the end. A file that goes missing later is found, in the live data and
// in a backup.
func TestFilesOutliveTheService(t *testing.T) {
	t.Parallel()
	s := newService(t, "--sample")
	s.token = strings.TrimSpace(s.run("user", "token", "--login", "admin"))
	id, content := uuid.NewString(), sound(900_000, 5)
	s.announce(id, len(content))
	pipe, feed := io.Pipe()
	sent := make(chan error, 1)
	go func() {
		_, err := s.appendFrom(id, 0, pipe)
		sent <- err
	}()
	if _, err := feed.Write(content[:700_000]); err != nil {
		t.Fatal(err)
	}
	part := filepath.Join(s.dir, "attachments", "incoming", id+".part")
	for range 200 { // the pieces are written as they come
		if info, err := os.Stat(part); err == nil && info.Size() >= 512<<10 {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	s.kill()
	feed.CloseWithError(io.ErrUnexpectedEOF)
	if err := <-sent; err == nil {
		t.Error("the answer came from a dead service")
	}
	s.start()
	at := s.offset(id)
	if at < 512<<10 || at > 700_000 {
		t.Fatalf("after the crash %d bytes are there", at)
	}
	if status, err := s.appendFrom(id, at, bytes.NewReader(content[at:])); err != nil || status != http.StatusNoContent {
		t.Fatalf("the rest: %d, %v", status, err)
	}
	var meta struct{ SHA256 string }
	if _, err := s.call("GET", "/attachments/"+id+"/meta", nil, &meta); err != nil || len(meta.SHA256) != 64 {
		t.Fatalf("%+v, %v", meta, err)
	}
	file := filepath.Join(s.dir, "attachments", meta.SHA256[:2], meta.SHA256)
	if text, err := os.ReadFile(file); err != nil || !bytes.Equal(text, content) {
		t.Fatalf("%d bytes of %d, %v", len(text), len(content), err)
	}
	backup := filepath.Join(filepath.Dir(s.dir), "backup")
	s.run("backup", backup)
	for _, args := range [][]string{{"verify"}, {"verify", backup}} {
		if out := s.run(args...); !strings.Contains(out, " 1 files: 0 faults") {
			t.Errorf("%v: %s", args, out)
		}
	}
	if err := os.WriteFile(file, append(content, 'x'), 0o600); err != nil {
		t.Fatal(err)
	}
	out, code := s.try("verify")
	if code != exitFailed || !strings.Contains(out, "attachment "+meta.SHA256) {
		t.Errorf("an altered file: exit %d, %s", code, out)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if out, code = s.try("verify"); code != exitFailed || !strings.Contains(out, "missing") {
		t.Errorf("a missing file: exit %d, %s", code, out)
	}
}

// try calls another command on the service's data dir and gives its stdout and exit code.
func (s *service) try(args ...string) (string, int) {
	s.t.Helper()
	bin, err := binary()
	if err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.CommandContext(context.Background(), bin, append(args, "--data-dir", s.dir)...)
	out, _ := cmd.Output() // how it ended is in its exit code
	return string(out), cmd.ProcessState.ExitCode()
}

func TestWrongFileConfiguration(t *testing.T) {
	t.Parallel()
	s := &service{t: t, dir: dataDir(t)}
	if _, code := s.try("serve", "--addr", "127.0.0.1:0", "--attachment-types", "exe", "--log-level", "error"); code != exitRejected {
		t.Errorf("exit %d", code)
	}
}
