package cluster

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Kind says what keeps a cluster from running.
type Kind string

// The kinds of [Error].
const (
	NoPostgres  Kind = "no_postgres"  // no PostgreSQL server programs found
	NoPostGIS   Kind = "no_postgis"   // the server has no PostGIS
	Version     Kind = "version"      // the cluster was made by a version that is not installed
	InUse       Kind = "in_use"       // another cairn, or another server, holds the data directory
	DiskFull    Kind = "disk_full"    // too little room to run safely
	NotWritable Kind = "not_writable" // the data directory cannot be written or belongs to another user
	Unreachable Kind = "unreachable"  // the server's user cannot get to the data directory
	NotStarting Kind = "not_starting" // any other reason; the message quotes the server's log
)

// Error is a refusal a person can act on: what is wrong, and what to do.
type Error struct {
	Kind    Kind
	Message string
	Hint    string
	Err     error // the cause, may be nil
}

func (e *Error) Error() string {
	s := e.Message
	if e.Err != nil {
		s += ": " + e.Err.Error()
	}
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// IsKind reports whether err is, or wraps, an [Error] of kind k.
func IsKind(err error, k Kind) bool {
	var e *Error
	return errors.As(err, &e) && e.Kind == k
}

// fileError turns a failed file operation on path into an [Error].
func fileError(path string, err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return diskFull(path, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return notWritable(path, err)
	default:
		return fmt.Errorf("data directory: %w", err)
	}
}

func diskFull(path string, cause error) *Error {
	return &Error{
		Kind:    DiskFull,
		Message: "the disk that holds " + path + " is full",
		Hint:    "free some space, then start again; nothing that was saved is lost",
		Err:     cause,
	}
}

func notWritable(path string, cause error) *Error {
	return &Error{
		Kind:    NotWritable,
		Message: "cannot write in " + path,
		Hint:    "run as the user the data directory belongs to (or root), or choose another with --data-dir",
		Err:     cause,
	}
}
