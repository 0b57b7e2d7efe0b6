import type { Device, HIDAsync } from 'node-hid';
import { fail, ok, type Result } from '../../../shared/result.ts';
import type { HidSystem, OpenFault } from './plugged-readers.ts';
import type { HidPort } from './port.ts';
import type { PluggedDevice } from './reader-table.ts';

/** The machine's HID devices, through node-hid. */

export type NodeHid = Pick<typeof import('node-hid'), 'devicesAsync'> & {
  readonly HIDAsync: { open(path: string): Promise<HIDAsync> };
};

export type HidMissing =
  /**
   * node-hid's Linux build needs a library that a bare machine lacks: `apt install libusb-1.0-0`.
   */
  { readonly kind: 'no-libusb' } | { readonly kind: 'no-node-hid' };

/** Load it lazily: if its native part does not load, everything but the readers still works. */
export async function loadNodeHid(): Promise<Result<NodeHid, HidMissing>> {
  try {
    const nodeHid = await import('node-hid');
    // The first call loads the native part, not the import.
    await nodeHid.devicesAsync();
    return ok(nodeHid);
  } catch (error) {
    return fail({ kind: String(error).includes('libusb') ? 'no-libusb' : 'no-node-hid' });
  }
}

export function hidSystem(load: () => Promise<Result<NodeHid, HidMissing>>): HidSystem {
  let loading: Promise<Result<NodeHid, HidMissing>> | undefined;
  const nodeHid = (): Promise<Result<NodeHid, HidMissing>> => (loading ??= load());
  return {
    async list() {
      const hid = await nodeHid();
      return hid.ok ? ok(pluggedDevices(await hid.value.devicesAsync())) : hid;
    },
    async open(path) {
      const hid = await nodeHid();
      return hid.ok ? openPort(hid.value, path) : fail({ kind: 'failed' });
    },
  };
}

/** One per path: Linux lists a device once for each of its usages. */
function pluggedDevices(devices: readonly Device[]): PluggedDevice[] {
  const byPath = Map.groupBy(devices, ({ path }) => path ?? '');
  byPath.delete('');
  return [...byPath].map(([path, usages]) => {
    const [first] = usages;
    return {
      path,
      vendor: first?.vendorId ?? 0,
      product: first?.productId ?? 0,
      serial: first?.serialNumber ?? '',
      name: [first?.manufacturer, first?.product].filter(Boolean).join(' '),
      usages: usages.map(({ usagePage = 0, usage = 0 }) => ({ page: usagePage, usage })),
    };
  });
}

async function openPort(hid: NodeHid, path: string): Promise<Result<HidPort, OpenFault>> {
  let device: HIDAsync;
  try {
    device = await hid.HIDAsync.open(path);
  } catch (error) {
    return fail({ kind: openFault(String(error)) });
  }
  const onReport: ((report: Uint8Array) => void)[] = [];
  const onGone: ((reason: string) => void)[] = [];
  let failure: string | undefined;
  let closing: Promise<void> | undefined;

  const close = (): Promise<void> => (closing ??= device.close().catch(() => undefined));

  // Attach these first: an open handle without a reader loses reports, and an unhandled error
  // throws.
  device.on('error', (error: unknown) => {
    if (failure !== undefined || closing) return;
    failure = String(error);
    // The handle is dead; the next device gets a new one.
    void close();
    for (const listener of onGone) listener(failure);
  });
  device.on('data', (report: Buffer) => {
    for (const listener of onReport) listener(report);
  });

  return ok({
    onReport: (listener) => void onReport.push(listener),
    onGone(listener) {
      onGone.push(listener);
      if (failure !== undefined) listener(failure);
    },
    async write(report) {
      await device.write(Buffer.from(report));
    },
    close,
  });
}

/** The system's error text is the only way to tell these apart. */
function openFault(message: string): OpenFault['kind'] {
  if (/permission denied|EACCES|access is denied/i.test(message)) return 'no-permission';
  if (/busy|in use|sharing violation|exclusive/i.test(message)) return 'held';
  if (/no such (file|device)|not found|cannot open device with path/i.test(message)) return 'gone';
  return 'failed';
}
