#!/usr/bin/env python3
"""A second verifier of OCOP histories, written from docs/verification.md alone.

usage: verify.py <export folder or events.jsonl> [--checkpoint FILE]... [--root-key KEY]
       verify.py --vectors FOLDER
Prints one JSON object. Exit code: 0 nothing found, 2 gaps, 3 manipulation, 69 not verified.
Standard library only; signatures need the package "cryptography" and are otherwise a gap.
"""
import base64, datetime, hashlib, json, os, re, sys

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ImportError:
    Ed25519PublicKey = None

COVERED = {"v", "stream", "revision", "type", "schemaVersion", "data", "occurredAt", "recordedAt", "actor", "commandId",
           "commandHash", "correlationId", "causationId", "basis", "rulebook", "app"}


def sha(data):
    return hashlib.sha256(data).digest()


# --- canonical JSON, RFC 8785 ---

def number(value):
    if isinstance(value, int):
        if abs(value) < 2**53:
            return str(value)
        value = float(value)
    if value == 0:
        return "0"
    sign, rest = ("-", repr(-value)) if value < 0 else ("", repr(value))
    mantissa, _, exponent = rest.partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    if 0 < point <= 21:
        text = digits.ljust(point, "0") if len(digits) <= point else digits[:point] + "." + digits[point:]
    elif -6 < point <= 0:
        text = "0." + "0" * -point + digits
    else:
        power = point - 1
        text = digits[0] + ("." + digits[1:] if len(digits) > 1 else "") + "e" + ("+" if power > 0 else "-") + str(abs(power))
    return sign + text


def canonical(value):
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    names = sorted(value, key=lambda name: name.encode("utf-16-be"))
    return "{" + ",".join(canonical(n) + ":" + canonical(value[n]) for n in names) + "}"


def digest(value):
    return sha(canonical(value).encode("utf-8")).hex()


def event_id(event_hash):
    b = bytearray(hashlib.sha1(bytes.fromhex("5b0c6f1de2a94f0b8f0d0c0b0a090807") + event_hash.encode()).digest()[:16])
    b[6] = (b[6] & 0x0F) | 0x50
    b[8] = (b[8] & 0x3F) | 0x80
    h = b.hex()
    return "-".join((h[:8], h[8:12], h[12:16], h[16:20], h[20:]))


# --- the tree, RFC 6962 ---

def leaf(index, event_hash):
    return sha(b"\x00" + f"{index} {event_hash}".encode())


def node(left, right):
    return sha(b"\x01" + left + right)


class Tree:
    """Grows leaf by leaf; keeps the roots of its complete subtrees."""

    def __init__(self):
        self.size, self.parts = 0, []

    def add(self, hashed):
        n = self.size
        while n % 2 == 1:
            hashed, n = node(self.parts.pop(), hashed), n // 2
        self.parts.append(hashed)
        self.size += 1

    def root(self):
        if not self.parts:
            return sha(b"")
        root = self.parts[-1]
        for part in reversed(self.parts[:-1]):
            root = node(part, root)
        return root


def included(hashed, index, size, proof, root):
    if not 0 <= index < size:
        return False
    at, last = index, size - 1
    for step in proof:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            hashed = node(step, hashed)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            hashed = node(hashed, step)
        at, last = at // 2, last // 2
    return last == 0 and hashed == root


def consistent(older, older_root, size, root, proof):
    if older == size:
        return not proof and older_root == root
    if not 0 < older < size:
        return False
    steps = ([older_root] if older & (older - 1) == 0 else []) + list(proof)
    if not steps:
        return False
    at, last = older - 1, size - 1
    while at % 2 == 1:
        at, last = at // 2, last // 2
    was = now = steps[0]
    for step in steps[1:]:
        if last == 0:
            return False
        if at % 2 == 1 or at == last:
            was, now = node(step, was), node(step, now)
            while at % 2 == 0 and at != 0:
                at, last = at // 2, last // 2
        else:
            now = node(now, step)
        at, last = at // 2, last // 2
    return last == 0 and was == older_root and now == root


# --- notes and keys ---

def read_key(text):
    match = re.fullmatch(r"([^+\s]+)\+([0-9a-f]{8})\+(\S+)", text.strip())
    if not match:
        return None
    try:
        raw = base64.b64decode(match[3], validate=True)
    except ValueError:
        return None
    if len(raw) != 33 or raw[0] not in (1, 4) or sha(match[1].encode() + b"\n" + raw).hex()[:8] != match[2]:
        return None
    return {"name": match[1], "id": match[2], "type": raw[0], "public": raw[1:], "text": text.strip()}


def signed_by(key, message, signature):
    """True, False, or None where nothing here can tell."""
    if Ed25519PublicKey is None:
        return None
    try:
        Ed25519PublicKey.from_public_bytes(key["public"]).verify(signature, message)
        return True
    except InvalidSignature:
        return False


def check_line(key, text, raw):
    if key["type"] == 1:
        return signed_by(key, text.encode(), raw)
    seconds = int.from_bytes(raw[:8], "big")
    return signed_by(key, f"cosignature/v1\ntime {seconds}\n{text}".encode(), raw[8:])


def read_checkpoint(file):
    file = file.lstrip("\ufeff").replace("\r\n", "\n")
    end = file.rfind("\n\n")
    if end <= 0 or not file.endswith("\n"):
        return None
    text, signatures = file[: end + 1], []
    for line in file[end + 2 : -1].split("\n"):
        match = re.fullmatch(r"— (\S+) (\S+)", line)
        if not match:
            return None
        try:
            raw = base64.b64decode(match[2], validate=True)
        except ValueError:
            return None
        signatures.append((match[1], raw[:4].hex(), raw[4:]))
    lines = text.split("\n")[:-1]
    try:
        root = base64.b64decode(lines[2], validate=True)
        if not re.fullmatch(r"0|[1-9]\d*", lines[1]) or len(root) != 32 or not lines[0]:
            return None
    except (IndexError, ValueError):
        return None
    sealed = [line[7:] for line in lines[3:] if line.startswith("sealed ")]
    return {"origin": lines[0], "size": int(lines[1]), "root": root, "text": text, "signatures": signatures,
            "sealedAt": sealed[0] if sealed else None}


def certified(known, root):
    if root is None:
        return False
    raw = base64.b64decode(known["certificate"])
    text = f"ocop log key certificate v1\n{known['key']}\n{known['from']}\n{known['until']}\n"
    return raw[:4].hex() == root["id"] and signed_by(root, text.encode(), raw[4:])


def instant(text):
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def day_in_vietnam(text):
    return (instant(text) + datetime.timedelta(hours=7)).date().isoformat()


# --- a history ---

class Verifier:
    def __init__(self):
        self.findings, self.derived, self.sheets = [], 0, 0
        self.last, self.recorded, self.tree = {}, {}, Tree()
        self.roots, self.keys, self.refs = [], {}, []
        self.sealed, self.opened = {}, {}

    def found(self, grade, code, at):
        self.findings.append({"grade": grade, "code": code, "at": at})

    def event(self, e):
        at = f"{e.get('stream')}@{e.get('revision')}"
        if e.get("v") != 1:
            self.found("gap", "ENVELOPE_UNKNOWN", at)
        else:
            if digest({k: v for k, v in e.items() if k in COVERED}) != e["hash"]:
                self.found("manipulation", "HASH_DIFFERS", at)
            elif event_id(e["hash"]) != e.get("id"):
                self.found("manipulation", "ID_DIFFERS", at)
            for name in e.keys() - COVERED - {"id", "hash", "position"}:
                self.found("manipulation", "MEMBER_NOT_COVERED", at)
        stream, revision = e["stream"], e["revision"]
        expected = self.last.get(stream, -1) + 1
        if revision != expected:
            self.found("manipulation", "EVENT_MISSING" if revision > expected else "OUT_OF_ORDER", at)
        self.last[stream] = max(revision, expected - 1)
        if e["recordedAt"] < self.recorded.get(stream, ""):
            self.found("manipulation", "RECORDED_EARLIER", at)
        self.recorded[stream] = max(e["recordedAt"], self.recorded.get(stream, ""))
        for other, read in (e.get("basis") or {}).items():
            if read > self.last.get(other, -1):
                self.found("manipulation", "BASIS_MISSING", at)
        self.references(e["data"])
        self.facts(e, at)
        self.tree.add(leaf(self.tree.size, e["hash"]))

    def references(self, data):
        if isinstance(data, dict):
            if isinstance(data.get("ref"), str) and isinstance(data.get("commitment"), str):
                self.refs.append((data["ref"], data["commitment"]))
            else:
                for part in data.values():
                    self.references(part)
        elif isinstance(data, list):
            for part in data:
                self.references(part)

    def facts(self, e, at):
        kind, data, stream = e["type"], e["data"], e["stream"]
        if stream == "logKeys-office":
            if kind == "RootKeyAnnounced":
                self.roots.append(data["root"])
            elif kind == "LogKeyCertified":
                self.keys[data["key"].split("+")[1]] = dict(data)
            elif kind == "LogKeyRevoked" and data["keyId"] in self.keys:
                self.keys[data["keyId"]]["revoked"] = (self.tree.size, e["recordedAt"], data["reason"])
        if not isinstance(data, dict):
            return
        product = (stream, data.get("cycle"))
        if kind == "SheetSealed":
            self.sealed[(*product, data["member"])] = data["commitment"]
        elif kind == "ScoresOpened":
            for one in data["scored"]:
                self.sheets += 1
                if digest({"salt": one["salt"], "value": one["sheet"]}) != self.sealed.get((*product, one["member"])):
                    self.found("manipulation", "DERIVATION_DIFFERS", at)
            self.opened[product] = {one["member"]: one["total"] for one in data["scored"]}
        elif kind == "ProductDiscussed":
            totals = list(self.opened.get(product, {}).values())
            self.derive(not totals or data["spread"] == max(totals) - min(totals), at)
        elif kind in ("ProductClosed", "TierResultRecorded") and data.get("totals") and "mean" in data:
            totals = [one["total"] for one in data["totals"]]
            mean = (2 * sum(totals) + len(totals)) // (2 * len(totals))
            opened = self.opened.get(product, {}) if kind == "ProductClosed" else {}
            same = all(opened.get(one["member"], one["total"]) == one["total"] for one in data["totals"])
            self.derive(mean == data["mean"] and same, at)

    def derive(self, fits, at):
        self.derived += 1
        if not fits:
            self.found("manipulation", "DERIVATION_DIFFERS", at)

    def checkpoint(self, c, name, at_size, root_text):
        at = f"{name} ({c['size']})"
        root = read_key(root_text or (self.roots[-1] if self.roots else ""))
        who = None
        for signer, key_id, raw in c["signatures"]:
            known = self.keys.get(key_id)
            key = known and read_key(known["key"])
            if not key or key["name"] != signer:
                continue
            good = check_line(key, c["text"], raw)
            if good is None:
                self.found("gap", "SIGNATURE_NOT_CHECKED", at)
            elif not good or key["name"] != c["origin"]:
                self.found("manipulation", "SIGNATURE_BAD", at)
            elif not certified(known, root):
                self.found("manipulation", "CERTIFICATE_BAD", at)
            day = c["sealedAt"] and day_in_vietnam(c["sealedAt"])
            if day and not known["from"] <= day <= known["until"]:
                self.found("manipulation", "KEY_NOT_ITS_DAYS", at)
            revoked = known.get("revoked")
            if revoked and (c["size"] > revoked[0] or (c["sealedAt"] or "") > revoked[1]):
                self.found("manipulation", "KEY_REVOKED", at)
            elif revoked and revoked[2] == "compromised":
                self.found("gap", "KEY_COMPROMISED", at)
            who = key
            break
        ours = any(read_key(k["key"])["name"] == c["origin"] for k in self.keys.values())
        grade = "manipulation" if who or ours else "gap"
        if not who:
            self.found(grade, "SIGNER_UNKNOWN", at)
        if c["size"] > self.tree.size:
            return self.found(grade, "HISTORY_SHORTER", at)
        root_then, last = at_size[c["size"]]
        if root_then != c["root"]:
            self.found(grade, "HISTORY_DIFFERS", at)
        elif c["sealedAt"] and last and instant(c["sealedAt"]) < instant(last) - datetime.timedelta(minutes=5):
            self.found("manipulation", "BACK_DATED", at)


def lines_of(path, header, counted, verifier):
    """The objects between header and trailer; what is wrong with the file is a finding, or no export at all."""
    name, hashed, count = os.path.basename(path), hashlib.sha256(), 0
    with open(path, "rb") as file:
        first = file.readline()
        try:
            if json.loads(first)[header] != 1:
                raise ValueError
        except (ValueError, KeyError, TypeError):
            raise SystemExit(f"{path} is no export of ours")
        hashed.update(first)
        for line in file:
            try:
                value = json.loads(line)
            except ValueError:
                return verifier.found("manipulation" if line.endswith(b"\n") else "gap", "EXPORT_DAMAGED", name)
            if set(value) == {counted, "sha256"}:
                if value[counted] != count or value["sha256"] != hashed.hexdigest():
                    verifier.found("manipulation", "EXPORT_DAMAGED", name)
                return
            hashed.update(line)
            count += 1
            yield value
    verifier.found("gap", "EXPORT_TRUNCATED", name)


def verify(path, checkpoint_files, root_key):
    verifier = Verifier()
    folder = path if os.path.isdir(path) else None
    checkpoints = []
    for name in checkpoint_files:
        with open(name, encoding="utf-8", errors="replace", newline="") as file:
            c = read_checkpoint(file.read())
        if c:
            checkpoints.append((os.path.basename(name), c))
        else:
            verifier.found("gap", "CHECKPOINT_UNREADABLE", os.path.basename(name))
    sizes, at_size = {c["size"] for _, c in checkpoints}, {0: (sha(b""), None)}
    for e in lines_of(os.path.join(path, "events.jsonl") if folder else path, "ocopExport", "events", verifier):
        verifier.event(e)
        if verifier.tree.size in sizes:
            at_size[verifier.tree.size] = (verifier.tree.root(), e["recordedAt"])
    if root_key and verifier.roots and root_key not in verifier.roots:
        verifier.found("manipulation", "ROOT_KEY_DIFFERS", "logKeys-office")
    for name, c in checkpoints:
        verifier.checkpoint(c, name, at_size, root_key)
    if folder:
        rows = {}
        for row in lines_of(os.path.join(path, "vault.jsonl"), "ocopVault", "rows", verifier):
            rows[row["ref"]] = row["commitment"]
            erased = row["salt"] is None and row["value"] is None
            if not erased and (row["salt"] is None or row["value"] is None or sha(
                    bytes.fromhex(row["salt"]) + row["value"].encode()).hex() != row["commitment"]):
                verifier.found("manipulation", "VALUE_CHANGED", row["ref"])
        for ref, commitment in verifier.refs:
            if ref not in rows:
                verifier.found("gap", "VALUE_MISSING", ref)
            elif rows[ref] != commitment:
                verifier.found("manipulation", "COMMITMENT_DIFFERS", ref)
    return {"events": verifier.tree.size, "root": verifier.tree.root().hex(), "derived": verifier.derived,
            "sheets": verifier.sheets, "references": len(verifier.refs), "findings": verifier.findings}


def check_vectors(folder):
    """Every vector; the names of those that do not hold."""
    def load(name):
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            return json.load(file)
    wrong = []
    expect = lambda name, fits: None if fits else wrong.append(name)
    for i, one in enumerate(load("canonical.json")):
        expect(f"canonical {i}", canonical(one["value"]) == one["canonical"] and digest(one["value"]) == one["sha256"])
    log = load("log.json")
    tree, hashes = Tree(), log["hashes"]
    for i, event_hash in enumerate(hashes):
        expect(f"leaf {i}", leaf(i, event_hash).hex() == log["leaves"][i])
        tree.add(leaf(i, event_hash))
        expect(f"root {i + 1}", tree.root().hex() == log["roots"][i])
    b = bytes.fromhex
    for one in log["inclusion"]:
        args = (one["index"], one["size"], [b(h) for h in one["proof"]], b(log["roots"][one["size"] - 1]))
        expect(f"inclusion {one}", included(leaf(one["index"], hashes[one["index"]]), *args))
        expect(f"inclusion of another {one}", not included(leaf(99, hashes[0]), *args))
    for one in log["consistency"]:
        older, size = one["older"], one["size"]
        roots = [b(r) for r in log["roots"]]
        expect(f"consistency {one}", consistent(older, roots[older - 1], size, roots[size - 1], [b(h) for h in one["proof"]]))
    notes = load("notes.json")
    key, root, witness = (read_key(notes[name]) for name in ("key", "rootKey", "witness"))
    c = read_checkpoint(notes["checkpoint"])
    by = {key_id: raw for _, key_id, raw in c["signatures"]}
    expect("keys", key and root and witness and c["size"] == len(hashes) and c["root"].hex() == log["roots"][-1])
    if Ed25519PublicKey is not None:
        expect("signature", check_line(key, c["text"], by[key["id"]]) is True)
        expect("cosignature", check_line(witness, c["text"], by[witness["id"]]) is True)
        expect("certificate", certified({"key": notes["key"], **notes["certificate"]}, root) is True)
        expect("another text", check_line(key, c["text"] + "x\n", by[key["id"]]) is False)
    for text in notes["noCheckpoints"]:
        expect(f"no checkpoint: {text[:20]!r}", read_checkpoint(text) is None)
    return {"wrong": wrong, "signatures": Ed25519PublicKey is not None}


def main(args):
    if args[:1] == ["--vectors"]:
        result = check_vectors(args[1])
        print(json.dumps(result))
        return 3 if result["wrong"] else 0
    path, rest, checkpoints, root_key = args[0], args[1:], [], None
    while rest:
        option, value, *rest = rest
        if option == "--checkpoint":
            checkpoints.append(value)
        else:
            root_key = value
    result = verify(path, checkpoints, root_key)
    print(json.dumps(result, ensure_ascii=False))
    grades = {finding["grade"] for finding in result["findings"]}
    return 3 if "manipulation" in grades else 2 if "gap" in grades else 0


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, IndexError, KeyError, TypeError, ValueError) as error:
        print(f"not verified: {error!r}", file=sys.stderr)
        sys.exit(69)
