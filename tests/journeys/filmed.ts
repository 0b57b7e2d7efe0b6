import { open } from 'node:fs/promises';
import { type Grey, photograph, type Scene } from '../camera/photograph.ts';

/** A film of codes held before a camera, in the raw form that Chromium takes in place of one (YUV4MPEG2). */

const WIDTH = 640;
const HEIGHT = 480;
const A_SECOND = 5;

export interface Shot {
  /** Nothing is held there. */
  readonly scene?: Omit<Scene, 'width' | 'height'>;
  readonly seconds: number;
}

export async function film(file: string, shots: readonly Shot[]): Promise<void> {
  const grey = Buffer.alloc(WIDTH * HEIGHT * 0.5, 128);
  const wall = Buffer.alloc(WIDTH * HEIGHT, 120);
  const written = await open(file, 'w');
  try {
    await written.write(`YUV4MPEG2 W${WIDTH} H${HEIGHT} F${A_SECOND}:1 Ip A1:1 C420jpeg\n`);
    for (const { scene, seconds } of shots) {
      const seen = scene && photograph({ ...scene, width: WIDTH, height: HEIGHT });
      for (let frame = 0; frame < seconds * A_SECOND; frame++) {
        await written.write('FRAME\n');
        await written.write(seen ? bytesOf(seen) : wall);
        await written.write(grey);
      }
    }
  } finally {
    await written.close();
  }
}

const bytesOf = ({ pixels }: Grey): Buffer => Buffer.from(pixels.buffer);
