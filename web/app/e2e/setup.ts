import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The tests drive the whole binary: the one named by GIAOBAN, or one that is built now from this checkout. */
export default function setup(): (() => void) | undefined {
  const given = process.env['GIAOBAN'];
  if (given) {
    const path = resolve(given);
    if (!existsSync(path)) throw new Error(`GIAOBAN names no file: ${path}`);
    process.env['GIAOBAN'] = path;
    return undefined;
  }
  const folder = mkdtempSync(join(tmpdir(), 'giaoban-e2e-bin-'));
  const path = join(folder, 'giaoban');
  execFileSync('go', ['build', '-o', path, './cmd/giaoban'], { cwd: resolve(import.meta.dirname, '../../..'), stdio: 'inherit' });
  process.env['GIAOBAN'] = path;
  return () => rmSync(folder, { recursive: true, force: true });
}
