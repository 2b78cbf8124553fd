// Package api is cairn's HTTP: every route stands in routes.go, handlers parse, call a
// domain and answer, and one writer turns refusals into application/problem+json.
//
// Terms: a route's access says who may call it at all (anybody, readers of a layer, a
// role); whether a write fits the actor's area is judged by the domain (package actor).
// A layer is what the configuration can open to readers without an account.
//
// It holds no rules of a domain and no SQL. JSON endpoints are typed and documented by
// huma; what is no JSON (tiles, spreadsheets, pages) is a raw handler that returns an
// error as the others do.
package api
