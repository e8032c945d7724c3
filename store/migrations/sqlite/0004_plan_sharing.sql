-- Who may do what on a plan, where somebody said so. A plan without a row may be changed by
-- its whole team. Rights: 1 view, 2 comment, 3 edit.
-- Keep in step with the PostgreSQL migration of the same name.

CREATE TABLE plan_sharing (
    document_id BLOB NOT NULL PRIMARY KEY REFERENCES document (id),
    everybody INTEGER NOT NULL CHECK (everybody IN (1, 2, 3))
) STRICT, WITHOUT ROWID;

CREATE TABLE plan_right (
    document_id BLOB NOT NULL REFERENCES plan_sharing (document_id),
    person_id BLOB NOT NULL REFERENCES person (id),
    may INTEGER NOT NULL CHECK (may IN (1, 2, 3)),
    PRIMARY KEY (document_id, person_id)
) STRICT, WITHOUT ROWID;
