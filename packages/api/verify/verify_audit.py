"""Verifies an export of Probity's audit log against a signed checkpoint. Needs nothing but Python 3.8.
  python3 verify_audit.py --export audit.jsonl --checkpoint checkpoint --public-key key.pem [--origin name] [--since older]...
Ends with 0 when all is well, 5 when it is not, 2 when it was asked wrongly, 4 when a file is not there."""
import argparse, base64, decimal, functools, hashlib, itertools, json, re, sys
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
def times(count, point):
    once = point if count % 2 else (0, 1, 1, 0)
    return add(times(count // 2, add(point, point)), once) if count else once
def decoded(data):
    y = int.from_bytes(data, "little") & (2**255 - 1)
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    roots = [pow(square, (P + 3) // 8, P) * pow(2, (P - 1) // 4 * turn, P) % P for turn in range(4)]
    return next(((x, y, 1, x * y % P) for x in roots if (x * x - square) % P == 0 and x % 2 == data[31] >> 7 and y < P), None)
def encoded(point):
    x, y = (one * pow(point[2], P - 2, P) % P for one in point[:2])
    return (y | (x & 1) << 255).to_bytes(32, "little")
BASE = decoded((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
def is_signed(key, message, signature):
    r, s, a = signature[:32], int.from_bytes(signature[32:], "little"), decoded(key)
    h = int.from_bytes(hashlib.sha512(r + key + message).digest(), "little") % L
    return bool(a) and len(signature) == 64 and s < L and encoded(add(times(s, BASE), times(h, (P - a[0], a[1], 1, P - a[3])))) == r
HASH = "[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]="
def public_key(pem):
    match = re.fullmatch(rf"\s*-----BEGIN PUBLIC KEY-----\s+MCowBQYDK2VwAyEA({HASH})\s+-----END PUBLIC KEY-----\s*", pem)
    if match:
        return base64.b64decode(match[1])
    raise ValueError("the public key is not an Ed25519 key in PEM")
BASE64 = "(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?"
def checkpoint(text, key, name):
    body, gap, signatures = text.rpartition("\n\n")
    origin = body.split("\n")[0]
    lines = [re.fullmatch(f"\u2014 ([^\\s\ufeff+]+) (?=.)({BASE64})", line) for line in signatures[:-1].split("\n")]
    if not gap or not all(lines) or not text.endswith("\n") or re.search("[\0-\x09\x0b-\x1f\ufffd]", text):
        raise Bad("SIGNATURE", f"{name}: it is not a signed note")
    raw = [base64.b64decode(line[2]) for line in lines if line[1] == origin]
    ours = [one[4:] for one in raw if one[:4] == sha256(origin.encode() + b"\n\1" + key)[:4]]
    if not ours or not all(is_signed(key, (body + "\n").encode(), one) for one in ours):
        raise Bad("SIGNATURE", f"{name}: its signature is wrong" if ours else f"{name}: it is not signed with this key")
    match = re.fullmatch(f"[^\n]*\n(0|[1-9][0-9]{{0,15}})\n({HASH})(\n.*)?", body, re.S)
    if not match or int(match[1]) >= 2**53:
        raise Bad("SIGNATURE", f"{name}: it is not a checkpoint")
    return name, origin, int(match[1]), base64.b64decode(match[2])
# RFC 8785: every value has one text. Names are in the order of UTF-16, numbers as ECMAScript writes them.
CANONICAL = re.compile(r'(?:[\[\]{}:,0-9.eE+-]|true|false|null|"(?:[^"\\]|\\["\\bfnrt]|\\u00(?:0[0-7bef]|1[0-9a-f]))*")*')
def is_number(text):
    form = "f" if float(text) == 0 or 1e-6 <= abs(float(text)) < 1e21 else "e"
    return text == format(decimal.Decimal(repr(float(text) + 0)).normalize(), form)
def at(content, tokens):
    for token in tokens:
        content = {str(place): one for place, one in enumerate(content)} if isinstance(content, list) else content
        content = content.get(token) if isinstance(content, dict) else None
    return content
def is_true(record, part):
    patch = at(record, ["patch"])
    changes = [one for one in (patch if isinstance(patch, list) else []) if isinstance(at(one, ["path"]), str)]
    tokens, *paths = ([token.replace("~1", "/").replace("~0", "~") for token in pointer.split("/")[1:]]
                      for pointer in [part["place"], *(change["path"] for change in changes)])
    stands = "sha256:" + sha256(f"{part['salt']}\0{part['value']}".encode()).hex()
    if tokens[:1] != ["after"] or "after" in record:
        return at(record, tokens) == stands
    # Places in lists move while a patch is applied, names never do.
    fixed = lambda path: [re.sub(r"\A([0-9]+|-)\Z", "-", token) for token in path]
    return any(fixed(path) == fixed(tokens[1:1 + len(path)]) and at(change, ["value", *tokens[1 + len(path):]]) == stands
               for path, change in zip(paths, changes))
def leaf_of(line, index):
    wrong, names = [], []
    def members(pairs):
        names[:] = [name for name, _ in pairs]
        wrong.append(names != sorted(set(names), key=lambda name: name.encode("utf-16-be", "surrogatepass")))
        return dict(pairs)
    number = lambda told: wrong.append(not is_number(told))
    try:
        text = line.decode()
        content = json.loads(text, object_pairs_hook=members, parse_constant=int, parse_int=number, parse_float=number)
        place, told = re.match(r'\{"index":(0|[1-9][0-9]{0,15}),"leafHash":"([0-9a-f]{64})","record":', text).groups()
    except (ValueError, AttributeError, RecursionError):
        raise Bad("FORM", "the line is not one of an export", index)
    if place != str(index):
        raise Bad("ORDER", f"entry {place} stands where entry {index} belongs", index)
    record, personal, has_personal = content["record"], content.get("personal"), "personal" in content
    written = text[text.find(',"record":') + 10:text.rfind(',"personal":[') if has_personal else -1]
    entry = record["id"] if isinstance(record, dict) and isinstance(record.get("id"), str) else None
    leaf = sha256(b"\0" + written.encode())
    what = "not there" if written == "null" else "not the one that was hashed" if leaf.hex() != told else None
    if what:
        raise Bad("RECORD", f"the entry of this place is {what}", index, None, entry)
    # The outermost object comes last, and has an order of its own.
    order = ["index", "leafHash", "record"] + ["personal"] * has_personal
    if any(wrong[:-1]) or names != order or not CANONICAL.fullmatch(text) or not isinstance(record, (dict, list)):
        raise Bad("FORM", "the line is not written as exports are", index, None, entry)
    for part in personal or []:
        is_part = isinstance(part, dict) and sorted(part) == ["place", "salt", "value"] and \
            all(isinstance(text, str) for text in part.values()) and re.fullmatch("[0-9a-f]{32}", part["salt"])
        if not is_part or not is_true(record, part):
            place = part["place"] if is_part else "personal"
            raise Bad("COMMITMENT", f"the value of {place} is not the one that the entry commits to", index, None, entry)
    return leaf
def verify(lines, claims, result):
    nodes, confirmed = [], 0
    for line in itertools.chain(lines, [None]):
        while claims and claims[0][2] == result["entries"]:
            layer, name, size, root = claims.pop(0)
            last = nodes[-1] if nodes else sha256(b"")
            if functools.reduce(lambda right, left: sha256(b"\1" + left + right), nodes[-2::-1], last) != root:
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
        raise Bad(layer, f"the log ends after {result['entries']} entries, {name} covers {size}", result["entries"], size)

parser = argparse.ArgumentParser(description="Verifies an export of Probity's audit log.")
for option in ("--export", "--checkpoint", "--public-key"):
    parser.add_argument(option, required=True)
parser.add_argument("--origin")
parser.add_argument("--since", action="append", default=[])
asked = parser.parse_args()
result = {"ok": False, "entries": 0, "checkpoint": None, "unsigned": None, "finding": None}
try:
    key = public_key(open(asked.public_key, encoding="utf-8").read())
    read = lambda name: checkpoint(open(name, "rb").read().decode("utf-8", "replace"), key, name)
    newest, *older = [read(name) for name in [asked.checkpoint, *asked.since]]
    result["checkpoint"] = {"origin": newest[1], "size": newest[2], "root": newest[3].hex()}
    if asked.origin not in (None, newest[1]):
        raise Bad("SIGNATURE", f"{newest[0]}: it is of another log")
    for foreign in [note for note in older if note[1] != newest[1]]:
        raise Bad("CONSISTENCY", f"{foreign[0]}: it is of another log")
    claims = [("ROOT", newest[0], *newest[2:])] + [("CONSISTENCY", note[0], *note[2:]) for note in older]
    verify(open(asked.export, "rb"), sorted(claims, key=lambda claim: claim[2]), result)
    result.update(ok=True, unsigned=result["entries"] - newest[2])
except Bad as bad:
    result["finding"] = bad.finding
except (ValueError, OSError) as error:
    sys.exit(print(error, file=sys.stderr) or (4 if isinstance(error, FileNotFoundError) else 2))
sys.exit(print(json.dumps(result)) or (0 if result["ok"] else 5))
