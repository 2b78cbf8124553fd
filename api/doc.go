// Package api is cairn's HTTP: every route stands in routes*.go, handlers parse, call a
// domain and answer, and one writer turns refusals into application/problem+json.
//
// Terms: a route's access says who may call it at all (anybody, readers of a layer, a
// role); whether a write fits the actor's area is judged by the domain (package actor).
// A layer is what the configuration can open to readers without an account.
//
// It holds no rules of a domain and no SQL. JSON endpoints are typed and documented by
// huma; what is no JSON (tiles, spreadsheets, pages) is a raw handler that returns an
// error as the others do.
//
// # Adding a route
//
// A domain's store is a field of Config; its handlers stand in api/<domain>.go, as methods
//
//	func (s *Server) readThing(ctx context.Context, in *readThingInput) (*record[thingBody], error)
//
// and routes*.go have a line for each, by get, create, post, put, patch, remove or page.
// The input is one struct of parameters (path, query, header) and a Body; embed Paging in
// lists, AccountID-like exported structs for shared parts (huma does not see parameters in
// unexported embedded structs), IfMatch in changes, Removal in retirements; fields of a
// merge patch are opt[T] with omitempty. The output is recordOf, createdAt or listOf, the
// latter of items read one over the limit. Who acts is actorOf(ctx), a write's author
// changeBy(ctx, reason), the reader's language langOf(ctx). Errors are returned as they
// are. A raw handler is func(w, r) error, registered by page and described by produces
// and queryParam.
//
// What the middleware refuses before a handler runs: undecodable or repeated parameters,
// control characters, NaN and infinite numbers, unknown parameters and fields, bodies that
// are too large, too slow, of another media type, or no strict JSON.
package api
