import { join } from 'node:path';
import { type SampleServer, startSampleServer } from '../../station/sample/sample-server.ts';
import { dataFolder, projectFolder } from '../places.ts';

/** One server for all stations of the sample fair on this machine. */
const SAMPLE_SERVER_PORT = 5190;

/** A folder named by the user gets its own server; all others share one. */
export function sampleServerBeside(
  folder: string,
  named: string | undefined,
): Promise<SampleServer> {
  const own = named !== undefined;
  return startSampleServer({
    root: projectFolder,
    folder: own ? join(folder, 'server') : dataFolder('sample-server'),
    port: own ? 0 : SAMPLE_SERVER_PORT,
  });
}
