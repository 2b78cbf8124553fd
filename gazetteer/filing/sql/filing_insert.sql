-- Notes that an approval was filed.
INSERT INTO filing (id, approval_id, filed_on, document, receiver, clerk) VALUES ($1, $2, $3, $4, $5, $6)
