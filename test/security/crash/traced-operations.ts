import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Is one thing that a process asked of the file system, or said, in the order in which it happened. */
export type TracedOperation =
  | { kind: 'write'; path: string; at: number | null; data: Buffer }
  | { kind: 'truncate'; path: string; size: number }
  | { kind: 'sync'; path: string }
  | { kind: 'make' | 'make-folder' | 'remove' | 'remove-folder'; path: string }
  | { kind: 'link' | 'rename'; from: string; to: string }
  | { kind: 'said'; text: string }

const calls = [
  'openat',
  'write',
  'pwrite64',
  'writev',
  'pwritev',
  'ftruncate',
  'fallocate',
  'copy_file_range',
  'fsync',
  'fdatasync',
  'rename',
  'renameat',
  'renameat2',
  'link',
  'linkat',
  'unlink',
  'unlinkat',
  'rmdir',
  'mkdir',
  'mkdirat',
]

/** Says why nothing can be traced here, or null where it can. */
export function whyNotTraced(): string | null {
  const tried = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { encoding: 'utf8' })
  if (tried.error !== undefined) return 'strace is not installed'
  return tried.status === 0 ? null : `strace may not trace: ${tried.stderr.trim().split('\n')[0] ?? ''}`
}

/** Runs a program on Node under strace and gives what it asked of the files below a folder, and what it said. */
export function traceNode(
  program: string,
  how: { input: string; below: string; trace: string },
): TracedOperation[] {
  const longest = String(1 << 24)
  const options = [
    '-f',
    '-y',
    '-xx',
    '--seccomp-bpf',
    '-s',
    longest,
    '-o',
    how.trace,
    '-e',
    `trace=${calls.join()}`,
  ]
  const ran = spawnSync('strace', [...options, process.execPath, program], {
    input: how.input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (ran.status !== 0) throw new Error(`the traced program ended with ${String(ran.status)}: ${ran.stderr}`)
  return operationsIn(readFileSync(how.trace, 'latin1'), how.below)
}

function operationsIn(trace: string, below: string): TracedOperation[] {
  const begun = new Map<string, string>()
  return trace.split('\n').flatMap((line) => {
    const [, thread = '', text = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? []
    const unfinished = /^(.*?)\s*<unfinished \.\.\.>$/.exec(text)?.[1]
    if (unfinished !== undefined) {
      begun.set(thread, unfinished)
      return []
    }
    const rest = /^<\.\.\. \w+ resumed>(.*)$/.exec(text)?.[1]
    const operation = operationOf(rest === undefined ? text : (begun.get(thread) ?? '') + rest, below)
    return operation !== null && isBelow(operation, below) ? [operation] : []
  })
}

function operationOf(text: string, below: string): TracedOperation | null {
  const [, call = '', inside = '', result = ''] = /^(\w+)\((.*)\)\s+= (-?\d+|\?)/.exec(text) ?? []
  if (call === '' || result === '?' || Number(result) < 0) return null
  const texts = [...inside.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, hex = '']) => unhex(hex))
  const [first = '', second = ''] = texts.map((bytes) => bytes.toString('utf8'))
  const file = unhex(/^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(inside)?.[1] ?? '').toString('utf8')
  const numbers = inside.split(', ')
  switch (call) {
    case 'write':
      if (inside.startsWith('1<')) return { kind: 'said', text: first }
      if (!file.startsWith(`${below}/`)) return null
      return { kind: 'write', path: file, at: null, data: whole(texts[0], result) }
    case 'pwrite64':
      return { kind: 'write', path: file, at: Number(numbers.at(-1)), data: whole(texts[0], result) }
    case 'ftruncate':
      return { kind: 'truncate', path: file, size: Number(numbers.at(-1)) }
    case 'fsync':
    case 'fdatasync':
      return { kind: 'sync', path: file }
    case 'openat':
      if (inside.includes('O_TRUNC')) return { kind: 'truncate', path: first, size: 0 }
      return inside.includes('O_CREAT') ? { kind: 'make', path: first } : null
    case 'mkdir':
    case 'mkdirat':
      return { kind: 'make-folder', path: first }
    case 'unlink':
    case 'unlinkat':
      return { kind: inside.includes('AT_REMOVEDIR') ? 'remove-folder' : 'remove', path: first }
    case 'rmdir':
      return { kind: 'remove-folder', path: first }
    case 'link':
    case 'linkat':
      return { kind: 'link', from: first, to: second }
    case 'rename':
    case 'renameat':
    case 'renameat2':
      return { kind: 'rename', from: first, to: second }
    default:
      if (!file.startsWith(`${below}/`)) return null
      throw new Error(`${call} on ${file} is not known to the model of the disk`)
  }
}

function isBelow(operation: TracedOperation, folder: string): boolean {
  if (operation.kind === 'said') return true
  const path = 'to' in operation ? operation.to : operation.path
  return path === folder || path.startsWith(`${folder}/`)
}

function unhex(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex')
}

function whole(data: Buffer | undefined, result: string): Buffer {
  if (data?.length !== Number(result)) throw new Error('a write was not traced whole')
  return data
}
