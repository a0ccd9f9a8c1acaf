import { availableParallelism } from 'node:os'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vitest/config'
import { ClosingLine } from './test/support/closing-line.ts'
import { LongestFirst } from './test/support/longest-first.ts'

export default defineConfig({
  test: {
    allowOnly: false,
    passWithNoTests: false,
    // Left to itself it keeps a core free, which on two cores is half of the machine.
    maxWorkers: '100%',
    // What comes by itself comes late where somebody else has the processor.
    expect: { poll: { timeout: 15_000 } },
    sequence: { sequencer: LongestFirst },
    reporters: [
      ['default', { summary: false }],
      new ClosingLine((line) => process.stdout.write(`${line}\n`)),
    ],
    projects: [
      {
        test: {
          name: 'unit',
          environment: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/renderer/**', 'test/e2e/**'],
          // Most files are over sooner than a process of their own has loaded the desk.
          isolate: false,
          globalSetup: 'test/support/run-folder.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [vue()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['test/renderer/**/*.test.ts'],
          isolate: false,
          setupFiles: 'test/renderer/support/empty-document.ts',
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'e2e',
          environment: 'node',
          isolate: false,
          // A walk waits for its browser a quarter of the time.
          maxWorkers: availableParallelism() + 1,
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 240_000,
          hookTimeout: 120_000,
          globalSetup: [
            'test/support/run-folder.ts',
            'test/support/built-desk.ts',
            'test/support/pictures-asked.ts',
          ],
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
