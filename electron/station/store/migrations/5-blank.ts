export const blank = `
-- The pre-printed pass that a bind gives to its person, by the pseudonym that it carries.
ALTER TABLE fact ADD COLUMN blank BLOB;
CREATE INDEX fact_of_blank ON fact (blank) WHERE blank IS NOT NULL;
-- A typed short code gives the beginning of a pseudonym, and zeros.
CREATE INDEX fact_of_short ON fact (pseudonym) WHERE substr(pseudonym, 6) = zeroblob(11);
`;
