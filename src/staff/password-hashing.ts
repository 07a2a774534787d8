/** Passwords as scrypt hashes; their parameters stand with them. @module */
import { randomBytes, scrypt, type ScryptOptions, timingSafeEqual } from 'node:crypto';
import PQueue from 'p-queue';

export interface PasswordHashing {
  /** @returns null when too many wait already: nothing was worked out. */
  hash(password: string): Promise<string | null>;
  /**
   * @param stored null for nobody: takes as long as for somebody, and is false.
   * @returns null when too many wait already: nothing was compared.
   */
  verify(password: string, stored: string | null): Promise<boolean | null>;
}

export interface PasswordHashingOptions {
  /** scrypt's N as a power of two. Default 15 (with r 8 and p 3: 32 MB and about 0.3 s each). */
  readonly costExponent?: number;
  /** Worked out at one time; the others wait. Default 2 of the four threads that Node has for such work. */
  readonly concurrency?: number;
  /** Default 40, about six seconds. */
  readonly mostWaiting?: number;
}

const blockSize = 8;
const parallelism = 3;
const keyLength = 32;
const saltLength = 16;
const stored = /^\$scrypt\$ln=(\d{1,2}),r=(\d{1,2}),p=(\d{1,2})\$([\w-]+)\$([\w-]+)$/;

interface Parameters {
  readonly costExponent: number;
  readonly blockSize: number;
  readonly parallelism: number;
}

export function createPasswordHashing(options: PasswordHashingOptions = {}): PasswordHashing {
  const { costExponent = 15, concurrency = 2, mostWaiting = 40 } = options;
  const parameters: Parameters = { costExponent, blockSize, parallelism };
  const queue = new PQueue({ concurrency });
  const nobody = format(parameters, Buffer.alloc(saltLength), Buffer.alloc(keyLength));
  const inTurn = async <Result>(work: () => Promise<Result>): Promise<Result | null> =>
    queue.size >= mostWaiting ? null : queue.add(work, { throwOnTimeout: true });

  return {
    hash: (password) =>
      inTurn(async () => {
        const salt = randomBytes(saltLength);
        return format(parameters, salt, await derive(password, salt, parameters));
      }),
    verify: (password, known) =>
      inTurn(async () => {
        const [, exponent, r, p, salt = '', key = ''] = stored.exec(known ?? nobody) ?? [];
        if (exponent === undefined) throw new Error('a stored password hash cannot be read');
        const used = { costExponent: Number(exponent), blockSize: Number(r), parallelism: Number(p) };
        const expected = Buffer.from(key, 'base64url');
        const derived = await derive(password, Buffer.from(salt, 'base64url'), used);
        return timingSafeEqual(derived, expected) && known !== null;
      }),
  };
}

function derive(password: string, salt: Buffer, parameters: Parameters): Promise<Buffer> {
  const cost = 2 ** parameters.costExponent;
  const options: ScryptOptions = {
    cost,
    blockSize: parameters.blockSize,
    parallelization: parameters.parallelism,
    maxmem: 256 * cost * parameters.blockSize,
  };
  return new Promise((resolve, reject) => {
    // The same characters may come composed or not, by the keyboard of the day.
    scrypt(password.normalize('NFKC'), salt, keyLength, options, (error, key) =>
      error === null ? resolve(key) : reject(error),
    );
  });
}

function format(parameters: Parameters, salt: Buffer, key: Buffer): string {
  const { costExponent, blockSize: r, parallelism: p } = parameters;
  return `$scrypt$ln=${costExponent},r=${r},p=${p}$${salt.toString('base64url')}$${key.toString('base64url')}`;
}
