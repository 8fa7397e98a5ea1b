// What b24jssdk does against the mock portal: lists, add, update, get, delete, batch, REST 3.0, renewal, app.info.

import { B24Hook, B24OAuth } from '@bitrix24/b24jssdk'

const check = (name, holds) => {
  console.log(`b24jssdk: ${name}: ${holds ? 'well' : 'WRONG'}`)
  if (!holds) process.exit(1)
}

const address = new URL(process.env.B24_WEBHOOK)
const b24 = B24Hook.fromWebhookUrl(process.env.B24_WEBHOOK)
const call = async (on, method, params = {}) => {
  const answer = await on.call.make({ method, params })
  if (!answer.isSuccess) throw new Error(`${method}: ${answer.getErrorMessages().join('; ')}`)
  return answer.getData().result
}
const { v2, v3 } = b24.actions

const list = await v2.callList.make({
  method: 'crm.item.list', params: { entityTypeId: 2 }, idKey: 'id', customKeyForResult: 'items'
})
check('list', new Set(list.getData().map((item) => item.id)).size === 1000)
const ids = new Set()
const tasks = { method: 'tasks.task.list', idKey: 'id', cursorIdKey: 'ID', customKeyForResult: 'tasks' }
for await (const rows of v2.fetchList.make(tasks)) rows.forEach((row) => ids.add(row.id))
check('fast list', ids.size === 120)
const id = await call(v2, 'crm.deal.add', { fields: { TITLE: 'Peer' } })
check('add', Number(id) > 1000)
check('update', await call(v2, 'crm.deal.update', { id, fields: { TITLE: 'Changed' } }) === true)
check('get', (await call(v2, 'crm.deal.get', { id })).TITLE === 'Changed')
const calls = { a: { method: 'crm.deal.get', params: { id } }, b: { method: 'user.current', params: {} } }
const batch = (await v2.batch.make({ calls, options: { isHaltOnError: false } })).getData()
check('batch', batch.a.TITLE === 'Changed' && batch.b.ID === '1')
check('delete', await call(v2, 'crm.deal.delete', { id }) === true)
const task = await call(v3, 'tasks.task.get', { id: 3, select: ['id', 'title'] })
check('REST 3.0', task.item.title === 'Task #3')
const both = { a: { method: 'tasks.task.get', params: { id: 3 } }, b: { method: 'tasks.task.get', params: { id: 4 } } }
const batch3 = (await v3.batch.make({ calls: both, options: {} })).getData()
check('batch of REST 3.0', batch3.a.item.id === 3 && batch3.b.item.id === 4)

const app = new B24OAuth(
  {
    applicationToken: '', userId: 1, memberId: 'm', status: 'L', scope: 'crm', expires: 1, expiresIn: 3600,
    accessToken: process.env.ACCESS_TOKEN, refreshToken: process.env.REFRESH_TOKEN, domain: address.host,
    clientEndpoint: `${address.origin}/rest/`, serverEndpoint: `${address.origin}/oauth/rest/`
  },
  { clientId: process.env.CLIENT_ID, clientSecret: process.env.CLIENT_SECRET }
)
check('renewal', (await app.auth.refreshAuth()).access_token !== process.env.ACCESS_TOKEN)
check('app.info', (await call(app.actions.v2, 'app.info')).STATUS === 'L')
