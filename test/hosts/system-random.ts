import { randomBytes, randomUUID } from 'node:crypto'
import type { Random } from '../../src/shared/model/ports.ts'

export const systemRandom: Random = {
  bytes: (length) => randomBytes(length),
  uuid: () => randomUUID(),
}
