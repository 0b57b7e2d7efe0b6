/** Variables that tell the old Electron's first file where the project's Node is, and what its child loads. */
export const NODE = 'CHUNFENG_OLD_ELECTRON_NODE';
export const BOOTSTRAP = 'CHUNFENG_OLD_ELECTRON_BOOTSTRAP';
