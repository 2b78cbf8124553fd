-- Changes, the newest first: one ($1) or a page by state ($2), area ($3), drafts due ($4) on a day ($5), after a number ($6), at most $7.
SELECT id, number, kind, title, authority, document, coalesce(approved_on::text, ''), coalesce(effective_on::text, ''), note, codes,
    state, area_codes, state = 'draft' AND coalesce(effective_on <= $5::text::date, false), author, author_name, applied_by, applied_at, version,
    created_at, updated_at
FROM area_change
WHERE CASE WHEN $1::uuid IS NOT NULL THEN id = $1
    ELSE ($2::text = '' OR state = $2)
        AND ($3::text = '' OR EXISTS (SELECT FROM unnest(area_codes) a WHERE starts_with(a, $3) OR starts_with($3, a))
             OR EXISTS (SELECT FROM area_move m WHERE m.change_id = id AND starts_with(m.new_code, $3)))
        AND (NOT $4::boolean OR state = 'draft' AND effective_on <= $5::text::date)
        AND ($6::bigint = 0 OR number < $6) END
ORDER BY number DESC LIMIT $7
