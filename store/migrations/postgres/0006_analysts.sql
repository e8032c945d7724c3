-- A role for whoever compares how groups of applicants fare, and has no part in interviews.
-- Keep in step with the SQLite migration of the same name.

ALTER TABLE person DROP CONSTRAINT person_role_check;
ALTER TABLE person ADD CONSTRAINT person_role_check
    CHECK (role IN ('lead', 'interviewer', 'analyst'));
