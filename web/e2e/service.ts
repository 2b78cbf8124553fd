/** The real binary on a free port with a fresh data directory. */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(import.meta.dirname, '../..');
const binary = process.env.CAIRN_BIN ?? join(root, 'bin/cairn');

/** The test data that may stand beside the project; a test without it skips. */
export const pack = resolve(root, '../shared/data/wenshan');
export const packIsThere = existsSync(join(pack, 'expected.json'));

export interface Service {
  address: string;
  login: string;
  password: string;
  /** Runs another command on the same data; gives its standard output. */
  cairn: (...args: string[]) => Promise<string>;
  stop: () => Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** With `work` the sample has a round under way, findings and patrols; without, a test begins its own. */
export async function startService({ sample, work = false }: { sample: boolean; work?: boolean }): Promise<Service> {
  if (!existsSync(binary)) throw new Error(`${binary} is missing: run \`make build\`, or name the binary in CAIRN_BIN`);
  // A private cluster under root runs as another user, who must be able to come in.
  const dir = mkdtempSync(join(tmpdir(), 'cairn-e2e-'));
  chmodSync(dir, 0o755);
  const data = join(dir, 'var');
  const args = ['serve', '--json', '--addr', `127.0.0.1:${await freePort()}`, '--data-dir', data, ...(sample ? ['--sample', `--sample-work=${work}`] : [])];
  const child = spawn(binary, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const stop = async () => {
    await ended(child);
    rmSync(dir, { recursive: true, force: true });
  };
  try {
    const { address, login, one_time_password } = await announced(child);
    const cairn = async (...more: string[]) =>
      (await promisify(execFile)(binary, [...more, '--data-dir', data], { maxBuffer: 64 << 20 })).stdout;
    return { address: address.replace(/\/$/, ''), login, password: one_time_password, cairn, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

interface Ready { address: string; login: string; one_time_password: string }

/** The first line of JSON on standard output says that the service answers. */
function announced(child: ChildProcess): Promise<Ready> {
  return new Promise((done, fail) => {
    let out = '';
    let log = '';
    child.stderr?.on('data', (chunk: Buffer) => (log += chunk.toString()));
    child.stdout?.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      const line = out.split('\n').find((one) => one.includes('"address"') && one.trimEnd().endsWith('}'));
      if (line) done(JSON.parse(line) as Ready);
    });
    child.once('exit', (code) => fail(new Error(`cairn serve ended with ${code} before it was ready:\n${log}`)));
    child.once('error', fail);
  });
}

/** Asks the process to end, as Ctrl-C does, and waits until it has. */
function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((done) => {
    child.once('exit', () => done());
    child.kill('SIGTERM');
  });
}
