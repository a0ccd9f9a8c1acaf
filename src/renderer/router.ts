import { createRouter, createWebHashHistory, type RouteRecordRaw, type Router } from 'vue-router'
import type { Role } from '../shared/model/roles.ts'
import { homeOf, type Gate, type RoutingSession } from './composables/home.ts'
import SignInPage from './features/sign-in/SignInPage.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** Names the room of the page that this route belongs to. */
    gate: Gate
    /** Names who may see it; absent, everybody who is in the room. */
    roles?: readonly Role[]
  }
}

const administrators: readonly Role[] = ['administrator']
const callersSide: readonly Role[] = ['administrator', 'support']

const routes: RouteRecordRaw[] = [
  {
    path: '/first-run',
    name: 'first-run',
    meta: { gate: 'first-run' },
    component: () => import('./features/first-run/FirstRunPage.vue'),
  },
  { path: '/sign-in', name: 'sign-in', meta: { gate: 'signed-out' }, component: SignInPage },
  {
    path: '/forgot-password',
    name: 'forgot-password',
    meta: { gate: 'signed-out' },
    component: () => import('./features/sign-in/ForgotPasswordPage.vue'),
  },
  {
    path: '/',
    meta: { gate: 'signed-in' },
    component: () => import('./features/shell/ShellPage.vue'),
    children: [
      {
        path: 'admins',
        name: 'admins',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/admins/AdminsPage.vue'),
      },
      {
        path: 'users',
        name: 'users',
        meta: { gate: 'signed-in', roles: callersSide },
        component: () => import('./features/users/UsersPage.vue'),
      },
      {
        path: 'applications',
        name: 'applications',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/applications/ApplicationsPage.vue'),
      },
      {
        path: 'audit',
        name: 'audit',
        meta: { gate: 'signed-in' },
        component: () => import('./features/audit/AuditPage.vue'),
      },
      {
        path: 'backends',
        name: 'backends',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/backends/BackendsPage.vue'),
      },
      {
        path: 'built-in',
        name: 'built-in',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/built-in/BuiltInPage.vue'),
      },
      {
        path: 'operators',
        name: 'operators',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/operators/OperatorsPage.vue'),
      },
    ],
  },
  { path: '/:elsewhere(.*)*', redirect: '/admins' },
]

/** Makes the router: a route opens only in its own room and for its own roles, everything else leads home. */
export const createDeskRouter = (session: () => RoutingSession): Router => {
  const router = createRouter({ history: createWebHashHistory(), routes })
  router.beforeEach((to) => {
    const { gate, role } = session()
    const isBarred = gate !== 'signed-in' && gate !== 'signed-out' && gate !== 'first-run'
    if (isBarred) return true
    const { roles } = to.meta
    const isAllowed =
      to.meta.gate === gate &&
      to.name !== undefined &&
      (roles === undefined || (role !== null && roles.includes(role)))
    if (isAllowed) return true
    return { name: homeOf(session()) }
  })
  return router
}
