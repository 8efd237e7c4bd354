using LogisticsScreening.Screening.Lexicon;

namespace LogisticsScreening.Screening.Quality;

/// <summary>
/// Strong words of the lexicon written in every trick, from a table made by hand (Sets/characters.csv: pinyin, characters of the same sound, look-alikes, parts, traditional
/// form, picture), not from the tables of the engine. Each form stands alone, in an ordinary sentence, and beside a craft form or a price by the gram.
/// </summary>
internal static class DisguisedWords
{
    /// <summary>What no words alone can find: the first letters of a word stand for too much. Made only beside a second signal.</summary>
    private const string Initials = "initials";

    private static readonly string[] Separators = [" ", "*", ".", "~", "🔥", "·", "-", "★"];
    private static readonly string[] Alone = ["{0}", "全新{0} 一件", "{0}，家里放了很久", "寄{0}给朋友"];
    private static readonly string[] WithSignal = ["{0} 手串", "{0}，按克", "{0} 吊坠 保真", "{0}摆件", "{0} 私聊"];

    public static IEnumerable<Sample> Make(IEnumerable<LexiconTerm> terms, int seed)
    {
        var random = new Random(seed);
        var characters = CharacterTable.Load();
        foreach (var term in terms.Where(t => t.Tier == TermTier.Strong))
        {
            var forms = term.Script == TermScript.Zh
                ? term.Term.All(characters.ContainsKey) ? Han(term.Term, characters, random) : []
                : Latin(term.Term, random);
            foreach (var (trick, form) in forms)
            {
                var frames = trick == Initials ? WithSignal : [.. Alone.Skip(random.Next(2)).Take(2), .. WithSignal.Skip(random.Next(3)).Take(2)];
                foreach (var frame in frames)
                    yield return new(trick, string.Format(null, frame, form), term.Term, IsWildlife: true);
            }
        }
    }

    private static IEnumerable<(string Trick, string Form)> Han(string word, IReadOnlyDictionary<char, CharacterRow> characters, Random random)
    {
        var separator = Separators[random.Next(Separators.Length)];
        yield return ("spaces", string.Join(' ', word.ToCharArray()));
        yield return ("symbols", string.Join(separator, word.ToCharArray()));
        yield return ("zeroWidth", string.Join('\u200B', word.ToCharArray()));
        yield return ("repeated", string.Concat(word.Select(c => $"{c}{c}")));
        var traditional = string.Concat(word.Select(c => characters[c].Traditional is { Length: > 0 } t ? t : c.ToString()));
        if (traditional != word)
            yield return ("traditional", traditional);
        var pinyin = word.Select(c => characters[c].Pinyin).ToArray();
        yield return ("pinyin", string.Concat(pinyin));
        yield return ("pinyin", string.Join(' ', pinyin));
        if (word.Length > 2)
            yield return (Initials, string.Concat(pinyin.Select(p => char.ToUpperInvariant(p[0]))));
        for (var i = 0; i < word.Length; i++)
        {
            var row = characters[word[i]];
            string With(string other) => string.Concat(word.AsSpan(0, i), other, word.AsSpan(i + 1));
            if (row.Homophones.Length > 0)
                yield return ("homophone", With(row.Homophones[random.Next(row.Homophones.Length)].ToString()));
            if (row.LookAlikes.Length > 0)
                yield return ("lookAlike", With(row.LookAlikes[random.Next(row.LookAlikes.Length)].ToString()));
            if (row.Parts.Length > 0)
                yield return ("splitCharacter", With(row.Parts));
            if (row.Emoji.Length > 0)
                yield return ("emoji", With(row.Emoji));
            yield return ("mixedPinyin", With(row.Pinyin));
            yield return ("latinSyllable", With(row.Pinyin[..1]));
        }
    }

    private static IEnumerable<(string Trick, string Form)> Latin(string word, Random random)
    {
        yield return ("width", string.Concat(word.Select(c => c == ' ' ? '\u3000' : char.IsAscii(c) ? (char)(c + 0xFEE0) : c)));
        yield return ("spaces", string.Join(' ', word.Where(c => c != ' ')));
        yield return ("symbols", string.Join(Separators[1 + random.Next(3)], word.Where(c => c != ' ')));
        yield return ("zeroWidth", string.Join('\u200B', word.ToCharArray()));
        foreach (var (letter, digit) in ((char, char)[])[('o', '0'), ('i', '1'), ('e', '3'), ('a', '4'), ('s', '5')])
        {
            if (word.Contains(letter))
                yield return ("lookAlike", word.Replace(letter, digit));
        }
    }
}
