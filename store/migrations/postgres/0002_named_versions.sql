-- Versions of a plan that somebody gave a name, to find them again.
-- Keep in step with the SQLite migration of the same name.

CREATE TABLE named_version (
    document_id BYTEA NOT NULL REFERENCES document (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    name TEXT NOT NULL,
    named_by BYTEA NOT NULL REFERENCES person (id),
    named_at BIGINT NOT NULL,
    PRIMARY KEY (document_id, version)
);
