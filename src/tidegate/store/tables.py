"""What the lake's tables hold. `operation` and `day` are the partition, so they are no columns of a part."""

import pyarrow as pa

_MOMENT = pa.timestamp("us")  # always UTC; without a zone, since DuckDB needs an extension for zones that it downloads

TABLES = {
    "forecast": pa.schema(
        [
            pa.field("name", pa.string(), nullable=False),  # the rendezvous; `day` is a day on which it is valid
            pa.field("suffix", pa.string()),  # what it is registered under; null where no registry is known
            pa.field("family", pa.string(), nullable=False),
            pa.field("variant", pa.string(), nullable=False),
            pa.field("config", pa.string(), nullable=False),  # "" for the only one, else canonical K=V,K=V
            pa.field("position", pa.int32(), nullable=False),  # in generation order, from 0: the first that has it
            pa.field("times", pa.int32()),  # in how many places of the day's list it is; null: in this one
        ]
    ),
    "collisions": pa.schema(
        [
            pa.field("name", pa.string(), nullable=False),
            pa.field("suffix", pa.string()),
            pa.field("family", pa.string(), nullable=False),
            pa.field("variant", pa.string(), nullable=False),
            pa.field("kind", pa.string(), nullable=False),  # one of dns.collisions.kinds
            pa.field("evidence", pa.string(), nullable=False),  # for people: "rank 32170 in alexa.csv"
            pa.field("load", pa.float64()),  # requests its owner would get on `day`; null: the population is unknown
            pa.field("since", pa.date32()),  # the day since which somebody has had the name, where that is known
        ]
    ),
    "probes": pa.schema(
        [
            pa.field("name", pa.string(), nullable=False),  # `day` is the day the rendezvous is for
            pa.field("suffix", pa.string()),
            pa.field("probed_at", _MOMENT, nullable=False),
            pa.field("resolver", pa.string(), nullable=False),
            pa.field("rcode", pa.string(), nullable=False),  # NOERROR, NXDOMAIN, ..., TIMEOUT
            pa.field("addresses", pa.list_(pa.string()), nullable=False),
            pa.field("nameservers", pa.list_(pa.string()), nullable=False),
            pa.field("verdict", pa.string(), nullable=False),
            pa.field("reason", pa.string(), nullable=False),  # for people: why this verdict
            pa.field("attempts", pa.int16(), nullable=False),
            pa.field("server", pa.string()),  # whose answer decided; the columns from here on are null in older parts
            pa.field("ttl", pa.int64()),  # seconds for which that answer holds
            pa.field("mname", pa.string()),  # of the SOA record that came with it
            pa.field("serial", pa.int64()),
            pa.field("dnssec", pa.string()),  # validated, signed, unsigned; null where nothing shows
            pa.field("dissent", pa.list_(pa.string())),  # for people: who says otherwise, and what
            pa.field("rdap", pa.string()),  # for people: what the registration data says, where it was asked for
        ]
    ),
    "answers": pa.schema(  # what registries said name by name; `day` is the first day of the order
        [
            pa.field("order", pa.string(), nullable=False),
            pa.field("answer", pa.string(), nullable=False),  # the part's own name: ORDER.answer-N
            pa.field("line", pa.int32(), nullable=False),  # of the registry's file, from 1
            pa.field("name", pa.string()),  # null where the line cannot be read
            pa.field("outcome", pa.string()),  # done, refused, taken, failed, pending
            pa.field("note", pa.string(), nullable=False),
            pa.field("flaw", pa.string()),  # why the line cannot be read, with what it holds
            pa.field("asked", pa.bool_(), nullable=False),  # whether the name is on the list that was sent
            pa.field("word", pa.string()),  # what all the file's lines say of the name: an outcome, or contradictory
            pa.field("answered_at", _MOMENT, nullable=False),  # when it was imported
        ]
    ),
    "sightings": pa.schema(
        [
            pa.field("seen_at", _MOMENT, nullable=False),  # `day` is its UTC day
            pa.field("sensor", pa.string(), nullable=False),
            pa.field("protocol", pa.string(), nullable=False),  # http, dns-udp, dns-tcp
            pa.field("source", pa.string(), nullable=False),
            pa.field("source_port", pa.int32(), nullable=False),
            pa.field("destination", pa.string(), nullable=False),
            pa.field("destination_port", pa.int32(), nullable=False),
            pa.field("host", pa.string(), nullable=False),  # Host header or query name as asked, lower case
            pa.field("request", pa.string(), nullable=False),  # request line, or query type
            pa.field("agent", pa.string(), nullable=False),
            pa.field("form", pa.string(), nullable=False),  # the check-in's form: conficker-search, dns-query, unknown
            pa.field("family", pa.string()),  # null where neither name nor form is known
            pa.field("variant", pa.string()),
            pa.field("rendezvous_day", pa.date32()),  # the day that the host is a rendezvous of
            pa.field("peers", pa.int32()),  # what the bot says of itself, where its form says it (q=N)
        ]
    ),
}
