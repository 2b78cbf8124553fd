-- The application's role: reads and writes the tables, can only add to the trail.
-- The pool takes this role after connecting, where it exists and may be taken
-- (a managed PostgreSQL may refuse to make roles; the triggers hold there too).

DO $$
BEGIN
    CREATE ROLE cairn_app NOLOGIN;
EXCEPTION
    WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL;
END $$;

DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'cairn_app') THEN
        GRANT USAGE ON SCHEMA cairn TO cairn_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA cairn TO cairn_app;
        REVOKE UPDATE, DELETE ON change, revision, chain, sign_in FROM cairn_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA cairn GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO cairn_app;
    END IF;
END $$;
