#!/usr/bin/env python3
"""Writes LookAlikes.g.cs, ideographs that are easily taken for one another, from Unihan.

    python3 generate/look_alikes.py [/usr/share/unicode] > LookAlikes.g.cs

Only the first two grades of the standard characters (通用规范汉字表, kTGH 1-6500) are compared: what a keyboard offers. Two look alike when their Cangjie codes, which follow the parts of a character,
their four-corner codes, which follow its outline, and their strokes agree well enough; a letter for a part that is drawn nearly alike (日 月) counts half, a shared phonetic part (kPhonetic) helps. Each keeps the MOST that it resembles best, and those that keep it.

The codes as a whole miss three kinds of kin, of which each keeps MOST_KIN more: simple characters, where one letter of the code is half of it (户 and 尸); a character that is another one and a
radical, when that makes up at least half of its strokes (橡 of 象, 芽 of 牙); and two with the same phonetic part and as many strokes beside their radicals (kRSUnicode; 猫 and 描).
"""
from collections import Counter, defaultdict

from unicode_data import VERSION, folded, lines, literal, unihan, varint, zigzag

CANGJIE, CORNERS, STROKES, PHONETIC, SIBLING = 0.5, 0.35, 0.15, 0.1, 0.1
# The same parts in another order (未 and 末).
OTHER_ORDER = 0.8
# In every other text: 的 for 豹 would be chance.
FUNCTION = "的了是"
# Letters for parts that are drawn nearly alike (日 月, 日 口): a change between them is half a change.
DRAWN_ALIKE, HALF = {frozenset("AB"), frozenset("AR")}, 0.5
# Codes of at most SHORT letters are compared as if they had FULL; a letter changed is more than one left out.
SHORT, FULL, CHANGED = 3, 4, 1.5
# Strokes are compared as if one of the two had at least this many.
FEW_STROKES = 10
# Of what one part makes up, what is alike.
WITHIN, LEAST_WITHIN = 0.05, 0.5
LAST_GRADED = 6500
LEAST = 0.65
MOST, MOST_KIN = 6, 3
# Of kin a writer takes the one of the first grade.
FIRST_GRADE, PREFERRED = 3500, 50

raw = defaultdict(dict)
for name, keys in (("Unihan_DictionaryLikeData.txt", ("kCangjie", "kFourCornerCode", "kPhonetic")), ("Unihan_IRGSources.txt", ("kTotalStrokes", "kRSUnicode"))):
    for line in lines(name):
        if line.startswith("U+"):
            code, key, value = line.split("\t")
            if key in keys:
                raw[int(code[2:], 16)][key] = value

phonetics = defaultdict(set)
for c, fields in raw.items():
    target = folded.get(c, (c,))
    if len(target) == 1 and "kPhonetic" in fields:
        phonetics[target[0]].update(p.rstrip("*x") for p in fields["kPhonetic"].split())


class Shape:
    def __init__(self, c):
        self.cangjie = raw[c]["kCangjie"].split()[0]
        self.corners = {code[:4] for code in raw[c].get("kFourCornerCode", "").split()}
        self.preferred = PREFERRED if int(unihan["kTGH"][c].split(":")[1]) <= FIRST_GRADE else 0
        self.strokes = int(raw[c]["kTotalStrokes"].split()[0])
        self.phonetics = phonetics[c]
        # Strokes beside the radical.
        self.beside = int(raw[c]["kRSUnicode"].split()[0].split(".")[1])


graded = sorted(c for c, number in unihan["kTGH"].items() if int(number.split(":")[1]) <= LAST_GRADED)
shapes = {c: Shape(c) for c in graded if c < 0x10000 and c not in folded and "kCangjie" in raw[c]}


def change(x, y):
    return 0 if x == y else HALF if {x, y} in DRAWN_ALIKE else 1


def distance(a, b, changed=1):
    """Letters to insert, delete or change (Levenshtein 1966), a change at its own cost."""
    row = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        before, row[0] = row[0], i
        for j, y in enumerate(b, 1):
            before, row[j] = row[j], min(row[j] + 1, row[j - 1] + 1, before + changed * change(x, y))
    return row[-1]


def likeness(a, b):
    common = sum((Counter(a.cangjie) & Counter(b.cangjie)).values())
    cangjie = max(1 - distance(a.cangjie, b.cangjie) / max(len(a.cangjie), len(b.cangjie)), OTHER_ORDER * 2 * common / len(a.cangjie + b.cangjie))
    strokes = max(0, 1 - abs(a.strokes - b.strokes) / max(a.strokes, b.strokes) * 2)
    return CANGJIE * cangjie + CORNERS * corners(a, b, cangjie) + STROKES * strokes + (PHONETIC if a.phonetics & b.phonetics else 0)


def corners(a, b, otherwise):
    return max((sum(x == y for x, y in zip(p, q)) / 4 for p in a.corners for q in b.corners), default=otherwise)


def kinship(a, b):
    """Likeness of what the codes as a whole miss: simple characters, parts of others, and others with the same part; 0 for no kin."""
    best = 0
    if max(len(a.cangjie), len(b.cangjie)) <= SHORT:
        cangjie = 1 - distance(a.cangjie, b.cangjie, CHANGED) / FULL
        strokes = 1 - abs(a.strokes - b.strokes) / FEW_STROKES * 2
        best = CANGJIE * cangjie + CORNERS * corners(a, b, cangjie) + STROKES * strokes
    if a.phonetics & b.phonetics:
        best = max(best, within(a, b), likeness(a, b) + SIBLING if a.beside == b.beside > 0 else 0)
    return best


def within(a, b):
    """Likeness of a character to the same with a radical, by how much of the strokes it makes up; 0 when it is no part of it."""
    part, whole = sorted((a, b), key=lambda shape: shape.strokes)
    share = part.strokes / whole.strokes
    # Unihan counts the strokes of a part a little otherwise where it stands alone (象 11, in 橡 12).
    return LEAST + WITHIN * share if abs(whole.beside - part.strokes) <= 1 and share >= LEAST_WITHIN else 0


# Outside the two grades, but offered by keyboards and hardly to be told apart; by hand, because their codes are of no use without their frequency.
RARE = {"甪": "角", "㸦": "牙", "曱": "甲", "甴": "甲", "屖": "犀", "虝": "虎", "豖": "象", "隺": "鹤"}

# Only what shares a code with one place changed is compared; the rest cannot reach the threshold.
blocks = defaultdict(list)
for c, shape in shapes.items():
    code = shape.cangjie
    keys = {("cangjie", code[:i] + code[i + 1:]) for i in range(len(code))} | {("cangjie", code)}
    keys |= {("ends", code[1:]), ("ends", code[2:])} if len(code) > 3 else set()
    keys |= {("corners", i, corners[:i] + corners[i + 1:]) for corners in shape.corners for i in range(4)}
    keys |= {("phonetic", p) for p in shape.phonetics}
    keys |= {("short",)} if len(code) <= SHORT else set()
    for key in keys:
        blocks[key].append(c)

found, kin = defaultdict(dict), defaultdict(dict)
for members in blocks.values():
    for i, a in enumerate(members):
        for b in members[i + 1:]:
            for measure, pairs in ((likeness, found), (kinship, kin)):
                if b not in pairs[a] and (score := measure(shapes[a], shapes[b])) >= LEAST:
                    pairs[a][b] = pairs[b][a] = round(score * 1000)


def closest(pairs, most, rank):
    """The pairs of which one resembles the other best, or nearly."""
    best = {c: set(sorted(others, key=lambda d: (-rank(others, d), d))[:most]) for c, others in pairs.items()}
    return {(c, d): score for c, others in pairs.items() for d, score in others.items() if d in best[c] or c in best[d]}


pairs = closest(found, MOST, lambda others, d: others[d])
# Kin come in addition, so that none of the others is lost for them.
kin = {c: {d: score for d, score in others.items() if (c, d) not in pairs} for c, others in kin.items()}
pairs |= closest(kin, MOST_KIN, lambda others, d: others[d] + shapes[d].preferred)
alike = defaultdict(dict)
for (c, d), score in pairs.items():
    alike[c][d] = score
for rare, plain in RARE.items():
    if ord(rare) not in folded and ord(rare) not in alike:
        alike[ord(rare)][ord(plain)] = alike[ord(plain)][ord(rare)] = round(LEAST * 1000)
alike = {c: [d for d in sorted(others, key=lambda d: (-others[d], d)) if chr(d) not in FUNCTION] for c, others in sorted(alike.items()) if chr(c) not in FUNCTION}

data = bytearray()
position = 0
for c, others in alike.items():
    if others:
        varint(data, c - position)
        varint(data, len(others))
        for d in others:
            varint(data, zigzag(d - c))
        position = c + 1

print(f'''// <auto-generated> by generate/look_alikes.py from Unicode {VERSION}; do not edit. </auto-generated>
namespace LogisticsScreening.Screening.Text;

internal static partial class LookAlikes
{{
    /// <summary>Base64 of (gap, count, zigzag distances), the most alike first.</summary>
    private static ReadOnlySpan<byte> AlikeData => {literal(data)};
}}''')
