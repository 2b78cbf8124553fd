package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// binDir holds the built program while the tests run.
var binDir string

func TestMain(m *testing.M) {
	var err error
	if binDir, err = os.MkdirTemp("", "cairn-bin-"); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	code := m.Run()
	os.RemoveAll(binDir)
	os.Exit(code)
}

// binary builds the program once for all tests of the package.
var binary = sync.OnceValues(func() (string, error) {
	path := filepath.Join(binDir, "cairn")
	out, err := exec.Command("go", "build", "-o", path, ".").CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%w: %s", err, out)
	}
	return path, nil
})

// service is a running cairn with a data dir of its own.
type service struct {
	t        testing.TB
	dir      string
	cmd      *exec.Cmd
	Address  string `json:"address"`
	Login    string `json:"login"`
	Password string `json:"one_time_password"`
	token    string
}

// dataDir is a folder that the database's own user can reach, unlike t.TempDir's.
func dataDir(t testing.TB) string {
	t.Helper()
	dir, err := os.MkdirTemp("", "cairn-svc-")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	return filepath.Join(dir, "data")
}

// start runs `cairn serve` and waits until it is ready.
func (s *service) start(args ...string) {
	s.t.Helper()
	bin, err := binary()
	if err != nil {
		s.t.Fatal(err)
	}
	s.cmd = exec.Command(bin, append([]string{"serve", "--json", "--data-dir", s.dir, "--addr", "127.0.0.1:0"}, args...)...)
	s.cmd.Stderr = &tail{t: s.t}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Start(); err != nil {
		s.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadBytes('\n')
	if err != nil {
		s.t.Fatalf("cairn serve ended before it was ready: %v", err)
	}
	if err := json.Unmarshal(line, s); err != nil {
		s.t.Fatalf("%s: %v", line, err)
	}
}

// stop ends the service as Ctrl-C does and waits.
func (s *service) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.t.Error(err)
	}
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("cairn serve ended with %v", err)
	}
}

// kill ends the service without a word, as a power cut does.
func (s *service) kill() {
	_ = s.cmd.Process.Signal(syscall.SIGKILL)
	_ = s.cmd.Wait()
}

func newService(t testing.TB, args ...string) *service {
	t.Helper()
	s := &service{t: t, dir: dataDir(t)}
	s.start(args...)
	t.Cleanup(func() {
		if s.cmd.ProcessState == nil {
			s.stop()
		}
	})
	return s
}

// run calls another command on the service's data dir and returns its stdout.
func (s *service) run(args ...string) string {
	s.t.Helper()
	bin, err := binary()
	if err != nil {
		s.t.Fatal(err)
	}
	cmd := exec.Command(bin, append(args, "--data-dir", s.dir, "--user", "test")...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		s.t.Fatalf("cairn %s: %v\n%s", strings.Join(args, " "), err, stderr.String())
	}
	return string(out)
}

// call sends a request with the service's token and decodes the answer into out.
func (s *service) call(method, path string, body, out any) (int, error) {
	var reader io.Reader
	if body != nil {
		text, err := json.Marshal(body)
		if err != nil {
			return 0, err
		}
		reader = bytes.NewReader(text)
	}
	req, err := http.NewRequest(method, s.Address+path, reader)
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json")
	if s.token != "" {
		req.Header.Set("Authorization", "Bearer "+s.token)
	}
	client := http.Client{Timeout: 30 * time.Second}
	resp, err := client.Do(req)
	if err != nil {
		return 0, err
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err == nil && out != nil && resp.StatusCode < 300 {
		err = json.Unmarshal(text, out)
	}
	return resp.StatusCode, err
}

// tail shows what the service logs in the test's output.
type tail struct {
	t    testing.TB
	mu   sync.Mutex
	done bool
}

func (w *tail) Write(p []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if !w.done {
		fmt.Fprintf(os.Stderr, "%s: %s", w.t.Name(), p)
	}
	return len(p), nil
}
