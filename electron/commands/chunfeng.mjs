#!/usr/bin/env node
import './node-check.mjs';
import { join } from 'node:path';

// Node keeps what it has parsed once, for the next start and for the processes that this one starts.
const { enableCompileCache } = await import('node:module');
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, '..', '..', '.cache', 'node');
enableCompileCache();
const { chunfeng } = await import('./chunfeng.ts');
await chunfeng(process.argv.slice(2));
