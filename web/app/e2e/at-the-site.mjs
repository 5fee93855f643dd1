// node at-the-site.mjs NAMESPACE PROGRAM ARGUMENT…: runs a browser in a network namespace. One that is driven over a TCP port on 127.0.0.1 (WebDriver BiDi) has that
// port out here, too; what is driven over a pipe needs none of this.
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const [space, program, ...args] = process.argv.slice(2);
const inside = ['netns', 'exec', space];
const browser = spawn('ip', [...inside, program, ...args], { stdio: ['inherit', 'inherit', 'pipe'] });
const fail = (error) => {
  console.error(error);
  browser.kill();
  process.exit(1);
};
browser.on('exit', (code) => process.exit(code ?? 1));
browser.on('error', fail);
process.on('SIGTERM', () => browser.kill());

for await (const line of createInterface(browser.stderr)) {
  const port = /WebDriver BiDi listening on ws:\/\/127\.0\.0\.1:(\d+)/.exec(line)?.[1];
  if (port) {
    const inward = `const s = require('net').connect(${port}, '127.0.0.1'); process.stdin.pipe(s).pipe(process.stdout)`;
    const server = createServer((socket) => {
      const carrier = spawn('ip', [...inside, process.execPath, '-e', inward], { stdio: ['pipe', 'pipe', 'inherit'] });
      socket.pipe(carrier.stdin);
      carrier.stdout.pipe(socket);
      for (const end of [socket, carrier.stdin, carrier.stdout]) end.on('error', () => carrier.kill());
      socket.on('close', () => carrier.kill());
    });
    server.on('error', fail);
    await new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
  }
  process.stderr.write(`${line}\n`);
}
