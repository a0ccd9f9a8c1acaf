import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ours as nobase } from '../../src/main/systems/nobase/wire.ts'
import { ours as openim } from '../../src/main/systems/openim/wire.ts'
import { ours as shuidi } from '../../src/main/systems/shuidi/wire.ts'
import { ours as yunhu } from '../../src/main/systems/yunhu/wire.ts'
import type { System } from '../../src/shared/model/systems.ts'

/** Carries one decision of ours: its name in the code, its value, and what its comment says of it. */
export interface Decision {
  name: string
  value: string
  why: string
}

const tables: Record<System, Readonly<Record<string, unknown>>> = { nobase, shuidi, openim, yunhu }

/** Gives every decision of ours about a system, in the order of its table. */
export function decisionsOf(system: System): Decision[] {
  const path = join(import.meta.dirname, '../../src/main/systems', system, 'wire.ts')
  const source = readFileSync(path, 'utf8')
  const begin = source.indexOf('export const ours = {')
  const table = source.slice(begin, source.indexOf('} as const', begin))
  return Object.entries(tables[system]).map(([name, value]) => ({
    name,
    value: shown(value),
    why: commentOf(table, name),
  }))
}

/** Gives every text of a system that is a decision of ours. */
export function ownTexts(system: System): Set<string> {
  const texts = (value: unknown): string[] => {
    if (typeof value === 'string') return [value]
    return typeof value === 'object' && value !== null && !(value instanceof RegExp)
      ? Object.values(value).flatMap(texts)
      : []
  }
  return new Set(texts(tables[system]))
}

function shown(value: unknown): string {
  if (value instanceof RegExp) return String(value)
  return typeof value === 'string' ? value : JSON.stringify(value)
}

function commentOf(table: string, name: string): string {
  const comment = new RegExp(`/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*${name}:`).exec(table)?.[1] ?? ''
  return comment
    .replace(/\n\s*\*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
