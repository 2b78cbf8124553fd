-- Findings (隐患) on markers and lines with their workflow, and the register of disputes (边界纠纷).

-- The plane in which lines are measured along: that of the prefecture, else plain degrees.
CREATE FUNCTION boundary_plane() RETURNS integer LANGUAGE sql STABLE AS $$
    SELECT coalesce(nullif((SELECT (value ->> 'srid')::integer FROM cairn.setting WHERE key = 'prefecture'), 0), 4490)
$$;

-- The point at a chainage (metres from the beginning of a line, of its geodesic length).
CREATE FUNCTION line_point(p_line text, p_m double precision) RETURNS public.geometry LANGUAGE sql STABLE AS $$
    SELECT public.ST_Transform(public.ST_LineInterpolatePoint(public.ST_Transform(l.geom, cairn.boundary_plane()),
        greatest(0, least(1, p_m / l.geodesic_length_m))), 4490)
    FROM cairn.boundary_line l WHERE l.code = p_line
$$;

-- The chainage of the place on a line that is nearest to a point, to the centimetre.
CREATE FUNCTION line_chainage(p_line text, p_at public.geometry) RETURNS double precision LANGUAGE sql STABLE AS $$
    SELECT round((public.ST_LineLocatePoint(public.ST_Transform(l.geom, cairn.boundary_plane()),
        public.ST_Transform(p_at, cairn.boundary_plane())) * l.geodesic_length_m)::numeric, 2)::double precision
    FROM cairn.boundary_line l WHERE l.code = p_line
$$;

-- The stretch of a line between two chainages.
CREATE FUNCTION line_stretch(p_line text, p_from double precision, p_to double precision) RETURNS public.geometry LANGUAGE sql STABLE AS $$
    SELECT public.ST_Transform(public.ST_LineSubstring(public.ST_Transform(l.geom, cairn.boundary_plane()),
        greatest(0, least(1, p_from / l.geodesic_length_m)), greatest(0, least(1, p_to / l.geodesic_length_m))), 4490)
    FROM cairn.boundary_line l WHERE l.code = p_line
$$;

-- The parties of a marker, of a line, or of both.
CREATE FUNCTION boundary_parties(p_marker uuid, p_line text) RETURNS text[] LANGUAGE sql STABLE AS $$
    SELECT coalesce(array_agg(DISTINCT x.party ORDER BY x.party), '{}') FROM (
        SELECT unnest(ARRAY[l.left_area, l.right_area]) FROM cairn.boundary_line l WHERE l.code = p_line
        UNION ALL
        SELECT unnest(m.managing_area || m.co_areas) FROM cairn.marker m WHERE m.id = p_marker
        UNION ALL
        SELECT unnest(ARRAY[l.left_area, l.right_area])
        FROM cairn.marker_line ml JOIN cairn.boundary_line l ON l.code = ml.line_code WHERE ml.marker_id = p_marker) x (party)
    WHERE x.party IS NOT NULL
$$;

CREATE TABLE finding_deadline (
    step  text PRIMARY KEY CHECK (step IN ('found', 'reported', 'joint_visit', 'decided', 'handled', 'filed')),
    hours integer NOT NULL CHECK (hours BETWEEN 1 AND 87600)
);
COMMENT ON TABLE finding_deadline IS 'Hours that may pass from a step to the next: found is the clock of reporting (12 hours in Guangdong). There are no national figures: a bureau sets its own.';
SELECT track('finding_deadline', 'finding_deadline', 'step');
SELECT begin_change(gen_random_uuid(), NULL, 'setup', 'setup', 'migration', 'deadlines of findings');
INSERT INTO finding_deadline (step, hours)
VALUES ('found', 12), ('reported', 240), ('joint_visit', 360), ('decided', 720), ('handled', 360), ('filed', 240);

CREATE TABLE finding (
    id                    uuid PRIMARY KEY,
    number                bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT finding_number_key UNIQUE,
    kind                  text NOT NULL CHECK (kind IN ('damage', 'loss', 'move', 'dispute_risk', 'cross_works', 'other')),
    marker_id             uuid REFERENCES marker (id),
    line_code             text REFERENCES boundary_line (code),
    chainage_m            double precision CHECK (chainage_m >= 0),
    geom                  public.geometry(Point, 4490),
    description           text NOT NULL CHECK (description <> ''),
    found_at              timestamptz NOT NULL,
    reported_at           timestamptz NOT NULL,
    report_due_at         timestamptz NOT NULL,
    inspection_id         uuid CONSTRAINT finding_inspection_key UNIQUE REFERENCES inspection (id),
    state                 text NOT NULL DEFAULT 'reported' CHECK (state IN ('reported', 'joint_visit', 'decided', 'handled', 'filed', 'closed')),
    state_since           timestamptz NOT NULL,
    neighbour_told_at     timestamptz,
    neighbour_told_how    text NOT NULL DEFAULT '',
    visit_on              date,
    visitors              text NOT NULL DEFAULT '',
    visit_note            text NOT NULL DEFAULT '',
    decided_on            date,
    decision              text NOT NULL DEFAULT '',
    decision_document     text NOT NULL DEFAULT '',
    outcome               text NOT NULL DEFAULT '' CHECK (outcome IN ('', 'restored', 'moved_by_agreement', 'replaced', 'no_action')),
    handled_on            date,
    handling              text NOT NULL DEFAULT '',
    registration_document text NOT NULL DEFAULT '',
    registration_version  integer,
    filed_on              date,
    filing_document       text NOT NULL DEFAULT '',
    closed_on             date,
    author                text NOT NULL CHECK (author <> ''),
    author_name           text NOT NULL DEFAULT '',
    version               bigint NOT NULL DEFAULT 1,
    created_at            timestamptz NOT NULL DEFAULT now(),
    updated_at            timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT finding_place CHECK (marker_id IS NOT NULL OR line_code IS NOT NULL),
    CONSTRAINT finding_times CHECK (found_at <= reported_at)
);
COMMENT ON COLUMN finding.kind IS 'damage 损坏, loss 丢失, move 移位, dispute_risk 纠纷隐患, cross_works 越界施工.';
COMMENT ON COLUMN finding.report_due_at IS 'By when it had to be reported, by the clock of its day.';
COMMENT ON COLUMN finding.outcome IS 'restored 原地恢复, moved_by_agreement 协议移设, replaced 更换, no_action 无需处理.';
COMMENT ON COLUMN finding.registration_document IS 'Document of the new registration of a marker that was moved or replaced.';
CREATE INDEX finding_marker ON finding (marker_id) WHERE marker_id IS NOT NULL;
CREATE INDEX finding_line ON finding (line_code) WHERE line_code IS NOT NULL;
CREATE INDEX finding_state ON finding (state, state_since);
CREATE INDEX finding_geom ON finding USING gist (geom);
SELECT track('finding', 'finding', 'id');

CREATE VIEW finding_record AS
    SELECT f.id, f.number, f.kind, f.marker_id, m.number AS marker, f.line_code,
           CASE WHEN f.line_code IS NOT NULL THEN ARRAY[f.line_code]
                ELSE ARRAY(SELECT ml.line_code FROM marker_line ml WHERE ml.marker_id = f.marker_id ORDER BY ml.line_code) END AS lines,
           boundary_parties(f.marker_id, f.line_code) AS parties, f.chainage_m,
           public.ST_X(f.geom) AS lon, public.ST_Y(f.geom) AS lat, f.description,
           f.found_at, f.reported_at, f.report_due_at, f.reported_at > f.report_due_at AS late, f.inspection_id,
           ARRAY(SELECT t.id FROM attachment t
                 WHERE (t.owner = 'finding' AND t.owner_id = f.id::text OR t.owner = 'inspection' AND t.owner_id = f.inspection_id::text)
                   AND t.kind = 'image' AND t.state = 'ready' AND t.removed_at IS NULL ORDER BY t.created_at, t.id) AS photos,
           f.state, f.state_since,
           CASE WHEN f.state <> 'closed' THEN f.state_since + make_interval(hours => d.hours) END AS due_at,
           f.neighbour_told_at, f.neighbour_told_how, f.visit_on::text AS visit_on, f.visitors, f.visit_note,
           f.decided_on::text AS decided_on, f.decision, f.decision_document, f.outcome, f.handled_on::text AS handled_on, f.handling,
           f.registration_document, f.registration_version, f.filed_on::text AS filed_on, f.filing_document, f.closed_on::text AS closed_on,
           f.author, f.author_name, f.version, f.created_at, f.updated_at
    FROM finding f
    LEFT JOIN marker m ON m.id = f.marker_id
    LEFT JOIN finding_deadline d ON d.step = f.state;
COMMENT ON VIEW finding_record IS 'Nothing is left out: what a reader may see of risks of disputes, package boundaries/findings decides.';

-- Findings that are not closed, by line, for the ledger of joint inspections; risks of disputes are not for everybody.
CREATE VIEW pub_open_finding AS
    SELECT f.id, c.line_code
    FROM finding f
    CROSS JOIN LATERAL (SELECT f.line_code WHERE f.line_code IS NOT NULL
                        UNION SELECT ml.line_code FROM marker_line ml WHERE ml.marker_id = f.marker_id) c
    WHERE f.state <> 'closed' AND f.kind <> 'dispute_risk';
COMMENT ON VIEW pub_open_finding IS 'A finding at a marker of several lines stands once for each.';

CREATE TABLE dispute (
    id          uuid PRIMARY KEY,
    number      bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT dispute_number_key UNIQUE,
    line_code   text NOT NULL REFERENCES boundary_line (code),
    from_m      double precision NOT NULL CHECK (from_m >= 0),
    to_m        double precision NOT NULL,
    geom        public.geometry(Geometry, 4490) NOT NULL,
    title       text NOT NULL CHECK (title <> ''),
    description text NOT NULL DEFAULT '',
    involved    text NOT NULL DEFAULT '',
    since_on    date NOT NULL,
    state       text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'mediating', 'settled')),
    settled_on  date,
    settlement  text NOT NULL DEFAULT '',
    author      text NOT NULL CHECK (author <> ''),
    author_name text NOT NULL DEFAULT '',
    version     bigint NOT NULL DEFAULT 1,
    created_at  timestamptz NOT NULL DEFAULT now(),
    updated_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT dispute_stretch CHECK (from_m <= to_m),
    CONSTRAINT dispute_settled CHECK ((state = 'settled') = (settled_on IS NOT NULL))
);
COMMENT ON TABLE dispute IS 'A dispute over a stretch of a line; for those with the right disputes only.';
COMMENT ON COLUMN dispute.involved IS 'The parties to it, in words: villages, units, people.';
COMMENT ON COLUMN dispute.geom IS 'The stretch as it was drawn: after a cut of the line the chainages are found again by it.';
CREATE INDEX dispute_line ON dispute (line_code);
SELECT track('dispute', 'dispute', 'id');

CREATE TABLE dispute_mediation (
    dispute_id uuid NOT NULL REFERENCES dispute (id),
    seq        integer NOT NULL CHECK (seq > 0),
    held_on    date NOT NULL,
    who        text NOT NULL CHECK (who <> ''),
    result     text NOT NULL CHECK (result <> ''),
    PRIMARY KEY (dispute_id, seq)
);
COMMENT ON TABLE dispute_mediation IS 'A step of mediation (调解).';
SELECT track('dispute_mediation', 'dispute', 'dispute_id');

CREATE TABLE dispute_agreement (
    dispute_id uuid NOT NULL REFERENCES dispute (id),
    seq        integer NOT NULL CHECK (seq > 0),
    signed_on  date NOT NULL,
    document   text NOT NULL CHECK (document <> ''),
    note       text NOT NULL DEFAULT '',
    PRIMARY KEY (dispute_id, seq)
);
COMMENT ON TABLE dispute_agreement IS 'A peaceful-boundary agreement (平安边界协议); its scan is an attachment of the dispute.';
SELECT track('dispute_agreement', 'dispute', 'dispute_id');

CREATE VIEW dispute_record AS
    SELECT d.id, d.number, d.line_code, l.name AS line_name, ARRAY[l.left_area, l.right_area] AS parties, d.from_m, d.to_m, d.geom,
           d.title, d.description, d.involved, d.since_on::text AS since_on, d.state, d.settled_on::text AS settled_on, d.settlement,
           coalesce((SELECT jsonb_agg(jsonb_build_object('seq', s.seq, 'held_on', s.held_on, 'who', s.who, 'result', s.result) ORDER BY s.seq)
                     FROM dispute_mediation s WHERE s.dispute_id = d.id), '[]') AS mediations,
           coalesce((SELECT jsonb_agg(jsonb_build_object('seq', a.seq, 'signed_on', a.signed_on, 'document', a.document, 'note', a.note) ORDER BY a.seq)
                     FROM dispute_agreement a WHERE a.dispute_id = d.id), '[]') AS agreements,
           d.author, d.author_name, d.version, d.created_at, d.updated_at
    FROM dispute d JOIN boundary_line l ON l.code = d.line_code;
COMMENT ON VIEW dispute_record IS 'Nothing is left out: who may see a dispute, package boundaries/findings decides.';

-- Whether a row of the trail tells of a dispute or of a risk of one, which only those may know of who may read disputes.
CREATE FUNCTION tells_of_dispute(p_tbl text, p_row jsonb) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT CASE p_tbl
        WHEN 'finding' THEN p_row ->> 'kind' = 'dispute_risk'
        WHEN 'attachment' THEN p_row ->> 'owner' = 'dispute' OR p_row ->> 'owner' = 'finding'
            AND EXISTS (SELECT FROM cairn.finding f WHERE f.id::text = p_row ->> 'owner_id' AND f.kind = 'dispute_risk')
        ELSE p_tbl IN ('dispute', 'dispute_mediation', 'dispute_agreement') END
$$;

-- The list of markers and hazards (界桩及隐患清单): markers with their findings, and findings on lines without a marker,
-- as far as a reader may know who may read disputes of an area or has reported them. Of a marker the open findings are
-- shown, or else the last one; a state shows those in it, none the markers without an open one.
CREATE FUNCTION marker_ledger(p_area text, p_line text, p_condition text, p_kind text, p_state text, p_overdue boolean, p_at timestamptz,
    p_text text, p_box double precision[], p_disputes boolean, p_reader_area text, p_login text)
RETURNS TABLE (sort text, marker_id uuid, marker text, marker_type text, lines jsonb, responsible_area text, responsible_name text,
    responsible_basis text, responsible_basis_on text, condition text[], inspected_at timestamptz, finding_id uuid, finding_number bigint,
    kind text, state text, chainage_m double precision, description text, found_at timestamptz, reported_at timestamptz, late boolean,
    neighbour_told_at timestamptz, visit_on text, visitors text, outcome text, handled_on text, handling text,
    registration_version integer, registration_document text, due_at timestamptz)
LANGUAGE sql STABLE AS $$
    WITH seen AS MATERIALIZED (
        SELECT f.* FROM cairn.finding_record f
        WHERE f.kind <> 'dispute_risk' OR f.author = p_login
            OR p_disputes AND EXISTS (SELECT FROM unnest(f.parties) p WHERE starts_with(p, p_reader_area))),
    shown AS (
        SELECT s.* FROM seen s
        WHERE (p_kind = '' OR s.kind = p_kind) AND (NOT p_overdue OR s.due_at < p_at)
          AND CASE p_state
              WHEN '' THEN s.state <> 'closed' OR s.marker_id IS NOT NULL AND NOT EXISTS (
                  SELECT FROM seen o WHERE o.marker_id = s.marker_id AND (o.state <> 'closed' OR o.number > s.number))
              WHEN 'open' THEN s.state <> 'closed'
              ELSE s.state = p_state END),
    entry AS (
        SELECT m.id AS marker_id, s.id AS finding_id
        FROM cairn.marker m LEFT JOIN shown s ON s.marker_id = m.id
        WHERE s.id IS NOT NULL OR m.status <> 'retired' AND p_kind = '' AND NOT p_overdue AND (p_state = ''
            OR p_state = 'none' AND NOT EXISTS (SELECT FROM seen o WHERE o.marker_id = m.id AND o.state <> 'closed'))
        UNION ALL
        SELECT NULL, s.id FROM shown s WHERE s.marker_id IS NULL)
    SELECT coalesce(m.number, '~' || s.lines[1]) COLLATE "C", e.marker_id, coalesce(m.number, ''), coalesce(m.type, ''),
           coalesce((SELECT jsonb_agg(jsonb_build_object('code', l.code, 'name', l.name) ORDER BY l.code)
                     FROM cairn.boundary_line l WHERE l.code = ANY (x.lines)), '[]'),
           coalesce(m.managing_area, ''), coalesce(a.name, ''), coalesce(m.responsible_basis, ''), m.responsible_basis_on::text,
           coalesce(i.conditions, '{}'), i.counted_at, s.id, coalesce(s.number, 0), coalesce(s.kind, ''), coalesce(s.state, ''), s.chainage_m,
           coalesce(s.description, ''), s.found_at, s.reported_at, coalesce(s.late, false), s.neighbour_told_at, s.visit_on, coalesce(s.visitors, ''),
           coalesce(s.outcome, ''), s.handled_on, coalesce(s.handling, ''), s.registration_version, coalesce(s.registration_document, ''), s.due_at
    FROM entry e
    LEFT JOIN cairn.marker m ON m.id = e.marker_id
    LEFT JOIN cairn.area a ON a.code = m.managing_area
    LEFT JOIN seen s ON s.id = e.finding_id
    LEFT JOIN cairn.finding g ON g.id = e.finding_id
    LEFT JOIN cairn.marker_state i ON i.marker_id = e.marker_id
    CROSS JOIN LATERAL (SELECT coalesce((SELECT array_agg(ml.line_code ORDER BY ml.line_code) FROM cairn.marker_line ml
        WHERE ml.marker_id = e.marker_id), s.lines, '{}') AS lines) x
    WHERE (p_area = '' OR EXISTS (SELECT FROM unnest(cairn.boundary_parties(e.marker_id, CASE WHEN e.marker_id IS NULL THEN s.line_code END)) p WHERE starts_with(p, p_area)))
      AND (p_line = '' OR p_line = ANY (x.lines))
      AND (p_condition = '' OR p_condition = ANY (i.conditions))
      AND (p_text = '' OR strpos(lower(coalesce(m.number, '')), p_text) > 0 OR strpos(lower(s.description), p_text) > 0
          OR EXISTS (SELECT FROM cairn.boundary_line l WHERE l.code = ANY (x.lines) AND strpos(lower(l.name), p_text) > 0))
      AND (p_box IS NULL OR public.ST_Intersects(coalesce(m.geom, g.geom), public.ST_MakeEnvelope(p_box[1], p_box[2], p_box[3], p_box[4], 4490)))
$$;
