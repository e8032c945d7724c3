-- When somebody was taken off a panel; null while they are on it. Their scorecard is kept.
-- Keep in step with the PostgreSQL migration of the same name.

ALTER TABLE panelist ADD COLUMN left_at INTEGER;
