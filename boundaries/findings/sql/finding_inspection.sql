-- An inspection to make a finding from: its marker, when, what it found, its note, and the finding already made of it.
SELECT i.marker, i.observed_at, i.conditions, i.note, f.id
FROM inspection i LEFT JOIN finding f ON f.inspection_id = i.id
WHERE i.id = $1
