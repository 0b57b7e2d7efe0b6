/** The only two channels between page and station. Apart from any schema: the preload imports this. */
export const CALL = 'chunfeng:call';
export const EVENT = 'chunfeng:event';
