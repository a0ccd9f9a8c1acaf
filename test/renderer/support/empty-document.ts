import { afterAll } from 'vitest'
import { emptyDocument } from './mount-with-desk.ts'

// Files share a document and what it has loaded: a new one for each costs twice the time of all their tests.
afterAll(emptyDocument)
