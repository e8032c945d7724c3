-- Ids are 16 random bytes, times are milliseconds since the Unix epoch.
-- Keep in step with the SQLite migration of the same name.

CREATE TABLE team (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    name TEXT NOT NULL
);

CREATE TABLE person (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    team_id BYTEA NOT NULL REFERENCES team (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'interviewer'))
);
CREATE UNIQUE INDEX person_email ON person (lower(email));
CREATE INDEX person_team ON person (team_id);

CREATE TABLE session (
    token_hash BYTEA NOT NULL PRIMARY KEY CHECK (length(token_hash) = 32),
    person_id BYTEA NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX session_person ON session (person_id);
CREATE INDEX session_expires ON session (expires_at);

-- kind: 1 plan, 2 panel, 3 scorecard
CREATE TABLE document (
    id BYTEA NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    kind SMALLINT NOT NULL CHECK (kind IN (1, 2, 3)),
    team_id BYTEA NOT NULL REFERENCES team (id),
    version BIGINT NOT NULL CHECK (version >= 0),
    title TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    created_by BYTEA NOT NULL REFERENCES person (id),
    updated_at BIGINT NOT NULL
);
CREATE INDEX document_team ON document (team_id, kind, created_at);

-- last_version is first_version - 1 when every edit of the batch was rejected.
CREATE TABLE batch (
    document_id BYTEA NOT NULL REFERENCES document (id),
    batch_id BYTEA NOT NULL CHECK (length(batch_id) = 16),
    first_version BIGINT NOT NULL CHECK (first_version >= 1),
    last_version BIGINT NOT NULL CHECK (last_version >= first_version - 1),
    outcome BYTEA NOT NULL,
    PRIMARY KEY (document_id, batch_id)
);

-- batch_id is null for the edits a document was created with.
CREATE TABLE edit (
    document_id BYTEA NOT NULL REFERENCES document (id),
    version BIGINT NOT NULL CHECK (version >= 1),
    batch_id BYTEA,
    author BYTEA NOT NULL REFERENCES person (id),
    at BIGINT NOT NULL,
    body BYTEA NOT NULL,
    PRIMARY KEY (document_id, version),
    FOREIGN KEY (document_id, batch_id) REFERENCES batch (document_id, batch_id)
);

CREATE TABLE snapshot (
    document_id BYTEA NOT NULL PRIMARY KEY REFERENCES document (id),
    version BIGINT NOT NULL CHECK (version >= 0),
    body BYTEA NOT NULL
);

-- plan_body is the plan as it stood at plan_version, so that an interview
-- never depends on a plan that is edited later.
CREATE TABLE interview (
    id BYTEA NOT NULL PRIMARY KEY REFERENCES document (id),
    team_id BYTEA NOT NULL REFERENCES team (id),
    plan_id BYTEA NOT NULL REFERENCES document (id),
    plan_version BIGINT NOT NULL CHECK (plan_version >= 0),
    plan_body BYTEA NOT NULL,
    candidate TEXT NOT NULL,
    lead BYTEA NOT NULL REFERENCES person (id),
    created_at BIGINT NOT NULL
);
CREATE INDEX interview_team ON interview (team_id, created_at);

CREATE TABLE panelist (
    interview_id BYTEA NOT NULL REFERENCES interview (id),
    person_id BYTEA NOT NULL REFERENCES person (id),
    scorecard_id BYTEA NOT NULL UNIQUE REFERENCES document (id),
    PRIMARY KEY (interview_id, person_id)
);
CREATE INDEX panelist_person ON panelist (person_id);

CREATE TABLE audit (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    team_id BYTEA NOT NULL REFERENCES team (id),
    at BIGINT NOT NULL,
    person_id BYTEA NOT NULL REFERENCES person (id),
    action TEXT NOT NULL,
    subject BYTEA NOT NULL CHECK (length(subject) = 16),
    detail TEXT NOT NULL
);
CREATE INDEX audit_subject ON audit (subject, id);
