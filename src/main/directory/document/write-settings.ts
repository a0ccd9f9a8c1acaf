import { Secret } from '../../../shared/model/secret.ts'
import type { ImportSession } from './import-session.ts'
import type { DocumentMembers } from './schema.ts'

/** Writes the settings that a document names; a key of shuidi that it leaves out stays, or is made. */
export function writeSettings({ settings, actor }: ImportSession, { shuidi, yunhu }: DocumentMembers): void {
  if (shuidi !== undefined) {
    const { signKey, template } = shuidi
    if (signKey === undefined && template === undefined) settings.shuidi()
    else {
      settings.setShuidi(
        {
          ...(signKey !== undefined && { signKey: new Secret(signKey) }),
          ...(template !== undefined && { template }),
        },
        actor,
      )
    }
  }
  if (yunhu === undefined) return
  const current = settings.yunhu()
  const next = {
    companyId: yunhu.companyId ?? current.companyId,
    accountSet: yunhu.accountSet ?? current.accountSet,
    shop: {
      shopid: yunhu.shop?.shopid ?? current.shop.shopid,
      shopname: yunhu.shop?.shopname ?? current.shop.shopname,
      status: yunhu.shop?.status ?? current.shop.status,
    },
  }
  if (JSON.stringify(next) !== JSON.stringify(current)) settings.setYunhu(next, actor)
}
