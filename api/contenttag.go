package api

import (
	"crypto/sha256"
	"encoding/hex"
)

// contentTag is an ETag made of the content.
func contentTag(text []byte) string {
	sum := sha256.Sum256(text)
	return `"` + hex.EncodeToString(sum[:12]) + `"`
}
