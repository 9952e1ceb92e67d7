"""Writes assignment.json, the published answers of assignment, without a line of the code that it tests.

python3 tests/vectors/assignment.py > tests/vectors/assignment.json && npx biome format --write tests/vectors
"""

import json
import unicodedata
from fractions import Fraction


def fnv1a32(text):
    units = text.encode("utf-16-le")
    value = 0x811C9DC5
    for low, high in zip(units[::2], units[1::2]):
        value = ((value ^ (high << 8 | low)) * 0x01000193) % 2**32
    return value


def bucket_of(seed, key):
    return fnv1a32(str(fnv1a32(seed + key))) % 10_000


def canonical(key):
    key = unicodedata.normalize("NFC", key).strip()
    return key.lower() if "@" in key else key


def answer(experiment, recipient_key, context):
    if experiment["status"] != "RUNNING":
        return {"reason": "NOT_RUNNING", "variantKey": None, "bucket": None}
    layer = experiment["layer"]
    if layer and not layer["fromBp"] <= bucket_of(layer["seed"], canonical(recipient_key)) < layer["toBp"]:
        return {"reason": "EXCLUDED_BY_LAYER", "variantKey": None, "bucket": None}
    if any(context.get(name) != wanted for name, wanted in (experiment["targeting"] or {}).items()):
        return {"reason": "NOT_TARGETED", "variantKey": None, "bucket": None}
    bucket = bucket_of(experiment["seed"], canonical(recipient_key))
    start = 0
    for variant in experiment["variants"]:
        width = Fraction(variant["weightBp"] * experiment["allocationBp"], 10_000)
        if start <= bucket < start + width:
            return {"reason": "ASSIGNED", "variantKey": variant["key"], "bucket": bucket / 10_000}
        start += variant["weightBp"]
    return {"reason": "NOT_IN_ALLOCATION", "variantKey": None, "bucket": bucket / 10_000}


def experiment(key, weights, allocation_bp=10_000, targeting=None, status="RUNNING", layer=None):
    variants = [{"key": f"v{index}", "weightBp": weight} for index, weight in enumerate(weights)]
    return {
        "key": key,
        "seed": f"seed of {key}",
        "status": status,
        "allocationBp": allocation_bp,
        "targeting": targeting,
        "layer": layer and {"key": "lines", "seed": "seed of lines", "fromBp": layer[0], "toBp": layer[1]},
        "variants": variants,
    }


EXPERIMENTS = [
    experiment("halves", [5000, 5000]),
    experiment("thirds", [3333, 3333, 3334]),
    experiment("steps", [1000, 2000, 7000]),
    experiment("narrow", [5000, 5000], allocation_bp=1234),
    experiment("odd", [1, 9998, 1], allocation_bp=9999),
    experiment("silent", [0, 10_000]),
    experiment("german", [5000, 5000], targeting={"market": "DE"}),
    experiment("paused", [5000, 5000], status="PAUSED"),
    experiment("lower", [5000, 5000], layer=[0, 3500]),
    experiment("upper", [5000, 5000], layer=[3500, 9900], targeting={"market": "DE"}),
    experiment("paused-in-layer", [5000, 5000], layer=[9900, 10_000], status="PAUSED"),
]
KEYS = [
    "a", "b", "customer-1", "customer-2", " customer-1 ", "CUSTOMER-1", "Ada@Example.com", " ada@EXAMPLE.com\t",
    "zo\u00eb@example.com", "ZOE\u0308@example.com", "\u00e9", "e\u0301", "\u65e5\u672c", "\U0001f600",
    "\U0001f469\u200d\U0001f680@example.com", "\u00df", "\ufb01n", "0", "-1", "x" * 512,
]  # fmt: skip
CONTEXTS = [{}, {"market": "DE"}, {"market": "FR"}]

cases = [
    {"experimentKey": one["key"], "recipientKey": key, "context": context, **answer(one, key, context)}
    for one in EXPERIMENTS
    for key in KEYS + [f"recipient-{number}" for number in range(20)]
    for context in (CONTEXTS if one["targeting"] else CONTEXTS[:1])
]
hashes = [
    {"seed": seed, "key": key, "bucket": bucket_of(seed, key) / 10_000}
    for seed, key in [
        ("seed", "a"), ("seed", "b"), ("foo", "ab"), ("foo", "def"), ("89123klj", "8952klfjas09ujkasdf"),
        ("90850943850283058242805", "123"), ("()**(%$##$%#$#", '___)((*":&'),
        ("seed", "\u00e9"), ("seed", "\u65e5\u672c"), ("seed", "\U0001f600"), ("", ""),
    ]
]  # fmt: skip
print(json.dumps({"hashes": hashes, "experiments": EXPERIMENTS, "cases": cases}, indent=1))
