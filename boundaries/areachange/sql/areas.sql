-- Every area on file, outermost first, without its polygon.
SELECT code, name, level, coalesce(parent, ''), pinyin, external, formal, seat, geom IS NOT NULL, valid_from, valid_to
FROM area ORDER BY length(code), code
