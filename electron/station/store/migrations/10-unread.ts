export const unread = `
-- 1 if something of a fact is for a newer version alone, 2 if this one cannot count it at all.
ALTER TABLE fact ADD COLUMN unread INTEGER;
CREATE INDEX fact_unread ON fact (station) WHERE unread IS NOT NULL;

-- 1 for evidence. Nothing is looked up among it, so that a flood of it does not make each further fact cost more.
ALTER TABLE fact ADD COLUMN evidence INTEGER;
UPDATE fact SET evidence = 1 WHERE (station, incarnation, seq) IN (SELECT station, incarnation, seq FROM evidence);
DROP INDEX fact_of_person;
DROP INDEX fact_about_fact;
CREATE INDEX fact_of_person ON fact (pseudonym) WHERE pseudonym IS NOT NULL AND evidence IS NULL;
CREATE INDEX fact_about_fact ON fact (target) WHERE target IS NOT NULL AND evidence IS NULL;
`;
