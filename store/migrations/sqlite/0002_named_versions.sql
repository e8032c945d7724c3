-- Versions of a plan that somebody gave a name, to find them again.
-- Keep in step with the PostgreSQL migration of the same name.

CREATE TABLE named_version (
    document_id BLOB NOT NULL REFERENCES document (id),
    version INTEGER NOT NULL CHECK (version >= 1),
    name TEXT NOT NULL,
    named_by BLOB NOT NULL REFERENCES person (id),
    named_at INTEGER NOT NULL,
    PRIMARY KEY (document_id, version)
) STRICT, WITHOUT ROWID;
