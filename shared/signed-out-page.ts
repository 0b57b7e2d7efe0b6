/** How the server tells a page that it has no session, and so no events: it need not try again. */
export const SIGNED_OUT_HEADER = 'chunfeng-signed-out';
