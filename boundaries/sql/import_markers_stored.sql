-- Id, number, version and position of all markers; where a number occurs twice the one in use comes last.
SELECT id, number, version, geom FROM marker ORDER BY status <> 'retired', number
