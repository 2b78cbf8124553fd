// Package webhooks tells other programs what changed.
//
// A Hook is an address with a secret. For every change that moved a record it wants to
// hear of, it gets one POST with a Message: the number of the change's seal in the chain,
// and which records were made, changed or removed; never what stands in them. A program
// reads the records themselves with its own token, and so sees what it may see.
//
// Graded entries, fields and name forms (密级) are never told of, whoever made the hook: a
// message leaves the house and goes to an address, which has no clearance, and a maker's
// clearance may be taken away while the hook stays. A change that touched nothing else is
// passed over like one outside the hook's area.
//
// Messages come in the order of the chain, at least once: one that is not answered with
// 2xx is sent again, later and later, up to once an hour, and holds up the ones after it.
// The header Cairn-Signature is "sha256=" and the HMAC-SHA256 of the body under the
// secret, in hex.
package webhooks
