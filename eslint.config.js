import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import { defineConfig } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// The folders of src/lib from the bottom to the top. A folder imports only from those before it;
// what shares a row cannot see each other. ARCHITECTURE.md shows the same order.
const layers = [
  ['crps', 'random', 'format'],
  ['data'],
  ['mdn'],
  ['experiment'],
  ['engines', 'components', 'history', 'offline'],
  ['race', 'schedule'],
  ['workers'],
  ['run'],
  ['results'],
  ['export'],
  ['share'],
  ['lab', 'runs', 'lecture'],
];

// Packages with one door each.
const doors = [
  { packages: ['comlink'], folder: 'src/lib/workers' },
  { packages: ['chart.js', '@sgratzl/chartjs-chart-boxplot'], folder: 'src/lib/components/charts' },
  { packages: ['@tensorflow/*'], folder: 'src/lib/engines/tfjs' },
  { packages: ['idb'], folder: 'src/lib/history' },
  { packages: ['pure-rand', 'pure-rand/*'], folder: 'src/lib/random' },
];

/** @type {import('eslint').Linter.Config[]} */
const layerRules = layers.flatMap((row, level) =>
  row.map((folder) => {
    const barred = layers
      .slice(level)
      .flat()
      .filter((other) => other !== folder);
    const closed = doors.filter((door) => !door.folder.startsWith(`src/lib/${folder}`));
    return {
      files: [`src/lib/${folder}/**`],
      rules: {
        '@typescript-eslint/no-restricted-imports': [
          'error',
          {
            patterns: [
              {
                // A regex: in a group's gitignore syntax, # would begin a comment.
                regex: `^#lib/(${barred.join('|')})/`,
                message: `${folder}/ may import only from the layers below it (eslint.config.js).`,
              },
              {
                regex: `^(\\.\\./)+(${layers.flat().join('|')})/`,
                message: 'Another folder of src/lib is imported as #lib/….',
              },
              ...closed.map((door) => ({
                group: door.packages,
                message: `Only ${door.folder} imports this package.`,
              })),
              {
                group: ['$app/*', '$lib/*', '$env/*'],
                message: 'Only routes use SvelteKit’s modules.',
              },
            ],
          },
        ],
      },
    };
  }),
);

// Within engines/ and components/ the door is a subfolder; routes, cli and tests have none of these keys.
/** @type {import('eslint').Linter.Config[]} */
const doorRules = [
  { files: ['src/lib/engines/*.ts', 'src/lib/engines/simd/**'], packages: ['@tensorflow/*'] },
  { files: ['src/lib/components/*'], packages: ['chart.js', '@sgratzl/*'] },
  { files: ['src/routes/**', 'cli/**'], packages: doors.flatMap((door) => door.packages) },
].map(({ files, packages }) => ({
  files,
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          { group: packages, message: 'This package has one door; see eslint.config.js.' },
        ],
      },
    ],
  },
}));

export default defineConfig(
  {
    ignores: [
      'build/',
      '.svelte-kit/',
      'node_modules/',
      'test-results/',
      'playwright-report/',
      '**/*.d.ts',
      // AssemblyScript, which is not quite TypeScript, and what is compiled from it.
      'src/lib/engines/simd/kernels/*.ts',
      'src/lib/engines/simd/kernels.generated.js',
    ],
  },
  ...ts.configs.recommended,
  ...svelte.configs.recommended,
  prettier,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node, ...globals.worker } },
    rules: {
      'no-undef': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-restricted-properties': [
        'error',
        {
          object: 'Math',
          property: 'random',
          message: 'Draw from #lib/random: results must repeat.',
        },
      ],
    },
  },
  {
    // Numbers and dates have one spelling.
    files: ['src/**', 'cli/**'],
    ignores: ['src/lib/format/**', '**/*.test.ts'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector:
            'MemberExpression[property.name=/^(toLocale(Date|Time)?String|NumberFormat|DateTimeFormat)$/]',
          message: 'How a number or a date is written stands in #lib/format.',
        },
      ],
    },
  },
  {
    files: ['cli/**', 'bench/**', 'scripts/**', '**/*.campaign.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    // A machine may be slow: a limit of a test's own makes its verdict hang on that. The only ones are NEVER_MS, in
    // vite.config.ts and tests/patience.ts.
    files: ['tests/**', '**/*.test.ts'],
    // The campaign measures how long a run stands still; no verdict hangs on it.
    ignores: ['tests/patience.ts', 'tests/reliability/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "Property[key.name='timeout']",
          message: 'A test waits as long as it takes.',
        },
        {
          selector: "CallExpression[callee.object.name='test'][callee.property.name='setTimeout']",
          message: 'A test takes as long as it takes.',
        },
        {
          selector:
            "CallExpression[callee.object.name='vi'][callee.property.name=/^wait(For|Until)$/]",
          message: 'This gives up after a second: use expect.poll, or fake timers.',
        },
        {
          selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']",
          message: 'No verdict hangs on the clock: inject the time.',
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { extraFileExtensions: ['.svelte'], parser: ts.parser, svelteConfig },
    },
  },
  ...layerRules,
  ...doorRules,
);
