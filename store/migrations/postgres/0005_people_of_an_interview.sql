-- Who of the team meets an interview from outside its panel: the candidate, where they work
-- here, who never sees anything of it; and the hiring manager, who sees what came out, or of
-- it the totals only.
-- Keep in step with the SQLite migration of the same name.

ALTER TABLE interview ADD COLUMN candidate_is BYTEA REFERENCES person (id)
    CHECK (candidate_is <> lead);
ALTER TABLE interview ADD COLUMN manager BYTEA REFERENCES person (id)
    CHECK (manager <> lead AND (candidate_is IS NULL OR manager <> candidate_is));
ALTER TABLE interview ADD COLUMN totals_only BOOLEAN NOT NULL DEFAULT TRUE;
