import { spawn } from 'node:child_process'

// The longest first. What needs types of the desk is linted where they are checked.
const parts = ['types:page', 'lint', 'types:desk', 'format:check', 'lint:page', 'boundaries', 'dead-code']

interface Result {
  part: string
  ok: boolean
  seconds: string
  output: string
}

/** Runs one npm script and keeps what it prints, so that parallel parts do not mix. */
function run(part: string): Promise<Result> {
  const started = performance.now()
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ['--run', part], { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output += chunk.toString()
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', (error) => {
      output += error.message
    })
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1)
      resolve({ part, ok: code === 0, seconds, output: output.trim() })
    })
  })
}

const results = await Promise.all(
  parts.map(async (part) => {
    const result = await run(part)
    console.log(`${result.ok ? 'ok    ' : 'FAILED'} ${part.padEnd(12)} ${result.seconds.padStart(5)} s`)
    return result
  }),
)

const failed = results.filter((result) => !result.ok)
for (const { part, output } of failed) console.log(`\n── ${part} ──\n${output}`)
if (failed.length > 0) {
  console.log(`\ncheck failed: ${failed.map(({ part }) => part).join(', ')}`)
  process.exitCode = 1
}
