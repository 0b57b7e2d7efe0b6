/** How the browser's page hears that its station is not started any more, and asks for one more try. */
export const STOPPED_HEADER = 'chunfeng-stopped';
export const TRY_AGAIN = '/again';
