import type { SafeStorage } from 'electron';
import type { SystemWrap } from '../station/keys/system-wrap.ts';

/**
 * Undefined where Electron only pretends to encrypt: on Linux without a key ring it writes plain
 * text.
 */
export function systemWrapOf(
  storage: Pick<
    SafeStorage,
    'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
  >,
  platform: NodeJS.Platform,
): SystemWrap | undefined {
  if (!storage.isEncryptionAvailable()) return undefined;
  const pretends = ['basic_text', 'unknown'];
  if (platform === 'linux' && pretends.includes(storage.getSelectedStorageBackend())) {
    return undefined;
  }
  return {
    close: async (text) => storage.encryptString(text),
    open: async (bytes) => storage.decryptString(Buffer.from(bytes)),
  };
}
