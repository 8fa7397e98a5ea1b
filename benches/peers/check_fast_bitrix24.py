"""What fast_bitrix24 does against the mock portal: list, get by identifiers, add, update, delete, batch."""

import os

from fast_bitrix24 import Bitrix

bitrix = Bitrix(os.environ["B24_WEBHOOK"], verbose=False)


def check(name, holds):
    print(f"fast_bitrix24: {name}: {'well' if holds else 'WRONG'}")
    if not holds:
        raise SystemExit(1)


deals = bitrix.get_all("crm.deal.list", {"select": ["ID", "TITLE"]})
check("list", sorted(int(deal["ID"]) for deal in deals) == list(range(1, 1001)))
check("list of items", len(bitrix.get_all("crm.item.list", {"entityTypeId": 2})) == 1000)
added = bitrix.call("crm.deal.add", [{"fields": {"TITLE": f"Peer {number}"}} for number in range(3)])
check("add", [int(id) for id in added] == [1001, 1002, 1003])
changed = bitrix.call("crm.deal.update", [{"ID": id, "fields": {"TITLE": f"Changed {id}"}} for id in added])
check("update", list(changed) == [True] * 3)
found = bitrix.get_by_ID("crm.deal.get", [int(id) for id in added])
check("get", {deal["TITLE"] for deal in found.values()} == {f"Changed {id}" for id in added})
batch = bitrix.call_batch({"halt": 0, "cmd": {"a": "crm.deal.get?ID=1", "b": "crm.deal.get?ID=$result[a][ID]"}})
check("batch", batch["b"]["ID"] == "1")
check("delete", list(bitrix.call("crm.deal.delete", [{"ID": id} for id in added])) == [True] * 3)
check("list of tasks", len(bitrix.get_all("tasks.task.list")) == 120)
