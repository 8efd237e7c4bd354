"""What the table generators share: the Unicode Character Database and Unihan as dictionaries, the fold, and packed numbers.

The fold of a code point is, until nothing changes any more:
  1. NFKC_Casefold (width, compatibility, case; default ignorables become nothing),
  2. full compatibility decomposition, with the marks that only decorate a letter dropped (accents, voicing, vowel points),
  3. decimal digits of every script to ASCII; CJK radicals to their ideograph; the few letters of LETTERS and PUNCTUATION,
  4. traditional to simplified, then z-variants and semantic variants to the standard form (通用规范汉字表, kTGH).
Every output character folds to itself, so folding twice changes nothing; this fails if that is not so.
Hangul syllables are decomposed by arithmetic in NormalizedText and are not listed here.
"""
import base64
import bz2
import os
import re
import sys

ROOT = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"

# Latin letters that Unicode does not decompose, as they are written on waybills without a suitable keyboard.
LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "ŧ": "t", "ð": "d", "þ": "th"}
# White letters on black circles and squares, which Unicode does not decompose as it does the black ones.
LETTERS |= {chr(first + i): chr(0x61 + i) for first in (0x1F150, 0x1F170) for i in range(26)}
# One form for the dashes, quotes and middle dots that names and addresses mix freely.
PUNCTUATION = {
    **dict.fromkeys("‐‑‒–—―−﹘", "-"), **dict.fromkeys("‘’‚‛′ʼʻ`´", "'"), **dict.fromkeys("“”„‟″", '"'),
    **dict.fromkeys("•‧∙⋅・ᐧ⸱", "·"), "⁄": "/", "∕": "/", "∼": "~", "〜": "~", "∗": "*", "⁎": "*", "｡": "。", "､": "、"}
# Variants of characters in animal names that Unihan links only as "semantic variant" of a character that is itself standard.
VARIANTS = {"瑇": "玳", "亀": "龟", "乾": "干", "於": "于", "釐": "厘"}
# Forms of characters in names that Unihan links only as "spoofing variant": 𠮷田 is how 吉田 writes himself, and who hides behind 吉.
VARIANTS |= {"𠮷": "吉", "𡈽": "土", "𣘺": "桥", "𠀋": "丈"}
# Halves of split characters: they must stay what they are, though Unihan links them with the whole (犭 with 犬).
COMPONENTS = set("亻亼冂冖冫刂勹卄厶宀巛幵广廌忄扌攵殳氵灬爫牜犭疋疒癶礻纟艹虍衤覀讠辶釒钅阝飠饣髟")

# Classes of folded characters; the same numbers as TextClass.
WORD, IDEOGRAPH, SPACE, LIST, PUNCT, SYMBOL = range(1, 7)
LIST_MARKS = set(",;、|/\\+&")
# Full stops, brackets and the like part words in ordinary writing; other marks between two characters of one word are odd.
PUNCT_MARKS = set("-.·'\":!?()[]{}<>。‹›«»…《》〈〉「」『』【】〔〕〖〗")
# Ideographs that are strokes rather than words, and the Japanese 的: sellers draw lines with them (象丨牙, 象の牙), honest ones part titles so (大象丨牙刷). ノ is left out: Japanese words need it.
PUNCT_MARKS |= set("丨丶丿乀乁亅乄の")


def lines(name):
    path = os.path.join(ROOT, name)
    opener = open(path, encoding="utf-8") if os.path.exists(path) else bz2.open(path + ".bz2", "rt", encoding="utf-8")
    with opener as file:
        for line in file:
            yield line.rstrip("\n")


def fields(name):
    for line in lines(name):
        line = line.split("#")[0].strip()
        if line:
            yield [part.strip() for part in line.split(";")]


def span(text):
    ends = text.split("..")
    return range(int(ends[0], 16), int(ends[-1], 16) + 1)


VERSION = re.search(r"CaseFolding-(\d+\.\d+\.\d+)", next(lines("CaseFolding.txt"))).group(1)

category, combining, decomposition, digit = {}, {}, {}, {}
first = None
for row in (line.split(";") for line in lines("UnicodeData.txt")):
    cp = int(row[0], 16)
    if row[1].endswith("First>"):
        first = cp
    cps = range(first, cp + 1) if row[1].endswith("Last>") else [cp]
    for c in cps:
        category[c] = row[2]
    combining[cp] = int(row[3])
    if row[5] and not 0xAC00 <= cp <= 0xD7A3:
        decomposition[cp] = [int(p, 16) for p in row[5].split() if not p.startswith("<")]
    if row[6]:
        digit[cp] = int(row[6])

script = {c: row[1] for row in fields("Scripts.txt") for c in span(row[0])}
casefold = {}
for row in fields("DerivedNormalizationProps.txt"):
    if row[1] == "NFKC_CF":
        for c in span(row[0]):
            casefold[c] = [int(p, 16) for p in row[2].split()]
radical = {c: int(row[1], 16) for row in fields("EquivalentUnifiedIdeograph.txt") for c in span(row[0])}

unihan = {}
for name in ("Unihan_Variants.txt", "Unihan_OtherMappings.txt"):
    for line in lines(name):
        if line.startswith("U+"):
            code, key, value = line.split("\t")
            if key in ("kSimplifiedVariant", "kZVariant", "kSemanticVariant", "kTGH"):
                unihan.setdefault(key, {})[int(code[2:], 16)] = value
standard = set(unihan["kTGH"])


def targets(cp, key):
    found = [int(p.split("<")[0][2:], 16) for p in unihan[key].get(cp, "").split()]
    return sorted((t for t in found if t != cp), key=lambda t: (t not in standard, t))


def variant(cp):
    """The standard form of one ideograph, or itself. A character that is standard in its own right stays, unless Unihan lists it
    as simplified to itself and another (著: 著, 着): 喆 and 堃 are names and must not become 哲 and 坤."""
    if chr(cp) in VARIANTS:
        return ord(VARIANTS[chr(cp)])
    simplified = targets(cp, "kSimplifiedVariant")
    if cp in standard:
        both = f"U+{cp:04X}" in unihan["kSimplifiedVariant"].get(cp, "").split()
        return simplified[0] if both and simplified and simplified[0] in standard else cp
    if simplified:
        return simplified[0]
    if chr(cp) not in COMPONENTS:
        for key in ("kZVariant", "kSemanticVariant"):
            found = [t for t in targets(cp, key) if t in standard]
            if found:
                return found[0]
    return cp


def decorates(cp):
    """A mark without which the word stays the same word to a reader in a hurry."""
    if cp in (0x3099, 0x309A):
        return True
    return category.get(cp) in ("Mn", "Me") and (
        script.get(cp) == "Inherited" or category[cp] == "Me" or 10 <= combining.get(cp, 0) <= 35 or combining.get(cp, 0) >= 200)


def removed(cp):
    return category.get(cp) == "Cf" or (category.get(cp) == "Cc" and cp not in (9, 10, 11, 12, 13, 0x85))


def decompose(cp):
    if cp in decomposition:
        return [d for part in decomposition[cp] for d in decompose(part)]
    return [cp]


def step(cp):
    if removed(cp) or decorates(cp):
        return []
    out = []
    for c in casefold.get(cp, [cp]):
        for d in decompose(c):
            if decorates(d) or removed(d):
                continue
            if d in digit and category[d] == "Nd":
                out.append(0x30 + digit[d])
            elif 0xAC00 <= d <= 0xD7A3:
                lead, rest = divmod(d - 0xAC00, 21 * 28)
                out += [0x1100 + lead, 0x1161 + rest // 28] + ([0x11A7 + rest % 28] if rest % 28 else [])
            elif chr(d) in LETTERS:
                out += [ord(x) for x in LETTERS[chr(d)]]
            elif chr(d) in PUNCTUATION:
                out.append(ord(PUNCTUATION[chr(d)]))
            else:
                out.append(variant(radical.get(d, d)))
    return out


def fold(cp):
    now, rounds = [cp], 0
    while True:
        following = [d for c in now for d in step(c)]
        if following == now:
            return tuple(now)
        now, rounds = following, rounds + 1
        assert rounds < 8, f"U+{cp:04X} does not settle"


def text_class(cp):
    if 0xD800 <= cp <= 0xDFFF:
        return 0
    c, s = chr(cp), script.get(cp, "Unknown")
    general = category.get(cp, "Cn")
    if general[0] == "Z" or cp in (9, 10, 11, 12, 13, 0x85):
        return SPACE
    if c in LIST_MARKS:
        return LIST
    if c in PUNCT_MARKS:
        return PUNCT
    if s in ("Han", "Hiragana", "Katakana", "Bopomofo", "Yi", "Hangul", "Tangut", "Nushu") or cp in (0x3005, 0x3006, 0x3007, 0x30FC):
        return IDEOGRAPH if general[0] in "LNM" else SYMBOL
    return WORD if general[0] in "LNM" else SYMBOL


def varint(out, value):
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)


def zigzag(value):
    return value * 2 if value >= 0 else -value * 2 - 1


def literal(data):
    text = base64.b64encode(bytes(data)).decode()
    rows = [text[i:i + 160] for i in range(0, len(text), 160)]
    return '"""\n' + "\n".join("        " + row for row in rows) + '\n        """u8'


every = [c for c in range(0x110000) if not 0xAC00 <= c <= 0xD7A3 and not 0xD800 <= c <= 0xDFFF]
folded = {c: fold(c) for c in every if c in category or c in casefold}
folded = {c: f for c, f in folded.items() if f != (c,)}
for cp, out in folded.items():
    for c in out:
        assert c not in folded, f"U+{cp:04X} folds to U+{c:04X}, which folds further"
