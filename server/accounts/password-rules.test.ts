import { expect, it } from 'vitest';
import { newPassword, passwordFault } from './password-rules.ts';

it.each([
  ['short', '王海燕', 'nine char'],
  ['common', '王海燕', '1234567890'],
  ['common', '王海燕', 'Password123'],
  ['common', '王海燕', 'ＰＡＳＳＷＯＲＤ１２３'],
  ['common', '王海燕', 'aaaaaaaaaaaa'],
  ['common', '王海燕', 'ababababab'],
  ['common', '王海燕', 'abcdefghijkl'],
  ['like-the-name', 'wanghaiyan', 'wanghaiyan1'],
])('a password that is %s is refused', (kind, name, password) => {
  expect(passwordFault(password, name)).toEqual({ kind });
});

it.each(['春风又绿江南岸明月何时照', 'correct horse', 'k3-ribbon-lamp'])(
  'a password such as %s is good',
  (password) => {
    expect(passwordFault(password, 'wanghaiyan')).toBeUndefined();
  },
);

it('A password that the server makes is good, and never the same', () => {
  const made = Array.from({ length: 50 }, newPassword);
  expect(new Set(made).size).toBe(50);
  expect(made.every((password) => passwordFault(password, 'x') === undefined)).toBe(true);
});
