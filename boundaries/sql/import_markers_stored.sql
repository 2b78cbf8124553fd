-- Id, number and version of all markers; where a number occurs twice the one in use comes last.
SELECT id, number, version FROM marker ORDER BY status <> 'retired', number
