// Right calls compile, and wrong ones do not.
import type { Call, Client, CrmDeal, Methods, MethodsV3 } from "./bitrix24";

declare const b24: Client;

export async function right(): Promise<void> {
  const id = await b24.call("crm.deal.add", { fields: { TITLE: "A house", OPPORTUNITY: 1500, UF_CRM_SIZE: 120 } });
  const deal: CrmDeal = await b24.call("crm.deal.get", { id: Number(id) });
  console.log(deal.TITLE, Number(deal.OPPORTUNITY), deal.UF_CRM_SIZE, deal.PARENT_ID_128);
  const deals = await b24.call("crm.deal.list", {
    select: ["ID", "TITLE", "UF_CRM_SIZE"],
    filter: { ">=OPPORTUNITY": 1000, "@STAGE_ID": ["NEW", "WON"], "=UF_CRM_NEW": true },
    order: { ID: "ASC" },
    start: 50,
  });
  for (const one of deals) console.log(one.ID);
  const moved = await b24.call("tasks.task.delegate", { taskId: 8017, userId: "547" });
  console.log(moved.task?.title);
  // Methods without required parameters need none.
  console.log((await b24.call("profile")).NAME);
  await b24.call("user.current");
  // Both versions have a method of this name.
  await b24.callV3("tasks.task.get", { id: 1, select: ["id", "title"] });
}

export async function wrong(): Promise<void> {
  // @ts-expect-error there is no such method
  await b24.call("crm.deal.ad", { fields: {} });
  // @ts-expect-error a required parameter is missing
  await b24.call("tasks.task.delegate", { taskId: 8017 });
  // @ts-expect-error all parameters are missing
  await b24.call("tasks.task.delegate");
  // @ts-expect-error there is no such parameter
  await b24.call("tasks.task.delegate", { taskId: 8017, userId: 547, usrId: 1 });
  // @ts-expect-error a value has another type
  await b24.call("tasks.task.delegate", { taskId: {}, userId: 547 });
  // @ts-expect-error there is no such field
  await b24.call("crm.deal.add", { fields: { TITEL: "A house" } });
  // @ts-expect-error a boolean is written in another way
  await b24.call("crm.deal.add", { fields: { OPENED: true } });
  // @ts-expect-error the result has no such field
  console.log((await b24.call("crm.deal.get", { id: 1 })).TITEL);
  // @ts-expect-error a method of version 2 is none of REST 3.0
  await b24.callV3("crm.deal.get", { id: 1 });
  // @ts-expect-error a method without parameters takes none
  await b24.call("profile", { id: 1 });
}

// A client of one's own, in a few lines.
export function client(webhook: string): Call {
  return async (method, params) => {
    const headers = { "content-type": "application/json" };
    const answer = await fetch(`${webhook}${method}`, { method: "POST", headers, body: JSON.stringify(params) });
    return ((await answer.json()) as { result: never }).result;
  };
}

export type AllMethods = keyof Methods | keyof MethodsV3;
