"""Verifies an export of Probity's audit log against a signed checkpoint. Needs nothing but Python 3.8.

  python3 verify_audit.py --export audit.jsonl --checkpoint checkpoint --public-key key.pem [--since older]...

Ends with 0 when all is well, 5 when it is not, 2 when it was asked wrongly, 4 when a file is not there."""
import argparse, base64, hashlib, itertools, json, re, sys

class Bad(Exception):
    def __init__(self, layer, what, index=None, until=None, entry=None):
        self.finding = {"layer": layer, "index": index, "until": until, "entryId": entry, "what": what}

sha256 = lambda data: hashlib.sha256(data).digest()

# Ed25519 (RFC 8032), with points in extended coordinates.
P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
def add(p, q):
    a, b, c, d = (p[1] - p[0]) * (q[1] - q[0]), (p[1] + p[0]) * (q[1] + q[0]), 2 * p[3] * q[3] * D, 2 * p[2] * q[2]
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % P, g * h % P, f * g % P, e * h % P
def times(scalar, point):
    result = (0, 1, 1, 0)
    for bit in bin(scalar)[2:]:
        result = add(add(result, result), point if bit == "1" else (0, 1, 1, 0))
    return result
def decoded(data):
    y = int.from_bytes(data, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if (x * x - square) % P == 0 else x * pow(2, (P - 1) // 4, P) % P
    x = x if x % 2 == data[31] >> 7 else P - x
    return None if (x * x - square) % P or y >= P else (x, y, 1, x * y % P)
def encoded(point):
    x, y = (one * pow(point[2], P - 2, P) % P for one in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")
BASE = decoded((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def is_signed(key, message, signature):
    r, s, a = signature[:32], int.from_bytes(signature[32:], "little"), decoded(key)
    h = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
    return bool(a) and len(signature) == 64 and s < L and \
        encoded(add(times(s, BASE), times(h, (P - a[0], a[1], 1, P - a[3])))) == r

def public_key(pem):
    match = re.fullmatch(r"\s*-----BEGIN PUBLIC KEY-----\s+([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----\s*", pem)
    der = base64.b64decode(match[1]) if match else b""
    if len(der) != 44 or der[:12].hex() != "302a300506032b6570032100":
        raise ValueError("the public key is not an Ed25519 key in PEM")
    return der[12:]

def checkpoint(text, key, name):
    body, gap, signatures = text.rpartition("\n\n")
    origin, ours = body.split("\n")[0], []
    lines = [re.fullmatch("\u2014 ([^\\s+]+) ([A-Za-z0-9+/]+={0,2})", line) for line in signatures[:-1].split("\n")]
    if not gap or not all(lines) or not text.endswith("\n"):
        raise Bad("SIGNATURE", f"{name}: it is not a signed note")
    for raw in [base64.b64decode(line[2] + "==") for line in lines if line[1] == origin]:
        ours += [raw[4:]] if raw[:4] == sha256(origin.encode() + b"\n\1" + key)[:4] else []
    if not ours or not all(is_signed(key, (body + "\n").encode(), one) for one in ours):
        raise Bad("SIGNATURE", f"{name}: its signature is wrong" if ours else f"{name}: it is not signed with this key")
    match = re.fullmatch(r"[^\n]*\n(0|[1-9][0-9]{0,15})\n([A-Za-z0-9+/]{43}=)(\n.*)?", body, re.S)
    if not match or int(match[1]) >= 2**53 or base64.b64encode(base64.b64decode(match[2])).decode() != match[2]:
        raise Bad("SIGNATURE", f"{name}: it is not a checkpoint")
    return name, origin, int(match[1]), base64.b64decode(match[2])

def is_part(part):
    return isinstance(part, dict) and all(isinstance(part.get(name), str) for name in ("place", "salt", "value")) \
        and bool(re.fullmatch("[0-9a-f]{32}", part["salt"]))
def is_true(record, part):
    tokens = [token.replace("~1", "/").replace("~0", "~") for token in part["place"].split("/")[1:]]
    stands = "sha256:" + sha256(f"{part['salt']}\0{part['value']}".encode()).hex()
    if tokens[:1] in (["before"], ["after"]):
        return json.dumps(stands) in json.dumps(record.get("patch"))
    for token in tokens:
        record = record.get(token) if isinstance(record, dict) else None
    return record == stands

def leaf_of(line, index):
    twice = []
    members = lambda pairs: twice.extend(pairs[len(dict(pairs)):]) or dict(pairs)
    try:
        text = line.decode()
        content = json.loads(text, object_pairs_hook=members, parse_constant=int)
        head = re.match(r'\{"index":(0|[1-9][0-9]{0,15}),"leafHash":"([0-9a-f]{64})","record":', text)
        number, told = int(head[1]), head[2]
    except (ValueError, TypeError, RecursionError):
        raise Bad("FORM", "the line is not one of an export", index)
    if number != index:
        raise Bad("ORDER", f"entry {number} stands where entry {index} belongs", index)
    record, personal, has_personal = content["record"], content.get("personal"), "personal" in content
    written = text[head.end():text.rfind(',"personal":[') if has_personal else -1]
    entry = record["id"] if isinstance(record, dict) and isinstance(record.get("id"), str) else None
    leaf = sha256(b"\0" + written.encode())
    if written == "null" or leaf.hex() != told:
        what = "not there" if written == "null" else "not the one that was hashed"
        raise Bad("RECORD", f"the entry of this place is {what}", index, None, entry)
    rest = ',"personal":' + json.dumps(personal, ensure_ascii=False, separators=(",", ":")) + "}"
    if twice or not text.endswith(rest if has_personal else "}"):
        raise Bad("FORM", "the line is not written as exports are", index, None, entry)
    for part in personal or []:
        if not is_part(part) or not is_true(record, part):
            place = part["place"] if is_part(part) else "personal"
            raise Bad("COMMITMENT", f"the value of {place} is not the one that the entry commits to", index, None, entry)
    return leaf

def verify(lines, claims, result):
    nodes, confirmed = [], 0
    for line in itertools.chain(lines, [None]):
        while claims and claims[0][2] == result["entries"]:
            layer, name, size, root = claims.pop(0)
            folded = nodes[-1] if nodes else sha256(b"")
            for left in nodes[-2::-1]:
                folded = sha256(b"\1" + left + folded)
            if folded != root:
                raise Bad(layer, f"the root of the first {size} entries is not that of {name}", confirmed, size)
            confirmed = size
        if line is not None:
            size = result["entries"]
            node = leaf_of(line[:-1] if line.endswith(b"\n") else line, size)
            while size % 2:
                node, size = sha256(b"\1" + nodes.pop() + node), size // 2
            nodes.append(node)
            result["entries"] += 1
    for layer, name, size, _ in claims[:1]:
        size_here = result["entries"]
        raise Bad(layer, f"the log ends after {size_here} entries, {name} covers {size}", size_here, size)

parser = argparse.ArgumentParser(description="Verifies an export of Probity's audit log.")
for option in ("--export", "--checkpoint", "--public-key"):
    parser.add_argument(option, required=True)
parser.add_argument("--since", action="append", default=[])
asked = parser.parse_args()
result = {"ok": False, "entries": 0, "checkpoint": None, "unsigned": None, "finding": None}
try:
    key = public_key(open(asked.public_key, encoding="utf-8").read())
    read = lambda name: checkpoint(open(name, "rb").read().decode("utf-8", "replace"), key, name)
    newest, *older = [read(name) for name in [asked.checkpoint, *asked.since]]
    result["checkpoint"] = {"origin": newest[1], "size": newest[2], "root": newest[3].hex()}
    for name, origin, *_ in older:
        if origin != newest[1]:
            raise Bad("CONSISTENCY", f"{name}: it is of another log")
    claims = [("ROOT", newest[0], *newest[2:])] + [("CONSISTENCY", note[0], *note[2:]) for note in older]
    verify(open(asked.export, "rb"), sorted(claims, key=lambda claim: claim[2]), result)
    result.update(ok=True, unsigned=result["entries"] - newest[2])
except Bad as bad:
    result["finding"] = bad.finding
except (ValueError, OSError) as error:
    print(error, file=sys.stderr)
    sys.exit(4 if isinstance(error, FileNotFoundError) else 2)
print(json.dumps(result))
sys.exit(0 if result["ok"] else 5)
