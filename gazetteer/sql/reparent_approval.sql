-- The reply as the approval of the names that it changes.
INSERT INTO approval (id, authority, authority_kind, document, approved_on, note) VALUES ($1, $2, 'government', $3, $4, $5)
