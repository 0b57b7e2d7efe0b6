import { z } from 'zod';
import { kindOf, nothing, result } from '../../../shared/contract/shapes.ts';
import { printFaultKinds } from '../../../shared/devices.ts';
import type { SaveFile } from '../export/saved-files.ts';
import type { SystemWrap } from '../keys/system-wrap.ts';
import type { SystemPrinter } from '../print/printing.ts';
import type { ProxyOf } from '../sync/network.ts';
import { type HubDoor, hubDoorOver, hubOrderSchema } from '../hub/hub-door.ts';
import { type KeptHub, obeyOrder } from './kept-hub.ts';

/**
 * What only the process that started a station can do for it. The station asks over its port and
 * both sides parse what arrives; without a window, each part is absent.
 */
export interface Platform {
  /** The system's dialogue; absent at a kiosk. */
  readonly saveFile?: SaveFile;
  readonly systemPrinter?: SystemPrinter;
  readonly proxyOf?: ProxyOf;
  readonly systemWrap?: SystemWrap;
}

/** At the process that started the station, which keeps the hub itself. */
export interface OwnPlatform extends Platform {
  readonly keptHub?: KeptHub;
}

export const platformParts = [
  'saveFile',
  'systemPrinter',
  'proxyOf',
  'systemWrap',
  'keptHub',
] as const;
type Part = (typeof platformParts)[number];

const bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array);
const text = z.strictObject({ text: z.string() });

export const requestSchema = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('save'),
    input: z.strictObject({ name: z.string(), bytes }),
  }),
  z.strictObject({ name: z.literal('printers'), input: nothing }),
  z.strictObject({
    name: z.literal('print'),
    input: z.strictObject({ printer: z.string(), what: z.enum(['ticket', 'sheet']) }),
  }),
  z.strictObject({ name: z.literal('pdf'), input: nothing }),
  z.strictObject({ name: z.literal('proxy'), input: text }),
  z.strictObject({ name: z.literal('wrap'), input: text }),
  z.strictObject({ name: z.literal('unwrap'), input: z.strictObject({ bytes }) }),
  z.strictObject({ name: z.literal('hub'), input: hubOrderSchema }),
]);
export type PlatformRequest = z.infer<typeof requestSchema>;

const answers = {
  save: result(z.string(), kindOf('cancelled', 'not-saved')),
  printers: z.array(z.string()),
  print: result(z.undefined(), kindOf(...printFaultKinds)),
  pdf: result(bytes, kindOf(...printFaultKinds)),
  proxy: z.string(),
  wrap: bytes,
  unwrap: z.string(),
  /** Each order has an answer of its own. */
  hub: z.unknown(),
} as const satisfies Record<PlatformRequest['name'], z.ZodType>;

/** Rejects if the window's process could not do it. */
export type AskPlatform = (request: PlatformRequest) => Promise<unknown>;

export interface StationPlatform extends Platform {
  readonly hubDoor?: HubDoor;
}

/** The station's side: the parts that the other process has. */
export function platformOver(
  ask: AskPlatform,
  parts: readonly Part[],
  onHubRun: HubDoor['onRun'],
): StationPlatform {
  const saveFile: SaveFile = async (name, content) =>
    answers.save.parse(await ask({ name: 'save', input: { name, bytes: content } }));
  const systemPrinter: SystemPrinter = {
    list: async () => answers.printers.parse(await ask({ name: 'printers', input: {} })),
    print: async (printer, what) =>
      answers.print.parse(await ask({ name: 'print', input: { printer, what } })),
    pdf: async () => answers.pdf.parse(await ask({ name: 'pdf', input: {} })),
  };
  const proxyOf: ProxyOf = async (address) =>
    answers.proxy.parse(await ask({ name: 'proxy', input: { text: address } }));
  const systemWrap: SystemWrap = {
    close: async (secret) =>
      answers.wrap.parse(await ask({ name: 'wrap', input: { text: secret } })),
    open: async (wrapped) =>
      answers.unwrap.parse(await ask({ name: 'unwrap', input: { bytes: wrapped } })),
  };
  return {
    ...(parts.includes('saveFile') && { saveFile }),
    ...(parts.includes('systemPrinter') && { systemPrinter }),
    ...(parts.includes('proxyOf') && { proxyOf }),
    ...(parts.includes('systemWrap') && { systemWrap }),
    ...(parts.includes('keptHub') && {
      hubDoor: hubDoorOver((order) => ask({ name: 'hub', input: order }), onHubRun),
    }),
  };
}

/** The other side: does what the station asked for. */
export function requestsTo(platform: OwnPlatform) {
  return async ({ name, input }: PlatformRequest): Promise<unknown> => {
    const { saveFile, systemPrinter, proxyOf, systemWrap, keptHub } = platform;
    switch (name) {
      case 'save':
        return saveFile?.(input.name, input.bytes);
      case 'printers':
        return systemPrinter?.list();
      case 'print':
        return systemPrinter?.print(input.printer, input.what);
      case 'pdf':
        return systemPrinter?.pdf();
      case 'proxy':
        return proxyOf?.(input.text);
      case 'wrap':
        return systemWrap?.close(input.text);
      case 'unwrap':
        return systemWrap?.open(input.bytes);
      case 'hub':
        return keptHub && obeyOrder(keptHub, input);
    }
  };
}
