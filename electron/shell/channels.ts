/** The channels between page and main. Keep this file free of schemas: the preload imports it. */

/** The page asks for its port to the station, and gets it. */
export const PORT = 'chunfeng:port';
/** Main says that the station is away, or will not come back by itself. */
export const LINK = 'chunfeng:link';
/** The page has painted and is healthy: main watches that, so a busy station kills no page. */
export const ALIVE = 'chunfeng:alive';

/** The call that carries the heartbeat to the station. */
export const HEARTBEAT = 'station.alive';
