import { fileURLToPath } from 'node:url';

// Runs first, on any version of Node, so that an old one prints a sentence and not a stack.
const [major = 0] = process.versions.node.split('.').map(Number);
if (major < 24) {
  console.error(
    `春风需要 Node 24 或更新版本，当前是 ${process.versions.node}。\n` +
      `Chunfeng needs Node 24 or later; this is ${process.versions.node}.\n` +
      '在 Linux 和 Windows 上 `npm install` 会自带；其他系统请先安装 Node 24。\n' +
      'On Linux and Windows `npm install` brings it along; elsewhere please install Node 24 first.',
  );
  process.exit(1);
}
const { placeNativeModule, thisMachine } = await import('./old-linux.ts');
placeNativeModule(fileURLToPath(new URL('../../', import.meta.url)), thisMachine());
