-- The next version of a facility ($1) whose life changed: its record says what the newest dated figures say. Only other figures are an edit that an import must not overwrite. Of measures ($2; null: of none) that lost dated figures the record keeps nothing that they do not say.
WITH dated AS (
    SELECT c.measure, (array_agg(c.total ORDER BY c.on_day DESC) FILTER (WHERE c.total IS NOT NULL))[1] AS total,
           (array_agg(c.used ORDER BY c.on_day DESC) FILTER (WHERE c.used IS NOT NULL))[1] AS used
    FROM facility_capacity c WHERE c.facility_id = $1 GROUP BY c.measure),
n AS (
    SELECT f.id, CASE WHEN facility_measure(f.kind) = ANY ($2::text[]) THEN d.total ELSE coalesce(d.total, f.capacity) END AS capacity,
           CASE WHEN facility_measure(f.kind) = ANY ($2) THEN d.used ELSE coalesce(d.used, f.used) END AS used,
           CASE WHEN 'nursing_beds' = ANY ($2) THEN b.total ELSE coalesce(b.total, f.nursing_beds) END AS nursing_beds,
           CASE WHEN g.from_on IS NULL THEN f.grade ELSE g.grade END AS grade, coalesce(o.operator, f.operator) AS operator
    FROM facility f
    LEFT JOIN dated d ON d.measure = facility_measure(f.kind)
    LEFT JOIN dated b ON b.measure = 'nursing_beds'
    LEFT JOIN LATERAL (SELECT from_on, grade FROM facility_grade WHERE facility_id = f.id ORDER BY from_on DESC LIMIT 1) g ON true
    LEFT JOIN LATERAL (SELECT operator FROM facility_operator WHERE facility_id = f.id ORDER BY from_on DESC LIMIT 1) o ON true
    WHERE f.id = $1)
UPDATE facility f SET capacity = n.capacity, used = n.used, nursing_beds = n.nursing_beds, grade = n.grade, operator = n.operator,
    version = f.version + 1, updated_at = now(),
    imported_version = CASE WHEN f.imported_version = f.version
        AND (f.capacity, f.used, f.nursing_beds, f.grade, f.operator) IS NOT DISTINCT FROM (n.capacity, n.used, n.nursing_beds, n.grade, n.operator)
        THEN f.version + 1 ELSE f.imported_version END
FROM n WHERE f.id = n.id
