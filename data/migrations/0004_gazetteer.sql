-- Gazetteer entries (地名) with their name forms, the table that searching reads, and the dated ledger of edits.

CREATE TABLE place_class (
    code   text PRIMARY KEY CHECK (code ~ '^[0-9]{5}$'),
    name   text NOT NULL CHECK (name <> ''),
    remark text NOT NULL DEFAULT '',
    origin text NOT NULL DEFAULT ''
);
COMMENT ON TABLE place_class IS 'Class codes after GB/T 18521; a bureau replaces them.';
SELECT track('place_class', 'place_class', 'code');

CREATE TABLE place (
    id              uuid PRIMARY KEY,
    ref             text CONSTRAINT place_ref_key UNIQUE,
    name            text NOT NULL CHECK (name <> ''),
    pinyin          text NOT NULL DEFAULT '',
    class_code      text NOT NULL REFERENCES place_class (code),
    area_code       text NOT NULL REFERENCES area (code),
    division_code   text NOT NULL DEFAULT '',
    place_code      text CONSTRAINT place_place_code_key UNIQUE CHECK (place_code ~ '^[0-9]{20}$'),
    status          text NOT NULL DEFAULT 'current' CHECK (status IN ('current', 'historic', 'retired')),
    geom            public.geometry(Geometry, 4490),
    meaning         text NOT NULL DEFAULT '',
    origin_text     text NOT NULL DEFAULT '',
    history         text NOT NULL DEFAULT '',
    position_origin text NOT NULL DEFAULT '',
    position_reason text NOT NULL DEFAULT '',
    trap            text NOT NULL DEFAULT '',
    origin          text NOT NULL DEFAULT '',
    valid_from      date,
    valid_to        date,
    version         bigint NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);
COMMENT ON COLUMN place.division_code IS 'Code of the administrative area that the entry names, if it names one.';
COMMENT ON COLUMN place.valid_from IS 'Day on which the entry was added; null: known since the first load.';
COMMENT ON COLUMN place.valid_to IS 'Day on which the entry was retired; from then on it no longer counts.';
COMMENT ON COLUMN place.position_reason IS 'Why the position lies outside the declared township.';
CREATE INDEX place_area ON place (area_code text_pattern_ops, id);
CREATE INDEX place_class_code ON place (class_code, id);
CREATE INDEX place_geom ON place USING gist (geom);
SELECT track('place', 'place', 'id');
SELECT announce('place', 'place', 'id');

CREATE TABLE place_name (
    id       uuid PRIMARY KEY,
    place_id uuid NOT NULL REFERENCES place (id),
    kind     text NOT NULL CHECK (kind IN ('standard', 'short', 'alias', 'former', 'map', 'minority', 'other')),
    seq      integer NOT NULL DEFAULT 0,
    text     text NOT NULL CHECK (text <> ''),
    pinyin   text NOT NULL DEFAULT '',
    language text NOT NULL DEFAULT '',
    script   text NOT NULL DEFAULT '',
    from_on  date,
    to_on    date,
    source   text NOT NULL DEFAULT '',
    CONSTRAINT place_name_form UNIQUE (place_id, kind, seq) DEFERRABLE INITIALLY DEFERRED
);
COMMENT ON TABLE place_name IS 'Name forms of an entry; seq orders the forms of a kind.';
SELECT track('place_name', 'place', 'place_id');

-- What a row of place_search is looked up by: every one or two characters of its name (文, 文山),
-- its areas (@5326, @532601), its class and the groups that hold it (#22, #222), and the first
-- letter of its reading (~w). Package gazetteer makes the same tokens of a question.
CREATE FUNCTION search_tokens(norm text, joined text, area_code text, class_code text)
RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY(
        SELECT substr(norm, i, n) FROM generate_series(1, char_length(norm)) i, generate_series(1, 2) n
        WHERE i + n <= char_length(norm) + 1
        UNION SELECT '@' || left(area_code, n) FROM unnest('{2,4,6,9,12}'::integer[]) n
        UNION SELECT '#' || left(class_code, n) FROM generate_series(1, 5) n
        UNION SELECT '~' || left(joined, 1))
$$;

-- What searching reads: made from place and place_name, made again when they change, not tracked.
CREATE TABLE place_search (
    place_id   uuid NOT NULL REFERENCES place (id),
    n          smallint NOT NULL,
    kind       text NOT NULL,
    main       boolean NOT NULL GENERATED ALWAYS AS (kind = 'standard') STORED,
    text       text NOT NULL,
    weight     smallint NOT NULL CHECK (weight BETWEEN 0 AND 9),
    area_code  text NOT NULL,
    class_code text NOT NULL,
    norm       text COLLATE "C",
    spaced     text NOT NULL DEFAULT '',
    joined     text COLLATE "C" NOT NULL DEFAULT '',
    toned      text NOT NULL DEFAULT '',
    initials   text COLLATE "C" NOT NULL DEFAULT '',
    PRIMARY KEY (place_id, n)
);
COMMENT ON TABLE place_search IS 'One row per name form and reading of every entry that is not retired.';
COMMENT ON COLUMN place_search.weight IS 'Administrative importance, 0 the highest; see gazetteer.importance.';
COMMENT ON COLUMN place_search.norm IS 'Text for comparing: NFKC, lower case, simplified, no spaces; null on the further readings of a form.';
COMMENT ON COLUMN place_search.joined IS 'Toneless pinyin without spaces; spaced has one space between syllables.';
COMMENT ON COLUMN place_search.toned IS 'Pinyin with a tone digit after each syllable, the key for homophones.';
CREATE INDEX place_search_norm ON place_search (main, weight, norm, place_id) WHERE norm IS NOT NULL;
CREATE INDEX place_search_joined ON place_search (main, weight, joined, place_id);
CREATE INDEX place_search_initials ON place_search (main, weight, initials, place_id);
CREATE INDEX place_search_seats_joined ON place_search (joined) WHERE weight <= 4;
CREATE INDEX place_search_tokens ON place_search USING gin ((search_tokens(norm, joined, area_code, class_code)))
    WITH (gin_pending_list_limit = 256);
CREATE INDEX place_search_seats ON place_search USING gin ((search_tokens(norm, joined, area_code, class_code)))
    WITH (gin_pending_list_limit = 256) WHERE weight <= 4;
CREATE INDEX place_search_trgm ON place_search USING gin (joined public.gin_trgm_ops) WITH (gin_pending_list_limit = 256);

-- Dated edits of entries, for the yearly figures: the edit's own date, not the day of typing.
CREATE TABLE place_edit (
    id           uuid PRIMARY KEY,
    seq          bigint CONSTRAINT place_edit_seq_key UNIQUE,
    place_id     uuid NOT NULL REFERENCES place (id),
    op           text NOT NULL CHECK (op IN ('add', 'modify', 'delete')),
    edited_on    date NOT NULL,
    area_code    text NOT NULL,
    class_code   text NOT NULL,
    before       jsonb NOT NULL DEFAULT '{}',
    after        jsonb NOT NULL DEFAULT '{}',
    filed_on     date,
    announced_on date,
    taken_in_on  date,
    origin       text NOT NULL DEFAULT ''
);
COMMENT ON COLUMN place_edit.seq IS 'Number of the edit in the source it came from, if it came from one.';
COMMENT ON COLUMN place_edit.area_code IS 'Declared area and class of the entry at the time of the edit.';
COMMENT ON COLUMN place_edit.before IS 'The changed fields and what they were before the edit.';
COMMENT ON COLUMN place_edit.filed_on IS '备案: filed with the higher authority.';
COMMENT ON COLUMN place_edit.announced_on IS '公告: announced to the public.';
COMMENT ON COLUMN place_edit.taken_in_on IS '入库: taken into the national place-name database.';
CREATE INDEX place_edit_on ON place_edit (edited_on);
CREATE INDEX place_edit_taken ON place_edit (taken_in_on);
CREATE INDEX place_edit_place ON place_edit (place_id, edited_on);
SELECT track('place_edit', 'place', 'place_id');

-- An entry as its readers see it: names of its class and areas, its point, its name forms.
CREATE VIEW place_record AS
    SELECT p.id, p.ref, p.name, p.pinyin, p.class_code, c.name AS class_name, p.area_code,
           ARRAY(SELECT a.name FROM pub_area a
                 WHERE a.code IN (left(p.area_code, 4), left(p.area_code, 6), left(p.area_code, 9), left(p.area_code, 12))
                 ORDER BY a.code) AS area_path,
           p.division_code, p.place_code, p.status, p.geom, public.ST_X(x.at) AS lon, public.ST_Y(x.at) AS lat,
           coalesce((SELECT jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'text', n.text, 'pinyin', n.pinyin,
                        'language', n.language, 'script', n.script, 'from', n.from_on, 'to', n.to_on, 'source', n.source)
                     ORDER BY array_position(ARRAY['standard', 'short', 'alias', 'former', 'map', 'minority', 'other'], n.kind), n.seq)
                     FROM place_name n WHERE n.place_id = p.id), '[]') AS names,
           p.meaning, p.origin_text, p.history, p.position_origin, p.position_reason, p.trap, p.origin,
           p.valid_from, p.valid_to, p.version, p.created_at, p.updated_at
    FROM place p
    JOIN place_class c ON c.code = p.class_code
    CROSS JOIN LATERAL (SELECT CASE WHEN public.GeometryType(p.geom) = 'POINT' THEN p.geom
                                    ELSE public.ST_PointOnSurface(p.geom) END AS at) x;
COMMENT ON VIEW place_record IS 'lon and lat are the point of an entry, or a point on its line or polygon.';
