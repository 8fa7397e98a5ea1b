// 200,000 deals with b24jssdk: `fetchList`, its way for long lists. Its throttle is as good as off: the portal sets no limits.

import { B24Hook } from '@bitrix24/b24jssdk'

const b24 = B24Hook.fromWebhookUrl(process.env.B24_WEBHOOK)
await b24.setRestrictionManagerParams({
  rateLimit: { burstLimit: 1e9, drainRate: 1e9, adaptiveEnabled: false },
  operatingLimit: { windowMs: 600000, limitMs: 1e12, heavyPercent: 100 },
  adaptiveConfig: { enabled: false, thresholdPercent: 100, coefficient: 0, maxDelay: 0 },
  maxRetries: 3,
  retryDelay: 1000
})
const ids = new Set()
const options = { method: 'crm.item.list', params: { entityTypeId: 2 }, idKey: 'id', customKeyForResult: 'items' }
for await (const rows of b24.actions.v2.fetchList.make(options)) {
  for (const row of rows) ids.add(row.id)
}
console.log(ids.size)
