// A real Chromium for the browser journeys: the machine's own, else the one an npm package brings with the libraries
// it needs, else Debian's package when the tests run as root. The second is installed outside the project's own
// dependencies, because nobody but the tests of such a machine needs it.
import { spawnSync } from 'node:child_process';
import { accessSync, constants, cpSync, existsSync, mkdirSync } from 'node:fs';
import { delimiter, join, resolve } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { claimWhenFree } from '../../server/main/claim.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CACHE = join(ROOT, 'node_modules', '.cache', 'test-browser');
const BRING_LIMIT_MS = 300_000;
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
/** Says where the package has unpacked its browser; the variable makes it unpack its libraries too. */
const ASK_PACKAGE = `import('@sparticuz/chromium').then(async ({ default: browser }) => {
  process.stdout.write(await browser.executablePath());
});`;

type FoundChromium = {
  readonly executablePath: string;
  readonly environment: Readonly<Record<string, string>>;
};

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function onMachine(): FoundChromium | null {
  const given = process.env.TONGYUAN_TEST_CHROMIUM;
  if (given) return { executablePath: given, environment: {} };
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  const found = paths.find(isExecutable);
  return found === undefined ? null : { executablePath: found, environment: {} };
}

/** The browser of the npm package; the only way on a machine that has none and is not ours to change. */
function fromPackage(): FoundChromium | null {
  if (process.platform !== 'linux' || process.arch !== 'x64') return null;
  const unpacked = join(CACHE, 'unpacked');
  mkdirSync(unpacked, { recursive: true });
  if (!existsSync(join(CACHE, 'node_modules', '@sparticuz', 'chromium'))) {
    cpSync(join(import.meta.dirname, 'chromium'), CACHE, { recursive: true });
    const flags = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
    const done = spawnSync('npm', flags, { cwd: CACHE, stdio: ['ignore', 'ignore', 'inherit'] });
    if (done.status !== 0) return null;
  }
  const asked = spawnSync(process.execPath, ['--input-type=module', '--eval', ASK_PACKAGE], {
    cwd: CACHE,
    encoding: 'utf8',
    env: { ...process.env, TMPDIR: unpacked, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' },
  });
  if (asked.status !== 0 || !existsSync(asked.stdout)) return null;
  const fonts: Record<string, string> = existsSync('/etc/fonts/fonts.conf')
    ? {}
    : { FONTCONFIG_PATH: join(unpacked, 'fonts') };
  return {
    executablePath: asked.stdout,
    environment: { LD_LIBRARY_PATH: join(unpacked, 'al2023', 'lib'), ...fonts },
  };
}

function fromDebian(): FoundChromium | null {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return null;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['update'], { env, stdio: 'ignore' });
  spawnSync('apt-get', ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'], {
    env,
    stdio: 'ignore',
  });
  return onMachine();
}

/** Finds a browser or brings one, while nobody else does; the journeys fail without one, because a journey that is skipped
 * proves nothing. */
async function findChromium(): Promise<FoundChromium> {
  mkdirSync(CACHE, { recursive: true });
  const turn = await claimWhenFree(join(CACHE, 'bringing'), BRING_LIMIT_MS);
  try {
    const found = onMachine() ?? fromPackage() ?? fromDebian();
    if (found) return found;
  } finally {
    turn.release();
  }
  throw new Error(
    'no Chromium here, none from npm for this platform, and none from Debian: install chromium',
  );
}

/** A browser as the journeys use it. The sandbox is off because root cannot have one; files are named in any script, wherever
 * the tests run. */
export async function launchBrowser(): Promise<Browser> {
  const found = await findChromium();
  return chromium.launch({
    executablePath: found.executablePath,
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...found.environment },
    args: ['--no-sandbox', '--disable-gpu', '--lang=zh-CN'],
  });
}
