-- Gives an area ($1) the people of the areas it is made of ($2), for the years in which all of them have a figure; what it had goes to the past, up to a day ($3).
WITH total (year, population, age60, age65, age80, households, origin) AS (
    SELECT p.year, sum(p.population),
           CASE WHEN count(p.age60) = count(*) THEN sum(p.age60) END, CASE WHEN count(p.age65) = count(*) THEN sum(p.age65) END,
           CASE WHEN count(p.age80) = count(*) THEN sum(p.age80) END, CASE WHEN count(p.households) = count(*) THEN sum(p.households) END, min(p.origin)
    FROM population p WHERE p.area_code = ANY ($2::text[])
    GROUP BY p.year HAVING count(*) = cardinality($2)),
kept AS (
    INSERT INTO population_past (area_code, year, until, population, age60, age65, age80, households, origin)
    SELECT area_code, year, $3::date, population, age60, age65, age80, households, origin FROM population WHERE area_code = $1),
gone AS (DELETE FROM population WHERE area_code = $1 AND year NOT IN (SELECT year FROM total))
INSERT INTO population (area_code, year, population, age60, age65, age80, households, origin)
SELECT $1, year, population, age60, age65, age80, households, origin FROM total
ON CONFLICT (area_code, year) DO UPDATE SET population = excluded.population, age60 = excluded.age60, age65 = excluded.age65,
    age80 = excluded.age80, households = excluded.households, origin = excluded.origin
