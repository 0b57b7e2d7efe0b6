import { config } from 'zod';

/** Zod would try out `Function('')`, which the page's own policy forbids and reports at each start. */
config({ jitless: true });
