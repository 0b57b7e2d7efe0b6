import { createRequire } from 'node:module';
import Module from 'node:module';
import { join } from 'node:path';
import { forkWith } from '../utility-child/fork.ts';
import './newer-javascript.ts';
import { BOOTSTRAP, NODE } from './places.ts';

/**
 * The first file that the old Electron loads, before the app's own. Its Node cannot load the station, so
 * a utility process becomes a child of the project's Node; all else is the real Electron's.
 */

const fork = forkWith(process.env[NODE] ?? '', process.env[BOOTSTRAP] ?? '');
const load: unknown = Reflect.get(Module, '_load');
if (typeof load !== 'function') throw new Error('this Electron loads its modules in another way');
let electron: object | undefined;

Reflect.set(Module, '_load', (name: string, ...rest: unknown[]): unknown => {
  const loaded: unknown = Reflect.apply(load, Module, [name, ...rest]);
  if (name !== 'electron' || typeof loaded !== 'object' || loaded === null) return loaded;
  // Its parts load when they are first asked for, some only once it is ready.
  electron ??= Object.create(loaded, { utilityProcess: { value: { fork } } });
  return electron;
});

createRequire(import.meta.url)(join(import.meta.dirname, 'dist', 'main', 'main.js'));
