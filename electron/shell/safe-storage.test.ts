import { describe, expect, it } from 'vitest';
import { systemWrapOf } from './safe-storage.ts';

type Storage = Parameters<typeof systemWrapOf>[0];

/** Flips each bit, so that a test sees whether it was called. */
const storage = (backend: ReturnType<Storage['getSelectedStorageBackend']>): Storage => ({
  isEncryptionAvailable: () => true,
  getSelectedStorageBackend: () => backend,
  encryptString: (text) => Buffer.from(Buffer.from(text).map((byte) => byte ^ 0xff)),
  decryptString: (bytes) => Buffer.from(bytes.map((byte) => byte ^ 0xff)).toString(),
});

describe('the system’s key store', () => {
  it('is a second wrap where it is real', async () => {
    const wrap = systemWrapOf(storage('gnome_libsecret'), 'linux');
    expect(await wrap?.open(await wrap.close('钥匙'))).toBe('钥匙');
    expect(systemWrapOf(storage('unknown'), 'win32')).toBeDefined();
  });

  it.each([
    ['writes plain text', storage('basic_text')],
    ['is unknown', storage('unknown')],
    ['is unavailable', { ...storage('kwallet5'), isEncryptionAvailable: () => false }],
  ])('is not used where it %s', (_, store) => {
    expect(systemWrapOf(store, 'linux')).toBeUndefined();
  });
});
