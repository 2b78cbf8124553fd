-- Gives a part ($1) of a split area the people of the areas directly inside it, for the years in which all of them have a figure; what it had goes to the past, up to a day ($2).
WITH inside AS (SELECT code FROM pub_area WHERE parent = $1 AND valid_to IS NULL),
total (year, population, age60, age65, age80, households, origin) AS (
    SELECT p.year, sum(p.population),
           CASE WHEN count(p.age60) = count(*) THEN sum(p.age60) END, CASE WHEN count(p.age65) = count(*) THEN sum(p.age65) END,
           CASE WHEN count(p.age80) = count(*) THEN sum(p.age80) END, CASE WHEN count(p.households) = count(*) THEN sum(p.households) END, min(p.origin)
    FROM population p JOIN inside i ON i.code = p.area_code
    GROUP BY p.year HAVING count(*) = (SELECT count(*) FROM inside)),
kept AS (
    INSERT INTO population_past (area_code, year, until, population, age60, age65, age80, households, origin)
    SELECT area_code, year, $2::date, population, age60, age65, age80, households, origin FROM population WHERE area_code = $1),
gone AS (DELETE FROM population WHERE area_code = $1 AND year NOT IN (SELECT year FROM total))
INSERT INTO population (area_code, year, population, age60, age65, age80, households, origin)
SELECT $1, year, population, age60, age65, age80, households, origin FROM total
ON CONFLICT (area_code, year) DO UPDATE SET population = excluded.population, age60 = excluded.age60, age65 = excluded.age65,
    age80 = excluded.age80, households = excluded.households, origin = excluded.origin
