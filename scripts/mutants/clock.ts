import type { Mutant } from './mutant.ts'

const time = 'src/main/desk/clock/believed-time.ts'
const tests = ['test/desk/clock/believed-time.test.ts']

/** Lists mutants of what keeps a clock that leapt ahead from deleting early. */
export const clockMutants: readonly Mutant[] = [
  {
    breaks: 'nothing is purged by a clock that leapt ahead',
    file: 'src/main/desk/upkeep/retention.ts',
    find: '    return isBelieved ? Date.parse(shows) : null\n',
    replace: '    return Date.parse(shows)\n',
    tests,
  },
  {
    breaks: 'leaps in a running desk do not add up',
    file: time,
    find: '      if (now > Date.parse(latest)) latest = utc(now)\n',
    replace: '      if (now > Date.parse(latest)) believe(utc(now))\n',
    tests,
  },
  {
    breaks: 'a clock that leaps again is doubted anew',
    file: time,
    find: ' || !mayShow(doubted, now)) {',
    replace: ') {',
    tests,
  },
  {
    breaks: 'a doubt lasts for thirty days',
    file: time,
    find: '>= longestDoubt) believe',
    replace: '>= 0) believe',
    tests,
  },
  {
    breaks: 'an earlier desk’s word on the clock counts',
    file: time,
    find: 'const note = rows.get() ?? {',
    replace: 'const note = {',
    tests,
  },
]
