package cluster

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the system user the server runs as.
type account struct {
	name     string
	uid, gid int
	other    bool // another user than the one cairn runs as: credentials must be changed
}

// serverAccount picks the user to run the server as: oneself, or, for root, the
// owner of an existing cluster, else postgres (Debian's package makes it), else
// nobody. PostgreSQL refuses to run as root.
func serverAccount(pgdata string) (account, error) {
	euid := os.Geteuid()
	owner, exists := ownerOf(pgdata)
	if euid != 0 {
		if exists && owner.uid != euid {
			return account{}, notWritable(pgdata, fmt.Errorf("it belongs to the user %s", owner.name))
		}
		return lookupID(euid, os.Getegid()), nil
	}
	if exists && owner.uid != 0 {
		owner.other = true
		return owner, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if u, err := user.Lookup(name); err == nil {
			uid, _ := strconv.Atoi(u.Uid)
			gid, _ := strconv.Atoi(u.Gid)
			return account{name: name, uid: uid, gid: gid, other: true}, nil
		}
	}
	return account{}, &Error{
		Kind:    Unreachable,
		Message: "PostgreSQL does not run as root, and there is no user postgres or nobody to run it as",
		Hint:    "start cairn as an ordinary user, or make one: useradd --system postgres",
	}
}

// ownerOf returns the user that path belongs to.
func ownerOf(path string) (account, bool) {
	info, err := os.Stat(path)
	if err != nil {
		return account{}, false
	}
	st := info.Sys().(*syscall.Stat_t)
	return lookupID(int(st.Uid), int(st.Gid)), true
}

func lookupID(uid, gid int) account {
	a := account{name: strconv.Itoa(uid), uid: uid, gid: gid}
	if u, err := user.LookupId(a.name); err == nil {
		a.name = u.Username
	}
	return a
}

// attr returns the process attributes under which the server's programs run: a
// session of their own, and the account's credentials without further groups.
func (a account) attr() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Setsid: true}
	if a.other {
		attr.Credential = &syscall.Credential{Uid: uint32(a.uid), Gid: uint32(a.gid)}
	}
	return attr
}

// mkdir makes path with mode 0700, or takes it as it is, and gives it to the account.
func (a account) mkdir(path string) error {
	if err := os.Mkdir(path, 0o700); err != nil && !os.IsExist(err) {
		return fileError(path, err)
	}
	info, err := os.Lstat(path)
	if err != nil {
		return fileError(path, err)
	}
	if !info.IsDir() {
		return notWritable(path, fmt.Errorf("it is not a directory"))
	}
	if a.other {
		if err := os.Lchown(path, a.uid, a.gid); err != nil {
			return fileError(path, err)
		}
	}
	return fileError(path, os.Chmod(path, 0o700))
}

// reach proves that the account can enter dir and run the server's programs,
// by doing it; the message names the directory that is closed.
func (a account) reach(dir, bin string) error {
	if !a.other {
		return nil
	}
	cmd := exec.Command(filepath.Join(bin, "postgres"), "--version")
	cmd.Dir, cmd.SysProcAttr = dir, a.attr()
	err := cmd.Run()
	if err == nil {
		return nil
	}
	e := &Error{
		Kind:    Unreachable,
		Message: fmt.Sprintf("the user %s, which PostgreSQL runs as, cannot reach %s", a.name, dir),
		Hint:    "choose a place it can reach with --data-dir, such as /var/lib/cairn",
		Err:     err,
	}
	if closed := a.closedParent(dir); closed != "" {
		e.Err = fmt.Errorf("%s is closed to it", closed)
		e.Hint += ", or open the way: chmod o+x " + closed
	}
	return e
}

// closedParent returns the first directory on the way to dir whose mode does
// not let the account through, or "".
func (a account) closedParent(dir string) string {
	var found string
	for d := dir; ; d = filepath.Dir(d) {
		if info, err := os.Stat(d); err == nil && !a.mayEnter(info) {
			found = d
		}
		if d == filepath.Dir(d) {
			return found
		}
	}
}

func (a account) mayEnter(info os.FileInfo) bool {
	st := info.Sys().(*syscall.Stat_t)
	switch mode := info.Mode().Perm(); {
	case int(st.Uid) == a.uid:
		return mode&0o100 != 0
	case int(st.Gid) == a.gid:
		return mode&0o010 != 0
	default:
		return mode&0o001 != 0
	}
}
