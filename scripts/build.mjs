// Compiles src/ to dist/ (removing what an earlier build left) and puts the `wenzheng` command on the
// project's own path, so that `npx wenzheng` works in a checkout without asking the registry for anything.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
rmSync(join(root, 'dist'), { recursive: true, force: true });
try {
  execFileSync(process.execPath, [compiler, '-p', join(root, 'tsconfig.json')], { stdio: 'inherit' });
} catch {
  process.exit(1);
}
const assets = join(root, 'src', 'channels', 'http', 'assets');
if (existsSync(assets)) cpSync(assets, join(root, 'dist', 'channels', 'http', 'assets'), { recursive: true });
chmodSync(join(root, 'dist', 'cli.js'), 0o755);
const link = join(root, 'node_modules', '.bin', 'wenzheng');
mkdirSync(dirname(link), { recursive: true });
rmSync(link, { force: true });
symlinkSync(join('..', '..', 'dist', 'cli.js'), link);
