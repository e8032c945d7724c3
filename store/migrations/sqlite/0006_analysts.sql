-- A role for whoever compares how groups of applicants fare, and has no part in interviews.
-- A check cannot be changed in place: the table is made again, and what refers to it is
-- looked at when all is back.
-- Keep in step with the PostgreSQL migration of the same name.

PRAGMA defer_foreign_keys = ON;
CREATE TABLE person_before AS SELECT id, team_id, name, email, role FROM person;
DROP TABLE person;
CREATE TABLE person (
    id BLOB NOT NULL PRIMARY KEY CHECK (length(id) = 16),
    team_id BLOB NOT NULL REFERENCES team (id),
    name TEXT NOT NULL,
    email TEXT NOT NULL,
    role TEXT NOT NULL CHECK (role IN ('lead', 'interviewer', 'analyst'))
) STRICT;
INSERT INTO person (id, team_id, name, email, role)
SELECT id, team_id, name, email, role FROM person_before;
DROP TABLE person_before;
CREATE UNIQUE INDEX person_email ON person (lower(email));
CREATE INDEX person_team ON person (team_id);
