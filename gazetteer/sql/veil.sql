-- What is graded above a reader ($2) of some entries ($1): grades by field, and the texts of name forms, also of forms that
-- were graded when they were taken away, as the revisions know them.
SELECT p.id, p.secrecy, g.texts
FROM place p
CROSS JOIN LATERAL (SELECT ARRAY(
    SELECT n.text FROM place_name n WHERE n.place_id = p.id AND n.grade > $2
    UNION
    (SELECT r.before ->> 'text' FROM revision r
     WHERE r.entity = 'place' AND r.entity_id = p.id::text AND r.tbl = 'place_name' AND (r.before ->> 'grade')::smallint > $2
     EXCEPT SELECT n.text FROM place_name n WHERE n.place_id = p.id AND n.grade <= $2)) AS texts) g
WHERE p.id = ANY ($1) AND (p.secrecy <> '{}' OR cardinality(g.texts) > 0)
