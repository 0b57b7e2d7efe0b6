import { type Outcome, refuse } from '../../shared/command.ts';

/** An attacker who breaks into a service that runs as root has the whole machine. */
export function refuseRoot(
  { asRoot }: { readonly asRoot?: boolean | undefined },
  uid: number | undefined,
): Outcome | undefined {
  if (uid !== 0 || asRoot) return undefined;
  return refuse(
    '服务器不以 root 运行：请换一个普通账户（安装包里是 chunfeng），或在试用时加上 --as-root。\n' +
      'The server does not run as root: use an ordinary account (chunfeng, with the package), or, to try it, add --as-root.',
  );
}
