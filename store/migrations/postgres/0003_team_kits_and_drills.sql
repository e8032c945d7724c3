-- Kits that a team made of its plans or brought along, as kit files; and how people rated
-- a kit's drill answers before the first candidate.
-- Keep in step with the SQLite migration of the same name.

CREATE TABLE team_kit (
    team_id BYTEA NOT NULL REFERENCES team (id),
    kit_id TEXT NOT NULL,
    body TEXT NOT NULL,
    made_by BYTEA NOT NULL REFERENCES person (id),
    made_at BIGINT NOT NULL,
    PRIMARY KEY (team_id, kit_id)
);

-- answer names a drill answer within its kit.
CREATE TABLE drill_rating (
    team_id BYTEA NOT NULL REFERENCES team (id),
    kit_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    person_id BYTEA NOT NULL REFERENCES person (id),
    level BIGINT NOT NULL CHECK (level >= 1),
    rated_at BIGINT NOT NULL,
    PRIMARY KEY (team_id, kit_id, answer, person_id)
);
