// Package attachments keeps the files that belong to records: photos, recordings,
// approvals, scans.
//
// Terms: an upload is a file that is still arriving; it lies in the folder's incoming/
// and becomes an attachment when its last byte is there and its content was found good.
// An attachment belongs to an owner (a kind of record, say place) and an owner id. Its
// bytes lie under their SHA-256 and are never overwritten or deleted; its row is tracked
// like every other and removal is a mark.
//
// Readers get images re-encoded without metadata (web, thumb); the original is for those
// who may write the record. Who may is asked of the Owner that cmd registers per kind of
// record: this package knows no domain and no HTTP.
package attachments
