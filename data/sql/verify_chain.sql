-- Changes whose seal is missing or does not fit: digest, number of revisions, link to the one before.
WITH linked AS (
    SELECT c.*, lag(hash) OVER (ORDER BY seq) AS previous, lag(seq) OVER (ORDER BY seq) AS previous_seq
    FROM chain c)
SELECT 'chain', coalesce(l.seq::text, x.id::text),
    CASE WHEN l.seq IS NULL THEN 'a change has no seal'
         WHEN l.seq <> coalesce(l.previous_seq, 0) + 1 THEN 'seals are missing before this one'
         WHEN l.hash <> sha256(coalesce(l.previous, ''::bytea) || l.digest) THEN 'the link to the seal before is broken'
         WHEN x.id IS NULL THEN 'the change of this seal is gone'
         WHEN l.revisions <> (SELECT count(*) FROM revision r WHERE r.change_id = l.change_id) THEN 'revisions of this change were added or removed'
         ELSE 'the change or its revisions were altered' END
FROM linked l FULL JOIN change x ON x.id = l.change_id
WHERE l.seq IS NULL OR x.id IS NULL
   OR l.seq <> coalesce(l.previous_seq, 0) + 1
   OR l.hash <> sha256(coalesce(l.previous, ''::bytea) || l.digest)
   OR l.digest <> change_digest(l.change_id)
ORDER BY 2
