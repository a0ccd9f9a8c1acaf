import type { ProxyRule } from '../../../shared/model/backend-rules.ts'
import type { Messages } from '../messages.ts'

const proxyRule: Record<ProxyRule, string> = {
  'proxy-form': '代理地址应为 http://host:port 形式，不含其他内容。',
  'proxy-user-info': '代理地址中不能含用户名或密码。',
}

/** Holds the closed vocabularies of backends: the rules for their addresses and settings. */
export const backendWords: Pick<Messages['words'], 'addressRule' | 'backendSettingRule'> = {
  addressRule: {
    absolute: '须以 http:// 或 https:// 开头，并含主机名。',
    'user-info': '不能含用户名或密码。',
    fragment: '不能含片段（#）。',
    query: '不能含查询参数（?）。',
    unencrypted: '使用 http:// 时密码将以明文离开本机，须经您同意。',
    ...proxyRule,
  },
  backendSettingRule: {
    'built-in': '内置后端没有可在此更改的地址与设置，请到其专门页面操作。',
    'other-system': '此后端所属系统没有这一项。',
    'no-credential': '此后端所属系统不使用这种凭据。',
    'sign-template': '签名规则须含 key，且只能使用请求中具有的参数。',
    ...proxyRule,
    'ca-size': 'CA 文件不得超过 256 KiB 或 50 张证书。',
    'ca-private-key': 'CA 文件中含有私钥，私钥只应留在其服务器上。',
    'ca-pem': 'CA 文件应为 PEM 格式的 X.509 证书，此文件无法识别。',
    'ca-authority': 'CA 文件中有证书不属于证书颁发机构（CA）。',
  },
}
