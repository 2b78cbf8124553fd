-- Areas that change (区划变更): the operation with its reply (批复), which code became which, and what was before.
--
-- A code that ends keeps its row in area (valid_to = the day of effect) and is never given
-- to another area. A code that goes on with another name, parent or extent keeps its former
-- state in area_past. Questions as of an earlier day read pub_area_state and the tables *_past.

CREATE TABLE area_change (
    id           uuid PRIMARY KEY,
    number       bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT area_change_number_key UNIQUE,
    kind         text NOT NULL CHECK (kind IN ('rename', 'upgrade', 'merge', 'split', 'transfer')),
    title        text NOT NULL CHECK (title <> ''),
    authority    text NOT NULL DEFAULT '',
    document     text NOT NULL DEFAULT '',
    approved_on  date,
    effective_on date,
    note         text NOT NULL DEFAULT '',
    codes        jsonb NOT NULL DEFAULT '{}',
    state        text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'applied', 'withdrawn')),
    area_codes   text[] NOT NULL DEFAULT '{}',
    author       text NOT NULL CHECK (author <> ''),
    author_name  text NOT NULL DEFAULT '',
    applied_by   text NOT NULL DEFAULT '',
    applied_at   timestamptz,
    version      bigint NOT NULL DEFAULT 1,
    created_at   timestamptz NOT NULL DEFAULT now(),
    updated_at   timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT area_change_dates CHECK (effective_on >= approved_on),
    CONSTRAINT area_change_reply CHECK (state <> 'applied'
        OR authority <> '' AND document <> '' AND approved_on IS NOT NULL AND effective_on IS NOT NULL)
);
COMMENT ON COLUMN area_change.kind IS 'rename: another name under the same code; upgrade: the same extent under another code (县→市, 乡→镇); transfer: under another parent.';
COMMENT ON COLUMN area_change.document IS '批复文号; authority is who replied.';
COMMENT ON COLUMN area_change.codes IS 'Codes of areas inside, old to new, where the prefix alone does not say them.';
COMMENT ON COLUMN area_change.area_codes IS 'The areas that it changes, as they were.';
CREATE INDEX area_change_state ON area_change (state, effective_on);
SELECT track('area_change', 'area_change', 'id');

CREATE TABLE area_change_part (
    change_id uuid NOT NULL REFERENCES area_change (id),
    seq       integer NOT NULL CHECK (seq > 0),
    old_codes text[] NOT NULL CHECK (cardinality(old_codes) > 0),
    code      text NOT NULL,
    name      text NOT NULL DEFAULT '',
    pinyin    text NOT NULL DEFAULT '',
    parent    text NOT NULL DEFAULT '',
    seat      public.geometry(Point, 4490),
    geom      public.geometry(MultiPolygon, 4490),
    members   text[] NOT NULL DEFAULT '{}',
    PRIMARY KEY (change_id, seq)
);
COMMENT ON TABLE area_change_part IS 'One area as it is to be, made of old ones; of a split the first part is the principal one.';
COMMENT ON COLUMN area_change_part.members IS 'Of a split: codes of the areas directly inside that go to this part.';
SELECT track('area_change_part', 'area_change', 'change_id');

CREATE TABLE area_move (
    change_id uuid NOT NULL REFERENCES area_change (id),
    old_code  text NOT NULL REFERENCES area (code),
    new_code  text NOT NULL REFERENCES area (code),
    seq       integer NOT NULL DEFAULT 1,
    PRIMARY KEY (change_id, old_code, new_code)
);
COMMENT ON TABLE area_move IS 'Which area became which, those inside included; several rows for a split, the principal heir first; the same code twice where it goes on with a part.';
CREATE INDEX area_move_old ON area_move (old_code);
CREATE INDEX area_move_new ON area_move (new_code);
SELECT track('area_move', 'area_change', 'change_id');

CREATE TABLE area_past (
    code       text NOT NULL REFERENCES area (code),
    valid_to   date NOT NULL,
    valid_from date,
    name       text NOT NULL,
    level      text NOT NULL,
    parent     text,
    formal     boolean NOT NULL,
    pinyin     text NOT NULL,
    seat       public.geometry(Point, 4490),
    geom       public.geometry(MultiPolygon, 4490),
    change_id  uuid NOT NULL REFERENCES area_change (id),
    PRIMARY KEY (code, valid_to),
    CONSTRAINT area_past_dates CHECK (valid_from IS NULL OR valid_from < valid_to)
);
COMMENT ON TABLE area_past IS 'What an area was before a change after which its code goes on.';
SELECT track('area_past', 'area', 'code');

CREATE TABLE facility_past (
    facility_id  uuid NOT NULL REFERENCES facility (id),
    until        date NOT NULL,
    area_code    text NOT NULL REFERENCES area (code),
    village_code text REFERENCES area (code),
    PRIMARY KEY (facility_id, until)
);
COMMENT ON TABLE facility_past IS 'Area of a facility up to, not including, the day of a change of areas.';
SELECT track('facility_past', 'facility', 'facility_id');

CREATE TABLE population_past (
    area_code  text NOT NULL REFERENCES area (code),
    year       integer NOT NULL,
    until      date NOT NULL,
    population integer NOT NULL,
    age60      integer,
    age65      integer,
    age80      integer,
    households integer,
    origin     text NOT NULL DEFAULT '',
    PRIMARY KEY (area_code, year, until)
);
COMMENT ON TABLE population_past IS 'People of an area in the extent that it had up to, not including, a day; population has those of its present extent.';
SELECT track('population_past', 'population', 'area_code');

CREATE TABLE line_move (
    change_id uuid NOT NULL REFERENCES area_change (id),
    old_code  text NOT NULL REFERENCES boundary_line (code),
    new_code  text NOT NULL REFERENCES boundary_line (code),
    PRIMARY KEY (change_id, old_code, new_code)
);
COMMENT ON TABLE line_move IS 'Which line became which: codes of lines are made of the codes of their areas.';
CREATE INDEX line_move_old ON line_move (old_code);
CREATE INDEX line_move_new ON line_move (new_code);
SELECT track('line_move', 'area_change', 'change_id');

-- Every state that an area has had, with the days on which it held.
CREATE VIEW pub_area_state AS
    SELECT code, name, level, parent, external, formal, pinyin, seat, geom, valid_from, valid_to FROM area
    UNION ALL
    SELECT code, name, level, parent, false, formal, pinyin, seat, geom, valid_from, valid_to FROM area_past;
COMMENT ON VIEW pub_area_state IS 'Areas with their earlier states; the one of a day has valid_from <= day < valid_to, nulls being open.';

-- Which code became which, and when: old codes resolve by it for ever.
CREATE VIEW area_succession AS
    SELECT m.old_code, m.new_code, c.effective_on, c.kind, c.id AS change_id, m.seq
    FROM area_move m JOIN area_change c ON c.id = m.change_id
    WHERE m.old_code <> m.new_code;

-- The areas of today that a code stands for: itself while it is valid, else its heirs through all changes.
CREATE FUNCTION area_now(p_code text) RETURNS text[] LANGUAGE sql STABLE AS $$
    WITH RECURSIVE heir AS (
        SELECT p_code AS code
        UNION
        SELECT s.new_code FROM heir h
        JOIN cairn.area a ON a.code = h.code AND a.valid_to <= current_date
        JOIN cairn.area_succession s ON s.old_code = h.code)
    SELECT coalesce(array_agg(h.code ORDER BY h.code), '{}') FROM heir h
    WHERE NOT EXISTS (SELECT FROM cairn.area a WHERE a.code = h.code AND a.valid_to <= current_date)
$$;

-- The area that a code stands for on a day: itself, or the only predecessor or heir that was valid then; null when none or several were.
CREATE FUNCTION area_as_of(p_code text, p_day date) RETURNS text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE back AS (
        SELECT p_code AS code
        UNION
        SELECT s.old_code FROM back b JOIN cairn.area_succession s ON s.new_code = b.code AND s.effective_on > p_day),
    ahead AS (
        SELECT p_code AS code
        UNION
        SELECT s.new_code FROM ahead h JOIN cairn.area_succession s ON s.old_code = h.code AND s.effective_on <= p_day),
    held AS (
        SELECT DISTINCT s.code FROM cairn.pub_area_state s
        WHERE s.code IN (SELECT code FROM back UNION SELECT code FROM ahead)
          AND (s.valid_from IS NULL OR s.valid_from <= p_day) AND (s.valid_to IS NULL OR s.valid_to > p_day))
    SELECT CASE WHEN bool_or(code = p_code) THEN p_code WHEN count(*) = 1 THEN min(code) END FROM held
$$;

-- Codes whose records of the past count for an area: its own and those of the areas that went into it whole.
CREATE FUNCTION area_family(p_code text) RETURNS text[] LANGUAGE sql STABLE AS $$
    WITH RECURSIVE family AS (
        SELECT p_code AS code
        UNION
        SELECT m.old_code FROM family f JOIN cairn.area_move m ON m.new_code = f.code
        WHERE NOT EXISTS (SELECT FROM cairn.area_move o
                          WHERE o.change_id = m.change_id AND o.old_code = m.old_code AND o.new_code <> m.new_code))
    SELECT array_agg(code) FROM family
$$;

-- The county of today under which a record of the past is counted: that of its code, or what the county became, if it is one area.
CREATE FUNCTION area_county(p_code text) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT CASE WHEN cardinality(n) = 1 THEN n[1] ELSE left(p_code, 6) END FROM cairn.area_now(left(p_code, 6)) n
$$;

-- The heir of an area in one change: the one that holds the point, else the principal one; null when the change leaves it alone.
CREATE FUNCTION area_heir(p_change uuid, p_code text, p_at public.geometry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT m.new_code FROM cairn.area_move m JOIN cairn.area a ON a.code = m.new_code
    WHERE m.change_id = p_change AND m.old_code = p_code
    ORDER BY coalesce(public.ST_Intersects(a.geom, p_at), false) DESC, m.seq LIMIT 1
$$;

-- The area of a record after a change: that of its village (or the area that it names), else the heir of its area, else its area.
CREATE FUNCTION record_heir(p_change uuid, p_area text, p_village text, p_at public.geometry) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        CASE WHEN p_village <> p_area AND starts_with(p_village, p_area) THEN left(cairn.area_heir(p_change, p_village, p_at), length(p_area)) END,
        cairn.area_heir(p_change, p_area, p_at), p_area)
$$;

-- The area that a record of today would have been in on an earlier day: among what its area was made of, the one that holds its point.
CREATE FUNCTION area_back(p_code text, p_day date, p_at public.geometry) RETURNS text LANGUAGE sql STABLE AS $$
    WITH RECURSIVE back AS (
        SELECT p_code AS code, 0 AS steps
        UNION
        SELECT s.old_code, b.steps + 1 FROM back b JOIN cairn.area_succession s ON s.new_code = b.code AND s.effective_on > p_day)
    SELECT coalesce((
        SELECT s.code FROM back b JOIN cairn.pub_area_state s ON s.code = b.code
        WHERE (s.valid_from IS NULL OR s.valid_from <= p_day) AND (s.valid_to IS NULL OR s.valid_to > p_day)
        ORDER BY coalesce(public.ST_Intersects(s.geom, p_at), false) DESC, b.steps, s.code LIMIT 1), p_code)
$$;

-- The finest area known of a facility on a day: what it was before a change, else its present area followed back.
CREATE FUNCTION facility_area_on(p_id uuid, p_area text, p_village text, p_at public.geometry, p_day date) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT coalesce((
        SELECT coalesce(p.village_code, p.area_code) FROM cairn.facility_past p
        WHERE p.facility_id = p_id AND p.until > p_day ORDER BY p.until LIMIT 1),
        cairn.area_back(coalesce(p_village, p_area), p_day, p_at))
$$;

-- Last day of effect of a change that was carried out: questions of later days need no look back.
CREATE FUNCTION last_area_change() RETURNS date LANGUAGE sql STABLE AS $$
    SELECT coalesce(max(effective_on), '-infinity') FROM cairn.area_change WHERE state = 'applied'
$$;

-- People by area on a day: figures of the extent that it had then.
CREATE FUNCTION population_on(p_day date) RETURNS TABLE (area_code text, year integer, population integer, age60 integer)
LANGUAGE sql STABLE AS $$
    SELECT DISTINCT ON (p.area_code, p.year) p.area_code, p.year, p.population, p.age60
    FROM (SELECT o.area_code, o.year, o.population, o.age60, o.until FROM cairn.population_past o WHERE o.until > p_day
          UNION ALL
          SELECT n.area_code, n.year, n.population, n.age60, 'infinity' FROM cairn.population n) p
    ORDER BY p.area_code, p.year, p.until
$$;
