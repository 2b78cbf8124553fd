// Package accounts keeps people and programs: accounts with a role and an area, their
// passwords (argon2id), sessions in PostgreSQL, bearer tokens and the throttle of signing
// in.
//
// What a role may do stands in package actor, what a request may do in package api. An
// account is cached in memory and forgotten when the outbox says that it has changed
// (topic account), so that a disabled account or a new password counts at once.
//
// Terms: a generation is raised by every new password; sessions of an older one are void.
package accounts
