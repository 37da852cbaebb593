import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A browser, and the environment that it is started with. */
export interface Executable {
  readonly path: string;
  readonly env: Readonly<Record<string, string>>;
}

const MODULES = fileURLToPath(new URL('../../../node_modules', import.meta.url));
const UNPACK = fileURLToPath(new URL('./unpack-chromium.ts', import.meta.url));

/** The fonts of the package and no others: the pages are then as wide on every machine. */
const FONTS = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;

/**
 * The Chromium that `npm ci` brought, for Linux on x64; unpacked when it is asked for first.
 *
 * It brings its own libraries and fonts, and needs nothing of the machine but what Node itself needs.
 */
export async function packedChromium(): Promise<Executable> {
  const folder = join(MODULES, '.cache', `keyturn-chromium-${await packedVersion()}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    path: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'),
      FONTCONFIG_PATH: join(folder, 'fonts'),
      XDG_CACHE_HOME: folder,
    },
  };
}

async function packedVersion(): Promise<string> {
  const text = await readFile(join(MODULES, '@sparticuz', 'chromium', 'package.json'), 'utf8');
  return JSON.parse(text).version;
}

/** Unpacks beside the folder and renames: several test files may do it at once, and one may be stopped half way. */
async function unpackInto(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const beside = await mkdtemp(`${folder}-`);
  await promisify(execFile)(process.execPath, [UNPACK], { env: { TMPDIR: beside } });
  await writeFile(join(beside, 'fonts', 'fonts.conf'), FONTS);
  try {
    await rename(beside, folder);
  } catch (error) {
    await rm(beside, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
}
