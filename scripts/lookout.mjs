#!/usr/bin/env node
// `npx lookout ...` from a checkout, on any Node from 20: sets up when needed, then hands over to the product on Node 24.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectNode, root, setUp } from './setup.mjs';

const args = process.argv.slice(2);
const commandsWithPages = ['start', 'sandbox'];

try {
  setUp({ web: commandsWithPages.includes(args[0] ?? '') });
  handOver();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

function handOver() {
  const product = spawn(projectNode, [join(root, 'src', 'bin', 'lookout.ts'), ...args], { stdio: 'inherit' });
  const forward = (signal) => {
    // Ctrl-C in a terminal reaches the product by itself; a second one would read as "stop at once".
    if (signal === 'SIGINT' && process.stdin.isTTY) return;
    product.kill(signal);
  };
  const forwarded = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGUSR2'];
  for (const signal of forwarded) process.on(signal, forward);
  product.on('error', (error) => {
    process.stderr.write(`Lookout could not be started: ${error.message}\n`);
    process.exitCode = 1;
  });
  product.on('exit', (code, signal) => {
    if (!signal) {
      process.exitCode = code ?? 1;
      return;
    }
    // Ends the way the product ended, so that a shell or a supervisor sees the signal.
    for (const name of forwarded) process.removeListener(name, forward);
    process.kill(process.pid, signal);
  });
}
