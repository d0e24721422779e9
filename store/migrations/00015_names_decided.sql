-- +goose Up
-- What people decided about names stands over what rules derive of them.
ALTER TABLE names ADD COLUMN ruled TEXT NOT NULL DEFAULT '';    -- entity by rules alone
ALTER TABLE names ADD COLUMN decided TEXT NOT NULL DEFAULT '';  -- id of the decision that set another one
UPDATE names SET ruled = entity;
CREATE INDEX names_decided ON names(seq) WHERE decided <> '';
CREATE INDEX decisions_about_names ON decisions(seq) WHERE record ->> 'kind' IN ('same_names', 'different_names');
