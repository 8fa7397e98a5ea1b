"""200,000 deals with b24pysdk: `as_list_fast`, its way for long lists. It has no throttle."""

import os
from urllib.parse import urlsplit

from b24pysdk import BitrixWebhook, Client

address = urlsplit(os.environ["B24_WEBHOOK"])
token = "/".join(address.path.strip("/").split("/")[1:])
client = Client(BitrixWebhook(domain=address.netloc, webhook_token=token))
print(len({row["id"] for row in client.crm.item.list(entity_type_id=2).as_list_fast().result}))
