"""xrpl-py as it is published, in ordinary use against a running Millrace: one check a function, run by
xrpl-py.client.ts, which gives addresses and what must be true by way of a JSON file."""

import json
import sys
import urllib.request

from xrpl.account import get_balance, get_next_valid_seq_number
from xrpl.clients import JsonRpcClient, WebsocketClient
from xrpl.core.addresscodec import classic_address_to_xaddress
from xrpl.ledger import get_fee, get_latest_validated_ledger_sequence
from xrpl.models.currencies import XRP, IssuedCurrency
from xrpl.models.requests import (
    AccountLines,
    AccountNFTs,
    AccountTx,
    BookOffers,
    StreamParameter,
    Subscribe,
    Tx,
)
from xrpl.models.transactions import Payment
from xrpl.transaction import autofill, autofill_and_sign, submit_and_wait
from xrpl.wallet import Wallet

facts = json.load(open(sys.argv[2], encoding="utf-8"))
client = JsonRpcClient(facts["http"])


def next_ledger():
    urllib.request.urlopen(f"{facts['gate']}/next-ledger", b"").read()


def pages(request, **members):
    """Every page of a walk."""
    marker = None
    while True:
        response = client.request(request(**members, marker=marker))
        assert response.is_successful(), response.result
        yield response.result
        marker = response.result.get("marker")
        if marker is None:
            return


def check_ledger_and_fee():
    assert get_latest_validated_ledger_sequence(client) == facts["ledger"]
    assert get_fee(client) == "10"


def check_balances():
    gateway = facts["gateway"]
    assert get_balance(gateway, client) == int(facts["gateway_drops"])
    lines = [line for page in pages(AccountLines, account=gateway) for line in page["lines"]]
    assert len(lines) == facts["gateway_lines"], len(lines)


def check_history():
    walk = pages(AccountTx, account=facts["gateway"], limit=100)
    ids = [each["hash"] for page in walk for each in page["transactions"]]
    assert ids == facts["gateway_history"]


def check_order_book():
    usd = IssuedCurrency(currency="USD", issuer=facts["gateway"])
    result = client.request(BookOffers(taker_gets=usd, taker_pays=XRP(), limit=50)).result
    directories = [offer["BookDirectory"] for offer in result["offers"]]
    assert directories == facts["directories"]


def check_nfts():
    walk = pages(AccountNFTs, account=facts["nft_owner"], limit=20)
    ids = [token["NFTokenID"] for page in walk for token in page["account_nfts"]]
    assert sorted(ids) == sorted(facts["nfts"])


def check_subscription():
    with WebsocketClient(facts["ws"]) as stream:
        stream.send(Subscribe(streams=[StreamParameter.LEDGER, StreamParameter.TRANSACTIONS]))
        messages = iter(stream)
        assert next(messages)["result"]["ledger_index"] == facts["ledger"]
        next_ledger()
        closed = next(messages)
        assert (closed["type"], closed["ledger_index"]) == ("ledgerClosed", facts["ledger"] + 1)
        seen = [next(messages)["hash"] for _ in range(closed["txn_count"])]
        assert seen == facts["next_transactions"]


def payment():
    return Payment.from_xrpl({**facts["payment"], "TransactionType": "Payment", "Fee": "10"})


def check_autofill():
    account = facts["payment"]["Account"]
    assert get_next_valid_seq_number(account, client) == facts["sequence"]
    assert autofill(payment(), client).sequence == facts["sequence"]


def check_submit_and_wait():
    wallet = Wallet.from_seed(facts["seed"], algorithm="secp256k1")
    signed = autofill_and_sign(payment(), client, wallet)
    assert signed.get_hash() == facts["id"], signed
    response = submit_and_wait(signed, JsonRpcClient(facts["gate"]))
    assert response.result["validated"] and response.result["ledger_index"] == facts["payment_ledger"]
    found = client.request(Tx(transaction=facts["id"])).result
    assert found["meta"]["TransactionResult"] == "tesSUCCESS"


def check_x_address():
    address = classic_address_to_xaddress(facts["gateway"], None, False)
    assert get_balance(address, client) == int(facts["gateway_drops"])


globals()[f"check_{sys.argv[1]}"]()
