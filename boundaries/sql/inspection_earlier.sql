-- What inspections ($1) are about, and the ids of those that they correct, one after the other.
SELECT i.id, i.marker_id, coalesce(i.line_code, ''), ARRAY(
    WITH RECURSIVE older (id) AS (
        SELECT i.corrects UNION SELECT o.corrects FROM older JOIN inspection o ON o.id = older.id)
    SELECT id FROM older WHERE id IS NOT NULL)
FROM inspection i WHERE i.id = ANY ($1)
