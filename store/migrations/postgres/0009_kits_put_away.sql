-- When a kit of a team's own was put away out of the lists, and by whom; null while it is in
-- them. And what lists show of it, so that they need not read the kits: the name is empty for
-- those from before.
-- Keep in step with the SQLite migration of the same name.

ALTER TABLE team_kit ADD COLUMN put_away_at BIGINT;
ALTER TABLE team_kit ADD COLUMN put_away_by BYTEA REFERENCES person (id);
ALTER TABLE team_kit ADD COLUMN name TEXT NOT NULL DEFAULT '';
ALTER TABLE team_kit ADD COLUMN summary TEXT NOT NULL DEFAULT '';
ALTER TABLE team_kit ADD COLUMN questions BIGINT NOT NULL DEFAULT 0;
