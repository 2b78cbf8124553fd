// Package actor says who acts and what they may write: plain types that every write takes.
//
// It judges rights (role × area) in one place and knows nothing of accounts,
// sessions or storage. Areas are codes whose prefixes nest: 53 holds 5326, which
// holds 532601, which holds 532601001 and its villages.
package actor

import (
	"strings"

	"github.com/google/uuid"
)

// Actor is the author of a write or the reader of a page.
type Actor struct {
	ID    uuid.UUID // zero for the system and for nobody
	Login string
	Name  string
	Role  Role
	Area  string // area code; "" holds every area (the system only)

	Clearance Grade // up to which grade of secrecy it may read
}

// System acts for the command line and for set-up; it may do everything, everywhere.
func System(login string) Actor {
	return Actor{Login: login, Name: login, Role: Admin, Clearance: TopSecret}
}

// Nobody is a reader without an account.
var Nobody = Actor{}

// SignedIn reports whether there is an account (or the system) behind the actor.
func (a Actor) SignedIn() bool { return a.Login != "" }

// Covers reports whether the actor's area holds the area code.
func (a Actor) Covers(area string) bool {
	return a.SignedIn() && strings.HasPrefix(area, a.Area)
}
