-- When a kit of a team's own was put away out of the lists; null while it is in them.
-- Keep in step with the SQLite migration of the same name.

ALTER TABLE team_kit ADD COLUMN put_away_at BIGINT;
