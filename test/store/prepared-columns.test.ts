import { describe, expect, it } from 'vitest'
import { prepareColumns } from '../../src/main/store/prepared-columns.ts'
import type { AccountsTable } from '../../src/main/store/schema/schema.ts'
import { sql } from '../../src/main/store/sql.ts'

const build = ({ id, ...values }: Partial<Omit<AccountsTable, 'num'>> & Pick<AccountsTable, 'id'>) =>
  sql.updateTable('accounts').set(values).where('id', '=', id).where('sample', '=', 0)
const prepared = prepareColumns(build)
const written = ({ sql: text, parameters }: { sql: string; parameters: readonly unknown[] }) => ({
  text,
  parameters,
})

describe('a query that is compiled once', () => {
  it.each([
    ['one column', { id: 'a', account: 'root' }],
    ['the same column again, with another value', { id: 'b', account: 'ops' }],
    ['the same columns in another order', { level: 3, id: 'c', account: 'night' }],
    ['a column that is emptied', { id: 'd', sealed_password: null }],
    ['two columns with one value', { id: 'e', account: 'same', nickname: 'same' }],
    ['a value that reads like another one’s place', { id: 'account', account: 'id' }],
    ['bytes', { id: 'f', sealed_password: Buffer.from([1, 2]) }],
  ])('says what it would say if it were compiled anew: %s', (_, values) => {
    expect(written(prepared(values))).toEqual(written(build(values).compile()))
  })

  it('leaves a column out that is not given', () => {
    const given: Parameters<typeof prepared>[0] = { id: 'a', account: 'root' }
    expect(written(prepared({ ...given, ...({ level: undefined } as object) }))).toEqual(
      written(prepared(given)),
    )
  })

  it('keeps no value of an earlier call', () => {
    prepared({ id: 'secret', account: 'secret' })
    expect(JSON.stringify(prepared({ id: 'a', account: 'root' }))).not.toContain('secret')
  })
})
