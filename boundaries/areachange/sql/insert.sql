-- Drafts a change.
INSERT INTO area_change (id, kind, title, authority, document, approved_on, effective_on, note, codes, area_codes, author, author_name)
VALUES ($1, $2, $3, $4, $5, $6::text::date, $7::text::date, $8, $9, $10, $11, $12)
