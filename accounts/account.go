package accounts

import (
	"time"

	"github.com/google/uuid"

	"cairn/internal/actor"
)

// Account is a person or a program with a role in an area.
type Account struct {
	ID                 uuid.UUID
	Login              string // lower case
	Name               string
	Role               actor.Role
	AreaCode           string // "" is every area
	AreaName           string // "" where the area is not known yet
	MustChangePassword bool   // the password was given by somebody else
	Disabled           bool
	Version            int64
	CreatedAt          time.Time
	UpdatedAt          time.Time
	LastSignIn         *time.Time
	Clearance          actor.Grade // up to which grade of secrecy it may read

	generation   int64
	passwordHash string
}

// Actor is the account as the author of writes.
func (a Account) Actor() actor.Actor {
	return actor.Actor{ID: a.ID, Login: a.Login, Name: a.Name, Role: a.Role, Area: a.AreaCode, Clearance: a.Clearance}
}

// Token is a bearer token of an account; the token itself is never kept.
type Token struct {
	ID        uuid.UUID
	Name      string
	CreatedAt time.Time
	ExpiresAt *time.Time
}
