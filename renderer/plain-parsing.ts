import { config } from 'zod';

/** Zod would try `Function('')`, which the page's own policy forbids and reports at each start. */
config({ jitless: true });
