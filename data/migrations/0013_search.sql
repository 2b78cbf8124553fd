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
COMMENT ON COLUMN place_search.keys IS 'Hashes: of the name and its letters, whole and with each one character left out (two texts one typing error apart share one), of its folded letters, and of every two syllables that stand together.';
COMMENT ON COLUMN place_search.cell IS 'Number of the quarter-degree cell of lon and lat; null without a position.';
CREATE INDEX place_search_folded ON place_search (main, weight, folded, place_id);
CREATE INDEX place_search_keys ON place_search USING gin (keys) WITH (gin_pending_list_limit = 256);
CREATE INDEX place_search_cell_norm ON place_search (cell, norm) WHERE norm IS NOT NULL;
CREATE INDEX place_search_cell_joined ON place_search (cell, joined);
-- Parts of a reading are found by their syllables now: it took trigrams longer, and they cut syllables in two.
DROP INDEX place_search_trgm;
DROP INDEX place_search_seats_joined;

-- Which rules place_search was made by. A program with newer ones makes it again.
CREATE TABLE search_index (
    single     boolean PRIMARY KEY DEFAULT true CHECK (single),
    version    integer NOT NULL,
    upto       uuid NOT NULL,
    rebuilt_at timestamptz
);
COMMENT ON TABLE search_index IS 'The rules that the whole of place_search follows (version), and how far the next rebuild has come (upto).';
INSERT INTO search_index (version, upto) VALUES (0, '00000000-0000-0000-0000-000000000000');
