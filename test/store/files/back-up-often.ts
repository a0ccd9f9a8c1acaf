import { keepBackup, stageBackup } from '../../../src/main/store/files/backup.ts'

// Makes backup after backup until it is killed; with `wait` it stops before the first one gets its name.
const [from = '', to = '', mode = ''] = process.argv.slice(2)
for (let number = 1; ; number++) {
  const staged = stageBackup({ from, to: `${to}-${String(number)}`, attempt: 'a' }, () => undefined)
  if (number === 1) process.stdout.write('begun\n')
  if (mode === 'wait') break
  keepBackup(staged)
}
setInterval(() => undefined, 1000)
