// The order of the rooms: a module may use those before it, never those after it.
const order = ['places', 'organisations', 'plan', 'people', 'supplies', 'delivery', 'cash', 'shelter', 'movement', 'cases', 'surveys',
  'feedback', 'coordination', 'activities', 'figures', 'reports', 'directory']
module.exports = {
  forbidden: [
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'core-knows-no-module', severity: 'error', from: { path: '^src/core' }, to: { path: '^src/(modules|web|app|cli|main)' } },
    { name: 'server-knows-no-web', severity: 'error', from: { path: '^src/(core|modules)' }, to: { path: '^src/web' } },
    { name: 'web-takes-only-contracts-and-rules', severity: 'error', from: { path: '^src/web' }, to: { path: '^src/modules', pathNot: '/(contract|rules|look)(\\.ts|/)|/rules/|/messages/|\\.css$' } },
    { name: 'rules-are-pure', severity: 'error', from: { path: '/rules(\\.ts|/)', pathNot: '\\.test\\.ts$' }, to: { path: '^(src|node_modules)', pathNot: '(/(contract|rules)(\\.ts|/)|core/(access|problem|dates|money|text|decimal)\\.ts)', dependencyTypesNot: ['type-only'] } },
    { name: 'contracts-know-only-zod', severity: 'error', from: { path: '/contract\\.ts$' }, to: { path: '^(src|node_modules)', pathNot: '(contract\\.ts|node_modules/zod|core/(dates|text)\\.ts)' } },
    ...order.map((m, i) => ({ name: `${m}-looks-only-left`, severity: 'error', from: { path: `^src/modules/${m}/` }, to: { path: `^src/modules/(${order.slice(i + 1).join('|') || '$^'})/` } })),
  ],
  options: { tsPreCompilationDeps: true, tsConfig: { fileName: 'tsconfig.json' }, doNotFollow: { path: 'node_modules' } },
}
