import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { WenzhengError } from '../../errors.ts';

/** A password from the keyboard, which is not shown and is typed twice, or the first line of the standard input. */
export async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) return firstLine();
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input: process.stdin, output: silent, terminal: true });
  const ask = async (prompt: string): Promise<string> => {
    process.stderr.write(prompt);
    const typed = await lines.question('');
    process.stderr.write('\n');
    return typed;
  };
  try {
    const typed = await ask('密码：');
    if ((await ask('再输一遍：')) === typed) return typed;
  } finally {
    lines.close();
  }
  throw new WenzhengError('usage', '两次输入的密码不一样，请重新运行这个命令。');
}

async function firstLine(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  try {
    for await (const line of lines) return line;
  } finally {
    lines.close();
  }
  throw new WenzhengError('usage', '标准输入里没有密码，请写一行密码，或去掉 --password。');
}
