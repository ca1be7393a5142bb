"""A derived topic as it grows, with confluent-kafka: python follow.py BROKER REGISTRY xrpl.balance-changes [COUNT]"""
import functools
import io
import json
import sys
import urllib.request
import uuid

import fastavro
from confluent_kafka import Consumer

broker, registry, topic = sys.argv[1:4]
most = int(sys.argv[4]) if len(sys.argv) > 4 else None


@functools.cache
def schema(number):
    with urllib.request.urlopen(f"{registry}/schemas/ids/{number}") as answer:
        return fastavro.parse_schema(json.loads(json.load(answer)["schema"]))


def decode(value):
    # A zero, the schema's id in four bytes, the record. No value: the key is gone from a compacted topic.
    return value and fastavro.schemaless_reader(io.BytesIO(value[5:]), schema(int.from_bytes(value[1:5], "big")))


consumer = Consumer({"bootstrap.servers": broker, "group.id": str(uuid.uuid4()), "auto.offset.reset": "earliest"})
consumer.subscribe([topic])

count = 0
while most is None or count < most:
    message = consumer.poll(1.0)
    if message is None or message.error():
        continue
    print(message.key().decode(), json.dumps(decode(message.value()), default=str))
    count += 1
consumer.close()
