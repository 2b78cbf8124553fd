-- Number of the last change, and of the last one after $1 that touched one of the tables ($2); 0 for none.
SELECT coalesce((SELECT max(seq) FROM chain), 0),
       coalesce((SELECT c.seq FROM chain c
                 WHERE c.seq > $1 AND EXISTS (SELECT FROM revision r WHERE r.change_id = c.change_id AND r.tbl = ANY ($2::text[]))
                 ORDER BY c.seq DESC LIMIT 1), 0)
