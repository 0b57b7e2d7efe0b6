export const boxes = `
-- Boxes go to the server where the fair says so: when each was written, and whether it is there.
ALTER TABLE box ADD COLUMN stamp_ms INTEGER NOT NULL DEFAULT 0;
ALTER TABLE box ADD COLUMN sent INTEGER NOT NULL DEFAULT 0;
CREATE INDEX box_unsent ON box (stamp_ms) WHERE sent = 0;
`;
