/**
 * Says who may import whom; docs/architecture.md explains the table that stands here as rules.
 * A rule names a place, and everything in src that this place may import: the rest is refused.
 */

const shared = '^src/shared/'
const desk = '^src/main/desk\\.ts$'
const platform = '^src/main/platform/'
const useCases = '^src/main/desk/'
const rpc = '^src/main/rpc/'
const services = '^src/main/systems/(service|.+\\.service)\\.ts$'
const mountedServices = '^src/main/systems/service\\.ts$'
const clients = '^src/main/systems/(?!(service|.+\\.service)\\.ts$)'
const inner = ['directory', 'vault', 'audit', 'passwords'].map((folder) => `^src/main/${folder}/`)
const repositories =
  '^src/main/store/(?!files/(open|connected-store|header|lock|migrate)\\.ts$|pragmas\\.ts$|examination/integrity-worker\\.ts$|migrations/)'
const storeOpening = '^src/main/store/files/open\\.ts$'
const storeReading = '^src/main/store/(audit/reader|store-error|files/restore-error)\\.ts$'
const storePath = '^src/main/store/files/default-store-path\\.ts$'

const packages = (...names) => `^node_modules/(@types/)?(${names.join('|')})/`

const error = (name, comment, from, to) => ({ name, severity: 'error', comment, from, to })

/** Lets a place import the listed parts of src and no other. */
const mayImport = (name, place, allowed, comment) =>
  error(name, comment, { path: place }, { path: '^src/', pathNot: allowed })

/** Lets only the listed places import a package. */
const onlyFrom = (name, places, names, comment) =>
  error(name, comment, { path: '^src/', pathNot: places }, { path: packages(...names) })

module.exports = {
  forbidden: [
    error('no-cycle', 'A cycle has no beginning to read from.', {}, { circular: true }),
    error('no-unresolvable', 'What cannot be found cannot be judged.', {}, { couldNotResolve: true }),
    error(
      'no-place-outside-the-table',
      'Every folder of src has its row in the table; give a new one its own.',
      {
        path: '^src/',
        pathNot: [
          '^src/(shared|preload|renderer)/',
          '^src/main/(index|desk)\\.ts$',
          '^src/main/(systems|directory|vault|audit|passwords|store|platform|desk|rpc|hosts|cli)/',
        ],
      },
      {},
    ),
    error(
      'src-imports-src',
      'The product knows nothing of its tests, scripts and benches.',
      { path: '^src/' },
      { path: '^(test|scripts|bench|out|docs)/' },
    ),

    error(
      'shared',
      'shared runs anywhere: it imports zod, and @orpc/contract, of which the contract is made.',
      { path: shared },
      { pathNot: [shared, packages('zod', '@orpc/contract')] },
    ),
    mayImport(
      'systems',
      '^src/main/systems/',
      [shared, '^src/main/systems/', '^src/main/directory/', '^src/main/passwords/'],
      'A system knows its wire, the directory and the password policy.',
    ),
    error(
      'systems-apart',
      'One system never leans on another.',
      { path: '^src/main/systems/([^/]+)/' },
      { path: '^src/main/systems/[^/]+/', pathNot: '^src/main/systems/$1/' },
    ),
    error(
      'systems-clients-without-directory',
      'Only a service answers from the directory; a client speaks to any backend.',
      { path: clients },
      { path: '^src/main/directory/' },
    ),
    error(
      'systems-take-arguments',
      'The directory and the policy come in as arguments: a service imports their types only.',
      { path: '^src/main/systems/' },
      { path: '^src/main/(directory|passwords)/', dependencyTypesNot: ['type-only'] },
    ),
    error(
      'inner-folders',
      'directory, vault, audit and passwords import shared, repositories, and each its own folder.',
      { path: '^src/main/(directory|vault|audit|passwords)/' },
      { path: '^src/', pathNot: [shared, '^src/main/$1/', repositories] },
    ),
    mayImport(
      'platform',
      platform,
      [shared, platform],
      'The platform is what the machine gives: it knows nobody.',
    ),
    mayImport('store', '^src/main/store/', [shared, '^src/main/store/'], 'The store imports shared only.'),
    error(
      'store-packages',
      'The store needs kysely and the driver, and no other package.',
      { path: '^src/main/store/' },
      { path: '^node_modules/', pathNot: packages('kysely', 'better-sqlite3') },
    ),
    mayImport(
      'use-cases',
      useCases,
      [shared, platform, useCases, clients, ...inner, repositories, storeOpening],
      'A use case knows clients and the inner folders; never a door, and not the desk that is built of it.',
    ),
    error(
      'use-cases-take-stores',
      'A store is opened and made by the desk alone: a use case imports the types of it.',
      { path: useCases },
      { path: storeOpening, dependencyTypesNot: ['type-only'] },
    ),
    error(
      'desk',
      'The desk is where the parts meet; the doors are built on it, never the other way round.',
      { path: desk },
      { path: '^src/', pathNot: [shared, platform, useCases, '^src/main/(systems|store)/', ...inner] },
    ),
    error(
      'desk-without-transport',
      'The desk and its use cases do not know by which door a call came in.',
      { path: [desk, useCases] },
      { path: packages('electron', '@orpc') },
    ),
    mayImport('rpc', rpc, [shared, rpc, desk, useCases], 'rpc turns calls into use cases.'),
    error(
      'hosts',
      'A host opens a door to the desk, by rpc and the mounted services, and knows no other host.',
      { path: '^src/main/hosts/([^/]+)/' },
      { path: '^src/', pathNot: [shared, '^src/main/hosts/($1/|[^/]+\\.ts$)', desk, rpc, mountedServices] },
    ),
    mayImport(
      'cli',
      '^src/main/cli/',
      [
        shared,
        platform,
        '^src/main/cli/',
        '^src/main/hosts/browser/',
        desk,
        rpc,
        mountedServices,
        clients,
        '^src/main/audit/',
        storeOpening,
        storeReading,
        storePath,
      ],
      'A command works through the desk; `call` uses the clients, the offline audit reads the store.',
    ),
    mayImport(
      'electron-entry',
      '^src/main/index\\.ts$',
      [shared, platform, '^src/main/hosts/', desk, rpc, mountedServices, storePath],
      'The entry hands the places of its files down to the host.',
    ),
    error(
      'preload',
      'The preload script runs in a sandbox, where there is electron and nothing else.',
      { path: '^src/preload/' },
      { pathNot: ['^src/preload/', packages('electron')] },
    ),
    mayImport(
      'renderer',
      '^src/renderer/',
      [shared, '^src/renderer/'],
      'The page knows the desk by its contract only.',
    ),
    error(
      'renderer-contract-as-types',
      'The page imports the contract as types; the rules behind it stay in the desk.',
      { path: '^src/renderer/' },
      { path: '^src/shared/contract/', dependencyTypesNot: ['type-only'] },
    ),
    error(
      'renderer-features-apart',
      'A feature never imports a sibling.',
      { path: '^src/renderer/features/([^/]+)/' },
      { path: '^src/renderer/features/', pathNot: '^src/renderer/features/$1/' },
    ),
    error(
      'renderer-without-node',
      'The page runs in a sandboxed browser.',
      { path: '^src/renderer/' },
      { dependencyTypes: ['core'] },
    ),

    onlyFrom(
      'electron-at-its-door',
      ['^src/main/hosts/electron/', '^src/main/index\\.ts$', '^src/preload/'],
      ['electron'],
      'Everything but the window works without Electron.',
    ),
    error(
      'network-when-used',
      'Imported, these cost megabytes at every start, node:http up to 14: who needs one takes it by getBuiltinModule.',
      { path: '^src/' },
      { path: '^(http|tls|zlib)$', dependencyTypes: ['core'], dependencyTypesNot: ['type-only'] },
    ),
    onlyFrom('driver-in-store', ['^src/main/store/'], ['better-sqlite3'], 'SQLite is opened in one folder.'),
    onlyFrom('sql-in-store', ['^src/main/store/'], ['kysely'], 'SQL is written in one folder.'),
    onlyFrom(
      'page-libraries-in-renderer',
      ['^src/renderer/'],
      ['vue', 'naive-ui', 'pinia', 'vue-router', 'vue-i18n', '@vueuse', 'echarts', 'vue-echarts'],
      'Page libraries stay in the page.',
    ),
    error(
      'desk-libraries-outside-renderer',
      'What needs Node, a socket or a key stays out of the page.',
      { path: '^src/renderer/' },
      {
        path: packages('@orpc/server', 'undici', 'bcryptjs', 'tinypool', 'commander', '@zxcvbn-ts'),
      },
    ),
  ],
  options: {
    doNotFollow: { path: '^node_modules/' },
    exclude: { path: '^out/' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      conditionNames: ['import', 'types', 'node', 'default'],
      exportsFields: ['exports'],
      extensions: ['.ts', '.vue', '.d.ts', '.js', '.cjs', '.mjs', '.json'],
    },
  },
}
