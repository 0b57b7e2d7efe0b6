/** The ready-made alternative: PouchDB's own server, on LevelDB. Sends its port. */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const [shelf = '', folder = ''] = process.argv.slice(2);
const require = createRequire(join(shelf, 'package.json'));
const express = require('express');
const PouchDB = require('pouchdb-node').defaults({ prefix: join(folder, 'server-') });
const app = express();
app.use(
  '/',
  require('express-pouchdb')(PouchDB, {
    mode: 'minimumForPouchDB',
    logPath: join(folder, 'log.txt'),
  }),
);
const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address().port));
