import { execFileSync } from 'node:child_process'
import { copyFileSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { withoutTriggers } from '../audit/without-triggers.ts'
import { browserOfFile } from '../support/browser-of-file.ts'
import { endAtFailure } from '../support/end-at-failure.ts'
import { putPreparedStore } from '../support/prepared-store.ts'
import { openSignedIn, type SignedInWalk } from '../support/signed-in-walk.ts'
import { makeTempFolder } from '../support/temp-folder.ts'
import type { Walk } from '../support/walk.ts'
import { walkedLanguages } from '../support/walked-languages.ts'

const browser = browserOfFile()
const program = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url))

describe.each(walkedLanguages('zh-CN'))('in %s, the audit of another file', (language) => {
  const other = makeTempFolder('other-audit')
  const file = join(other.path, 'store', 'desk.latchkey')
  const taken = join(other.path, 'taken.latchkey')
  const forged = join(other.path, 'store', 'forged.latchkey')
  let at: SignedInWalk
  let walk: Walk
  let notAdas = 0
  beforeAll(async () => {
    await putPreparedStore(other.path, 'sample')
    copyFileSync(file, forged)
    execFileSync(process.execPath, [program, 'audit', 'copy', '--store', file, '--to', taken], {
      stdio: 'ignore',
    })
    const db = new Database(forged)
    notAdas = db
      .prepare("SELECT max(seq) FROM audit_event_fields WHERE actor <> 'ada'")
      .pluck()
      .get() as number
    withoutTriggers(db, () => {
      db.prepare('UPDATE audit_event_fields SET actor = ?, target = ?, at = ?, detail = ? WHERE seq = 2').run(
        'mallory\u202E',
        '<img src=x onerror=document.title=1>'.repeat(200),
        'never',
        'x'.repeat(5_000),
      )
      db.prepare('UPDATE audit_event_fields SET detail = ? WHERE seq = 3').run('x'.repeat(5_000_000))
    })
    db.pragma('wal_checkpoint(TRUNCATE)')
    db.close()
    at = await openSignedIn(browser(), { language, job: 'other-audit' })
    walk = at.walk
  })
  endAtFailure(() => walk)
  afterAll(async () => {
    await at.end()
    other.remove()
  })

  const standing = (said: string) =>
    walk.page.locator(`[data-testid="copy-standing"][data-standing="${said}"]`)
  const row = (seq: number) => walk.page.locator(`[data-testid="audit-row"][data-seq="${String(seq)}"]`)

  it('opens beside its verdict, and is filtered, sorted and exported as the own one is', async () => {
    const beside = readdirSync(dirname(file))
    await walk.press('nav-audit')
    await walk.press('audit-tab-copy')
    await walk.fill('copy-path', `"${file}"`)
    await walk.press('copy-verify')
    await walk.part('audit-verdict').waitFor()
    await walk.part('audit-row').first().waitFor()
    expect(await walk.part('copy-standing').count()).toBe(0)
    await walk.look('opened')
    await walk.part('filter-actor').selectOption({ label: 'ada' })
    await walk.page.waitForURL(/actor=[0-9a-f]{12}/)
    await row(notAdas).waitFor({ state: 'detached' })
    expect(new URL(walk.page.url()).hash).toContain(`file=${file}`)
    const [download] = await Promise.all([walk.page.waitForEvent('download'), walk.press('copy-export-json')])
    const lines = readFileSync(await download.path(), 'utf8')
      .trimEnd()
      .split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { actor: string }).actor)).toEqual(lines.map(() => 'ada'))
    await walk.part('audit-handed').waitFor()
    await walk.part('audit-row').first().click()
    await walk.part('event-drawer').waitFor()
    await walk.look('event')
    await walk.page.keyboard.press('Escape')
    await walk.part('event-drawer').waitFor({ state: 'detached' })
    expect(readdirSync(dirname(file))).toEqual(beside)
  })

  it('shows what an auditor’s copy holds of passwords, as the findings of the desk are', async () => {
    const rows = walk.part('finding-row')
    await walk.fill('copy-path', taken)
    await walk.press('copy-verify')
    await walk.page.waitForURL(/taken/)
    await walk.press('copy-part-findings')
    await rows.first().waitFor()
    await walk.part('copy-unsigned').waitFor()
    await walk.look('findings')
    const all = await rows.count()
    expect(all).toBeGreaterThan(2)
    expect(await walk.part('finding-change').count()).toBe(0)
    await walk.part('findings-finding').selectOption('reused')
    await walk.page.waitForURL(/finding=reused/)
    await walk.part('finding-same').first().click()
    await walk.part('findings-same').waitFor()
    expect(await rows.count()).toBeGreaterThan(1)
    await walk.look('same')
    await walk.press('findings-same-leave')
    await walk.part('findings-finding').selectOption('none')
    await walk.page.waitForURL(/finding=none/)
    await walk.part('findings-same').waitFor({ state: 'detached' })
    await walk.press('copy-part-events')
    await walk.part('audit-row').first().waitFor()
    expect(walk.page.url()).not.toContain('finding')
  })

  it('shows what a changed file holds as text, with what is wrong above it', async () => {
    const title = await walk.page.title()
    await walk.fill('copy-path', forged)
    await walk.press('copy-verify')
    await walk.page.locator('[data-testid="audit-verdict"][data-verdict="tampered"]').waitFor()
    await standing('tampered').waitFor()
    expect(walk.page.url()).not.toContain('actor=')
    await walk.page.locator('[data-testid="audit-table"] th button').click()
    await row(2).waitFor()
    await row(2).scrollIntoViewIfNeeded()
    expect(await row(2).innerText()).toContain('mallory[U+202E]')
    await row(3).waitFor()
    await walk.look('forged')
    await row(2).getByRole('button').click()
    await walk.part('event-drawer').waitFor()
    await walk.look('forged-event')
    await walk.page.keyboard.press('Escape')
    await walk.part('event-drawer').waitFor({ state: 'detached' })
    expect(await walk.page.title()).toBe(title)
  })

  it('is not vouched for by the verdict on another one', async () => {
    while (!walk.page.url().includes(file)) await walk.page.goBack()
    await standing('notVerified').waitFor()
    expect(await walk.part('audit-verdict').count()).toBe(0)
    expect(await walk.part('copy-path').inputValue()).toBe(file)
    await walk.look('not-verified')
    await walk.press('lock-button')
    await walk.part('lock-page').waitFor()
    expect(await walk.part('audit-row').count()).toBe(0)
  })

  it('kept nobody out by its looks, and the page complained of nothing', () => {
    expect(walk.barriers).toEqual([])
    expect(walk.errors).toEqual([])
  })
})
