package cluster

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"testing"
	"time"
)

func TestTooLittleRoom(t *testing.T) {
	t.Parallel()
	cfg := quick(t, tempDir(t))
	cfg.minFree = 1 << 60
	_, err := Ensure(t.Context(), cfg)
	wantKind(t, err, DiskFull, cfg.DataDir, "MB are free")
}

// On a disk that is really full, before and in the middle of making the cluster.
func TestFullDisk(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("mounting a small disk takes root; TestTooLittleRoom and TestDiagnose stand in")
	}
	t.Parallel()
	dir := tempDir(t)
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=24m,mode=755"); err != nil {
		t.Skipf("no mounts here (%v); TestTooLittleRoom and TestDiagnose stand in", err)
	}
	t.Cleanup(func() {
		if err := syscall.Unmount(dir, 0); err != nil {
			t.Error(err)
		}
	})
	_, err := Ensure(t.Context(), quick(t, dir))
	wantKind(t, err, DiskFull, dir)

	cfg := quick(t, dir)
	cfg.minFree = 1
	_, err = Ensure(t.Context(), cfg)
	wantKind(t, err, DiskFull, dir)
	if _, err := os.Stat(cfg.pgdata()); !os.IsNotExist(err) {
		t.Errorf("a half-made cluster was left: %v", err)
	}
}

// A user other than the owner gets a clear refusal. As root the other user is
// nobody; otherwise the directory is one's own, closed to writing.
func TestNotWritable(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(tempDir(t), "closed")
	if err := os.Mkdir(dir, 0o555); err != nil {
		t.Fatal(err)
	}
	acct := account{}
	if os.Geteuid() == 0 {
		acct = account{uid: 65534, gid: 65534, other: true}
	}
	out, err := helper(t, "ensure", dir, acct).Output()
	if err != nil {
		t.Fatal(err)
	}
	if want := string(NotWritable) + " cannot write in " + dir; len(out) < len(want) || string(out[:len(want)]) != want {
		t.Errorf("helper said %q, want %q", out, want)
	}
}

func TestDataDirIsAFile(t *testing.T) {
	t.Parallel()
	file := filepath.Join(tempDir(t), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	_, err := Ensure(t.Context(), quick(t, file))
	wantKind(t, err, NotWritable, "not a directory")
	if err := os.Remove(file); err != nil {
		t.Fatal(err)
	}
}

// Started by root, the server's user must be able to reach the directory.
func TestUnreachable(t *testing.T) {
	if os.Geteuid() != 0 {
		t.Skip("the server runs as the tests' own user; nothing of its own is closed to it")
	}
	t.Parallel()
	closed := filepath.Join(tempDir(t), "closed")
	if err := os.Mkdir(closed, 0o700); err != nil {
		t.Fatal(err)
	}
	_, err := Ensure(t.Context(), quick(t, filepath.Join(closed, "data")))
	wantKind(t, err, Unreachable, "postgres", closed+" is closed", "--data-dir")
}

// postmaster.pid names a process that is no server of ours. A living PostgreSQL
// is respected and the file stays; any other program has the number by chance,
// and a zombie is dead.
func TestForeignProcess(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name, program string
		zombie        bool
		kind          Kind
	}{
		{"another server", "postgres", false, InUse},
		{"another program", "sleep", false, ""},
		{"a zombie", "postgres", true, ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			dir := tempDir(t)
			c, err := Ensure(t.Context(), fast(t, dir))
			if err != nil {
				t.Fatal(err)
			}
			if err := StopAt(t.Context(), dir); err != nil {
				t.Fatal(err)
			}
			pid := strconv.Itoa(sleeper(t, tc.program, c.host.acct, tc.zombie))
			if err := c.host.writeConf(c.host.cfg.pgdata(), "postmaster.pid", pid+"\n"); err != nil {
				t.Fatal(err)
			}
			_, err = Ensure(t.Context(), quick(t, dir))
			if tc.kind == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			wantKind(t, err, tc.kind, pid, "postmaster.pid")
			if _, err := os.Stat(filepath.Join(c.host.cfg.pgdata(), "postmaster.pid")); err != nil {
				t.Errorf("postmaster.pid is gone: %v", err)
			}
		})
	}
}

// sleeper starts a process of the server's user that bears a name and does
// nothing; as a zombie it has been killed, and is reaped at the end of the test.
func sleeper(t *testing.T, name string, acct account, zombie bool) int {
	t.Helper()
	text, err := os.ReadFile("/bin/sleep")
	if err != nil {
		t.Fatal(err)
	}
	bin := filepath.Join(tempDir(t), "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(filepath.Join(bin, name), "600")
	if err := os.WriteFile(cmd.Path, text, 0o755); err != nil {
		t.Fatal(err)
	}
	cmd.Dir, cmd.SysProcAttr = "/", acct.attr()
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = cmd.Process.Kill(); _ = cmd.Wait() })
	pid := cmd.Process.Pid
	if zombie {
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		for procFile(pid, "cmdline") != "" {
			if err := pause(t.Context(), 5*time.Millisecond); err != nil {
				t.Fatal(err)
			}
		}
	}
	return pid
}

func TestDiagnose(t *testing.T) {
	t.Parallel()
	cfg, err := Config{DataDir: "/data"}.withDefaults()
	if err != nil {
		t.Fatal(err)
	}
	h := &host{cfg: cfg}
	for _, tc := range []struct {
		log  string
		kind Kind
	}{
		{`PANIC:  could not write to file "pg_wal/xlogtemp.7": No space left on device`, DiskFull},
		{`initdb: error: could not create directory: No space left on device`, DiskFull},
		{`FATAL:  could not open file "x": Permission denied`, NotWritable},
		{`FATAL:  lock file "postmaster.pid" already exists`, InUse},
		{"LOG:  starting\nFATAL:  could not map anonymous shared memory\nHINT:  less", NotStarting},
		{``, NotStarting},
	} {
		wantKind(t, h.diagnose(tc.log, errDied), tc.kind, "/data")
	}
	orphans := `FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use`
	if err := h.diagnose(orphans, errDied); !errors.Is(err, errOrphans) {
		t.Errorf("orphans: %v", err)
	}
}

func TestFileError(t *testing.T) {
	t.Parallel()
	for errno, kind := range map[syscall.Errno]Kind{
		syscall.ENOSPC: DiskFull, syscall.EDQUOT: DiskFull,
		syscall.EACCES: NotWritable, syscall.EPERM: NotWritable, syscall.EROFS: NotWritable,
	} {
		err := fileError("/data", &os.PathError{Op: "open", Path: "/data/x", Err: errno})
		wantKind(t, fmt.Errorf("start: %w", err), kind, "/data")
	}
	if err := fileError("/data", nil); err != nil {
		t.Errorf("no error became %v", err)
	}
}

func FuzzParsePostmaster(f *testing.F) {
	f.Add("4711\n/data\n1700000000\n5432\n/run\n\n  1 2\nready   \n")
	f.Add("-12\n")
	f.Add("")
	f.Fuzz(func(t *testing.T, text string) {
		pm, err := parsePostmaster(text)
		if err == nil && pm.pid < 0 {
			t.Errorf("pid %d from %q", pm.pid, text)
		}
	})
}
