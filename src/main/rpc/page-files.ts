import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { refuse, withAnswerHeaders } from './answer.ts'

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
}

/** Allows plain names only, none of them hidden, so that no path leads out of the folder. */
const plainPath = /^(?:\/[A-Za-z0-9_-][A-Za-z0-9._-]*)+$/

/** Answers a request for a file of the page. */
export type PageFiles = (request: Request) => Promise<Response>

/** Serves the built page from `folder`: its index for `/` alone, other files by their own names, nothing else. */
export function createPageFiles(folder: string): PageFiles {
  return async (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return refuse(405, 'METHOD_NOT_ALLOWED', { allow: 'GET, HEAD' })
    }
    const { pathname } = new URL(request.url)
    const path = pathname === '/' ? 'index.html' : pathname
    const mediaType = mediaTypes[extname(path)]
    if (mediaType === undefined || (pathname !== '/' && !plainPath.test(path)) || path === '/index.html') {
      return refuse(404, 'NO_SUCH_PAGE')
    }
    const bytes = await readFile(join(folder, path)).catch(() => null)
    if (bytes === null) return refuse(404, 'NO_SUCH_PAGE')
    const headers = { 'content-type': mediaType, 'content-length': String(bytes.byteLength) }
    return withAnswerHeaders(new Response(request.method === 'HEAD' ? null : bytes, { headers }))
  }
}
