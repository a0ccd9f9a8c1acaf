import {
  createRouter,
  createWebHashHistory,
  type RouteLocation,
  type RouteRecordRaw,
  type Router,
} from 'vue-router'
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
    path: '/own-password',
    name: 'own-password',
    meta: { gate: 'own-password' },
    component: () => import('./features/sign-in/SetOwnPasswordPage.vue'),
  },
  {
    path: '/',
    meta: { gate: 'signed-in' },
    component: () => import('./features/shell/ShellPage.vue'),
    children: [
      {
        path: 'overview',
        name: 'overview',
        meta: { gate: 'signed-in' },
        component: () => import('./features/overview/OverviewPage.vue'),
      },
      {
        path: 'admins',
        name: 'admins',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/admins/AdminsPage.vue'),
      },
      {
        path: 'admins/files',
        name: 'admin-files',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/account-files/AccountFilesPage.vue'),
        props: { kind: 'admins' },
      },
      {
        path: 'users/files',
        name: 'user-files',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/account-files/AccountFilesPage.vue'),
        props: { kind: 'users' },
      },
      {
        path: 'rotations',
        name: 'rotations',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/rotation/RotationsPage.vue'),
      },
      {
        path: 'rotations/new',
        name: 'rotation-plan',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/rotation/ChoosePage.vue'),
      },
      {
        path: 'rotations/:rotationId',
        name: 'rotation',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/rotation/RotationPage.vue'),
      },
      {
        path: 'resets/:id?',
        name: 'resets',
        meta: { gate: 'signed-in', roles: callersSide },
        component: () => import('./features/resets/ResetsPage.vue'),
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
        path: 'exchanges',
        name: 'exchanges',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/exchanges/ExchangesPage.vue'),
      },
      {
        path: 'contradictions',
        name: 'contradictions',
        meta: { gate: 'signed-in', roles: administrators },
        component: () => import('./features/contradictions/ContradictionsPage.vue'),
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
      {
        path: 'settings',
        name: 'settings',
        meta: { gate: 'signed-in' },
        component: () => import('./features/settings/SettingsPage.vue'),
      },
      {
        path: ':page(.*)*',
        name: 'forbidden',
        meta: { gate: 'signed-in' },
        component: () => import('./features/shell/ForbiddenPage.vue'),
      },
    ],
  },
]

/** Lists the rooms in which something else stands in the place of every page. */
const barred: readonly Gate[] = [
  'starting',
  'link-spent',
  'desk-ended',
  'no-answer',
  'unavailable',
  'restoring',
]

const opensTo = ({ meta: { roles } }: Pick<RouteLocation, 'meta'>, role: Role | null): boolean =>
  roles === undefined || (role !== null && roles.includes(role))

/**
 * Makes the router: a route opens only in its own room, everything else leads home. A page of another role keeps its
 * address and says whose it is, and nothing of it is loaded.
 */
export const createDeskRouter = (session: () => RoutingSession): Router => {
  const router = createRouter({ history: createWebHashHistory(), routes })
  router.beforeEach((to) => {
    const { gate, role } = session()
    if (barred.includes(gate)) return true
    // Where no page of the address is theirs, `forbidden` stands in for it: what the address means decides.
    const meant = to.name === 'forbidden' ? router.resolve(to.fullPath) : to
    const isPage = meant.name !== undefined && meant.name !== 'forbidden'
    if (meant.meta.gate !== gate || !isPage) return { name: homeOf(session()) }
    if (opensTo(meant, role)) return meant === to ? true : meant.fullPath
    if (to.name === 'forbidden') return true
    return {
      name: 'forbidden',
      params: { page: to.path.split('/').slice(1) },
      query: to.query,
      hash: to.hash,
    }
  })
  return router
}
