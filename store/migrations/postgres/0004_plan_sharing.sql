-- Who may do what on a plan, where somebody said so. A plan without a row may be changed by
-- its whole team. Rights: 1 view, 2 comment, 3 edit.
-- Keep in step with the SQLite migration of the same name.

CREATE TABLE plan_sharing (
    document_id BYTEA NOT NULL PRIMARY KEY REFERENCES document (id),
    everybody SMALLINT NOT NULL CHECK (everybody IN (1, 2, 3))
);

CREATE TABLE plan_right (
    document_id BYTEA NOT NULL REFERENCES plan_sharing (document_id),
    person_id BYTEA NOT NULL REFERENCES person (id),
    may SMALLINT NOT NULL CHECK (may IN (1, 2, 3)),
    PRIMARY KEY (document_id, person_id)
);
