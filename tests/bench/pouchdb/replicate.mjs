/** Writes many small documents to a local PouchDB, replicates them to a server, and sends the seconds. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [shelf = '', folder = '', port = '', text = '', count = '0'] = process.argv.slice(2);
const require = createRequire(join(shelf, 'package.json'));
const PouchDB = require('pouchdb-node');
const local = new PouchDB(join(folder, 'station'));
for (let from = 0; from < Number(count); from += 1_000) {
  await local.bulkDocs(
    Array.from({ length: 1_000 }, (_, n) => ({ _id: String(from + n).padStart(8, '0'), text })),
  );
}
const began = performance.now();
await local.replicate.to(new PouchDB(`http://127.0.0.1:${port}/facts`), { batch_size: 500 });
process.send?.((performance.now() - began) / 1000);
await local.close();
