-- Records an approval.
INSERT INTO approval (id, authority, authority_kind, authority_area, document, approved_on, note)
VALUES ($1, $2, $3, $4, $5, $6, $7)
