// Plain JavaScript, so that an old Node can read this far and say what is missing.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Latchkey needs Node 22.18 or newer, and this is ${process.versions.node}. Node 24 comes with "npm ci", if the install script of the package "node" may run: npm ci --ignore-scripts=false`,
  )
  process.exit(2)
}

// npm's shell may die of a signal without passing it on; what it ran is to end as if it had been told.
if (process.env['npm_lifecycle_event'] !== undefined && process.platform !== 'win32') {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 250)
  watch.unref()
}

module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/latchkey/compiled', import.meta.url)))
const [, , script, ...args] = process.argv
const url = new URL(`${script}.ts`, import.meta.url)
process.argv = [process.execPath, fileURLToPath(url), ...args]
try {
  await import(url.href)
} catch (error) {
  console.error(`Latchkey: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}
