/**
 * Who may import whom. Every rule's comment is what a person reads when it refuses their import: it says what to do
 * instead. The tree itself is explained in ARCHITECTURE.md.
 */

const tests = '\\.(test|spec|samples|fixture)\\.tsx?$|-fixtures\\.ts$|/testing/'

/**
 * Floors of the house, lowest first. A room may call down and sideways; to tell something upwards it emits an event.
 * Adding an area: put its name on the floor above everything it has to read.
 */
const floors = [
  ['accounts', 'audit', 'credentials', 'notifications', 'programme', 'organisations'],
  ['people', 'catalogue', 'appraisal'],
  ['training', 'exams', 'materials'],
  ['ledger'],
  ['certificates', 'declarations', 'title-reviews', 'rule-studio', 'funding', 'evaluation', 'talent', 'surveys'],
  ['reporting', 'exchange', 'publicity'],
]

const callDownwards = floors.slice(0, -1).map((floor, level) => ({
  name: `floor-${level}-calls-down`,
  severity: 'error',
  comment:
    'Areas call downwards only. Say what happened with unit.emit(event) and let the upper area subscribe to it in its own jobs.ts.',
  from: { path: `^src/areas/(${floor.join('|')})/`, pathNot: tests },
  to: { path: `^src/areas/(${floors.slice(level + 1).flat().join('|')})/`, pathNot: '/contract\\.ts$' },
}))

module.exports = {
  forbidden: [
    {
      name: 'kernel-alone',
      severity: 'error',
      comment: 'The kernel is the foundation and imports nothing, Node included: it also runs in browsers. Pass the value in.',
      from: { path: '^src/kernel/', pathNot: tests },
      to: { pathNot: '^src/kernel/' },
    },
    {
      name: 'verify-alone',
      severity: 'error',
      comment: 'A stranger must be able to read the verifier whole and run it offline: it imports nothing but itself.',
      from: { path: '^src/verify/', pathNot: tests },
      to: { pathNot: '^src/verify/' },
    },
    {
      name: 'wire-is-small',
      severity: 'error',
      comment: 'What crosses the network is described with the kernel and typebox only, so that browser and server share it.',
      from: { path: '^src/wire/', pathNot: tests },
      to: { pathNot: ['^src/(wire|kernel)/', 'node_modules/typebox/'] },
    },
    {
      name: 'engines-are-pure',
      severity: 'error',
      comment: 'Rules and access decide from values they are given. Load the facts in the use case and pass them in.',
      from: { path: '^src/(rules|access)/', pathNot: tests },
      to: { pathNot: '^src/($1|kernel)/' },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      comment: 'A domain function computes from its arguments: no database, no Node, no library. Do the effect in app/ and pass the result in.',
      from: { path: '^src/areas/([^/]+)/domain/', pathNot: tests },
      to: { pathNot: '^src/(areas/$1/domain|kernel|rules)/' },
    },
    {
      name: 'store-speaks-sql-only',
      severity: 'error',
      comment: 'A store turns rows into domain values with kysely; decisions belong to domain/, sequence to app/.',
      from: { path: '^src/areas/([^/]+)/store/', pathNot: tests },
      to: { pathNot: ['^src/areas/$1/(store|domain)/', '^src/kernel/', '^src/platform/(db/|page\\.ts)', 'node_modules/(kysely|pg)/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'sql-only-in-stores',
      severity: 'error',
      comment: 'SQL is spoken in store/ alone. Add a function there that says what it finds or writes, and call that.',
      from: { path: '^src/(areas/[^/]+/(app|domain|routes|jobs|contract|events|index)|rules|access|wire|web|exam-client)', pathNot: tests },
      to: { path: 'node_modules/(kysely|pg)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'app-is-the-middle',
      severity: 'error',
      comment: 'A use case knows its own area, perform() and other areas through their index.ts; never routes, jobs or web.',
      from: { path: '^src/areas/([^/]+)/app/', pathNot: tests },
      to: { path: ['^src/areas/$1/(routes|jobs)', '^src/(web|exam-client|main)/', '^src/platform/(http|embedded-postgres)/'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'edges-are-thin',
      severity: 'error',
      comment: 'Routes and jobs translate; the work is a use case in app/. They do not reach into domain or store.',
      from: { path: '^src/areas/([^/]+)/(routes|jobs)(\\.ts|/)', pathNot: tests },
      to: { path: '^src/areas/$1/(domain|store)/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'contract-is-browser-safe',
      severity: 'error',
      comment: 'contract.ts is read by the browser: only wire, kernel, typebox and other contracts.',
      from: { path: '^src/areas/[^/]+/contract(\\.ts|/)', pathNot: tests },
      to: { pathNot: ['^src/(wire|kernel)/', 'node_modules/typebox/', '^src/areas/[^/]+/contract(\\.ts|/)'] },
    },
    {
      name: 'door-only',
      severity: 'error',
      comment: "Another area is entered through its index.ts (or read as its contract). If the door lacks what you need, widen the door there.",
      from: { path: '^src/areas/([^/]+)/', pathNot: tests },
      to: { path: '^src/areas/', pathNot: ['^src/areas/$1/', '^src/areas/[^/]+/(index|contract)\\.ts$', '^src/areas/[^/]+/contract/'] },
    },
    ...callDownwards,
    {
      name: 'platform-knows-no-area',
      severity: 'error',
      comment: 'Plumbing serves every room and names none. What is particular to an area is handed to it by src/main.',
      from: { path: '^src/platform/', pathNot: tests },
      to: { path: '^src/(areas|main|web|exam-client|rules|verify)/' },
    },
    {
      name: 'windows-look-at-contracts',
      severity: 'error',
      comment: 'The browser sees kernel, wire and contract.ts. Anything else would ship server code to every reader.',
      from: { path: '^src/(web|exam-client)/', pathNot: tests },
      to: { path: '^src/', pathNot: ['^src/(web|exam-client|kernel|wire|verify)/', '^src/areas/[^/]+/contract(\\.ts|/)'] },
    },
    {
      name: 'no-node-in-browser',
      severity: 'error',
      comment: 'This module runs in a browser, where there is no Node.',
      from: { path: '^src/(web|exam-client|verify|wire|kernel)/', pathNot: tests },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'exam-client-is-light',
      severity: 'error',
      comment: 'The exam page must open on an old machine in a full room: no component library, no charts, not even indirectly.',
      from: { path: '^src/exam-client/', pathNot: tests },
      to: { path: 'node_modules/(antd|@ant-design|echarts)/', reachable: true },
    },
    {
      name: 'main-is-last',
      severity: 'error',
      comment: 'src/main knows everyone, so nobody may know src/main.',
      from: { path: '^src/(?!main/)', pathNot: tests },
      to: { path: '^src/main/' },
    },
    {
      name: 'no-circle',
      severity: 'error',
      comment: 'Two modules that need each other are one module, or a third one is missing below both.',
      from: { pathNot: tests },
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'product-without-tests',
      severity: 'error',
      comment: 'What ships does not import tests, fixtures or scripts.',
      from: { path: '^src/', pathNot: tests },
      to: { path: [tests, '^test/', '^scripts/'] },
    },
    {
      name: 'no-tools-in-product',
      severity: 'error',
      comment: 'A development dependency is absent in production. Move it to dependencies if the product needs it.',
      from: { path: '^src/', pathNot: tests },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'resolvable',
      severity: 'error',
      comment: 'This import leads nowhere.',
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    moduleSystems: ['es6'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'node', 'default'] },
  },
}
