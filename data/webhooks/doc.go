// Package webhooks tells other programs what changed.
//
// A Hook is an address with a secret. For every change that moved a record it wants to
// hear of, it gets one POST with a Message: the number of the change's seal in the chain,
// and which records were made, changed or removed; never what stands in them. A program
// reads the records themselves with its own token, and so sees what it may see.
//
// Messages come in the order of the chain, at least once: one that is not answered with
// 2xx is sent again, later and later, up to once an hour, and holds up the ones after it.
// The header Cairn-Signature is "sha256=" and the HMAC-SHA256 of the body under the
// secret, in hex.
package webhooks
