import { registerHooks } from 'node:module';

/** `node --import install.ts dist/main/main.js`: the app, with the stand-in for its `electron`. */

const standIn = new URL('electron.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
Object.defineProperty(process, 'type', { value: 'browser' });
