-- Makes an area outside the prefecture, under the nearest area above it that is on file.
INSERT INTO area (code, name, level, parent, external, origin)
VALUES ($1, $2, $3, (SELECT p.code FROM area p WHERE starts_with($1, p.code) AND p.code <> $1 ORDER BY length(p.code) DESC LIMIT 1), true, $4)
