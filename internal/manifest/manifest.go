// Package manifest holds what the folders and zips that cairn hands on have in common: the
// manifest that says of every file how large it is and what its sum is, and names of files
// that stay in their folder.
package manifest

import (
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"maps"
	"slices"
	"strings"

	"cairn/internal/problem"
)

// File is a file as a manifest names it.
type File struct {
	Path   string `json:"path"` // with slashes, below the top
	Size   int64  `json:"size"` // bytes
	SHA256 string `json:"sha256"`
}

// Sum is a file while it is written: it measures what is written to it.
type Sum struct {
	size int64
	hash hash.Hash
}

// NewSum begins a file.
func NewSum() *Sum { return &Sum{hash: sha256.New()} }

// Write measures a piece; it never fails.
func (s *Sum) Write(p []byte) (int, error) {
	s.size += int64(len(p))
	return s.hash.Write(p)
}

// File is what has been written, under its path.
func (s *Sum) File(path string) File {
	return File{Path: path, Size: s.size, SHA256: hex.EncodeToString(s.hash.Sum(nil))}
}

// Measure reads a file to its end.
func Measure(path string, r io.Reader) (File, error) {
	s := NewSum()
	_, err := io.Copy(s, r)
	return s.File(path), err
}

// Differences compares the files of a manifest with those found: what is missing, altered or
// not named, in words.
func Differences(named, found []File) []string {
	faults := []string{}
	have := map[string]File{}
	for _, f := range found {
		have[f.Path] = f
	}
	for _, want := range named {
		f, ok := have[want.Path]
		switch {
		case !ok:
			faults = append(faults, want.Path+" is missing")
		case f != want:
			faults = append(faults, want.Path+" differs from the manifest")
		}
		delete(have, want.Path)
	}
	for _, path := range slices.Sorted(maps.Keys(have)) {
		faults = append(faults, path+" is not in the manifest")
	}
	return faults
}

// SafeName makes of any text a name that stays in its folder.
func SafeName(name string) string {
	name = strings.TrimLeft(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`/\:*?"<>|`, r) || problem.BadRune(r) {
			return '_'
		}
		return r
	}, name), ".")
	if name == "" {
		return "_"
	}
	return name
}
