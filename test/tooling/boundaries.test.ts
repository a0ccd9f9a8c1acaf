import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import extractConfiguration from 'dependency-cruiser/config-utl/extract-depcruise-options'
import { describe, expect, it } from 'vitest'
import { tempFolder } from '../support/temp-folder.ts'

const configuration = fileURLToPath(new URL('../../.dependency-cruiser.cjs', import.meta.url))
const options = await extractConfiguration(configuration)

/** Says what one file imports; a path of `src` or the name of a package. */
interface Import {
  from: string
  to: string
  /** Imports types only. */
  types?: boolean
}

interface Refused extends Import {
  rule: string
}

const systems = 'src/main/systems'
const features = 'src/renderer/features'

const refused: Refused[] = [
  { rule: 'shared', from: 'src/shared/model/a.ts', to: 'src/main/vault/seal.ts' },
  { rule: 'shared', from: 'src/shared/model/a.ts', to: 'kysely' },
  { rule: 'shared', from: 'src/shared/model/a.ts', to: 'node:crypto' },
  { rule: 'shared', from: 'src/shared/model/a.ts', to: 'src/renderer/rpc.ts', types: true },

  { rule: 'systems', from: `${systems}/exchange.ts`, to: 'src/main/store/store.ts' },
  { rule: 'systems', from: `${systems}/openim/login.service.ts`, to: 'src/main/audit/append.ts' },
  { rule: 'systems', from: `${systems}/openim/login.client.ts`, to: 'src/main/desk/operators/sign-in.ts' },
  { rule: 'systems-apart', from: `${systems}/openim/wire.ts`, to: `${systems}/yunhu/wire.ts` },
  {
    rule: 'systems-clients-without-directory',
    from: `${systems}/openim/login.client.ts`,
    to: 'src/main/directory/directory.ts',
    types: true,
  },
  {
    rule: 'systems-take-arguments',
    from: `${systems}/openim/login.service.ts`,
    to: 'src/main/directory/directory.ts',
  },
  { rule: 'systems-take-arguments', from: `${systems}/openim/wire.ts`, to: 'src/main/passwords/policy.ts' },

  { rule: 'inner-folders', from: 'src/main/directory/admins.ts', to: 'src/main/vault/seal.ts' },
  { rule: 'inner-folders', from: 'src/main/vault/seal.ts', to: 'src/main/audit/append.ts' },
  { rule: 'inner-folders', from: 'src/main/audit/append.ts', to: 'src/main/desk.ts', types: true },
  { rule: 'inner-folders', from: 'src/main/passwords/pool.ts', to: 'src/main/directory/admins.ts' },
  { rule: 'inner-folders', from: 'src/main/vault/seal.ts', to: 'src/main/store/files/open.ts' },
  {
    rule: 'inner-folders',
    from: 'src/main/audit/append.ts',
    to: 'src/main/store/migrations/0001-foundation.ts',
  },

  {
    rule: 'platform',
    from: 'src/main/platform/clock.ts',
    to: 'src/main/desk/operators/sign-in.ts',
    types: true,
  },

  { rule: 'store', from: 'src/main/store/files/open.ts', to: 'src/main/vault/seal.ts' },
  { rule: 'store-packages', from: 'src/main/store/files/open.ts', to: 'undici' },
  { rule: 'driver-in-store', from: 'src/main/audit/verify.ts', to: 'better-sqlite3' },
  { rule: 'driver-in-store', from: 'src/main/cli/doctor.ts', to: 'better-sqlite3', types: true },
  { rule: 'sql-in-store', from: 'src/main/directory/admins.ts', to: 'kysely' },

  { rule: 'use-cases', from: 'src/main/desk/change.ts', to: 'src/main/hosts/browser/server.ts' },
  { rule: 'use-cases', from: 'src/main/desk/change.ts', to: 'src/main/rpc/handler.ts' },
  { rule: 'use-cases', from: 'src/main/desk/change.ts', to: `${systems}/openim/login.service.ts` },
  { rule: 'use-cases', from: 'src/main/desk/change.ts', to: 'src/main/store/files/migrate.ts' },
  { rule: 'use-cases-take-stores', from: 'src/main/desk/change.ts', to: 'src/main/store/files/open.ts' },
  { rule: 'use-cases', from: 'src/main/desk/change.ts', to: 'src/main/desk.ts' },
  { rule: 'desk-without-transport', from: 'src/main/desk/change.ts', to: '@orpc/client' },
  { rule: 'desk-without-transport', from: 'src/main/desk.ts', to: '@orpc/server' },
  { rule: 'desk', from: 'src/main/desk.ts', to: 'src/main/cli/index.ts' },
  { rule: 'desk', from: 'src/main/desk.ts', to: 'src/main/rpc/handler.ts' },

  { rule: 'rpc', from: 'src/main/rpc/admins.ts', to: 'src/main/vault/seal.ts' },
  { rule: 'rpc', from: 'src/main/rpc/admins.ts', to: 'src/main/store/store.ts' },
  { rule: 'rpc', from: 'src/main/rpc/admins.ts', to: 'src/main/hosts/browser/server.ts' },

  { rule: 'hosts', from: 'src/main/hosts/browser/server.ts', to: 'src/main/hosts/electron/window.ts' },
  { rule: 'hosts', from: 'src/main/hosts/browser/server.ts', to: 'src/main/desk/operators/sign-in.ts' },
  { rule: 'hosts', from: 'src/main/hosts/electron/window.ts', to: 'src/main/vault/seal.ts' },
  { rule: 'cli', from: 'src/main/cli/init.ts', to: 'src/main/vault/seal.ts' },
  { rule: 'cli', from: 'src/main/cli/init.ts', to: 'src/main/hosts/electron/window.ts' },
  { rule: 'cli', from: 'src/main/cli/audit.ts', to: 'src/main/store/files/migrate.ts' },
  { rule: 'electron-entry', from: 'src/main/index.ts', to: 'src/main/store/files/open.ts' },
  { rule: 'electron-entry', from: 'src/main/index.ts', to: 'src/main/cli/desk.ts' },
  { rule: 'electron-at-its-door', from: 'src/main/desk.ts', to: 'electron' },
  { rule: 'electron-at-its-door', from: 'src/main/hosts/browser/server.ts', to: 'electron', types: true },

  { rule: 'preload', from: 'src/preload/index.ts', to: 'src/shared/model/a.ts' },
  { rule: 'preload', from: 'src/preload/index.ts', to: 'node:fs' },
  { rule: 'preload', from: 'src/preload/index.ts', to: 'zod' },

  { rule: 'renderer', from: 'src/renderer/rpc.ts', to: 'src/main/desk.ts', types: true },
  { rule: 'renderer', from: 'src/renderer/App.vue', to: 'src/main/rpc/handler.ts' },
  { rule: 'renderer-contract-as-types', from: 'src/renderer/rpc.ts', to: 'src/shared/contract/index.ts' },
  {
    rule: 'renderer-contract-as-types',
    from: `${features}/audit/AuditPage.vue`,
    to: 'src/shared/contract/index.ts',
  },
  {
    rule: 'renderer-features-apart',
    from: `${features}/audit/AuditPage.vue`,
    to: `${features}/admins/store.ts`,
  },
  {
    rule: 'renderer-features-apart',
    from: `${features}/audit/store.ts`,
    to: `${features}/admins/store.ts`,
    types: true,
  },
  { rule: 'renderer-without-node', from: 'src/renderer/rpc.ts', to: 'node:fs' },
  { rule: 'desk-libraries-outside-renderer', from: 'src/renderer/rpc.ts', to: '@orpc/server' },
  { rule: 'page-libraries-in-renderer', from: 'src/main/desk.ts', to: 'vue' },
  { rule: 'network-when-used', from: 'src/main/hosts/browser/server.ts', to: 'node:http' },
  { rule: 'network-when-used', from: `${systems}/one-connection.ts`, to: 'node:tls' },
  { rule: 'network-when-used', from: `${systems}/answer-body.ts`, to: 'node:zlib' },

  { rule: 'src-imports-src', from: 'src/main/desk.ts', to: 'test/support/canary.ts' },
  { rule: 'src-imports-src', from: 'src/renderer/rpc.ts', to: 'scripts/start.ts' },
  { rule: 'no-place-outside-the-table', from: 'src/main/extra/more.ts', to: 'zod' },
  { rule: 'no-unresolvable', from: 'src/main/desk.ts', to: 'not-installed' },
]

const allowed: Import[] = [
  { from: 'src/shared/contract/a.ts', to: '@orpc/contract' },
  { from: 'src/shared/contract/a.ts', to: 'zod' },
  { from: `${systems}/openim/login.service.ts`, to: 'src/main/directory/directory.ts', types: true },
  { from: `${systems}/service.ts`, to: `${systems}/openim/login.service.ts` },
  { from: `${systems}/exchange.ts`, to: 'undici' },
  { from: 'src/main/directory/admins.ts', to: 'src/main/store/store.ts' },
  { from: 'src/main/store/files/open.ts', to: 'better-sqlite3' },
  { from: 'src/main/store/sql.ts', to: 'kysely' },
  { from: 'src/main/desk/change.ts', to: `${systems}/openim/login.client.ts` },
  { from: 'src/main/desk/change.ts', to: 'src/main/vault/seal.ts' },
  { from: 'src/main/desk/change.ts', to: 'src/main/store/files/open.ts', types: true },
  { from: 'src/main/desk.ts', to: 'src/main/store/files/open.ts' },
  { from: 'src/main/rpc/admins.ts', to: 'src/main/desk/operators/sign-in.ts' },
  { from: 'src/main/rpc/handler.ts', to: '@orpc/server' },
  { from: 'src/main/hosts/browser/server.ts', to: 'src/main/rpc/handler.ts' },
  { from: 'src/main/hosts/browser/server.ts', to: 'node:http', types: true },
  { from: 'src/main/hosts/electron/window.ts', to: 'electron' },
  { from: 'src/main/cli/audit.ts', to: 'src/main/store/files/open.ts' },
  { from: 'src/main/cli/desk.ts', to: 'src/main/hosts/browser/server.ts' },
  { from: 'src/main/index.ts', to: 'src/main/hosts/electron/window.ts' },
  { from: 'src/preload/index.ts', to: 'electron' },
  { from: 'src/renderer/rpc.ts', to: 'src/shared/contract/index.ts', types: true },
  { from: `${features}/audit/AuditPage.vue`, to: 'src/shared/contract/index.ts', types: true },
  { from: `${features}/audit/AuditPage.vue`, to: 'src/shared/model/a.ts' },
  { from: `${features}/audit/AuditPage.vue`, to: `${features}/audit/store.ts` },
]

describe('an import against the table is refused', () => {
  it.each(refused)('$rule: $from → $to', async ({ rule, ...one }) => {
    expect(await brokenRules([one])).toContain(rule)
  })

  it('no-cycle: a file that reaches itself through another', async () => {
    const there = { from: 'src/main/vault/open.ts', to: 'src/main/vault/seal.ts' }
    const back = { from: there.to, to: there.from, types: true }
    expect(await brokenRules([there, back])).toContain('no-cycle')
  })

  it('and no rule goes without an example', () => {
    const rules = options.ruleSet?.forbidden?.map((rule) => rule.name) ?? []
    expect(new Set([...refused.map(({ rule }) => rule), 'no-cycle'])).toEqual(new Set(rules))
  })
})

describe('an import within the table is let through', () => {
  it.each(allowed)('$from → $to', async (one) => {
    expect(await brokenRules([one])).toEqual([])
  })
})

async function brokenRules(imports: Import[]): Promise<string[]> {
  const root = tempFolder('boundaries')
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { flag: 'a' })
  }
  for (const { from, to, types } of imports) {
    if (!isPackage(to)) write(to, to.endsWith('.vue') ? '' : 'export const thing = 1\n')
    else if (to !== 'not-installed' && !to.startsWith('node:')) {
      write(`node_modules/${to}/package.json`, JSON.stringify({ name: to, main: 'index.js' }))
      write(`node_modules/${to}/index.js`, '')
    }
    const statement = `import ${types ? 'type ' : ''}{ thing } from '${isPackage(to) ? to : relation(from, to)}'\n`
    write(from, from.endsWith('.vue') ? `<script setup lang="ts">\n${statement}</script>\n` : statement)
  }
  const { output } = await cruise(['src'], { ...options, baseDir: root, validate: true })
  return (output as ICruiseResult).summary.violations.map(({ rule }) => rule.name)
}

function isPackage(name: string): boolean {
  return !/^(src|test|scripts)\//.test(name)
}

function relation(from: string, to: string): string {
  return `${'../'.repeat(from.split('/').length - 1)}${to}`
}
