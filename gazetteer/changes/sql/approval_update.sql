-- Changes an approval that stands behind no other set than $8 and no edit.
UPDATE approval SET
    authority = $2, authority_kind = $3, authority_area = $4, document = $5, approved_on = $6, note = $7,
    version = version + 1, updated_at = now()
WHERE id = $1 AND NOT EXISTS (SELECT FROM change_set WHERE approval_id = $1 AND id <> $8)
  AND NOT EXISTS (SELECT FROM place_edit WHERE approval_id = $1)
