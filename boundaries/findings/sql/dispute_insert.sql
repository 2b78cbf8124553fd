-- Adds a dispute: id ($1), line, chainages ($3, $4), title, description, involved, since ($8), the author ($9, $10).
INSERT INTO dispute (id, line_code, from_m, to_m, geom, title, description, involved, since_on, author, author_name)
VALUES ($1, $2, $3, $4, line_stretch($2, $3, $4), $5, $6, $7, $8::text::date, $9, $10)
