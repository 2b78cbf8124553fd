-- What searching reads, grown: typing errors, sounds that dialects confuse, nearness, and the grade of secrecy.
-- Package gazetteer fills the new columns when an entry is written; what was there before is made again by
-- gazetteer.Upkeep (cairn serve does it in the background, cairn reindex at once).

ALTER TABLE place_search
    ADD COLUMN grade  smallint NOT NULL DEFAULT 0,
    ADD COLUMN folded text COLLATE "C" NOT NULL DEFAULT '',
    ADD COLUMN keys   integer[] NOT NULL DEFAULT '{}',
    ADD COLUMN cell   integer,
    ADD COLUMN lon    double precision,
    ADD COLUMN lat    double precision;
COMMENT ON COLUMN place_search.grade IS 'Secrecy (密级) of the name form, 0 for everybody; readers cleared for less do not find it.';
COMMENT ON COLUMN place_search.folded IS 'joined, with the sounds alike that are often confused: zh z, n l, in ing, f h.';
COMMENT ON COLUMN place_search.keys IS 'Hashes: of the name and its letters, whole and with each one character left out (two texts one typing error apart share one), of its folded letters, of every one or two characters and every two syllables that stand together; of the latter once more for areas down to townships.';
COMMENT ON COLUMN place_search.cell IS 'Number of the quarter-degree cell of lon and lat; null without a position.';
CREATE INDEX place_search_folded ON place_search (main, weight, folded, place_id);
CREATE INDEX place_search_keys ON place_search USING gin (keys) WITH (gin_pending_list_limit = 256);
CREATE INDEX place_search_cell_norm ON place_search (cell, norm) WHERE norm IS NOT NULL;
CREATE INDEX place_search_cell_joined ON place_search (cell, joined);
-- Parts of a name or reading are found by their keys now: trigrams took longer and cut syllables in two, and an
-- expression over the characters had to be computed again for every row that is looked at. The tokens keep what
-- leads to a small area: the areas (@5326, @532601), the class and its groups (#22, #222), the first letter of the
-- reading (~w) and the first character of the name.
DROP INDEX place_search_trgm;
DROP INDEX place_search_seats_joined;
DROP INDEX place_search_seats;
DROP INDEX place_search_tokens;
CREATE OR REPLACE FUNCTION search_tokens(norm text, joined text, area_code text, class_code text)
RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 10000 AS $$
    SELECT ARRAY(
        SELECT left(norm, 1) WHERE norm <> ''
        UNION SELECT '@' || left(area_code, n) FROM unnest('{2,4,6,9,12}'::integer[]) n
        UNION SELECT '#' || left(class_code, n) FROM generate_series(1, 5) n
        UNION SELECT '~' || left(joined, 1))
$$;
CREATE INDEX place_search_tokens ON place_search USING gin ((search_tokens(norm, joined, area_code, class_code)))
    WITH (gin_pending_list_limit = 256);

-- Rows that have one of the keys, at most so many. The planner takes the keys of a text with a typing error, which
-- nobody has, for common ones and would read the whole table: here it may not.
CREATE FUNCTION search_keyed(wanted integer[], reader smallint, area text, class text, most integer)
RETURNS SETOF place_search LANGUAGE sql STABLE SET enable_seqscan TO off AS $$
    SELECT * FROM place_search
    WHERE keys && wanted AND grade <= reader AND (area = '' OR starts_with(area_code, area)) AND (class = '' OR starts_with(class_code, class))
    LIMIT most
$$;

-- Which rules place_search was made by. A program with newer ones makes it again.
CREATE TABLE search_index (
    single     boolean PRIMARY KEY DEFAULT true CHECK (single),
    version    integer NOT NULL,
    upto       uuid NOT NULL,
    rebuilt_at timestamptz
);
COMMENT ON TABLE search_index IS 'The rules that the whole of place_search follows (version), and how far the next rebuild has come (upto).';
INSERT INTO search_index (version, upto) VALUES (0, '00000000-0000-0000-0000-000000000000');
