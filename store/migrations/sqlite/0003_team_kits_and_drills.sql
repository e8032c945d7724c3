-- Kits that a team made of its plans or brought along, as kit files; and how people rated
-- a kit's drill answers before the first candidate.
-- Keep in step with the PostgreSQL migration of the same name.

CREATE TABLE team_kit (
    team_id BLOB NOT NULL REFERENCES team (id),
    kit_id TEXT NOT NULL,
    body TEXT NOT NULL,
    made_by BLOB NOT NULL REFERENCES person (id),
    made_at INTEGER NOT NULL,
    PRIMARY KEY (team_id, kit_id)
) STRICT, WITHOUT ROWID;

-- answer names a drill answer within its kit.
CREATE TABLE drill_rating (
    team_id BLOB NOT NULL REFERENCES team (id),
    kit_id TEXT NOT NULL,
    answer TEXT NOT NULL,
    person_id BLOB NOT NULL REFERENCES person (id),
    level INTEGER NOT NULL CHECK (level >= 1),
    rated_at INTEGER NOT NULL,
    PRIMARY KEY (team_id, kit_id, answer, person_id)
) STRICT, WITHOUT ROWID;
