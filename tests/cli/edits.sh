# The edits that messages offer, applied: there are fewer errors, or what is wrong next comes to light in another place.
cp "$TOP"/tests/messages/*.smt .
cat > apply.py <<'EOP'
import json, os, subprocess, sys

def check(path):
    done = subprocess.run([os.environ["SMT"], "check", "--diagnostics=json", path], capture_output=True, timeout=60)
    return [json.loads(line) for line in done.stderr.splitlines()]

def apply(text, edits):
    for e in sorted(edits, key=lambda e: -e["span"]["start"]["byte"]):
        start, end = e["span"]["start"]["byte"], e["span"]["end"]["byte"]
        text = text[:start] + e["replacement"].encode() + text[end:]
    return text

def same(a, b):
    return (a["code"], a["message"], a["span"]["start"]) == (b["code"], b["message"], b["span"]["start"])

for path in sys.argv[1:]:
    before = check(path)
    for number, message in enumerate(before):
        if not message["edits"] or message["severity"] != "error":
            continue
        fixed = "fixed-" + path
        with open(path, "rb") as f:
            text = f.read()
        with open(fixed, "wb") as f:
            f.write(apply(text, message["edits"]))
        after = check(fixed)
        errors = [sum(m["severity"] == "error" for m in list) for list in (before, after)]
        good = errors[1] < errors[0] or errors[1] == errors[0] and not any(same(message, m) for m in after)
        print("ok" if good else "FAIL", path, message["code"], "edit", number, "" if good else after[:1])
        break
EOP
python3 apply.py *.smt
