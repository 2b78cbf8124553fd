// Package secret makes the texts that open something for whoever holds them: tokens of programs,
// links that are shared. Such a text is shown once; what is kept of it is its hash.
package secret

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
)

// Hash is what is kept of a token.
type Hash [sha256.Size]byte

// New is a token of 32 random bytes, as text behind a prefix by which people, and scanners of
// leaked secrets, see what it is.
func New(prefix string) (token string, kept Hash) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails
	token = prefix + base64.RawURLEncoding.EncodeToString(b[:])
	return token, HashOf(token)
}

// HashOf is the hash of a token.
func HashOf(token string) Hash { return sha256.Sum256([]byte(token)) }
