/**
 * The only two channels between page and station. Keep this file free of schemas: the preload
 * imports it.
 */
export const CALL = 'chunfeng:call';
export const EVENT = 'chunfeng:event';
