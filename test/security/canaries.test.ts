import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createDesk } from '../../src/main/desk.ts'
import { en } from '../../src/renderer/locales/en.ts'
import { latchkey, startLatchkey } from '../cli/latchkey.ts'
import { findCanaries, findCanariesInFolder } from '../support/canary.ts'
import { sourceResources } from '../support/source-resources.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { askBuiltIn } from './canaries/ask-built-in.ts'
import { canaryDocument } from './canaries/canary-document.ts'
import { createCanaryFlock } from './canaries/canary-flock.ts'
import { startEchoingBackend } from './canaries/echoing-backend.ts'
import { openDeskPage, workInDesk, type DeskPage } from './canaries/work-in-desk.ts'
import { workWithCallers } from './canaries/work-with-callers.ts'

/** Gives the command lines of a process and of all that it started, as everybody on the machine can read them. */
function commandLines(pid: number): string {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), stat: readQuietly(`/proc/${name}/stat`) }))
    .filter(({ stat }) => Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === pid)
  const own = readQuietly(`/proc/${String(pid)}/cmdline`).replaceAll('\0', ' ')
  return [own, ...children.map((child) => commandLines(child.pid))].join('\n')
}

function readQuietly(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

async function namesWithoutWord({ call }: DeskPage): Promise<string[]> {
  const words = { ...en.words.eventField, ...en.applications.field, ...en.words.rotationRow }
  const found = new Set<string>()
  for (let before: number | null = null; ;) {
    const page = await call.audit.list({ limit: 200, ...(before !== null && { before }) })
    for (const { detail } of page.events) for (const name of Object.keys(detail)) found.add(name)
    if (page.next === null) break
    before = page.next
  }
  return [...found].filter((name) => !Object.hasOwn(words, name) && !name.startsWith('application '))
}

describe('two hundred secrets that went through the desk, its own backend and its commands', () => {
  it('are found nowhere, in no form', { timeout: 600_000 }, async () => {
    const flock = createCanaryFlock()
    const [searched, apart] = [tempFolder('searched'), tempFolder('apart')]
    const store = join(searched, 'store', 'desk.latchkey')
    const operator = { name: 'ada', password: flock.make('password of the operator') }
    const env = { LATCHKEY_OPERATOR: operator.name, LATCHKEY_PASSWORD: operator.password }
    const run = async (args: string[], more: Record<string, string> = {}, input = ''): Promise<number> => {
      const ended = await latchkey(args, { env: { ...env, ...more }, input })
      flock.hear(`latchkey ${args.join(' ')}`, [...ended.out, ...ended.err].join('\n'))
      return ended.code
    }
    const onStore = (...args: string[]): Promise<number> => run([...args, '--store', store])

    const made = await latchkey(['init', '--store', store, '--operator', 'ada', '--json'], { env })
    const { recoveryKey } = JSON.parse(made.out[0] ?? '') as { recoveryKey: string }
    flock.watch('recovery key', recoveryKey)
    const document = canaryDocument(flock)
    writeFileSync(join(apart, 'people.json'), document.text)
    expect(await onStore('import', join(apart, 'people.json'))).toBe(0)
    writeFileSync(join(apart, 'wrong.json'), document.text.replaceAll('"password":', '"status":'))
    expect(await onStore('import', join(apart, 'wrong.json'))).toBe(2)

    const echoing = await startEchoingBackend()
    const desk = createDesk({
      storePath: store,
      door: 'browser',
      version: '0',
      resources: sourceResources,
      hashingCost: 4,
      report: (error) => {
        flock.hear('an inner error', String(error))
      },
    })
    await desk.start()
    const page = await openDeskPage(desk, flock)
    await workInDesk(page, flock, { operator, echoing: echoing.url })
    const { url } = await page.call.builtIn.state()
    await askBuiltIn(url ?? '', flock, document)
    await workWithCallers(page, flock, operator)
    await page.call.builtIn.requests({})
    await page.call.maintenance.backUpNow({ folder: join(searched, 'backups') })
    const whileOpen = findCanariesInFolder(searched, flock.canaries)
    // So much is done here that nearly every event occurs: each name in them is one that the page has a word for.
    expect(await namesWithoutWord(page)).toEqual([])
    await page.close()
    await desk.close()

    const change = ['change-password', '--store', store, '--backend', 'built-in', '--admin', '2000000007']
    const next = flock.make('new password given to a command')
    expect(await run(change, { LATCHKEY_NEW_PASSWORD: next })).toBe(0)
    const wrong = flock.make('wrong current password given to a command')
    expect(await run(change, { LATCHKEY_NEW_PASSWORD: `${next}x`, LATCHKEY_CURRENT_PASSWORD: wrong })).toBe(1)
    const to = join(apart, 'generated')
    expect(await run([...change, '--generate', '--to', to])).toBe(0)
    flock.watch('generated password', readFileSync(to, 'utf8').trim())
    expect(
      await run(['rotate', '--store', store, '--backend', 'built-in', '--admins', '2000000002,2000000003']),
    ).toBe(0)
    await run(['init', '--store', store, '--operator', 'ada'], { LATCHKEY_PASSWORD: flock.make('password') })
    await run(['export', '--store', store, '--to', join(searched, 'people.json')], {
      LATCHKEY_PASSWORD: flock.make('wrong password of an operator'),
    })
    const call = async (operation: string, params: object, credentials: object): Promise<void> => {
      const args = ['call', operation, '--base-url', echoing.url, '--params', '@-']
      // Who names them on a command line has shown them already: they go in by standard input or by a file.
      writeFileSync(join(apart, 'credentials.json'), JSON.stringify(credentials))
      const more = ['--credentials', `@${join(apart, 'credentials.json')}`]
      expect(await run([...args, ...more], {}, JSON.stringify(params))).toBeLessThan(4)
      expect(flock.newest()).toContain(`"operation":"${operation}"`)
    }
    await call('openim.login', { account: 'a', password: flock.make('password of a call') }, {})
    await call(
      'nobase.newPass',
      { user: 'u', pass: flock.make('password of a call'), newpass: flock.plain('new password of a call') },
      { appid: 'app-1', signature: flock.make('signature of a call') },
    )
    await echoing.close()
    expect(await onStore('export', '--to', join(searched, 'exported.json'))).toBe(0)
    expect(await onStore('backup', '--to', join(searched, 'again.latchkey'))).toBe(0)
    expect(await onStore('audit', 'copy', '--to', join(searched, 'copy.latchkey'))).toBe(0)
    for (const what of ['list', 'findings', 'export', 'verify']) await onStore('audit', what)
    await onStore('audit', 'report', '--out', join(searched, 'report.html'))
    await onStore('audit', 'export', '--format', 'json', '--out', join(searched, 'events.json'))
    await onStore('doctor')

    const served = startLatchkey(['serve', '--store', store], env)
    await served.firstLine
    const lines = commandLines(served.child.pid ?? 0)
    expect(lines).toContain('serve')
    flock.hear('the command line', lines)
    await served.stop()
    flock.hear('serve', served.printed())
    const copyTo = join(searched, 'restored', 'desk.latchkey')
    expect(await run(['restore', '--from', join(searched, 'again.latchkey'), '--store', copyTo])).toBe(0)

    const sightings = [...whileOpen, ...findCanariesInFolder(searched, flock.canaries), ...flock.sightings()]
    process.stdout.write(
      `canaries: ${String(new Set(sightings.map(({ label }) => label)).size)} of ${String(flock.canaries.length)} found\n`,
    )
    expect(sightings).toEqual([])
    expect(flock.canaries.length).toBeGreaterThanOrEqual(200)

    // The same search finds one that is there.
    const [planted] = flock.canaries
    writeFileSync(join(searched, 'store', 'log'), Buffer.from(`x${planted?.value ?? ''}`).toString('base64'))
    expect(findCanariesInFolder(searched, flock.canaries)).toMatchObject([
      { label: planted?.label, form: 'base64' },
    ])
    rmSync(join(searched, 'store', 'log'))
    expect(findCanaries('a place', planted?.value ?? '', flock.canaries)).not.toEqual([])
  })
})
