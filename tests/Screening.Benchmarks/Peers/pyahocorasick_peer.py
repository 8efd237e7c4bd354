"""Times pyahocorasick inside its own process. Reads {"patterns", "texts", "rounds"} as JSON from stdin, writes {"found", "seconds"}.

found: [text, end, pattern] in code points, end exclusive. Each round walks all texts and keeps what it finds, as the other peers do.
"""
import json
import sys
import time

import ahocorasick

given = json.load(sys.stdin)
automaton = ahocorasick.Automaton()
for number, pattern in enumerate(given["patterns"]):
    automaton.add_word(pattern, number)
automaton.make_automaton()
texts = given["texts"]

found = [(i, end + 1, pattern) for i, text in enumerate(texts) for end, pattern in automaton.iter(text)]
seconds = []
for _ in range(given["rounds"]):
    started = time.perf_counter()
    for text in texts:
        list(automaton.iter(text))
    seconds.append(time.perf_counter() - started)
json.dump({"found": found, "seconds": seconds}, sys.stdout)
