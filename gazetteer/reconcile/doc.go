// Package reconcile matches names of other people's tables with entries of the gazetteer by
// the Reconciliation Service API 0.2 (W3C Entity Reconciliation Community Group), as
// OpenRefine and similar programs speak it: batches of queries with scored candidates,
// suggestions while somebody types, a preview, and the extension of a table by columns of
// the gazetteer.
//
// Entities are entries, types are their classes (地名类别) and one type for all, Place;
// properties are fields of entries. Everything that is shown comes from package gazetteer's
// own search and reading, so what a reader may not see is not found here either.
//
// The package knows the JSON of the protocol but not HTTP.
package reconcile
