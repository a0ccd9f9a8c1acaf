import { afterAll, describe, expect, it } from 'vitest'
import { answerHeaders } from '../../src/main/rpc/answer.ts'
import { createPageFiles } from '../../src/main/rpc/page-files.ts'
import { makePageFolder } from './page-folder.ts'

const folder = makePageFolder()
afterAll(folder.remove)
const pageFiles = createPageFiles(folder.path)
const ask = (path: string, method = 'GET') => pageFiles(new Request(`app://desk${path}`, { method }))

describe('the files of the page', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', '<!doctype html><title>Page</title>'],
    ['/?from=link', 'text/html; charset=utf-8', '<!doctype html><title>Page</title>'],
    ['/assets/index-a1b2.js', 'text/javascript; charset=utf-8', 'document.title'],
    ['/assets/index-a1b2.css', 'text/css; charset=utf-8', 'body{}'],
  ])('serves %s as %s', async (path, type, text) => {
    const answer = await ask(path)
    expect(answer.status).toBe(200)
    expect(Object.fromEntries(answer.headers)).toMatchObject({ ...answerHeaders, 'content-type': type })
    expect(await answer.text()).toBe(text)
  })

  it.each([
    '/index.html',
    '/admins',
    '/assets',
    '/assets/',
    '/assets/none.js',
    '/assets/.hidden.js',
    '/assets/index-a1b2.js.map',
    '//assets/index-a1b2.js',
    '/assets//index-a1b2.js',
    '/../outside.json',
    '/%2e%2e/outside.json',
    '/..%2foutside.json',
    '/assets/index-a1b2.js%00',
  ])('knows no %s', async (path) => {
    const answer = await ask(path)
    expect(answer.status).toBe(404)
    expect(Object.fromEntries(answer.headers)).toMatchObject(answerHeaders)
    expect(await answer.text()).not.toMatch(/outside|hidden|Page/)
  })

  it('gives the head alone when asked for it', async () => {
    const answer = await ask('/assets/index-a1b2.js', 'HEAD')
    expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
      200,
      '14',
      '',
    ])
  })

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s', async (method) => {
    const answer = await ask('/', method)
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })

  it('runs no script but its own, talks to nobody else and is in no frame', () => {
    expect(answerHeaders['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    )
  })
})
