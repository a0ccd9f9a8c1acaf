import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  asCanary,
  findCanaries,
  findCanariesInFolder,
  makeCanary,
  type CanaryForm,
} from '../support/canary.ts'
import { tempFolder } from '../support/temp-folder.ts'

const canary = makeCanary('password')
const { value } = canary

const hidingPlaces: { form: CanaryForm; how: string; content: string | Uint8Array }[] = [
  { form: 'raw', how: 'inside a line of a log', content: `sent ${value} to the backend` },
  { form: 'raw', how: 'inside bytes that are no text', content: around(Buffer.from(value)) },
  { form: 'utf-16', how: 'as a script engine keeps it', content: around(Buffer.from(value, 'utf16le')) },
  { form: 'url', how: 'in a query', content: `/api?pass=${encodeURIComponent(value)}&x=1` },
  { form: 'url', how: 'in a form', content: new URLSearchParams({ a: '1', pass: value }).toString() },
  { form: 'url', how: 'in lower case', content: encodeURIComponent(value).toLowerCase() },
  ...[0, 1, 2].map((shift) => ({
    form: 'base64' as const,
    how: `${shift} bytes into a longer value`,
    content: Buffer.from(`${'x'.repeat(shift)}${value}tail`).toString('base64'),
  })),
  { form: 'base64', how: 'in its URL alphabet', content: Buffer.from(`xx${value}`).toString('base64url') },
  { form: 'hex', how: 'in lower case', content: Buffer.from(`a${value}b`).toString('hex') },
  { form: 'hex', how: 'in upper case', content: Buffer.from(value).toString('hex').toUpperCase() },
  { form: 'md5', how: 'in hex', content: `pw=${createHash('md5').update(value).digest('hex')}` },
  { form: 'md5', how: 'in upper case', content: createHash('md5').update(value).digest('hex').toUpperCase() },
  { form: 'md5', how: 'in base64', content: createHash('md5').update(value).digest('base64') },
  { form: 'json', how: 'as a JSON string', content: JSON.stringify({ pass: value }) },
  { form: 'json', how: 'as JSON inside JSON', content: JSON.stringify(JSON.stringify({ pass: value })) },
  {
    form: 'json',
    how: 'as JSON in ASCII only',
    content: JSON.stringify(value).replaceAll('é', '\\u00e9').replaceAll('密', '\\u5bc6'),
  },
]

describe('a canary is found', () => {
  it.each(hidingPlaces)('$form, $how', ({ form, content }) => {
    expect(findCanaries('here', content, [canary])).toContainEqual({ label: 'password', form, where: 'here' })
  })

  it('in a file of a folder below, and in the name of a file', () => {
    const folder = tempFolder()
    const key = asCanary('key', 'ABCD-EFGH')
    mkdirSync(join(folder, 'deep', 'er'), { recursive: true })
    writeFileSync(join(folder, 'deep', 'er', 'log.bin'), Buffer.from(value).toString('hex'))
    writeFileSync(join(folder, 'abcd-efgh.txt'), '')
    expect(findCanariesInFolder(folder, [canary, key])).toEqual([
      { label: 'key', form: 'raw', where: `the name ${join(folder, 'abcd-efgh.txt')}` },
      { label: 'key', form: 'url', where: `the name ${join(folder, 'abcd-efgh.txt')}` },
      { label: 'key', form: 'json', where: `the name ${join(folder, 'abcd-efgh.txt')}` },
      { label: 'password', form: 'hex', where: join(folder, 'deep', 'er', 'log.bin') },
    ])
  })
})

describe('a canary is not found', () => {
  it('where there is another one', () => {
    expect(findCanaries('here', JSON.stringify(makeCanary('other')), [canary])).toEqual([])
  })

  it('and a report of one does not repeat it', () => {
    const report = JSON.stringify(findCanaries('here', value, [canary]))
    expect(findCanaries('report', report, [canary])).toEqual([])
  })

  it('unless it is long enough to be told from other text', () => {
    expect(() => asCanary('pin', '12345')).toThrow('pin is too short')
  })
})

function around(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0, 255, 17]), bytes, Buffer.from([200, 0])])
}
