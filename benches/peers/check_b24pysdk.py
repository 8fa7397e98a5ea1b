"""What b24pysdk does against the mock portal: lists, add, update, get, delete, batch, REST 3.0, renewal, app.info."""

import os
import socket
from urllib.parse import urlsplit

from b24pysdk import BitrixApp, BitrixToken, BitrixWebhook, Client

address = urlsplit(os.environ["B24_WEBHOOK"])
resolve = socket.getaddrinfo


def here(host, port, *rest, **named):
    """Leads the authorisation server of the vendor, whose address is fixed in the client, to the portal."""
    if host == "oauth.bitrix24.tech":
        host, port = address.hostname, address.port
    return resolve(host, port, *rest, **named)


socket.getaddrinfo = here


def check(name, holds):
    print(f"b24pysdk: {name}: {'well' if holds else 'WRONG'}")
    if not holds:
        raise SystemExit(1)


webhook = BitrixWebhook(domain=address.netloc, webhook_token="/".join(address.path.strip("/").split("/")[1:]))
client = Client(webhook)
check("list", len({deal["ID"] for deal in client.crm.deal.list().as_list().result}) == 1000)
check("fast list", len({item["id"] for item in client.crm.item.list(entity_type_id=2).as_list_fast().result}) == 1000)
added = client.crm.deal.add(fields={"TITLE": "Peer"}).result
check("add", int(added) > 1000)
check("update", client.crm.deal.update(bitrix_id=added, fields={"TITLE": "Changed"}).result is True)
deal = client.crm.deal.get(bitrix_id=added).result
check("get", deal["TITLE"] == "Changed" and deal["DATE_MODIFY"] >= deal["DATE_CREATE"])
batch = client.call_batch({"a": client.crm.deal.get(bitrix_id=added), "b": client.user.current()}).result
check("batch", batch.result["a"]["TITLE"] == "Changed" and batch.result["b"]["ID"] == "1")
check("delete", client.crm.deal.delete(bitrix_id=added).result is True)
task = Client(webhook, prefer_version=3).tasks.task.get(bitrix_id=3, select=["id", "title"]).result
check("REST 3.0", task["item"]["title"] == "Task #3")

app = BitrixApp(client_id=os.environ["CLIENT_ID"], client_secret=os.environ["CLIENT_SECRET"])
tokens = {"auth_token": os.environ["ACCESS_TOKEN"], "refresh_token": os.environ["REFRESH_TOKEN"]}
token = BitrixToken(domain=address.netloc, bitrix_app=app, **tokens)
info = token.get_app_info().result
check("app.info", info.client_id == app.client_id and info.install.domain == address.netloc)
token.refresh_and_set_oauth_token()
check("renewal", token.auth_token != tokens["auth_token"] and Client(token).user.current().result["ID"] == "1")
check("app.info of the portal", Client(token).app.info().result["STATUS"] == "L")
