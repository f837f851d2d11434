import { describe, expect, test } from 'vitest';
import { type Engine, type EngineName, EngineUnavailable } from './engine.ts';
import { createEngine, engineFallback, startEngine } from './registry.ts';

describe('under Node', () => {
  test.each(['webgl', 'webgpu'] as const)('%s cannot run and says why', async (name) => {
    await expect(createEngine(name)).rejects.toMatchObject({
      name: 'EngineUnavailable',
      engine: name,
      message: expect.stringMatching(/ cannot run here: .+\.$/),
    });
  });

  test.each(['webgl', 'webgpu'] as const)('%s falls back to wasm and says so', async (name) => {
    const { engine, notices } = await startEngine(name);
    expect(engine.name).toBe('wasm');
    expect(notices).toEqual([
      expect.stringMatching(/^The .+ engine cannot run here: .+ The wasm engine runs instead\.$/),
    ]);
    engine.dispose();
  });

  test.each(['cpu', 'simd'] as const)('%s starts and has nothing to say', async (name) => {
    const { engine, notices } = await startEngine(name);
    expect([engine.name, engine.renderer, notices]).toEqual([name, null, []]);
    engine.dispose();
  });
});

test('every fallback ends at the engine that runs everywhere', () => {
  for (const name of ['webgl', 'webgpu', 'wasm', 'cpu', 'simd'] as const) {
    const seen: EngineName[] = [];
    for (let next: EngineName | null = name; next !== null; next = engineFallback(next)) {
      expect(seen).not.toContain(next);
      seen.push(next);
    }
    expect(seen[seen.length - 1]).toBe('cpu');
  }
});

test('where nothing starts the last reason is told, and other errors pass through', async () => {
  const refuse = async (name: EngineName): Promise<Engine> => {
    throw new EngineUnavailable(name, 'of the test.');
  };
  await expect(startEngine('webgl', refuse)).rejects.toThrow(
    'The cpu engine cannot run here: of the test.',
  );
  const fail = async (): Promise<Engine> => {
    throw new TypeError('a fault');
  };
  await expect(startEngine('webgl', fail)).rejects.toThrow(TypeError);
});
