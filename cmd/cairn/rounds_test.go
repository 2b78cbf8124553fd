package main

import (
	"bytes"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// archiveRound freezes a closed round and gives the path of its zip.
func (s *service) archiveRound(path string) string {
	s.t.Helper()
	var round struct{ Version json.Number }
	if _, err := s.call("GET", path, nil, &round); err != nil {
		s.t.Fatal(err)
	}
	req, err := http.NewRequest("POST", s.Address+path+"/archive", strings.NewReader("{}"))
	if err != nil {
		s.t.Fatal(err)
	}
	req.Header = http.Header{"Content-Type": {"application/json"}, "Authorization": {"Bearer " + s.token}, "If-Match": {`"` + round.Version.String() + `"`}}
	res, err := (&http.Client{Timeout: 30 * time.Second}).Do(req)
	if err != nil {
		s.t.Fatal(err)
	}
	defer res.Body.Close()
	var frozen struct{ Archive struct{ SHA256 string } }
	if err := json.NewDecoder(res.Body).Decode(&frozen); err != nil || res.StatusCode != http.StatusOK || len(frozen.Archive.SHA256) != 64 {
		s.t.Fatalf("%d, %+v, %v", res.StatusCode, frozen, err)
	}
	sum := frozen.Archive.SHA256
	return filepath.Join(s.dir, "attachments", sum[:2], sum)
}

// The frozen archive of a round is proved by cairn verify, in the live data and in a backup:
// one byte changed is found, and so is an archive that is gone.
func TestVerifyProvesArchives(t *testing.T) {
	t.Parallel()
	s := newService(t, "--sample")
	s.token = strings.TrimSpace(s.run("user", "token", "--login", "admin"))
	file := s.archiveRound("/boundaries/rounds/4")
	content, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	put := func(text []byte) {
		t.Helper()
		if err := os.Chmod(file, 0o600); err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	backup := filepath.Join(filepath.Dir(s.dir), "backup")
	s.run("backup", backup)
	for _, args := range [][]string{{"verify"}, {"verify", backup}} {
		if out := s.run(args...); !strings.Contains(out, " 1 files: 0 faults") {
			t.Errorf("%v: %s", args, out)
		}
	}
	flipped := bytes.Clone(content)
	flipped[len(flipped)/2] ^= 1
	put(flipped)
	if out, code := s.try("verify"); code != exitFailed || !strings.Contains(out, "round_archive 4") {
		t.Errorf("a byte changed: exit %d, %s", code, out)
	}
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
	if out, code := s.try("verify"); code != exitFailed || !strings.Contains(out, "missing") {
		t.Errorf("an archive gone: exit %d, %s", code, out)
	}
	put(content)
	if out, code := s.try("verify"); code != exitDone {
		t.Errorf("put back: exit %d, %s", code, out)
	}
}
