using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Strong words with two tricks at once: two characters replaced in different ways (西牛jiao), one replaced and the word pulled apart, filled with zero-width characters, its
/// other characters traditional or full-width, and so on. One form of each pair for every word that allows it, drawn from a seed, alone or in a sentence and beside a second
/// signal. What stands for a character comes from the table of <see cref="DisguisedWords"/>.
/// </summary>
internal static class DoubleDisguises
{
    private static readonly string[] Separators = ["*", ".", "~", "🔥", "·", "-", "★"];
    private static readonly string[] Alone = ["{0}", "全新{0} 一件", "{0}，家里放了很久", "寄{0}给朋友"];
    private static readonly string[] WithSignal = ["{0} 手串", "{0}，按克", "{0} 吊坠 保真", "{0} 私聊"];

    /// <summary>Ways to write one character, by the name of the trick; nothing where the table has none.</summary>
    private static readonly (string Trick, Func<CharacterRow, string> Written)[] Replacements =
    [
        ("homophone", r => r.Homophones), ("lookAlike", r => r.LookAlikes), ("mixedPinyin", r => r.Pinyin), ("latinSyllable", r => r.Pinyin[..1]),
        ("splitCharacter", r => r.Parts), ("emoji", r => r.Emoji),
    ];

    public static IEnumerable<Sample> Make(IEnumerable<LexiconTerm> terms, int seed)
    {
        var random = new Random(seed);
        var characters = CharacterTable.Load();
        foreach (var term in terms.Where(t => t.Tier == TermTier.Strong))
        {
            var forms = term.Script == TermScript.Zh
                ? term.Term.All(characters.ContainsKey) ? Han(term.Term, characters, random) : []
                : Latin(term.Term, random);
            foreach (var (tricks, form) in forms)
            {
                // The first letters of a word stand for too much to be found alone.
                var frames = tricks.StartsWith("initials", StringComparison.Ordinal) ? WithSignal : Alone;
                foreach (var frame in (string[])[frames[random.Next(frames.Length)], WithSignal[random.Next(WithSignal.Length)]])
                    yield return new(tricks, string.Format(null, frame, form), term.Term, IsWildlife: true);
            }
        }
    }

    private static IEnumerable<(string Tricks, string Form)> Han(string word, IReadOnlyDictionary<char, CharacterRow> characters, Random random)
    {
        string[] plain = [.. word.Select(c => c.ToString())];
        string[] traditional = [.. word.Select(c => characters[c].Traditional is { Length: > 0 } t ? t : c.ToString())];
        var separator = Separators[random.Next(Separators.Length)];
        for (var i = 0; i < Replacements.Length; i++)
        {
            var (first, way) = Replacements[i];
            if (Replace(plain, word, way, except: -1) is not { } once)
                continue;
            yield return ($"{first} + symbols", string.Join(separator, once.Parts));
            yield return ($"{first} + spaces", string.Join(' ', once.Parts));
            yield return ($"{first} + zeroWidth", string.Join('\u200B', once.Parts));
            if (Replace(traditional, word, way, except: -1) is { } other && !other.Parts.SequenceEqual(once.Parts) && Differs(other))
                yield return ($"{first} + traditional", string.Concat(other.Parts));
            foreach (var (second, otherWay) in Replacements.Skip(i + 1))
            {
                if (Replace(once.Parts, word, otherWay, except: once.At) is { } twice)
                    yield return ($"{first} + {second}", string.Concat(twice.Parts));
            }
        }

        if (!traditional.SequenceEqual(plain))
        {
            yield return ("traditional + symbols", string.Join(separator, traditional));
            yield return ("traditional + zeroWidth", string.Join('\u200B', traditional));
        }

        var pinyin = string.Concat(word.Select(c => characters[c].Pinyin));
        yield return ("pinyin + width", Wide(pinyin));
        if (pinyin.Any(c => Digit(c) != c))
            yield return ("pinyin + lookAlike", string.Concat(pinyin.Select(Digit)));
        yield return ("pinyin + symbols", string.Join(separator, word.Select(c => characters[c].Pinyin)));
        if (word.Length > 2)
            yield return ("initials + width", Wide(string.Concat(word.Select(c => char.ToUpperInvariant(characters[c].Pinyin[0])))));

        // A place that the other trick leaves as it was.
        bool Differs((string[] Parts, int At) form) => form.Parts.Index().Any(p => p.Index != form.At && p.Item != plain[p.Index]);

        (string[] Parts, int At)? Replace(string[] parts, string of, Func<CharacterRow, string> way, int except)
        {
            var places = Enumerable.Range(0, of.Length).Where(i => i != except && way(characters[of[i]]).Length > 0).ToArray();
            if (places.Length == 0)
                return null;
            var at = places[random.Next(places.Length)];
            var row = characters[of[at]];
            var written = way(row);
            // Of several characters of the same sound or look one; all else is written as it stands.
            if (ReferenceEquals(written, row.Homophones) || ReferenceEquals(written, row.LookAlikes))
                written = written[random.Next(written.Length)].ToString();
            return ([.. parts.Select((p, i) => i == at ? written : p)], at);
        }
    }

    private static IEnumerable<(string Tricks, string Form)> Latin(string word, Random random)
    {
        var separator = Separators[random.Next(3)];
        var alike = string.Concat(word.Select(Digit));
        var merged = word.Replace("rn", "m", StringComparison.Ordinal).Replace("w", "vv", StringComparison.Ordinal);
        yield return ("width + symbols", string.Join(separator, Wide(word).Where(c => c != '\u3000')));
        if (alike != word)
        {
            yield return ("lookAlike + symbols", string.Join(separator, alike.Where(c => c != ' ')));
            yield return ("lookAlike + zeroWidth", string.Join('\u200B', alike.ToCharArray()));
            yield return ("lookAlike + width", Wide(alike));
        }

        if (merged != word)
            yield return ("lookAlike + merged letters", string.Concat(merged.Select(Digit)));
    }

    private static char Digit(char letter) => letter switch { 'o' => '0', 'i' => '1', 'e' => '3', _ => letter };

    private static string Wide(string latin) => string.Concat(latin.Select(c => c == ' ' ? '\u3000' : char.IsAscii(c) ? (char)(c + 0xFEE0) : c));
}
