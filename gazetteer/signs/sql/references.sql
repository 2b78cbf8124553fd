-- Whether an entry ($1) stands, its name and area; whether a plan ($2) stands or none is named.
SELECT p.id IS NOT NULL, coalesce(p.name, ''), coalesce(p.area_code, ''),
       $2::uuid IS NULL OR EXISTS (SELECT FROM sign_plan WHERE id = $2 AND NOT retired)
FROM (SELECT $1::uuid AS id) q
LEFT JOIN place p ON p.id = q.id AND p.status <> 'retired'
