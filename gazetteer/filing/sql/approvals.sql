-- Approvals with what is done of them, newest first: one ($1), or of an area ($2), with a text in authority or document ($3), with a duty (filing, announcement, overdue, done; $4) as of today ($5), after a day ($6) and id ($7), at most $8, as far as a reader of a grade ($9) may know.
SELECT id, authority, authority_kind, authority_area, document, approved_on::text AS approved_on, note, version,
       edits, unfiled, unannounced, unpublished, filed_on::text AS filed_on, announced_on::text AS announced_on,
       filing_due_on::text AS filing_due_on, announcement_due_on::text AS announcement_due_on,
       filing_document, filing_receiver, filing_clerk, areas, sets
FROM approvals_open($9) r
WHERE ($1::uuid IS NULL OR id = $1)
  AND ($2::text = '' OR EXISTS (SELECT FROM unnest(areas) x WHERE starts_with(x, $2)) OR starts_with(authority_area, $2))
  AND ($3::text = '' OR strpos(lower(authority), $3) > 0 OR strpos(lower(document), $3) > 0)
  AND CASE $4::text WHEN '' THEN true
          WHEN 'filing' THEN filing_due_on IS NOT NULL AND (edits = 0 OR unfiled > 0)
          WHEN 'announcement' THEN announcement_due_on IS NOT NULL AND (edits = 0 OR unannounced > 0)
          WHEN 'overdue' THEN filing_due_on < $5::date AND (edits = 0 OR unfiled > 0)
              OR announcement_due_on < $5::date AND (edits = 0 OR unannounced > 0)
          ELSE edits > 0 AND unfiled = 0 AND unannounced = 0 END
  AND (approved_on, id) < ($6::date, $7::uuid)
ORDER BY r.approved_on DESC, id DESC
LIMIT $8
