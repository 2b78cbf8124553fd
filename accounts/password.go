package accounts

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"fmt"
	"strings"

	"golang.org/x/crypto/argon2"

	"cairn/internal/problem"
)

// HashParams are argon2id's costs (RFC 9106).
type HashParams struct {
	MemoryKiB uint32
	Passes    uint32
	Lanes     uint8
}

// DefaultHash follows OWASP's second recommendation, rounded up: 19 MiB, 2 passes; a
// sign-in takes some 20 ms of one core.
var DefaultHash = HashParams{MemoryKiB: 19 * 1024, Passes: 2, Lanes: 1}

// Sizes in bytes; hashes read from the database may say others, within maxHash.
const (
	saltSize = 16
	keySize  = 32
)

// maxHash bounds what a stored hash may ask for.
var maxHash = HashParams{MemoryKiB: 256 * 1024, Passes: 16, Lanes: 16}

// hasher bounds the hashes made at the same time: a flood of sign-ins waits, and gives up
// with its request, instead of taking memory.
type hasher struct {
	params HashParams
	turn   chan struct{}
}

func newHasher(params HashParams, atOnce int) *hasher {
	return &hasher{params: params, turn: make(chan struct{}, atOnce)}
}

func (h *hasher) key(ctx context.Context, password string, salt []byte, p HashParams, size uint32) ([]byte, error) {
	select {
	case h.turn <- struct{}{}:
	case <-ctx.Done():
		return nil, problem.New(problem.Unavailable, "problem.timeout").With(ctx.Err())
	}
	defer func() { <-h.turn }()
	return argon2.IDKey([]byte(password), salt, p.Passes, p.MemoryKiB, p.Lanes, size), nil
}

// hash makes a PHC string: $argon2id$v=19$m=…,t=…,p=…$salt$key.
func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	salt := make([]byte, saltSize)
	_, _ = rand.Read(salt) // never fails
	key, err := h.key(ctx, password, salt, h.params, keySize)
	if err != nil {
		return "", err
	}
	b64 := base64.RawStdEncoding
	return fmt.Sprintf("$argon2id$v=%d$m=%d,t=%d,p=%d$%s$%s", argon2.Version,
		h.params.MemoryKiB, h.params.Passes, h.params.Lanes, b64.EncodeToString(salt), b64.EncodeToString(key)), nil
}

// verify compares in constant time; old reports a hash made with other costs than today's.
// An empty hash (no such account, no password yet) takes as long and never fits.
func (h *hasher) verify(ctx context.Context, password, hash string) (fits, old bool, err error) {
	p, salt, key, ok := parseHash(hash)
	if !ok {
		p, salt, key = h.params, make([]byte, saltSize), make([]byte, keySize)
	}
	got, err := h.key(ctx, password, salt, p, uint32(len(key)))
	if err != nil {
		return false, false, err
	}
	fits = subtle.ConstantTimeCompare(got, key) == 1 && ok
	return fits, p != h.params || len(key) != keySize || len(salt) != saltSize, nil
}

// parseHash reads a PHC string of argon2id, version 19.
func parseHash(hash string) (p HashParams, salt, key []byte, ok bool) {
	parts := strings.Split(hash, "$")
	if len(parts) != 6 || parts[0] != "" || parts[1] != "argon2id" || parts[2] != fmt.Sprintf("v=%d", argon2.Version) {
		return p, nil, nil, false
	}
	if _, err := fmt.Sscanf(parts[3], "m=%d,t=%d,p=%d", &p.MemoryKiB, &p.Passes, &p.Lanes); err != nil {
		return p, nil, nil, false
	}
	salt, err := base64.RawStdEncoding.DecodeString(parts[4])
	if err != nil {
		return p, nil, nil, false
	}
	key, err = base64.RawStdEncoding.DecodeString(parts[5])
	fits := p.MemoryKiB > 0 && p.Passes > 0 && p.Lanes > 0 &&
		p.MemoryKiB <= maxHash.MemoryKiB && p.Passes <= maxHash.Passes && p.Lanes <= maxHash.Lanes
	return p, salt, key, err == nil && fits && len(salt) >= 8 && len(salt) <= 64 && len(key) >= 16 && len(key) <= 64
}
