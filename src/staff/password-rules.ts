/** Which passwords may be chosen. Long is enough: no mixture of signs is asked for, and none ends by itself. @module */
import { randomInt } from 'node:crypto';

const leastCharacters = 12;
/** Longer is no safer, and would only give the server work. */
const mostCharacters = 200;

/** The first that whoever guesses would try, of twelve characters and more; repeated and counted-up ones are found by rule. */
const worst = new Set([
  'qwertyuiop12',
  'qwertyuiopas',
  'qwertyuiop123',
  'qwertyuiopasdfghjkl',
  '1q2w3e4r5t6y',
  '1qaz2wsx3edc',
  'qazwsxedcrfv',
  'zaq12wsxcde3',
  'passwordpassword',
  'administrator',
  'adminadminadmin',
  'administrator1',
  'administrator123',
  'iloveyou1234',
  'woaini1314520',
  'woaini520520',
  'changemechangeme',
  'welcometochina',
  'letmeinletmein',
  'correcthorsebatterystaple',
  'testtesttest',
  'wenzhengwenzheng',
]);
const weakStems =
  /^(?:p[a@]ssw[o0]rd|admin|administrator|root|welcome|letmein|qwerty|woaini|iloveyou|wenzheng|mima|mm|abc|a|test|user|zhengfu)[\W_]*\d*[\W_]*$/;
const signs = /[\s\p{P}\p{S}]/gu;
const runs =
  '01234567890123456789 abcdefghijklmnopqrstuvwxyz 98765432109876543210 zyxwvutsrqponmlkjihgfedcba';

/** @returns what is wrong with it, as one Chinese sentence; null for nothing. */
export function passwordFault(
  password: string,
  { loginName, displayName }: { readonly loginName: string; readonly displayName: string },
): string | null {
  const length = Array.from(password).length;
  if (length < leastCharacters) return `密码至少要${leastCharacters}个字符，可以用几个词连成一句话。`;
  if (length > mostCharacters) return `密码最多${mostCharacters}个字符，请写短一些。`;
  const plain = password.normalize('NFKC').toLowerCase();
  const withoutSigns = plain.replace(signs, '');
  const names = [loginName, displayName].map((name) => name.toLowerCase().replace(signs, ''));
  if (names.some((name) => isMadeOf(withoutSigns, name))) return '密码不能是自己的名字，请另想一个。';
  if (isGuessable(plain) || isGuessable(withoutSigns)) return '这个密码太容易猜到，请另想一个。';
  return null;
}

/** The name alone, repeated, or with digits around it. */
function isMadeOf(password: string, name: string): boolean {
  return name !== '' && password.includes(name) && /^\d*$/.test(password.replaceAll(name, ''));
}

function isGuessable(password: string): boolean {
  return (
    worst.has(password) ||
    weakStems.test(password) ||
    /^(.{1,4}?)\1*$/u.test(password) ||
    new Set(password).size < 5 ||
    runs.split(' ').some((run) => run.includes(password))
  );
}

/** Without those that are taken for another when they are read out or copied by hand. */
const clearCharacters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** For handing over once: 79 bits in four groups, hqr4-7mwz-kd3n-x8pa. */
export function makePassword(): string {
  return Array.from({ length: 4 }, fourCharacters).join('-');
}

function fourCharacters(): string {
  return Array.from({ length: 4 }, () => clearCharacters[randomInt(clearCharacters.length)] ?? '').join('');
}
