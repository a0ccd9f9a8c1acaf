import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Fault, Schedule } from './fault-schedule.ts'
import { answerTo, readAsked, type Asked, type Ending } from './spoken-request.ts'

/** Knows, beside the backend that misbehaves, which password is in force for whom. */
export interface Person {
  schedule: Schedule
  inForce: string
  /** Counts the requests that asked to set the password. */
  changes: number
  /** Counts the sign-ins. */
  signIns: number
}

/** Is a backend of every system whose answers go wrong as its schedules say, and that knows the truth. */
export interface ModelBackend {
  url: string
  people: Map<string, Person>
  /** Counts the requests that are held without an answer until the desk is dead. */
  held(): number
  /** Lets what is held take effect where its schedule says so, and breaks the connections. */
  dropHeld(): void
  /** Resolves when no late effect and no late answer is due any more. */
  quiet(): Promise<void>
  close(): Promise<void>
}

/** Starts the model; what is late comes after `lateMs`, when the client has given up. */
export async function startModelBackend(lateMs: number): Promise<ModelBackend> {
  const people = new Map<string, Person>()
  const late = new Set<Promise<void>>()
  const held: { response: ServerResponse; asked: Asked; person: Person }[] = []
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (bytes: Buffer) => (body += bytes.toString('utf8')))
    request.on('end', () => {
      const asked = readAsked(request.url ?? '', body)
      const person = people.get(asked.name)
      if (person === undefined) throw new Error(`nobody is called ${asked.name}`)
      serve(asked, person, response)
    })
    response.on('error', () => undefined)
  })
  const later = (work: () => void): void => {
    const due = new Promise<void>((resolve) => setTimeout(resolve, lateMs)).then(work)
    late.add(due)
    void due.finally(() => late.delete(due))
  }
  const serve = (asked: Asked, person: Person, response: ServerResponse): void => {
    const { schedule } = person
    const isFirst = asked.kind === 'change' ? person.changes === 0 : false
    const isBefore = asked.kind === 'sign-in' && person.changes === 0
    if (asked.kind === 'change') person.changes++
    else person.signIns++
    const isKilledHere = isBefore
      ? schedule.killedAt === 'sign-in'
      : isFirst && schedule.killedAt === 'change'
    if (isKilledHere) {
      if (isFirst && schedule.change.takesEffect) effect(asked, person, true)
      held.push({ response, asked, person })
      return
    }
    const fault = isBefore ? none : isFirst ? schedule.change : (schedule.later.shift() ?? none)
    suffer(fault, asked, person, response, later)
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    people,
    held: () => held.length,
    dropHeld() {
      for (const { response, asked, person } of held.splice(0)) {
        if (asked.kind === 'change' && person.schedule.lateEffect) effect(asked, person, true)
        response.socket?.destroy()
      }
    },
    async quiet() {
      while (late.size > 0) await Promise.all(late)
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => {
          resolve()
        })
      }),
  }
}

const none: Fault = { mishap: 'none', takesEffect: true }
const garbage = ['<html>Bad gateway</html>', '', '{"errCode":0', '[]', 'null', '{"code":"1","status":"0"}']

/** Does what a request asks for, where it may; says how that ended. */
function effect(asked: Asked, person: Person, happens: boolean): Ending {
  if (asked.kind === 'sign-in') return asked.password === person.inForce ? 'done' : 'wrong'
  if (asked.current !== null && asked.current !== person.inForce) return 'wrong'
  if (happens) person.inForce = asked.next
  return 'done'
}

function suffer(
  { mishap, takesEffect }: Fault,
  asked: Asked,
  person: Person,
  response: ServerResponse,
  later: (work: () => void) => void,
): void {
  const answer = (ending: Ending, status = 200): void => {
    response.writeHead(status, { 'Content-Type': 'application/json', Location: '/elsewhere' })
    response.end(JSON.stringify(answerTo(asked, ending)))
  }
  switch (mishap) {
    case 'none':
      answer(effect(asked, person, true))
      return
    case 'refusal':
      answer('wrong')
      return
    case 'lock-out':
      answer('locked')
      return
    case 'drop-before':
      response.socket?.destroy()
      return
    case 'drop-after':
      effect(asked, person, true)
      response.socket?.destroy()
      return
    case 'late-answer': {
      const ending = effect(asked, person, true)
      later(() => {
        answer(ending)
      })
      return
    }
    case 'late-effect':
      later(() => {
        answer(effect(asked, person, true))
      })
      return
    case 'redirect':
      answer(effect(asked, person, takesEffect), 307)
      return
    case 'server-error':
      answer(effect(asked, person, takesEffect), 502)
      return
    case 'garbage': {
      effect(asked, person, takesEffect)
      response.writeHead(200, { 'Content-Type': 'text/html' })
      response.end(garbage[person.changes % garbage.length])
      return
    }
    case 'contradiction': {
      const done = JSON.stringify(answerTo(asked, effect(asked, person, takesEffect)))
      const wrong = JSON.stringify(answerTo(asked, 'wrong'))
      response.writeHead(200, { 'Content-Type': 'application/json' })
      // Both said at once, each key twice.
      response.end(`${done.slice(0, -1)},${wrong.slice(1)}`)
      return
    }
  }
}
