// The declarations beside the vendor's SDK: its calls, with the types of ours.
import type { B24Hook } from "@bitrix24/b24jssdk";
import type { Call, CallV3, Methods, MethodsV3 } from "./bitrix24";

export function typed(b24: B24Hook): { call: Call; callV3: CallV3 } {
  return {
    async call(method, params) {
      const answer = await b24.actions.v2.call.make<Methods[typeof method]["result"]>({ method, params: params as never });
      return answer.getData()!.result;
    },
    async callV3(method, params) {
      const answer = await b24.actions.v3.call.make<MethodsV3[typeof method]["result"]>({ method, params: params as never });
      return answer.getData()!.result;
    },
  };
}
