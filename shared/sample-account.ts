/** Of the sample fair alone, and as public as its keys. */
export const SAMPLE_ACCOUNT = { name: 'sample', password: 'chunfeng-8520' } as const;
