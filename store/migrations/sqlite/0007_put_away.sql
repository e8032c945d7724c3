-- When a plan or an interview (which is its panel) was put away out of the lists; null while
-- it is in them.
-- Keep in step with the PostgreSQL migration of the same name.

ALTER TABLE document ADD COLUMN put_away_at INTEGER;
