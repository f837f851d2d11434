import { expect, test } from 'vitest';
import { gpuWords, machineWords } from './machine-words.ts';

test.each([
  ['ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)', 'Apple M2'],
  [
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 (0x00002504) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'NVIDIA GeForce RTX 3060',
  ],
  [
    'ANGLE (NVIDIA Corporation, NVIDIA GeForce GTX 1650/PCIe/SSE2, OpenGL 4.5.0)',
    'NVIDIA GeForce GTX 1650',
  ],
  [
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'SwiftShader Device (Subzero)',
  ],
  ['Mali-G78', 'Mali-G78'],
  ['nvidia ampere', 'nvidia ampere'],
])('%s is %s', (renderer, gpu) => expect(gpuWords(renderer)).toBe(gpu));

test('a machine is its cores, its browser and its GPU', () => {
  expect(machineWords(8, 'Chromium 141', 'Mali-G78')).toBe('8 cores, Chromium 141, Mali-G78');
  expect(machineWords(1, 'Firefox 145', null)).toBe('1 core, Firefox 145');
});
