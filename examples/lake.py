"""SQL over an export in Parquet: python lake.py FOLDER"""
import sys

import duckdb

lake = sys.argv[1]

print("Markets by number of trades, with the average price and its range:")
print(
    duckdb.sql(f"""
        SELECT taker_got_currency AS got, taker_paid_currency AS paid, count(*) AS trades,
               avg(price::DOUBLE) AS average, min(price::DOUBLE) AS low, max(price::DOUBLE) AS high
        FROM '{lake}/xrpl.exchanges-*.parquet'
        GROUP BY ALL ORDER BY trades DESC, got, paid LIMIT 5
    """)
)

print("Drops paid in fees, exactly:")
print(
    duckdb.sql(f"""
        SELECT account, sum(before::HUGEINT - after::HUGEINT) AS fees
        FROM '{lake}/xrpl.balance-changes-*.parquet'
        WHERE cause = 'Fee' GROUP BY account ORDER BY fees DESC, account LIMIT 5
    """)
)

((total,),) = duckdb.sql(f"""
    SELECT sum(before::HUGEINT - after::HUGEINT) FROM '{lake}/xrpl.balance-changes-*.parquet' WHERE cause = 'Fee'
""").fetchall()
print("Burned:", total)
