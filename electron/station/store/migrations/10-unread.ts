export const unread = `
-- 1 if something of a fact is for a newer version alone, 2 if this one cannot count it at all.
ALTER TABLE fact ADD COLUMN unread INTEGER;
CREATE INDEX fact_unread ON fact (station) WHERE unread IS NOT NULL;
`;
