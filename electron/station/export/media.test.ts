import { describe, expect, it } from 'vitest';
import { mediaHere, mountedMedia } from './media.ts';

const removable = (device: string): Promise<boolean> => Promise.resolve(device === '/dev/sdb1');

describe('the sticks that are plugged in', () => {
  it.each([
    ['where a desktop mounts it', '/dev/sdc1 /media/kiosk/KINGSTON vfat rw,nosuid 0 0', 'KINGSTON'],
    ['where another mounts it', '/dev/sdc1 /run/media/kiosk/外场 exfat rw 0 0', '外场'],
    ['with a space in its name', '/dev/sdc1 /media/k/MY\\040STICK vfat rw 0 0', 'MY STICK'],
    ['mounted by hand, if it is removable', '/dev/sdb1 /mnt/usb ext4 rw 0 0', 'usb'],
  ])('are found %s', async (_what, line, name) => {
    expect(await mountedMedia(`${line}\n`, removable)).toMatchObject([{ name, readOnly: false }]);
  });

  it('say that they are write-protected', async () => {
    const line = '/dev/sdc1 /media/kiosk/LOCKED vfat ro,nosuid 0 0\n';
    expect(await mountedMedia(line, removable)).toMatchObject([{ readOnly: true }]);
  });

  it.each([
    ['the system’s own disk', '/dev/sda2 / ext4 rw 0 0'],
    ['a system that runs from a stick', '/dev/sdb1 / ext4 rw 0 0'],
    ['its boot part', '/dev/sdb1 /boot/efi vfat rw 0 0'],
    ['another fixed disk', '/dev/sda3 /data ext4 rw 0 0'],
    ['a packed program', '/dev/loop3 /media/snap squashfs ro 0 0'],
    ['a broken line', '/dev/sdb1'],
  ])('are not %s', async (_what, line) => {
    expect(await mountedMedia(`${line}\n`, removable)).toEqual([]);
  });

  it('can be listed on this machine', async () => {
    await expect(mediaHere(process.platform, '/')()).resolves.toBeInstanceOf(Array);
  });
});
