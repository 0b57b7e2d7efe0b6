#!/usr/bin/env node
import './node-check.mjs';

const { chunfeng } = await import('./chunfeng.ts');
await chunfeng(process.argv.slice(2));
