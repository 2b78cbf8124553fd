-- One approval.
SELECT id, authority, authority_kind, authority_area, document, approved_on::text, note FROM approval WHERE id = $1
