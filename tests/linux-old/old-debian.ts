import type { Recipe } from '../systems/debian.ts';

/** Debian 11 with its compilers, for both processors. */
export const oldDebian: Recipe = {
  suite: 'bullseye',
  arch: 'amd64',
  packages: ['gcc', 'g++', 'gcc-aarch64-linux-gnu', 'g++-aarch64-linux-gnu', 'libc6-dev'],
  size: '900 MB',
};

/** The same for another processor, which an emulator stands in for: its libraries alone. */
export const oldDebianArm: Recipe = {
  suite: 'bullseye',
  arch: 'arm64',
  packages: [],
  size: '250 MB',
};
