// Installs Debian's packages, where this is a Debian on which we may.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/**
 * @param {string} what is installed, for the line that says so
 * @param {string[]} packages
 * @returns {boolean} whether they are installed
 */
export function installFromDebian(what, packages) {
  if (!existsSync('/usr/bin/apt-get')) return false;
  const sudo = process.getuid?.() === 0 ? [] : ['sudo', '-n'];
  console.log(`${what}: installing Debian’s ${packages.join(', ')} …`);
  const commands = [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...packages],
  ];
  return commands.every((command) => {
    const [program = '', ...rest] = [...sudo, ...command];
    const { status } = spawnSync(program, rest, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
    return status === 0;
  });
}
