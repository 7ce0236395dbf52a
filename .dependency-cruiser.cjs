/** Directions of import (docs/architecture.md). A violation fails `npm run check`. */
const anyModule = '^src/modules/([^/]+)/';
const rule = (name, from, to) => ({ name, severity: 'error', from, to });
const columns = [
  ['registry', 'registry-files', 'organs', 'compendium', 'communique', 'documents'],
  ['ballots', 'notifications'],
  ['notices'],
  ['sign-in', 'cases'],
  ['written-procedures', 'mandates', 'successions', 'casework'],
  ['plenary'],
  ['case-kinds'],
  ['precedents'],
  ['operations', 'openapi', 'deadline-board', 'webhooks', 'audit'],
];
const leftMayNotImportRight = columns.slice(0, -1).map((column, index) =>
  rule(
    `module-order-${index + 1}`,
    { path: `^src/modules/(${column.join('|')})/` },
    {
      path: `^src/modules/(${columns
        .slice(index + 1)
        .flat()
        .join('|')})/`,
    },
  ),
);
module.exports = {
  forbidden: [
    rule('no-cycles', {}, { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }),
    rule('kernel-imports-nothing', { path: '^src/kernel/' }, { path: '^(src/(?!kernel/)|workflows/)' }),
    rule(
      'core-is-pure',
      { path: '^(src/kernel|workflows)/', pathNot: '\\.spec\\.ts$' },
      {
        dependencyTypes: ['core', 'npm', 'npm-dev', 'npm-no-pkg', 'npm-unknown', 'undetermined'],
        pathNot: 'node_modules/(xstate|zod|temporal-polyfill|uuid)/',
      },
    ),
    rule(
      'workflows-see-kernel-only',
      { path: '^workflows/', pathNot: '\\.spec\\.ts$' },
      { path: '^src/(?!kernel/)' },
    ),
    rule(
      'platform-sees-kernel-only',
      { path: '^src/platform/' },
      { path: '^(src/(engine|modules)|workflows)/' },
    ),
    rule('engine-knows-no-domain', { path: '^src/engine/' }, { path: '^(src/modules|workflows)/' }),
    rule(
      'xstate-only-in-step',
      {
        path: '^src/',
        pathNot: '^src/engine/(step|workflow\\.checks)(\\.spec)?\\.ts$|^src/kernel/workflow\\.ts$',
      },
      { path: 'node_modules/xstate/' },
    ),
    rule(
      'modules-by-front-door',
      { path: '^src/(modules|web)/([^/]+)/' },
      { path: anyModule, pathNot: ['^src/$1/$2/', '^src/modules/[^/]+/index\\.ts$'] },
    ),
    rule('engine-by-front-door', { path: '^src/(modules|web)/' }, { path: '^src/engine/(?!index\\.ts$)' }),
    rule(
      'read-models-are-leaves',
      { path: '^src/modules/(?!(deadline-board|audit|openapi)/)' }, // openapi describes them
      { path: '^src/modules/(deadline-board|audit)/' },
    ),
    rule('modules-know-no-web', { path: '^src/(kernel|platform|engine|modules)/' }, { path: '^src/web/' }),
    rule(
      'areas-by-front-door',
      { path: '^src/web/([^/]+)/' },
      { path: '^src/web/([^/]+)/', pathNot: ['^src/web/$1/', '^src/web/[^/]+/index\\.ts$'] },
    ),
    rule(
      'no-src-to-test',
      { path: '^(src|workflows)/', pathNot: '\\.spec\\.ts$' },
      { path: '(^test/|\\.spec\\.ts$)' },
    ),
    ...leftMayNotImportRight,
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
  },
};
