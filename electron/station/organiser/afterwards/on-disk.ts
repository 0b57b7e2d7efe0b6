import { diskFault } from '../../../../shared/disk-fault.ts';
import { fail, ok } from '../../../../shared/result.ts';

/** A write of a small file that the disk may refuse. */
export async function onDisk(onTrouble: (error: unknown) => void, write: () => Promise<void>) {
  try {
    await write();
    return ok({});
  } catch (error) {
    const fault = diskFault(error);
    if (!fault) throw error;
    onTrouble(error);
    const isFull = fault.kind === 'disk-full';
    return fail({ kind: isFull ? ('disk-full' as const) : ('not-saved' as const) });
  }
}
